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
    /// Anything: a scalar, or JSON that isn't part of the specification.
    Free,
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
                ("title", FREE),
                ("description", FREE),
                ("termsOfService", FREE),
                ("contact", Shape::Node(Contact)),
                ("license", Shape::Node(License)),
                ("version", FREE),
            ],
            Contact => &[("name", FREE), ("url", FREE), ("email", FREE)],
            License => &[("name", FREE), ("url", FREE)],
            Server => &[("url", FREE), ("description", FREE), ("variables", Shape::Map(ServerVariable))],
            ServerVariable => &[("enum", FREE), ("default", FREE), ("description", FREE)],
            PathItem => &[
                ("$ref", FREE),
                ("summary", FREE),
                ("description", FREE),
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
                ("tags", FREE),
                ("summary", FREE),
                ("description", FREE),
                DOCS,
                ("operationId", FREE),
                ("parameters", Shape::List(Parameter)),
                ("requestBody", Shape::Node(RequestBody)),
                ("responses", Shape::Node(Responses)),
                ("callbacks", Shape::Map(Callback)),
                ("deprecated", FREE),
                ("security", Shape::List(SecurityRequirement)),
                ("servers", Shape::List(Server)),
            ],
            ExternalDocs => &[("description", FREE), ("url", FREE)],
            Parameter => &[
                ("name", FREE),
                ("in", FREE),
                ("description", FREE),
                ("required", FREE),
                ("deprecated", FREE),
                ("allowEmptyValue", FREE),
                ("style", FREE),
                ("explode", FREE),
                ("allowReserved", FREE),
                ("schema", Shape::Node(Schema)),
                ("example", FREE),
                ("examples", Shape::Map(Example)),
                ("content", Shape::Map(MediaType)),
            ],
            Header => &[
                ("description", FREE),
                ("required", FREE),
                ("deprecated", FREE),
                ("allowEmptyValue", FREE),
                ("style", FREE),
                ("explode", FREE),
                ("allowReserved", FREE),
                ("schema", Shape::Node(Schema)),
                ("example", FREE),
                ("examples", Shape::Map(Example)),
                ("content", Shape::Map(MediaType)),
            ],
            RequestBody => &[("description", FREE), ("content", Shape::Map(MediaType)), ("required", FREE)],
            MediaType => &[
                ("schema", Shape::Node(Schema)),
                ("example", FREE),
                ("examples", Shape::Map(Example)),
                ("encoding", Shape::Map(Encoding)),
            ],
            Encoding => &[
                ("contentType", FREE),
                ("headers", Shape::Map(Header)),
                ("style", FREE),
                ("explode", FREE),
                ("allowReserved", FREE),
            ],
            Response => &[
                ("description", FREE),
                ("headers", Shape::Map(Header)),
                ("content", Shape::Map(MediaType)),
                ("links", Shape::Map(Link)),
            ],
            Example => &[("summary", FREE), ("description", FREE), ("value", FREE), ("externalValue", FREE)],
            Link => &[
                ("operationRef", FREE),
                ("operationId", FREE),
                ("parameters", FREE),
                ("requestBody", FREE),
                ("description", FREE),
                ("server", Shape::Node(Server)),
            ],
            Tag => &[("name", FREE), ("description", FREE), DOCS],
            Schema => &[
                ("title", FREE),
                ("multipleOf", FREE),
                ("maximum", FREE),
                ("exclusiveMaximum", FREE),
                ("minimum", FREE),
                ("exclusiveMinimum", FREE),
                ("maxLength", FREE),
                ("minLength", FREE),
                ("pattern", FREE),
                ("maxItems", FREE),
                ("minItems", FREE),
                ("uniqueItems", FREE),
                ("maxProperties", FREE),
                ("minProperties", FREE),
                ("required", FREE),
                ("enum", FREE),
                ("type", FREE),
                ("allOf", Shape::List(Schema)),
                ("oneOf", Shape::List(Schema)),
                ("anyOf", Shape::List(Schema)),
                ("not", Shape::Node(Schema)),
                ("items", Shape::Node(Schema)),
                ("properties", Shape::Map(Schema)),
                ("additionalProperties", Shape::Node(Schema)),
                ("description", FREE),
                ("format", FREE),
                ("default", FREE),
                ("nullable", FREE),
                ("discriminator", Shape::Node(Discriminator)),
                ("readOnly", FREE),
                ("writeOnly", FREE),
                ("xml", Shape::Node(Xml)),
                DOCS,
                ("example", FREE),
                ("deprecated", FREE),
            ],
            Discriminator => &[("propertyName", FREE), ("mapping", FREE)],
            Xml => &[("name", FREE), ("namespace", FREE), ("prefix", FREE), ("attribute", FREE), ("wrapped", FREE)],
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
                ("type", FREE),
                ("description", FREE),
                ("name", FREE),
                ("in", FREE),
                ("scheme", FREE),
                ("bearerFormat", FREE),
                ("flows", Shape::Node(OauthFlows)),
                ("openIdConnectUrl", FREE),
            ],
            OauthFlows => &[
                ("implicit", Shape::Node(OauthFlow)),
                ("password", Shape::Node(OauthFlow)),
                ("clientCredentials", Shape::Node(OauthFlow)),
                ("authorizationCode", Shape::Node(OauthFlow)),
            ],
            OauthFlow => &[("authorizationUrl", FREE), ("tokenUrl", FREE), ("refreshUrl", FREE), ("scopes", FREE)],
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
