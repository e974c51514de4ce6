//! The names in one file: which are written bare, and what is imported for that.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::context::Context;
use crate::ir::{AnswerBody, AnswerFormat, Modules, TypePath, TypeRef};

/// The names that every file has without an import, and that the generated code relies on: the prelude of edition
/// 2024, and the type of the client.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "C",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// The names in a file. What is asked for is imported, so that [`imports`](Self::imports) come last.
pub(super) struct Scope<'a> {
    cx: &'a Context<'a>,
    /// The file's own module.
    module: Modules<'a>,
    /// The names that can't be imported: what the file defines, or needs of the runtime.
    taken: HashSet<&'a str>,
    imported: RefCell<Imported<'a>>,
}

/// What is imported, as names with the modules that they are from; and the same by module.
#[derive(Default)]
struct Imported<'a> {
    names: BTreeMap<&'a str, Modules<'a>>,
    modules: BTreeMap<Modules<'a>, BTreeSet<&'a str>>,
}

impl<'a> Scope<'a> {
    /// The names of the file of `module`, which defines `own` and takes `runtime` from the runtime, where it needs it.
    pub(super) fn new(
        cx: &'a Context<'a>,
        module: Modules<'a>,
        own: impl IntoIterator<Item = &'a str>,
        runtime: &[&'static str],
    ) -> Self {
        let mut imported = Imported::default();
        let own: HashSet<_> = own.into_iter().collect();
        let free = runtime.iter().filter(|name| !own.contains(*name));
        imported.names.extend(free.map(|name| (*name, vec!["runtime"])));
        Self { cx, module, taken: own, imported: RefCell::new(imported) }
    }

    /// An item of the runtime.
    pub(super) fn runtime(&self, name: &'static str) -> TokenStream {
        self.item(vec!["runtime"], name)
    }

    /// A type of the API.
    pub(super) fn named(&self, path: &'a TypePath) -> TokenStream {
        match path.module.names() == self.module {
            true => tokens([path.name.as_str()]),
            false => self.item(self.cx.paths.import(path), path.name.as_str()),
        }
    }

    /// An item of this module of the crate: bare, if nothing else in the file has its name, else by its path.
    pub(super) fn item(&self, module: Modules<'a>, name: &'a str) -> TokenStream {
        if self.import(&module, name) {
            return tokens([name]);
        }
        if module.first() == Some(&"types") && self.import(&Vec::new(), "types") {
            return tokens(module.into_iter().chain([name]));
        }
        tokens(["crate"].into_iter().chain(module).chain([name]))
    }

    /// Imports a name; whether it could.
    fn import(&self, module: &Modules<'a>, name: &'a str) -> bool {
        if self.taken.contains(name) || PRELUDE.contains(&name) {
            return false;
        }
        let mut imported = self.imported.borrow_mut();
        if imported.names.entry(name).or_insert_with(|| module.clone()) != module {
            return false;
        }
        imported.modules.entry(module.clone()).or_default().insert(name);
        true
    }

    /// A link to a type of the API that the file's code names, too.
    pub(super) fn link(&self, path: &'a TypePath) -> String {
        let name = &path.name;
        let is_bare = path.module.names() == self.module || self.import(&self.cx.paths.import(path), name.as_str());
        match is_bare {
            true => format!("[`{name}`]"),
            false => format!("[`{name}`](crate::{}::{name})", self.cx.paths.import(path).join("::")),
        }
    }

    /// The type of a value, as a field holds it.
    pub(super) fn ty(&self, ty: &'a TypeRef) -> TokenStream {
        match ty {
            TypeRef::String => quote!(String),
            TypeRef::Boolean => quote!(bool),
            TypeRef::True => self.json("True"),
            TypeRef::False => self.json("False"),
            TypeRef::Null => self.json("Null"),
            TypeRef::Text(format) => {
                let (formats, name) = (self.runtime("formats"), tokens([format.rust_name()]));
                quote!(#formats::#name)
            }
            TypeRef::Integer(width) => tokens([width.rust_name()]),
            TypeRef::Double => quote!(f64),
            TypeRef::Number => self.json("Number"),
            TypeRef::Any => quote!(serde_json::Value),
            TypeRef::Object => quote!(serde_json::Map<String, serde_json::Value>),
            TypeRef::Upload => self.runtime("Upload"),
            TypeRef::Bytes => self.runtime("Bytes"),
            TypeRef::List(items) => {
                let items = self.ty(items);
                quote!(Vec<#items>)
            }
            TypeRef::Tuple(items) => {
                let items = items.iter().map(|item| self.ty(item));
                // Of one item, too, a comma makes it a tuple.
                quote!((#(#items,)*))
            }
            TypeRef::Map(values) => {
                let (map, values) = (self.json("Map"), self.ty(values));
                quote!(#map<#values>)
            }
            TypeRef::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            TypeRef::Named(path) => self.named(path),
            TypeRef::Boxed(path) => {
                let name = self.named(path);
                quote!(Box<#name>)
            }
        }
    }

    /// The type of an answer's body.
    pub(super) fn answer(&self, body: &'a AnswerBody) -> TokenStream {
        let ty = || self.ty(&body.ty);
        let stream = match body.format {
            AnswerFormat::Events | AnswerFormat::TextEvents => self.runtime("EventStream"),
            AnswerFormat::JsonLines => self.runtime("JsonLines"),
            AnswerFormat::Download => return self.runtime("Download"),
            AnswerFormat::Json | AnswerFormat::Text | AnswerFormat::Bytes => return ty(),
        };
        let ty = ty();
        quote!(#stream<#ty>)
    }

    fn json(&self, name: &str) -> TokenStream {
        let (json, name) = (self.runtime("json"), tokens([name]));
        quote!(#json::#name)
    }

    /// The `use` declarations for all that was asked for so far.
    pub(super) fn imports(&self) -> TokenStream {
        let imported = self.imported.borrow();
        let mut modules: Vec<_> = imported.modules.iter().collect();
        // A module stands before what is in it.
        modules.sort_by_key(|(module, names)| match module.is_empty() {
            true => names.iter().copied().collect(),
            false => (*module).clone(),
        });
        modules.into_iter().map(|(module, names)| use_items(&quote!(use), "crate", module, names)).collect()
    }
}

/// A `use` declaration: `pub use types::{A, B};`. An empty `root` makes the path one that begins with the modules.
pub(super) fn use_items(keyword: &TokenStream, root: &str, module: &[&str], names: &BTreeSet<&str>) -> TokenStream {
    let root = Some(root).filter(|root| !root.is_empty());
    let path = tokens(root.into_iter().chain(module.iter().copied()));
    let names: Vec<_> = names.iter().map(|name| tokens([*name])).collect();
    match names.as_slice() {
        [one] => quote!(#keyword #path::#one;),
        several => quote!(#keyword #path::{ #(#several),* };),
    }
}

/// The tokens of a path: `crate::types::Pet`.
pub(super) fn tokens<'s>(names: impl IntoIterator<Item = &'s str>) -> TokenStream {
    let mut path = TokenStream::new();
    for name in names {
        let name = proc_macro2::Ident::new(name, Span::call_site());
        path.extend(if path.is_empty() { quote!(#name) } else { quote!(::#name) });
    }
    path
}
