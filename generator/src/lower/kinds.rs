//! The second pass: what each schema means for a type.
//!
//! A schema that has no type yet is any JSON, which can be had only with the finding that says why.

mod arrays;
mod enums;
mod objects;
mod scalars;
mod unenforced;

use serde_json::Value;

use super::cycles::Cycles;
use super::resolve::Resolved;
use crate::findings::{Code, Finding, Findings, Loosened, codes};
use crate::ir::{EnumRepr, EnumValue};
use crate::read::{Edge, Schema, SchemaId, Spec};
use crate::source::Location;
use crate::text::{excerpt, nearest};

/// What a schema means for a type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    String,
    Boolean,
    True,
    False,
    Int32,
    Int64,
    Double,
    /// An array of values of this schema; of any JSON where there is none.
    List(Option<SchemaId>),
    Object(Vec<Property>),
    Enum(EnumRepr, Vec<EnumValue>),
    /// The same as what the reference leads to.
    Reference(SchemaId),
    /// Any JSON: the document allows it.
    Any,
    /// Any JSON, since there is no type for it yet.
    Loose(Loosened),
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) schema: SchemaId,
}

/// The kinds of all schemas.
#[derive(Debug)]
pub(super) struct Kinds {
    of: Vec<Kind>,
    /// What was found of each schema.
    findings: Vec<(SchemaId, Finding)>,
}

impl Kinds {
    pub(super) fn get(&self, id: SchemaId) -> &Kind {
        &self.of[id.index()]
    }

    /// What was found of schemas, in their order. It matters where a schema is made: what stands below one that is any
    /// JSON is any JSON, too.
    pub(super) fn findings(&self) -> &[(SchemaId, Finding)] {
        &self.findings
    }

    /// Whether the crate defines a type for the schema's values.
    pub(super) fn is_type(&self, id: SchemaId) -> bool {
        matches!(self.get(id), Kind::Object(_) | Kind::Enum(..))
    }

    /// The reason why the schema is any JSON, if it is only for lack of a type.
    pub(super) fn loosened(&self, id: SchemaId) -> Option<Loosened> {
        match self.get(id) {
            Kind::Loose(loosened) => Some(*loosened),
            _ => None,
        }
    }
}

/// Says what each schema means.
pub(super) fn kinds(spec: &Spec<'_>, resolved: &Resolved) -> Kinds {
    let mut kinds = Kinds { of: Vec::with_capacity(spec.schemas.len()), findings: Vec::new() };
    for (id, schema) in spec.schemas.iter() {
        let mut findings = Findings::new();
        let mut cx = Cx { spec, findings: &mut findings };
        let kind = cx.kind(schema, resolved, id);
        if !matches!(kind, Kind::Loose(_)) {
            cx.tell_unenforced(schema);
        }
        kinds.of.push(kind);
        kinds.findings.extend(findings.into_iter().map(|finding| (id, finding)));
    }
    cut_recursive_aliases(spec, kinds)
}

/// What the functions of this pass share.
struct Cx<'a, 'd, 'f> {
    spec: &'a Spec<'d>,
    findings: &'f mut Findings,
}

/// Keywords that say what a value is. A schema of none of them allows any JSON.
const TYPED_KEYWORDS: &[&str] = &[
    "items",
    "prefixItems",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "format",
    "enum",
    "const",
    "discriminator",
    "contentEncoding",
];

impl<'d> Cx<'_, 'd, '_> {
    fn kind(&mut self, schema: &Schema<'d>, resolved: &Resolved, id: SchemaId) -> Kind {
        if schema.get("$ref").is_some() {
            return match resolved.get(id) {
                Ok(target) => self.reference(schema, target),
                Err(loosened) => Kind::Loose(loosened),
            };
        }
        if *schema.node.value == Value::Bool(false) {
            return self.never(schema);
        }
        for (keyword, code, what) in [
            ("oneOf", codes::UNION, "a union"),
            ("anyOf", codes::UNION, "a union"),
            ("allOf", codes::ALL_OF, "a combination of schemas"),
        ] {
            if schema.parts.iter().any(|(edge, _)| matches!(edge, Edge::Branch(of, _) if *of == keyword)) {
                return self.loose(schema, code, keyword, format!("`{keyword}` is {what}; any JSON is allowed here"));
            }
        }
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            return self.loose(schema, codes::NULLABLE, "nullable", "this may be null; any JSON is allowed here");
        }
        match schema.get("type") {
            Some(Value::String(ty)) => self.of_type(schema, ty),
            Some(Value::Array(types)) if types.iter().any(|ty| ty == "null") => {
                self.loose(schema, codes::NULLABLE, "type", "this may be null; any JSON is allowed here")
            }
            Some(Value::Array(_)) => {
                self.loose(schema, codes::UNION, "type", "a union of several types; any JSON is allowed here")
            }
            _ => self.untyped(schema),
        }
    }

    /// A `$ref` with what stands beside it. Annotations and constraints leave the type as it is.
    fn reference(&mut self, schema: &Schema<'d>, target: SchemaId) -> Kind {
        let is_typed = |key: &&String| {
            TYPED_KEYWORDS.contains(&key.as_str())
                || matches!(key.as_str(), "type" | "oneOf" | "anyOf" | "allOf" | "nullable" | "not")
        };
        let siblings: Vec<_> =
            schema.node.value.as_object().into_iter().flat_map(|all| all.keys()).filter(is_typed).collect();
        match siblings.first() {
            None => Kind::Reference(target),
            Some(first) => {
                let message = format!("`{first}` beside a `$ref` holds too; any JSON is allowed here");
                self.loose(schema, codes::REFERENCED_SIBLINGS, first, message)
            }
        }
    }

    /// `false`, which allows no value. It may stand where a schema says that there is nothing more.
    fn never(&mut self, schema: &Schema<'d>) -> Kind {
        use crate::read::Context;
        match schema.context {
            Context::Part(_, Edge::AdditionalProperties | Edge::Other(_) | Edge::Items) => Kind::Any,
            _ => self.loosen(schema.node.location(), codes::UNINHABITED, "no value is allowed here; any JSON is read"),
        }
    }

    fn of_type(&mut self, schema: &Schema<'d>, ty: &str) -> Kind {
        self.tell_foreign_keywords(schema, ty);
        match ty {
            "string" => self.string(schema),
            "integer" => self.integer(schema),
            "number" => self.number(schema),
            "boolean" => self.boolean(schema),
            "array" => self.array(schema),
            "object" => self.object(schema),
            "null" => self.loose(schema, codes::NULLABLE, "type", "this is always null; any JSON is allowed here"),
            _ => {
                const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object", "null"];
                let message = format!("`{}` is no type of JSON Schema; any JSON is allowed here", excerpt(ty));
                let help = match nearest(ty, TYPES.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if ty == "file" => "write `type: string` and `format: binary`".to_owned(),
                    None => "use one of `string`, `number`, `integer`, `boolean`, `array`, `object`".to_owned(),
                };
                let finding = Finding::new(codes::UNKNOWN_TYPE, schema.node.value_of("type"), message);
                Kind::Loose(self.findings.loosen(finding.with_help(help)))
            }
        }
    }

    /// A schema without `type`: what it is, its values may tell.
    fn untyped(&mut self, schema: &Schema<'d>) -> Kind {
        if schema.get("enum").is_some() || schema.get("const").is_some() {
            return self.enum_of_any_type(schema);
        }
        match TYPED_KEYWORDS.iter().find(|keyword| schema.get(keyword).is_some()) {
            None => Kind::Any,
            Some(keyword) => {
                let message =
                    format!("`{keyword}` without a `type` allows values of other types; any JSON is allowed here");
                let help = format!("add `type: {}`", likely_type(schema));
                let finding = Finding::new(codes::UNTYPED, schema.node.location(), message);
                Kind::Loose(self.findings.loosen(finding.with_help(help)))
            }
        }
    }

    /// Any JSON in place of what `keyword` says.
    fn loose(&mut self, schema: &Schema<'d>, code: Code, keyword: &str, message: impl Into<String>) -> Kind {
        self.loosen(schema.node.key_of(keyword), code, message)
    }

    fn loosen(&mut self, location: Location, code: Code, message: impl Into<String>) -> Kind {
        let help = "read the value as JSON, or simplify the schema with an overlay";
        Kind::Loose(self.findings.loosen(Finding::new(code, location, message).with_help(help)))
    }

    fn tell(&mut self, code: Code, location: Location, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(code, location, message).with_help(help));
    }
}

/// The type that a schema without one is likely to be of.
fn likely_type(schema: &Schema<'_>) -> &'static str {
    if schema.get("items").is_some() || schema.get("prefixItems").is_some() {
        "array"
    } else if schema.get("format").is_some() || schema.get("contentEncoding").is_some() {
        "string"
    } else {
        "object"
    }
}

/// Lists that hold nothing but themselves, and lists that nobody can read any more, become any JSON.
fn cut_recursive_aliases(spec: &Spec<'_>, mut kinds: Kinds) -> Kinds {
    let edges = spec.schemas.ids().filter_map(|id| match kinds.get(id) {
        Kind::List(Some(items)) => Some((id, *items)),
        Kind::Reference(target) => Some((id, *target)),
        _ => None,
    });
    let cycles = Cycles::find(spec.schemas.len(), edges);
    let is_list = |id: SchemaId| matches!(kinds.get(id), Kind::List(_));
    let endless: Vec<_> = spec.schemas.ids().filter(|id| cycles.of(*id).is_some() && is_list(*id)).collect();
    for id in endless {
        let message = "this list holds nothing but lists of itself; any JSON is allowed here";
        let help = "let it hold something, in an object for example";
        kinds.loosen(spec, id, codes::RECURSIVE_ALIAS, message, help);
    }
    let deep: Vec<_> = spec.schemas.ids().filter(|id| is_deep(&kinds, *id)).collect();
    for id in deep {
        let message = format!("lists of lists of more than {MAX_NESTED_LISTS} levels; any JSON is allowed here");
        kinds.loosen(spec, id, codes::NESTED_LISTS, &message, "put an object between");
    }
    kinds
}

impl Kinds {
    fn loosen(&mut self, spec: &Spec<'_>, id: SchemaId, code: Code, message: &str, help: &str) {
        let mut findings = Findings::new();
        let finding = Finding::new(code, spec.schemas[id].node.location(), message).with_help(help);
        self.of[id.index()] = Kind::Loose(findings.loosen(finding));
        self.findings.extend(findings.into_iter().map(|finding| (id, finding)));
    }
}

/// How many lists can be in one another with no name between: more can't be read by anyone.
const MAX_NESTED_LISTS: usize = 8;

fn is_deep(kinds: &Kinds, start: SchemaId) -> bool {
    let mut at = start;
    let mut lists = 0;
    loop {
        match kinds.get(at) {
            Kind::List(Some(items)) => {
                lists += 1;
                at = *items;
            }
            // References were followed to their end.
            Kind::Reference(target) => at = *target,
            _ => return lists > MAX_NESTED_LISTS,
        }
        if lists > MAX_NESTED_LISTS {
            return true;
        }
    }
}
