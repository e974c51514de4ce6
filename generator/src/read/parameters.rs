//! Parameters: what an operation's request is made from.

use serde_json::{Value, json};

use super::Reader;
use super::arena::{Context, Owner, SchemaId};
use super::bodies::Media;
use super::node::Node;
use crate::findings::{Loosened, codes};
use crate::ir::{ParameterEncoding, ParameterLocation};
use crate::ledger::{Construct, EntryId};
use crate::media_types::{Writing, writing};
use crate::normalise::{ObjectKind, shallow};
use crate::text::excerpt;

/// A parameter, by its place in the list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ParameterId(pub(crate) usize);

/// A parameter, before it has a name.
#[derive(Debug)]
pub(crate) struct Parameter<'d> {
    pub(crate) node: Node<'d>,
    pub(crate) entry: EntryId,
    pub(crate) wire: String,
    pub(crate) location: ParameterLocation,
    pub(crate) required: bool,
    /// The schema of its values; where there is none that can be used, they are text.
    pub(crate) schema: Result<SchemaId, Loosened>,
    /// How the document has its values written.
    pub(crate) encoding: ParameterEncoding,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) example: Option<String>,
}

/// What a parameter says beside its schema.
struct Data {
    description: Option<String>,
    required: bool,
    deprecated: bool,
    example: Option<Value>,
}

impl<'d> Reader<'d, '_> {
    /// The parameter at `node`, which may be a reference, and the entry of this use of it; nothing where there is none
    /// that could be sent. `path` is that of the operation, where one is known.
    pub(super) fn parameter(
        &mut self,
        node: Node<'d>,
        owner: &Owner,
        path: Option<&str>,
    ) -> Option<(ParameterId, EntryId)> {
        let used = self.account(Construct::Parameter, &node);
        let is_reference = node.value.get("$ref").is_some();
        let node = match self.resolve(node, "parameters") {
            Ok(node) => node,
            Err(loosened) => {
                self.ledger.loosen(used, loosened);
                return None;
            }
        };
        let key = (ObjectKind::Parameter, node.address());
        if let Some(known) = self.known.get(&key) {
            self.ledger.refer(used, self.parameters[*known].entry);
            return Some((ParameterId(*known), used));
        }
        let entry = if is_reference { self.account(Construct::Parameter, &node) } else { used };
        self.ledger.refer(used, entry);
        let parameter = self.read_parameter(node, entry, owner, path)?;
        self.parameters.push(parameter);
        self.known.insert(key, self.parameters.len() - 1);
        Some((ParameterId(self.parameters.len() - 1), used))
    }

    fn read_parameter(
        &mut self,
        node: Node<'d>,
        entry: EntryId,
        owner: &Owner,
        path: Option<&str>,
    ) -> Option<Parameter<'d>> {
        let wire = node.text("name").unwrap_or_default().to_owned();
        let schema = self.schemas_of(&node, &Context::Parameter(owner.clone(), wire.clone()));
        let contents = self.contents_of(&node, &Context::Parameter(owner.clone(), wire.clone()));
        if wire.is_empty() {
            let message = "this parameter has no name, and can't be sent; it is left out";
            self.loosen(
                entry,
                codes::PARAMETER_INCOMPLETE,
                node.value_of("name"),
                message,
                "give it the `name` that is sent",
            );
            return None;
        }
        let location = self.location(&node, entry, &wire, path);
        let data = data(&node, location);
        let (schema, encoding) = match contents {
            Some(contents) => self.content_values(&node, entry, &wire, location, &contents),
            None => self.values(&node, entry, schema, &wire, location),
        };
        if location == ParameterLocation::Header && !wire.bytes().all(crate::text::is_token_byte) {
            let message = format!("`{}` is no header name (RFC 9110, section 5.1); it is left out", excerpt(&wire));
            self.loosen(entry, codes::HEADER_NAME, node.value_of("name"), message, "use letters, digits and `-`");
            return None;
        }
        let mut required = data.required;
        if location == ParameterLocation::Path && !required {
            let message = format!("the path parameter `{}` is not required; it is read as if it were", excerpt(&wire));
            let help = "add `required: true`: a path is not complete without its parameters";
            self.tell(codes::PATH_PARAMETER_OPTIONAL, node.location(), message, help);
            required = true;
        }
        Some(Parameter {
            entry,
            wire,
            location,
            required,
            schema,
            encoding,
            description: data.description,
            deprecated: data.deprecated,
            example: data.example.as_ref().and_then(Value::as_str).map(str::to_owned),
            node,
        })
    }

    /// Where the parameter is sent. One that doesn't say is sent in the path if that has a variable of its name.
    fn location(&mut self, node: &Node<'d>, entry: EntryId, wire: &str, path: Option<&str>) -> ParameterLocation {
        match node.text("in") {
            Some("path") => ParameterLocation::Path,
            Some("query") => ParameterLocation::Query,
            Some("header") => ParameterLocation::Header,
            Some("cookie") => ParameterLocation::Cookie,
            Some("querystring") => ParameterLocation::QueryString,
            found => {
                let in_path = path.is_some_and(|path| path.contains(&format!("{{{wire}}}")));
                let (location, name) =
                    if in_path { (ParameterLocation::Path, "path") } else { (ParameterLocation::Query, "query") };
                let message = match found {
                    Some(found) => format!(
                        "`{}` is no place that a parameter is sent in; it is sent in the {name}",
                        excerpt(found)
                    ),
                    None => format!("this parameter does not say where it is sent; it is sent in the {name}"),
                };
                let help = match found {
                    Some("body" | "formData") => "describe a `requestBody`, as OpenAPI 3 has it",
                    _ => "give it an `in` of `path`, `query`, `header` or `cookie`",
                };
                self.loosen(entry, codes::PARAMETER_INCOMPLETE, node.value_of("in"), message, help);
                location
            }
        }
    }

    /// Reads the schema of a parameter or a header, if there is one.
    fn schemas_of(&mut self, node: &Node<'d>, context: &Context<'d>) -> Option<SchemaId> {
        node.get("schema").map(|schema| self.schema(schema, context.clone()))
    }

    /// Reads the media types of a parameter or a header, if it has any.
    fn contents_of(&mut self, node: &Node<'d>, context: &Context<'d>) -> Option<Vec<Media>> {
        node.get("content")?;
        Some(self.content(node, &|_| context.clone()))
    }

    /// The schema of the values, or why they are given as text; and how they are written.
    fn values(
        &mut self,
        node: &Node<'d>,
        entry: EntryId,
        schema: Option<SchemaId>,
        wire: &str,
        location: ParameterLocation,
    ) -> (Result<SchemaId, Loosened>, ParameterEncoding) {
        if location == ParameterLocation::QueryString {
            return (Err(self.raw_query(node, entry, wire)), ParameterEncoding::Text);
        }
        let encoding = self.style(node, wire, location);
        let schema = schema.ok_or_else(|| {
            let message = format!("the parameter `{}` has no `schema`; it is given as text", excerpt(wire));
            let help = "say what it is, with `schema: { type: string }` for example";
            self.loosen(entry, codes::PARAMETER_INCOMPLETE, node.location(), message, help)
        });
        (schema, ParameterEncoding::Style(encoding))
    }

    /// The same for a parameter with a media type: JSON, or a form that is the whole query.
    fn content_values(
        &mut self,
        node: &Node<'d>,
        entry: EntryId,
        wire: &str,
        location: ParameterLocation,
        contents: &[Media],
    ) -> (Result<SchemaId, Loosened>, ParameterEncoding) {
        let is_query = location == ParameterLocation::QueryString;
        let encoding = |media: &Media| match writing(&media.name) {
            Writing::Json => Some(ParameterEncoding::Json),
            Writing::Form if is_query => Some(ParameterEncoding::Form),
            _ => None,
        };
        match contents.iter().find_map(|media| Some((media.schema?, encoding(media)?))) {
            Some((schema, encoding)) => (Ok(schema), encoding),
            None if is_query => (Err(self.raw_query(node, entry, wire)), ParameterEncoding::Text),
            None => {
                let message =
                    format!("the media type of the parameter `{}` is not written; it is given as text", excerpt(wire));
                let help = "write the value as its media type has it";
                let loosened = self.loosen(entry, codes::PARAMETER_CONTENT, node.key_of("content"), message, help);
                (Err(loosened), ParameterEncoding::Text)
            }
        }
    }

    fn raw_query(&mut self, node: &Node<'d>, entry: EntryId, wire: &str) -> Loosened {
        let message = format!("`{}` is the whole query; it is given as text, percent-encoded", excerpt(wire));
        let help = "write the query as it is sent: `a=1&b=2`";
        self.loosen(entry, codes::QUERY_STRING, node.value_of("in"), message, help)
    }
}

/// What the parameter says of itself.
fn data(node: &Node<'_>, location: ParameterLocation) -> Data {
    let mut value = shallow(ObjectKind::Parameter, node.value);
    let location_name = match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query | ParameterLocation::QueryString => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    if let Value::Object(object) = &mut value {
        object.insert("in".to_owned(), json!(location_name));
        object.insert("schema".to_owned(), json!({}));
        for other in ["content", "examples", "style"] {
            object.shift_remove(other);
        }
    }
    let example = node.value.get("example").cloned().or_else(|| first_example(node));
    let Ok(read) = serde_json::from_value::<openapiv3::Parameter>(value) else {
        return Data { description: None, required: false, deprecated: false, example };
    };
    let data = read.parameter_data();
    Data {
        description: data.description.filter(|text| !text.trim().is_empty()),
        required: data.required,
        deprecated: data.deprecated.unwrap_or_default(),
        example,
    }
}

/// The value of the first of a parameter's `examples`.
fn first_example(node: &Node<'_>) -> Option<Value> {
    let (_, first) = node.members_of("examples").next()?;
    first.value.get("value").or_else(|| first.value.get("dataValue")).cloned()
}
