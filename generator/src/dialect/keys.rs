//! The members of each object of OpenAPI 3.0.4 (section 4.7, "Schema"), as tables.

use Kind::*;

/// The HTTP methods that a Path Item has operations for, in the specification's order.
pub const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The objects of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the specification's object of that name")]
pub enum Kind {
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

/// What stands under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
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
    Node(Kind),
    /// An array of objects.
    List(Kind),
    /// An object of objects, under names of the author's choice.
    Map(Kind),
}

impl Kind {
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

    /// Whether a Reference Object may stand in its place.
    pub fn may_be_reference(self) -> bool {
        matches!(
            self,
            Parameter | RequestBody | Response | Callback | Example | Link | Header | Schema | SecurityScheme
        )
    }

    /// The keys it has by name.
    pub(super) fn keys(self) -> &'static [(&'static str, Shape)] {
        const FREE: Shape = Shape::Free;
        const TEXT: Shape = Shape::Text;
        const FLAG: Shape = Shape::Flag;
        const NUMBER: Shape = Shape::Number;
        const TEXTS: Shape = Shape::Texts;
        const VALUES: Shape = Shape::Values;
        const DOCS: (&str, Shape) = ("externalDocs", Shape::Node(ExternalDocs));
        match self {
            Document => &[
                ("openapi", FREE),
                ("info", Shape::Node(Info)),
                ("servers", Shape::List(Server)),
                ("paths", Shape::Node(Paths)),
                ("components", Shape::Node(Components)),
                ("security", Shape::List(SecurityRequirement)),
                ("tags", Shape::List(Tag)),
                DOCS,
            ],
            Info => &[
                ("title", TEXT),
                ("description", TEXT),
                ("termsOfService", TEXT),
                ("contact", Shape::Node(Contact)),
                ("license", Shape::Node(License)),
                ("version", TEXT),
            ],
            Contact => &[("name", TEXT), ("url", TEXT), ("email", TEXT)],
            License => &[("name", TEXT), ("url", TEXT)],
            Server => &[("url", TEXT), ("description", TEXT), ("variables", Shape::Map(ServerVariable))],
            ServerVariable => &[("enum", VALUES), ("default", TEXT), ("description", TEXT)],
            PathItem => &[
                ("$ref", TEXT),
                ("summary", TEXT),
                ("description", TEXT),
                ("get", Shape::Node(Operation)),
                ("put", Shape::Node(Operation)),
                ("post", Shape::Node(Operation)),
                ("delete", Shape::Node(Operation)),
                ("options", Shape::Node(Operation)),
                ("head", Shape::Node(Operation)),
                ("patch", Shape::Node(Operation)),
                ("trace", Shape::Node(Operation)),
                ("servers", Shape::List(Server)),
                ("parameters", Shape::List(Parameter)),
            ],
            Operation => &[
                ("tags", TEXTS),
                ("summary", TEXT),
                ("description", TEXT),
                DOCS,
                ("operationId", TEXT),
                ("parameters", Shape::List(Parameter)),
                ("requestBody", Shape::Node(RequestBody)),
                ("responses", Shape::Node(Responses)),
                ("callbacks", Shape::Map(Callback)),
                ("deprecated", FLAG),
                ("security", Shape::List(SecurityRequirement)),
                ("servers", Shape::List(Server)),
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
                ("schema", Shape::Node(Schema)),
                ("example", FREE),
                ("examples", Shape::Map(Example)),
                ("content", Shape::Map(MediaType)),
            ],
            Header => &[
                ("description", TEXT),
                ("required", FLAG),
                ("deprecated", FLAG),
                ("allowEmptyValue", FLAG),
                ("style", TEXT),
                ("explode", FLAG),
                ("allowReserved", FLAG),
                ("schema", Shape::Node(Schema)),
                ("example", FREE),
                ("examples", Shape::Map(Example)),
                ("content", Shape::Map(MediaType)),
            ],
            RequestBody => &[("description", TEXT), ("content", Shape::Map(MediaType)), ("required", FLAG)],
            MediaType => &[
                ("schema", Shape::Node(Schema)),
                ("example", FREE),
                ("examples", Shape::Map(Example)),
                ("encoding", Shape::Map(Encoding)),
            ],
            Encoding => &[
                ("contentType", TEXT),
                ("headers", Shape::Map(Header)),
                ("style", TEXT),
                ("explode", FLAG),
                ("allowReserved", FLAG),
            ],
            Response => &[
                ("description", TEXT),
                ("headers", Shape::Map(Header)),
                ("content", Shape::Map(MediaType)),
                ("links", Shape::Map(Link)),
            ],
            Example => &[("summary", TEXT), ("description", TEXT), ("value", FREE), ("externalValue", TEXT)],
            Link => &[
                ("operationRef", TEXT),
                ("operationId", TEXT),
                ("parameters", FREE),
                ("requestBody", FREE),
                ("description", TEXT),
                ("server", Shape::Node(Server)),
            ],
            Tag => &[("name", TEXT), ("description", TEXT), DOCS],
            Schema => &[
                ("title", TEXT),
                ("multipleOf", NUMBER),
                ("maximum", NUMBER),
                ("exclusiveMaximum", FLAG),
                ("minimum", NUMBER),
                ("exclusiveMinimum", FLAG),
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
                ("type", TEXT),
                ("allOf", Shape::List(Schema)),
                ("oneOf", Shape::List(Schema)),
                ("anyOf", Shape::List(Schema)),
                ("not", Shape::Node(Schema)),
                ("items", Shape::Node(Schema)),
                ("properties", Shape::Map(Schema)),
                ("additionalProperties", Shape::Node(Schema)),
                ("description", TEXT),
                ("format", TEXT),
                ("default", FREE),
                ("nullable", FLAG),
                ("discriminator", Shape::Node(Discriminator)),
                ("readOnly", FLAG),
                ("writeOnly", FLAG),
                ("xml", Shape::Node(Xml)),
                DOCS,
                ("example", FREE),
                ("deprecated", FLAG),
            ],
            Discriminator => &[("propertyName", TEXT), ("mapping", FREE)],
            Xml => &[("name", TEXT), ("namespace", TEXT), ("prefix", TEXT), ("attribute", FLAG), ("wrapped", FLAG)],
            Components => &[
                ("schemas", Shape::Map(Schema)),
                ("responses", Shape::Map(Response)),
                ("parameters", Shape::Map(Parameter)),
                ("examples", Shape::Map(Example)),
                ("requestBodies", Shape::Map(RequestBody)),
                ("headers", Shape::Map(Header)),
                ("securitySchemes", Shape::Map(SecurityScheme)),
                ("links", Shape::Map(Link)),
                ("callbacks", Shape::Map(Callback)),
            ],
            SecurityScheme => &[
                ("type", TEXT),
                ("description", TEXT),
                ("name", TEXT),
                ("in", TEXT),
                ("scheme", TEXT),
                ("bearerFormat", TEXT),
                ("flows", Shape::Node(OauthFlows)),
                ("openIdConnectUrl", TEXT),
            ],
            OauthFlows => &[
                ("implicit", Shape::Node(OauthFlow)),
                ("password", Shape::Node(OauthFlow)),
                ("clientCredentials", Shape::Node(OauthFlow)),
                ("authorizationCode", Shape::Node(OauthFlow)),
            ],
            OauthFlow => &[("authorizationUrl", TEXT), ("tokenUrl", TEXT), ("refreshUrl", TEXT), ("scopes", FREE)],
            Paths | Responses | Callback | SecurityRequirement => &[],
        }
    }
}

/// What stands under `key` of a `kind` node; `None` where such a node has no such key.
pub(super) fn member(kind: Kind, key: &str) -> Option<Shape> {
    let extension = key.starts_with("x-");
    match kind {
        Paths if key.starts_with('/') => Some(Shape::Node(PathItem)),
        Responses if is_response_key(key) => Some(Shape::Node(Response)),
        Callback if !extension => Some(Shape::Node(PathItem)),
        SecurityRequirement => Some(Shape::Free),
        _ => kind.keys().iter().find(|(name, _)| *name == key).map(|(_, shape)| *shape),
    }
    .or(extension.then_some(Shape::Free))
}

/// `default`, a status (`404`) or a class of statuses (`4XX`).
fn is_response_key(key: &str) -> bool {
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
        for good in ["200", "404", "4XX", "default", "x-note"] {
            assert!(member(Responses, good).is_some(), "{good}");
        }
        for bad in ["20", "600", "4xx", "2000", "ok", "Default", ""] {
            assert!(member(Responses, bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_path_item_has_an_operation_for_each_method() {
        assert!(METHODS.iter().all(|method| member(PathItem, method) == Some(Shape::Node(Operation))));
    }
}
