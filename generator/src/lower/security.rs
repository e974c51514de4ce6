//! Security: which credentials the operations ask for.

use indexmap::IndexMap;

use super::context::{Context, Node};
use crate::dialect::{Kind, nearest};
use crate::ir::CredentialPlace;

/// A security scheme in use, before its credential has a name.
#[derive(Debug, Clone)]
pub(super) struct Scheme {
    pub(super) place: CredentialPlace,
    pub(super) description: Option<String>,
}

/// What an operation asks for: alternatives, each a set of schemes' names; empty where it asks for nothing.
pub(super) type Requirements = Vec<Vec<String>>;

/// The requirements of `operation`, or those of the document; the schemes they name are gathered in `schemes`.
pub(super) fn requirements<'d>(
    cx: &mut Context<'d>,
    operation: &Node<'d>,
    schemes: &mut IndexMap<String, Option<Scheme>>,
) -> Requirements {
    let Some(list) = operation.get("security").or_else(|| cx.root.get("security")) else { return Vec::new() };
    let mut requirements = Requirements::new();
    for item in list.items() {
        let mut names = Vec::new();
        for (name, at) in item.members() {
            if !schemes.contains_key(name) {
                let scheme = scheme(cx, name, &at);
                schemes.insert(name.to_owned(), scheme);
            }
            names.push(name.to_owned());
        }
        requirements.push(names);
    }
    requirements
}

fn scheme<'d>(cx: &mut Context<'d>, name: &str, at: &Node<'d>) -> Option<Scheme> {
    let all = cx.root.get("components").and_then(|components| components.get("securitySchemes"));
    let Some(node) = all.as_ref().and_then(|all| all.get(name)) else {
        let names = all.iter().flat_map(Node::members).map(|(name, _)| name);
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "define it under `components/securitySchemes`".to_owned(),
        };
        cx.error(at.key_place(), format!("there is no security scheme `{name}`"), help);
        return None;
    };
    let node = cx.resolve(node, "securitySchemes")?;
    const TYPES: &[&str] = &["apiKey", "http", "oauth2", "openIdConnect"];
    if let Some(ty) = node.get("type").filter(|ty| !TYPES.iter().any(|known| ty.value == known)) {
        let help = "use one of `apiKey`, `http`, `oauth2`, `openIdConnect`";
        cx.error(ty.place(), "this is no type of security scheme", help);
        return None;
    }
    let read: openapiv3::SecurityScheme = cx.read(Kind::SecurityScheme, &node)?;
    let what = match read {
        openapiv3::SecurityScheme::HTTP { scheme, description, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            return Some(Scheme { place: CredentialPlace::Bearer, description });
        }
        openapiv3::SecurityScheme::HTTP { scheme, .. } => format!("the HTTP authentication scheme `{scheme}` is"),
        openapiv3::SecurityScheme::APIKey { .. } => "a security scheme of type `apiKey` is".to_owned(),
        openapiv3::SecurityScheme::OAuth2 { .. } => "a security scheme of type `oauth2` is".to_owned(),
        openapiv3::SecurityScheme::OpenIDConnect { .. } => "a security scheme of type `openIdConnect` is".to_owned(),
    };
    cx.unsupported(
        node.place(),
        &what,
        "describe it as `type: http` with `scheme: bearer`, if the API takes a bearer token",
    );
    None
}
