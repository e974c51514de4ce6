//! The names of everything, scope by scope.
//!
//! For each scope, all that wants a name in it is gathered, and [`names::assign`](crate::names::assign) gives the names
//! at once. A scope is a module of the crate with its types, the methods and children of a resource, the fields of a
//! struct, the variants of an enum, the parameters of an operation, or its errors.
//!
//! A name depends on the place of what it names, and not on what else there is: component schemas, the inline types of
//! each, and what belongs to a resource are modules of their own, so that adding to one renames nothing in another.

mod builder;
mod envelopes;
mod members;
mod pins;
mod resources;
pub(super) mod servers;
mod types;

use std::collections::{BTreeMap, HashMap};

use super::dedup::Dedup;
use super::kinds::Kinds;
use super::shared::SharedParameter;
use super::usage::Usage;
use super::wire::Wire;
use crate::config::Config;
use crate::findings::Findings;
use crate::ir::{ModulePath, TypePath};
use crate::names::Ident;
use crate::read::{SchemaId, Spec};
use pins::Pins;
use servers::ServerNames;

/// A resource: the accessors that lead to it, as its words alone would make them.
pub(super) type ResourceKey = Vec<Ident>;

/// All names.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The types of schemas, aliases included.
    pub(super) types: HashMap<SchemaId, TypePath>,
    /// The fields of objects, in the order of their properties.
    pub(super) fields: HashMap<SchemaId, Vec<Ident>>,
    /// The fields for properties without a name.
    pub(super) additional: HashMap<SchemaId, Ident>,
    /// The variants of enums and unions, in the order of their values.
    pub(super) variants: HashMap<SchemaId, Vec<Ident>>,
    /// The fields of objects that are sent as forms of parts, in the order of their properties.
    pub(super) parts: HashMap<SchemaId, Vec<Ident>>,
    /// By operation.
    pub(super) operations: Vec<OperationNames>,
    pub(super) resources: BTreeMap<ResourceKey, ResourceNames>,
    /// The methods of the client's builder that take a credential, by scheme.
    pub(super) credentials: HashMap<String, CredentialNames>,
    /// The methods of the client's builder that take a parameter of all operations, in their order.
    pub(super) shared_parameters: Vec<Ident>,
    /// The constants of the headers of answers, by their names on the wire.
    pub(super) headers: HashMap<String, Ident>,
    pub(super) servers: ServerNames,
}

/// The methods that set one credential.
#[derive(Debug, Clone)]
pub(super) struct CredentialNames {
    /// Takes the credential itself.
    pub(super) method: Ident,
    /// Takes what provides it.
    pub(super) provider: Ident,
}

/// The names of a resource.
#[derive(Debug, Clone)]
pub(super) struct ResourceNames {
    /// As the document spells it first.
    pub(super) wire: String,
    /// The accessor on its parent.
    pub(super) accessor: Ident,
    /// The module.
    pub(super) module: ModulePath,
    /// The type.
    pub(super) type_name: Ident,
}

/// The names of an operation.
#[derive(Debug, Clone)]
pub(super) struct OperationNames {
    pub(super) resource: ResourceKey,
    pub(super) method: Ident,
    pub(super) request: Ident,
    pub(super) operation: Ident,
    pub(super) params: Ident,
    pub(super) error: Ident,
    /// The enum of its successes, where they differ.
    pub(super) response: Option<Ident>,
    /// In the order of the parameters.
    pub(super) parameters: Vec<Ident>,
    pub(super) body: Ident,
    /// The variants of its body, in the order of its contents.
    pub(super) contents: Vec<Ident>,
    /// The enum of them, where there are several.
    pub(super) choice: Option<TypePath>,
    /// The struct of its parts, where it is a form of parts.
    pub(super) form: Option<TypePath>,
    /// The variants of its errors, in the order of its responses; those of successes have none.
    pub(super) errors: Vec<Option<Ident>>,
    /// The variants of its successes, in the order of its responses, where they differ.
    pub(super) successes: Vec<Option<Ident>>,
}

/// What the passes before have found.
pub(super) struct Passes<'a, 'd> {
    pub(super) spec: &'a Spec<'d>,
    pub(super) config: &'a Config,
    pub(super) kinds: &'a Kinds,
    pub(super) wire: &'a Wire,
    pub(super) usage: &'a Usage,
    pub(super) dedup: &'a Dedup,
    pub(super) shared: &'a [SharedParameter],
    /// By operation: whether its successes are of different types.
    pub(super) differing: &'a [bool],
}

/// What the functions of this pass share.
struct Cx<'a, 'd> {
    spec: &'a Spec<'d>,
    kinds: &'a Kinds,
    wire: &'a Wire,
    usage: &'a Usage,
    dedup: &'a Dedup,
    differing: &'a [bool],
    pins: Pins<'a>,
}

/// Gives all the names. The names of the configuration that can't be given are told of.
pub(super) fn assign(passes: &Passes<'_, '_>, findings: &mut Findings) -> Names {
    let Passes { spec, config, kinds, wire, usage, dedup, shared, differing } = *passes;
    let mut cx = Cx { spec, kinds, wire, usage, dedup, differing, pins: Pins::new(config) };
    let tree = resources::Tree::of(&mut cx);
    let types = types::types(&mut cx, &tree);
    let builder = builder::methods(&mut cx, shared);
    let (fields, additional) = members::fields(&mut cx);
    let names = Names {
        fields,
        additional,
        parts: members::parts(&mut cx),
        variants: members::variants(&mut cx),
        operations: members::operations(&mut cx, &tree, &types),
        credentials: builder.credentials,
        shared_parameters: builder.shared_parameters,
        servers: servers::names(spec, builder.server_variables),
        resources: tree.names(&types),
        headers: members::headers(&cx),
        types: types.schemas,
    };
    cx.pins.tell(findings, spec);
    names
}

/// The characters of a text by their numbers: never readable, always distinct.
fn code_points(text: &str) -> String {
    text.chars().map(|c| format!("u{:x}", u32::from(c))).collect::<Vec<_>>().join(" ")
}
