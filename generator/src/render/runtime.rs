//! `src/runtime/`: the runtime, byte for byte.

/// The manifest of the runtime, from which the crate's dependencies come.
pub(super) const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$((concat!("src/runtime/", $path), include_str!(concat!("../../runtime/src/runtime/", $path)))),*]
    };
}

/// The files, sorted; a test says which one is missing.
const FILES: &[(&str, &str)] = embed![
    "auth/attempt.rs",
    "auth/credential.rs",
    "auth/mod.rs",
    "auth/redact.rs",
    "auth/secret.rs",
    "auth/source.rs",
    "blocking/client.rs",
    "blocking/mod.rs",
    "blocking/request.rs",
    "blocking/worker_body.rs",
    "body/file.rs",
    "body/joined.rs",
    "body/label.rs",
    "body/live_body.rs",
    "body/mod.rs",
    "body/outgoing.rs",
    "body/request_body.rs",
    "body/transport_error.rs",
    "body/whole_body.rs",
    "call/hooks.rs",
    "call/mod.rs",
    "call/options.rs",
    "call/random.rs",
    "call/redirect.rs",
    "call/retry.rs",
    "client/async_client.rs",
    "client/builder.rs",
    "client/limits.rs",
    "client/mod.rs",
    "client/request.rs",
    "error/api_error.rs",
    "error/api_message.rs",
    "error/cause.rs",
    "error/context.rs",
    "error/display.rs",
    "error/error_type.rs",
    "error/mod.rs",
    "formats/base64.rs",
    "formats/calendar.rs",
    "formats/duration.rs",
    "formats/error.rs",
    "formats/mod.rs",
    "formats/std_types.rs",
    "formats/syntax.rs",
    "formats/types.rs",
    "formats/with_chrono.rs",
    "formats/with_jiff.rs",
    "formats/with_time.rs",
    "formats/with_url.rs",
    "formats/with_uuid.rs",
    "json/codec.rs",
    "json/decimal.rs",
    "json/enums.rs",
    "json/error.rs",
    "json/exact.rs",
    "json/find.rs",
    "json/literal.rs",
    "json/look.rs",
    "json/map.rs",
    "json/members.rs",
    "json/mod.rs",
    "json/nullable.rs",
    "json/number.rs",
    "json/object.rs",
    "json/raw.rs",
    "json/reader.rs",
    "json/serde_traits.rs",
    "json/skip.rs",
    "json/string.rs",
    "json/tuple.rs",
    "json/union.rs",
    "json/value_enums.rs",
    "json/values.rs",
    "json/wrapper.rs",
    "json/writer.rs",
    "mod.rs",
    "pages/blocking_pages.rs",
    "pages/items.rs",
    "pages/link.rs",
    "pages/mod.rs",
    "pages/pages_type.rs",
    "pages/paginated.rs",
    "pages/progress.rs",
    "parameter_value.rs",
    "request/config.rs",
    "request/mod.rs",
    "request/multipart.rs",
    "request/operation.rs",
    "request/parts.rs",
    "request/prepare.rs",
    "request/styled.rs",
    "request/write_body.rs",
    "response/header.rs",
    "response/mod.rs",
    "response/read.rs",
    "response/text.rs",
    "response/unexpected.rs",
    "stream/body_stream.rs",
    "stream/download.rs",
    "stream/download_io.rs",
    "stream/event_parser.rs",
    "stream/events.rs",
    "stream/item_stream.rs",
    "stream/json_lines.rs",
    "stream/lines.rs",
    "stream/mod.rs",
    "stream/parse.rs",
    "stream/read.rs",
    "stream/source.rs",
    "stream/stream_iter.rs",
    "testing/fake_server.rs",
    "testing/mod.rs",
    "testing/received.rs",
    "testing/reply.rs",
    "text.rs",
    "transport/driver.rs",
    "transport/handed_on.rs",
    "transport/http_client.rs",
    "transport/mod.rs",
    "transport/trace.rs",
    "upload.rs",
    "wire/argument.rs",
    "wire/base_url.rs",
    "wire/content_type.rs",
    "wire/cookie.rs",
    "wire/deep.rs",
    "wire/form.rs",
    "wire/headers.rs",
    "wire/mod.rs",
    "wire/parameter.rs",
    "wire/path.rs",
    "wire/percent.rs",
    "wire/pieces.rs",
    "wire/server.rs",
    "wire/structure.rs",
    "wire/style.rs",
];

/// The files of the runtime, and their text.
pub(super) fn files() -> impl Iterator<Item = (String, &'static str)> {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), *text))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_file_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
        let mut found = Vec::new();
        let mut waiting = vec![root.join("src/runtime")];
        while let Some(folder) = waiting.pop() {
            for entry in std::fs::read_dir(folder).expect("the folder can be read") {
                let path = entry.expect("the entry can be read").path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let path = path.strip_prefix(&root).expect("it is below").to_string_lossy().replace('\\', "/");
                    found.push(path);
                }
            }
        }
        found.sort();
        let embedded: Vec<_> = super::FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(embedded, found);
    }

    /// The names of the public methods in a file of the runtime.
    fn methods(file: &str) -> Vec<&'static str> {
        let path = format!("src/runtime/{file}");
        let text = super::FILES.iter().find(|(at, _)| *at == path).map_or("", |(_, text)| text);
        text.split("    pub fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next()).collect()
    }

    #[test]
    fn no_generated_method_can_be_called_as_one_of_the_runtime() {
        use crate::names::{RESERVED_ON_BUILDER, RESERVED_ON_CLIENT, RESERVED_ON_REQUEST};
        let lists = [
            ("client/builder.rs", vec![RESERVED_ON_BUILDER, RESERVED_ON_CLIENT]),
            ("client/limits.rs", vec![RESERVED_ON_BUILDER]),
            ("client/limits.rs", vec![RESERVED_ON_REQUEST]),
            ("client/request.rs", vec![RESERVED_ON_REQUEST, RESERVED_ON_CLIENT]),
            ("blocking/client.rs", vec![RESERVED_ON_CLIENT]),
            ("pages/pages_type.rs", vec![RESERVED_ON_REQUEST]),
        ];
        for (file, reserved) in lists {
            let methods = methods(file);
            assert!(!methods.is_empty(), "{file}");
            // Only raw requests have `body`, and no method is generated for those.
            let is_free = |name: &&str| *name != "body" && !reserved.concat().contains(name);
            let free: Vec<_> = methods.into_iter().filter(is_free).collect();
            assert_eq!(free, Vec::<&str>::new(), "{file}");
        }
    }

    #[test]
    fn the_runtime_takes_the_same_statuses_for_redirects() {
        let text =
            super::FILES.iter().find(|(path, _)| path.ends_with("call/redirect.rs")).map_or("", |(_, text)| text);
        let line = format!("const REDIRECTS: [u16; 5] = {:?};", crate::render::operation::REDIRECTS);
        assert!(text.contains(&line), "{line}");
    }
}
