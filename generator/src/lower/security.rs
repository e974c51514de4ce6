//! Security: which credentials the operations ask for.

use indexmap::IndexMap;

use super::context::{Context, Node};
use crate::config::is_token_byte;
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
    let description = read_description(&read);
    Some(Scheme { place: place(cx, &node, read)?, description })
}

fn read_description(scheme: &openapiv3::SecurityScheme) -> Option<String> {
    match scheme {
        openapiv3::SecurityScheme::HTTP { description, .. }
        | openapiv3::SecurityScheme::APIKey { description, .. }
        | openapiv3::SecurityScheme::OAuth2 { description, .. }
        | openapiv3::SecurityScheme::OpenIDConnect { description, .. } => {
            description.clone().filter(|text| !text.trim().is_empty())
        }
    }
}

/// How the credential of a scheme is sent; `None` after an error.
fn place(cx: &mut Context<'_>, node: &Node<'_>, scheme: openapiv3::SecurityScheme) -> Option<CredentialPlace> {
    match scheme {
        openapiv3::SecurityScheme::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Some(CredentialPlace::Bearer),
            "basic" => Some(CredentialPlace::Basic),
            _ => {
                let what = format!("the HTTP authentication scheme `{scheme}` is");
                let help =
                    "describe it as an `apiKey` in the header `Authorization`, if the API takes a whole value there";
                cx.unsupported(node.place(), &what, help);
                None
            }
        },
        openapiv3::SecurityScheme::APIKey { location, name, .. } => key_place(cx, node, &location, name),
        openapiv3::SecurityScheme::OAuth2 { .. } | openapiv3::SecurityScheme::OpenIDConnect { .. } => {
            Some(CredentialPlace::Token)
        }
    }
}

fn key_place(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    location: &openapiv3::APIKeyLocation,
    name: String,
) -> Option<CredentialPlace> {
    let is_token = !name.is_empty() && name.bytes().all(is_token_byte);
    match location {
        openapiv3::APIKeyLocation::Query if !name.is_empty() => return Some(CredentialPlace::Query(name)),
        openapiv3::APIKeyLocation::Header if is_token => return Some(CredentialPlace::Header(name)),
        openapiv3::APIKeyLocation::Cookie if is_token => return Some(CredentialPlace::Cookie(name)),
        _ => {}
    }
    let message = format!("`{name}` can't be the name of a header, a query parameter or a cookie");
    cx.error(crate::diagnostic::Place::Value(node.pointer.push("name")), message, "use letters, digits and `-`");
    None
}
