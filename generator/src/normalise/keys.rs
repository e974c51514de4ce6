//! The objects of OpenAPI, and what stands under the keys of each.

use ObjectKind::*;

use super::Version;
use super::tables::later_keys;
use crate::pointer::Pointer;

/// The HTTP methods that a Path Item has operations for, in the specification's order.
pub const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The objects of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the specification's object of that name")]
pub enum ObjectKind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    Components,
    SecurityScheme,
    OauthFlows,
    OauthFlow,
    SecurityRequirement,
}

/// The kind of value that stands under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// Anything: JSON that isn't part of the specification.
    Free,
    /// A string.
    Text,
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// An array of strings.
    Texts,
    /// An array of anything.
    Values,
    /// One object.
    Node(ObjectKind),
    /// An array of objects.
    List(ObjectKind),
    /// An object of objects, under names of the author's choice.
    Map(ObjectKind),
    /// A string, or an array of strings.
    TextOrTexts,
    /// One object or a boolean: a schema.
    Schema,
}

impl ObjectKind {
    /// The specification's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Document => "OpenAPI",
            Info => "Info",
            Contact => "Contact",
            License => "License",
            Server => "Server",
            ServerVariable => "Server Variable",
            Paths => "Paths",
            PathItem => "Path Item",
            Operation => "Operation",
            ExternalDocs => "External Documentation",
            Parameter => "Parameter",
            RequestBody => "Request Body",
            MediaType => "Media Type",
            Encoding => "Encoding",
            Responses => "Responses",
            Response => "Response",
            Callback => "Callback",
            Example => "Example",
            Link => "Link",
            Header => "Header",
            Tag => "Tag",
            Schema => "Schema",
            Discriminator => "Discriminator",
            Xml => "XML",
            Components => "Components",
            SecurityScheme => "Security Scheme",
            OauthFlows => "OAuth Flows",
            OauthFlow => "OAuth Flow",
            SecurityRequirement => "Security Requirement",
        }
    }

    /// The article before its name.
    pub(super) fn article(self) -> &'static str {
        if self.name().starts_with(['A', 'E', 'I', 'O', 'U', 'X']) { "an" } else { "a" }
    }

    /// Whether a Reference Object may stand in its place.
    pub fn may_be_reference(self) -> bool {
        matches!(
            self,
            Parameter
                | RequestBody
                | MediaType
                | Response
                | Callback
                | Example
                | Link
                | Header
                | SecurityScheme
                | PathItem
        )
    }
}

/// What stands under `key` of a `kind` object, and the first version that has it; `None` where no version has.
pub(super) fn member(kind: ObjectKind, key: &str) -> Option<(ValueKind, Version)> {
    let extension = key.starts_with("x-");
    match kind {
        Paths if !extension => Some(ValueKind::Node(PathItem)),
        Responses if !extension => Some(ValueKind::Node(Response)),
        Callback if !extension => Some(ValueKind::Node(PathItem)),
        SecurityRequirement => Some(ValueKind::Free),
        _ => kind.keys().iter().find(|(name, _)| *name == key).map(|(_, value)| *value),
    }
    .map(|value| (value, Version::V3_0))
    .or_else(|| later_keys(kind).iter().find(|(name, ..)| *name == key).map(|(_, value, since)| (*value, *since)))
    .or(extension.then_some((ValueKind::Free, Version::V3_0)))
}

/// The kind of object that the specification has at a place of a document; `None` where it has none.
pub(super) fn kind_at(pointer: &Pointer) -> Option<ObjectKind> {
    let mut tokens = pointer.tokens();
    let mut kind = Document;
    while let Some(token) = tokens.next() {
        kind = match member(kind, &token)?.0 {
            ValueKind::Node(of) => of,
            ValueKind::Schema => Schema,
            ValueKind::List(of) | ValueKind::Map(of) => {
                tokens.next()?;
                of
            }
            _ => return None,
        };
    }
    Some(kind)
}

/// All keys that an object of this kind has in any version.
pub(super) fn known_keys(kind: ObjectKind) -> impl Iterator<Item = &'static str> {
    kind.keys().iter().map(|(name, _)| *name).chain(later_keys(kind).iter().map(|(name, ..)| *name))
}

/// `default`, a status (`404`) or a class of statuses (`4XX`).
pub(crate) fn is_response_key(key: &str) -> bool {
    let bytes = key.as_bytes();
    key == "default"
        || matches!(bytes, [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'])
        || matches!(bytes, [b'1'..=b'5', b'X', b'X'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn response_keys() {
        for good in ["200", "404", "4XX", "default"] {
            assert!(is_response_key(good), "{good}");
        }
        for bad in ["20", "600", "4xx", "2000", "ok", "Default", ""] {
            assert!(!is_response_key(bad), "{bad}");
        }
    }

    #[test]
    fn a_path_item_has_an_operation_for_each_method() {
        let is_operation =
            |method: &&str| member(PathItem, method).is_some_and(|(value, _)| value == ValueKind::Node(Operation));
        assert!(METHODS.iter().all(is_operation));
    }
}
