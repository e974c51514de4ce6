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
    "api.rs",
    "argument.rs",
    "base64.rs",
    "base_url.rs",
    "blocking/client.rs",
    "blocking/mod.rs",
    "blocking/request.rs",
    "blocking/wait.rs",
    "builder.rs",
    "call.rs",
    "chance.rs",
    "client.rs",
    "content_type.rs",
    "cookie.rs",
    "driver.rs",
    "error.rs",
    "headers.rs",
    "json/decode.rs",
    "json/encode.rs",
    "json/enums.rs",
    "json/error.rs",
    "json/free.rs",
    "json/literal.rs",
    "json/mod.rs",
    "json/number.rs",
    "json/object.rs",
    "json/reader.rs",
    "json/serde_traits.rs",
    "json/skip.rs",
    "json/string.rs",
    "json/writer.rs",
    "message.rs",
    "mod.rs",
    "operation.rs",
    "operation_error.rs",
    "options.rs",
    "parameter.rs",
    "parts.rs",
    "path.rs",
    "plan.rs",
    "problem.rs",
    "raw.rs",
    "redirect.rs",
    "report.rs",
    "request.rs",
    "response.rs",
    "retry.rs",
    "secret.rs",
    "setup.rs",
    "signature.rs",
    "testing/mod.rs",
    "testing/playing.rs",
    "testing/received.rs",
    "testing/reply.rs",
    "testing/script.rs",
    "testing/server.rs",
    "text.rs",
    "token.rs",
    "trace/mod.rs",
    "trace/off.rs",
    "trace/on.rs",
    "transport.rs",
    "unexpected.rs",
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
            ("builder.rs", RESERVED_ON_BUILDER),
            ("client.rs", RESERVED_ON_CLIENT),
            ("request.rs", RESERVED_ON_REQUEST),
        ];
        for (file, reserved) in lists {
            let methods = methods(file);
            assert!(!methods.is_empty(), "{file}");
            let free: Vec<_> = methods.into_iter().filter(|name| !reserved.contains(name)).collect();
            assert_eq!(free, Vec::<&str>::new(), "{file}");
        }
    }
}
