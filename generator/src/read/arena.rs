//! All schemas of the documents, each by a number.

use std::collections::HashMap;
use std::ops::Index;

use super::node::Node;
use crate::findings::Loosened;

/// A schema of the [`Arena`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SchemaId(u32);

impl SchemaId {
    /// The number, for tables that have a row for each schema.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// An operation, by its place in the list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct OperationId(pub(crate) usize);

/// A schema as it stands in the document.
#[derive(Debug)]
pub(crate) struct Schema<'d> {
    pub(crate) node: Node<'d>,
    /// What its author would call it.
    pub(crate) context: Context<'d>,
    /// The schemas right below it.
    pub(crate) parts: Vec<(Edge<'d>, SchemaId)>,
    /// What its `$ref` leads to.
    pub(crate) target: Target,
    /// Whether it is only a part of what the configuration leaves out.
    pub(crate) excluded: bool,
    /// What it is made of, if it stands nowhere in the document.
    pub(crate) derived: Option<Derived>,
}

/// What a schema is made of that stands nowhere in the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Derived {
    /// All of these hold.
    AllOf(Vec<Conjunct>),
    /// One of these holds.
    AnyOf(Vec<SchemaId>),
    /// Any JSON.
    Any,
    /// What a request carries in place of the schema.
    RequestOf(SchemaId),
}

/// A part of a schema that combines several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Conjunct {
    /// The whole schema.
    Whole(SchemaId),
    /// All but its `oneOf` and `anyOf`.
    WithoutUnions(SchemaId),
    /// What it says of values of one type.
    OfType(SchemaId, JsonType),
}

impl Conjunct {
    /// The schema that it is a part of.
    pub(crate) fn schema(self) -> SchemaId {
        match self {
            Self::Whole(id) | Self::WithoutUnions(id) | Self::OfType(id, _) => id,
        }
    }
}

/// A type of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum JsonType {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl JsonType {
    /// All of them.
    pub(crate) const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    /// JSON Schema's name of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// What a schema's `$ref` leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    /// It has none.
    None,
    /// Another schema.
    Schema(SchemaId),
    /// Nothing that can be found.
    Missing(Loosened),
}

/// How a schema is a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge<'d> {
    /// `properties`, of this name
    Property(&'d str),
    /// `items`
    Items,
    /// `additionalProperties`
    AdditionalProperties,
    /// `prefixItems`, `allOf`, `anyOf`, `oneOf`: the keyword and the index
    Branch(&'static str, usize),
    /// `$defs`, `patternProperties`, `dependentSchemas`: the keyword and the name
    Named(&'static str, &'d str),
    /// Any other keyword
    Other(&'static str),
}

impl Edge<'_> {
    /// Whether the part holds only for some values.
    pub(crate) fn is_conditional(&self) -> bool {
        matches!(self, Self::Other("if" | "then" | "else") | Self::Named("dependentSchemas", _))
    }

    /// Whether the part is about the same value as the whole (JSON Schema 2020-12, section 10.2).
    pub(crate) fn is_in_place(&self) -> bool {
        self.is_conditional() || matches!(self, Self::Branch("allOf" | "anyOf" | "oneOf", _))
    }
}

/// Where a schema stands, in the words of the document's author. Its name is made of this.
#[derive(Debug, Clone)]
pub(crate) enum Context<'d> {
    /// `components/schemas`, or another place that has no part in anything but has a name.
    Component(String),
    /// A part of another schema.
    Part(SchemaId, Edge<'d>),
    /// The values of a parameter: what it belongs to, and its name.
    Parameter(Owner, String),
    /// The body of a request, of this media type.
    RequestBody(Owner, String),
    /// The body of a success, under this key, of this media type.
    Success(Owner, String, String),
    /// The body of an error, under this key, of this media type.
    Failure(Owner, String, String),
    /// The values of a header of this name.
    Header(String),
}

/// What an inline schema belongs to, beside other schemas.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Owner {
    /// An operation.
    Operation(OperationId),
    /// A reusable object of `components`: its section and its name.
    Component(&'static str, String),
    /// All operations of the path item under this path.
    PathItem(String),
    /// A request that the API makes: a webhook or a callback, of this name.
    Incoming(String),
}

/// All schemas.
#[derive(Debug, Default)]
pub(crate) struct Arena<'d> {
    schemas: Vec<Schema<'d>>,
    by_address: HashMap<usize, SchemaId>,
}

impl<'d> Arena<'d> {
    /// Adds a schema that isn't there yet.
    pub(crate) fn add(&mut self, node: Node<'d>, context: Context<'d>) -> SchemaId {
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        self.by_address.insert(node.address(), id);
        self.schemas.push(Schema {
            node,
            context,
            parts: Vec::new(),
            target: Target::None,
            excluded: false,
            derived: None,
        });
        id
    }

    /// Adds a schema that stands nowhere. Its node is that of what it is mostly made of, and says what it is called.
    pub(crate) fn derive(&mut self, node: Node<'d>, context: Context<'d>, derived: Derived) -> SchemaId {
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        self.schemas.push(Schema {
            node,
            context,
            parts: Vec::new(),
            target: Target::None,
            excluded: false,
            derived: Some(derived),
        });
        id
    }

    /// The schema at a node, if it has been read.
    pub(crate) fn find(&self, node: &Node<'d>) -> Option<SchemaId> {
        self.by_address.get(&node.address()).copied()
    }

    pub(crate) fn get_mut(&mut self, id: SchemaId) -> Option<&mut Schema<'d>> {
        self.schemas.get_mut(id.index())
    }

    /// All schemas, in the order in which they were read.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema<'d>)> {
        (0..).map(SchemaId).zip(&self.schemas)
    }

    /// The numbers of all schemas.
    pub(crate) fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.schemas.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }

    /// The number of the schema in this row of the tables, if there is one.
    pub(crate) fn id(&self, index: usize) -> Option<SchemaId> {
        (index < self.schemas.len()).then(|| SchemaId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    pub(crate) fn len(&self) -> usize {
        self.schemas.len()
    }
}

impl<'d> Index<SchemaId> for Arena<'d> {
    type Output = Schema<'d>;

    fn index(&self, id: SchemaId) -> &Schema<'d> {
        &self.schemas[id.index()]
    }
}

impl<'d> Schema<'d> {
    /// The keyword's value.
    pub(crate) fn get(&self, keyword: &str) -> Option<&'d serde_json::Value> {
        self.node.value.get(keyword)
    }

    /// Whether it stands under a name of its own.
    pub(crate) fn is_component(&self) -> bool {
        matches!(self.context, Context::Component(_))
    }

    /// The part under this edge.
    pub(crate) fn part(&self, edge: Edge<'_>) -> Option<SchemaId> {
        self.parts.iter().find(|(of, _)| *of == edge).map(|(_, id)| *id)
    }

    /// Its properties, in the document's order.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&'d str, SchemaId)> {
        self.parts.iter().filter_map(|(edge, id)| match edge {
            Edge::Property(name) => Some((*name, *id)),
            _ => None,
        })
    }
}
