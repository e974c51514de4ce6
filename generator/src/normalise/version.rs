//! The version of a document.

use serde_json::Value;

use crate::findings::{Finding, codes, of_document};
use crate::pointer::Pointer;
use crate::source::{FileId, Location};
use crate::text::with_article;

/// A version of OpenAPI that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0.x
    V3_0,
    /// 3.1.x, whose schemas are JSON Schema 2020-12
    V3_1,
    /// 3.2.x, and what is later
    V3_2,
}

impl Version {
    /// `3.0`
    pub fn name(self) -> &'static str {
        match self {
            Version::V3_0 => "3.0",
            Version::V3_1 => "3.1",
            Version::V3_2 => "3.2",
        }
    }

    /// The version that `document` says it is of, with a warning where it is taken for another one.
    ///
    /// # Errors
    ///
    /// Where it is no OpenAPI document, or one of a version that can't be read.
    pub(crate) fn of(document: &Value) -> Result<(Version, Option<Finding>), Finding> {
        let at = |key: &str| Location::value(FileId::DOCUMENT, Pointer::root().push(key));
        let Value::Object(object) = document else {
            let found = with_article(document);
            let message = format!("this is not an OpenAPI document: its root is {found}, not an object");
            return Err(of_document(codes::NOT_OPENAPI, message).with_help("check that this is the right file"));
        };
        let (text, is_text) = match object.get("openapi") {
            Some(Value::String(version)) => (version.trim().to_owned(), true),
            Some(Value::Number(number)) => (number.to_string(), false),
            Some(other) => {
                let message = format!("`openapi` is {}, where the version is a string", with_article(other));
                let finding = Finding::new(codes::NOT_OPENAPI, at("openapi"), message);
                return Err(finding.with_help("put the version in quotes, such as `openapi: \"3.1.0\"`"));
            }
            None => return Err(no_version(object)),
        };
        let parts: Vec<&str> = text.split('.').collect();
        let version = match parts.as_slice() {
            ["3", "0", ..] => Version::V3_0,
            ["3", "1", ..] => Version::V3_1,
            ["3", "2", ..] => Version::V3_2,
            ["3"] => Version::V3_0,
            ["3", minor, ..] if minor.parse::<u32>().is_ok() => {
                let message = format!("OpenAPI version `{text}` is newer than this generator, and is read as 3.2");
                let finding = Finding::new(codes::LATER_VERSION, at("openapi"), message);
                return Ok((Version::V3_2, Some(finding.with_help("look for a newer version of specwright"))));
            }
            _ => {
                let message = format!("OpenAPI version `{text}` can't be read");
                let finding = Finding::new(codes::UNSUPPORTED_VERSION, at("openapi"), message);
                return Err(finding.with_help("use a document of version 3.0, 3.1 or 3.2"));
            }
        };
        let number = (!is_text).then(|| {
            let message = format!("`openapi` is a number, and is read as version {}", version.name());
            let help = "put the version in quotes, such as `openapi: \"3.1.0\"`";
            Finding::new(codes::WRONG_KIND, at("openapi"), message).with_help(help)
        });
        Ok((version, number))
    }
}

fn no_version(object: &serde_json::Map<String, Value>) -> Finding {
    if object.contains_key("swagger") {
        let location = Location::key(FileId::DOCUMENT, Pointer::root().push("swagger"));
        return Finding::new(codes::SWAGGER_2, location, "this is a Swagger 2.0 document, which is not read")
            .with_help("convert it to OpenAPI 3 first: `npx swagger2openapi FILE --outfile openapi.yaml`");
    }
    of_document(codes::NOT_OPENAPI, "this is not an OpenAPI document: it has no `openapi` key")
        .with_help("check that this is the right file; an OpenAPI document begins with `openapi: 3.1.0`")
}
