//! The members of each object of OpenAPI, as tables: those of 3.0.4 (section 4.7, "Schema"), and what 3.1.1 and 3.2.0 add.

use ObjectKind::*;

use super::Version;
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

    /// The keys it has by name.
    pub(super) fn keys(self) -> &'static [(&'static str, ValueKind)] {
        const FREE: ValueKind = ValueKind::Free;
        const TEXT: ValueKind = ValueKind::Text;
        const FLAG: ValueKind = ValueKind::Flag;
        const NUMBER: ValueKind = ValueKind::Number;
        const TEXTS: ValueKind = ValueKind::Texts;
        const VALUES: ValueKind = ValueKind::Values;
        const DOCS: (&str, ValueKind) = ("externalDocs", ValueKind::Node(ExternalDocs));
        match self {
            Document => &[
                ("openapi", FREE),
                ("info", ValueKind::Node(Info)),
                ("servers", ValueKind::List(Server)),
                ("paths", ValueKind::Node(Paths)),
                ("components", ValueKind::Node(Components)),
                ("security", ValueKind::List(SecurityRequirement)),
                ("tags", ValueKind::List(Tag)),
                DOCS,
            ],
            Info => &[
                ("title", TEXT),
                ("description", TEXT),
                ("termsOfService", TEXT),
                ("contact", ValueKind::Node(Contact)),
                ("license", ValueKind::Node(License)),
                ("version", TEXT),
            ],
            Contact => &[("name", TEXT), ("url", TEXT), ("email", TEXT)],
            License => &[("name", TEXT), ("url", TEXT)],
            Server => &[("url", TEXT), ("description", TEXT), ("variables", ValueKind::Map(ServerVariable))],
            ServerVariable => &[("enum", VALUES), ("default", TEXT), ("description", TEXT)],
            PathItem => &[
                ("$ref", TEXT),
                ("summary", TEXT),
                ("description", TEXT),
                ("get", ValueKind::Node(Operation)),
                ("put", ValueKind::Node(Operation)),
                ("post", ValueKind::Node(Operation)),
                ("delete", ValueKind::Node(Operation)),
                ("options", ValueKind::Node(Operation)),
                ("head", ValueKind::Node(Operation)),
                ("patch", ValueKind::Node(Operation)),
                ("trace", ValueKind::Node(Operation)),
                ("servers", ValueKind::List(Server)),
                ("parameters", ValueKind::List(Parameter)),
            ],
            Operation => &[
                ("tags", TEXTS),
                ("summary", TEXT),
                ("description", TEXT),
                DOCS,
                ("operationId", TEXT),
                ("parameters", ValueKind::List(Parameter)),
                ("requestBody", ValueKind::Node(RequestBody)),
                ("responses", ValueKind::Node(Responses)),
                ("callbacks", ValueKind::Map(Callback)),
                ("deprecated", FLAG),
                ("security", ValueKind::List(SecurityRequirement)),
                ("servers", ValueKind::List(Server)),
            ],
            ExternalDocs => &[("description", TEXT), ("url", TEXT)],
            Parameter => &[
                ("name", TEXT),
                ("in", TEXT),
                ("description", TEXT),
                ("required", FLAG),
                ("deprecated", FLAG),
                ("allowEmptyValue", FLAG),
                ("style", TEXT),
                ("explode", FLAG),
                ("allowReserved", FLAG),
                ("schema", ValueKind::Schema),
                ("example", FREE),
                ("examples", ValueKind::Map(Example)),
                ("content", ValueKind::Map(MediaType)),
            ],
            Header => &[
                ("description", TEXT),
                ("required", FLAG),
                ("deprecated", FLAG),
                ("allowEmptyValue", FLAG),
                ("style", TEXT),
                ("explode", FLAG),
                ("allowReserved", FLAG),
                ("schema", ValueKind::Schema),
                ("example", FREE),
                ("examples", ValueKind::Map(Example)),
                ("content", ValueKind::Map(MediaType)),
            ],
            RequestBody => &[("description", TEXT), ("content", ValueKind::Map(MediaType)), ("required", FLAG)],
            MediaType => &[
                ("schema", ValueKind::Schema),
                ("example", FREE),
                ("examples", ValueKind::Map(Example)),
                ("encoding", ValueKind::Map(Encoding)),
            ],
            Encoding => &[
                ("contentType", TEXT),
                ("headers", ValueKind::Map(Header)),
                ("style", TEXT),
                ("explode", FLAG),
                ("allowReserved", FLAG),
            ],
            Response => &[
                ("description", TEXT),
                ("headers", ValueKind::Map(Header)),
                ("content", ValueKind::Map(MediaType)),
                ("links", ValueKind::Map(Link)),
            ],
            Example => &[("summary", TEXT), ("description", TEXT), ("value", FREE), ("externalValue", TEXT)],
            Link => &[
                ("operationRef", TEXT),
                ("operationId", TEXT),
                ("parameters", FREE),
                ("requestBody", FREE),
                ("description", TEXT),
                ("server", ValueKind::Node(Server)),
            ],
            Tag => &[("name", TEXT), ("description", TEXT), DOCS],
            Schema => &[
                ("title", TEXT),
                ("multipleOf", NUMBER),
                ("maximum", NUMBER),
                ("exclusiveMaximum", FREE),
                ("minimum", NUMBER),
                ("exclusiveMinimum", FREE),
                ("maxLength", NUMBER),
                ("minLength", NUMBER),
                ("pattern", TEXT),
                ("maxItems", NUMBER),
                ("minItems", NUMBER),
                ("uniqueItems", FLAG),
                ("maxProperties", NUMBER),
                ("minProperties", NUMBER),
                ("required", TEXTS),
                ("enum", VALUES),
                ("type", ValueKind::TextOrTexts),
                ("allOf", ValueKind::List(Schema)),
                ("oneOf", ValueKind::List(Schema)),
                ("anyOf", ValueKind::List(Schema)),
                ("not", ValueKind::Schema),
                ("items", ValueKind::Schema),
                ("properties", ValueKind::Map(Schema)),
                ("additionalProperties", ValueKind::Schema),
                ("description", TEXT),
                ("format", TEXT),
                ("default", FREE),
                ("nullable", FLAG),
                ("discriminator", ValueKind::Node(Discriminator)),
                ("readOnly", FLAG),
                ("writeOnly", FLAG),
                ("xml", ValueKind::Node(Xml)),
                DOCS,
                ("example", FREE),
                ("deprecated", FLAG),
            ],
            Discriminator => &[("propertyName", TEXT), ("mapping", FREE)],
            Xml => &[("name", TEXT), ("namespace", TEXT), ("prefix", TEXT), ("attribute", FLAG), ("wrapped", FLAG)],
            Components => &[
                ("schemas", ValueKind::Map(Schema)),
                ("responses", ValueKind::Map(Response)),
                ("parameters", ValueKind::Map(Parameter)),
                ("examples", ValueKind::Map(Example)),
                ("requestBodies", ValueKind::Map(RequestBody)),
                ("headers", ValueKind::Map(Header)),
                ("securitySchemes", ValueKind::Map(SecurityScheme)),
                ("links", ValueKind::Map(Link)),
                ("callbacks", ValueKind::Map(Callback)),
            ],
            SecurityScheme => &[
                ("type", TEXT),
                ("description", TEXT),
                ("name", TEXT),
                ("in", TEXT),
                ("scheme", TEXT),
                ("bearerFormat", TEXT),
                ("flows", ValueKind::Node(OauthFlows)),
                ("openIdConnectUrl", TEXT),
            ],
            OauthFlows => &[
                ("implicit", ValueKind::Node(OauthFlow)),
                ("password", ValueKind::Node(OauthFlow)),
                ("clientCredentials", ValueKind::Node(OauthFlow)),
                ("authorizationCode", ValueKind::Node(OauthFlow)),
            ],
            OauthFlow => &[("authorizationUrl", TEXT), ("tokenUrl", TEXT), ("refreshUrl", TEXT), ("scopes", FREE)],
            Paths | Responses | Callback | SecurityRequirement => &[],
        }
    }
}

/// What 3.1 and 3.2 add to the object of this kind: key, kind of value, first version.
pub(super) fn later_keys(kind: ObjectKind) -> &'static [(&'static str, ValueKind, Version)] {
    use Version::{V3_1, V3_2};
    const FREE: ValueKind = ValueKind::Free;
    const TEXT: ValueKind = ValueKind::Text;
    match kind {
        Document => {
            &[("webhooks", ValueKind::Map(PathItem), V3_1), ("jsonSchemaDialect", TEXT, V3_1), ("$self", TEXT, V3_2)]
        }
        Info => &[("summary", TEXT, V3_1)],
        License => &[("identifier", TEXT, V3_1)],
        Server => &[("name", TEXT, V3_2)],
        PathItem => {
            &[("query", ValueKind::Node(Operation), V3_2), ("additionalOperations", ValueKind::Map(Operation), V3_2)]
        }
        Components => &[("pathItems", ValueKind::Map(PathItem), V3_1), ("mediaTypes", ValueKind::Map(MediaType), V3_2)],
        MediaType => &[
            ("itemSchema", ValueKind::Schema, V3_2),
            ("prefixEncoding", ValueKind::List(Encoding), V3_2),
            ("itemEncoding", ValueKind::Node(Encoding), V3_2),
        ],
        Encoding => &[
            ("encoding", ValueKind::Map(Encoding), V3_2),
            ("prefixEncoding", ValueKind::List(Encoding), V3_2),
            ("itemEncoding", ValueKind::Node(Encoding), V3_2),
        ],
        Response => &[("summary", TEXT, V3_2)],
        Example => &[("dataValue", FREE, V3_2), ("serializedValue", TEXT, V3_2)],
        Tag => &[("summary", TEXT, V3_2), ("parent", TEXT, V3_2), ("kind", TEXT, V3_2)],
        Discriminator => &[("defaultMapping", TEXT, V3_2)],
        Xml => &[("nodeType", TEXT, V3_2)],
        SecurityScheme => &[("deprecated", ValueKind::Flag, V3_2), ("oauth2MetadataUrl", TEXT, V3_2)],
        OauthFlows => &[("deviceAuthorization", ValueKind::Node(OauthFlow), V3_2)],
        OauthFlow => &[("deviceAuthorizationUrl", TEXT, V3_2)],
        Schema => LATER_KEYWORDS,
        _ => &[],
    }
}

/// The keywords of JSON Schema 2020-12 that 3.0 doesn't have, and what became of those that older drafts had.
const LATER_KEYWORDS: &[(&str, ValueKind, Version)] = {
    use Version::V3_1;
    const TEXT: ValueKind = ValueKind::Text;
    const NUMBER: ValueKind = ValueKind::Number;
    const FREE: ValueKind = ValueKind::Free;
    &[
        ("$ref", TEXT, Version::V3_0),
        ("$id", TEXT, V3_1),
        ("$schema", TEXT, V3_1),
        ("$anchor", TEXT, V3_1),
        ("$dynamicAnchor", TEXT, V3_1),
        ("$dynamicRef", TEXT, V3_1),
        ("$comment", TEXT, V3_1),
        ("$vocabulary", FREE, V3_1),
        ("$defs", ValueKind::Map(Schema), V3_1),
        ("definitions", ValueKind::Map(Schema), V3_1),
        ("if", ValueKind::Schema, V3_1),
        ("then", ValueKind::Schema, V3_1),
        ("else", ValueKind::Schema, V3_1),
        ("dependentSchemas", ValueKind::Map(Schema), V3_1),
        ("prefixItems", ValueKind::List(Schema), V3_1),
        ("contains", ValueKind::Schema, V3_1),
        ("patternProperties", ValueKind::Map(Schema), V3_1),
        ("propertyNames", ValueKind::Schema, V3_1),
        ("unevaluatedItems", ValueKind::Schema, V3_1),
        ("unevaluatedProperties", ValueKind::Schema, V3_1),
        ("const", FREE, V3_1),
        ("maxContains", NUMBER, V3_1),
        ("minContains", NUMBER, V3_1),
        ("dependentRequired", FREE, V3_1),
        ("contentEncoding", TEXT, V3_1),
        ("contentMediaType", TEXT, V3_1),
        ("contentSchema", ValueKind::Schema, V3_1),
        ("examples", FREE, V3_1),
    ]
};

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
