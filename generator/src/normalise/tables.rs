//! The members of each object of OpenAPI, as tables: those of 3.0.4 (section 4.7, "Schema"), and what 3.1.1 and 3.2.0
//! add.

use super::Version;
use super::keys::{ObjectKind, ObjectKind::*, ValueKind};

impl ObjectKind {
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
