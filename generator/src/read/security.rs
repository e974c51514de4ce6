//! Security: which credentials the operations ask for.

use super::Reader;
use super::node::Node;
use crate::findings::codes;
use crate::ir::CredentialLocation;
use crate::normalise::ObjectKind;
use crate::text::{excerpt, is_token_byte, nearest};

/// A security scheme in use, before its credential has a name.
#[derive(Debug, Clone)]
pub(crate) struct Scheme {
    pub(crate) location: CredentialLocation,
    pub(crate) description: Option<String>,
}

/// What an operation asks for: alternatives, each a set of schemes' names; empty where it asks for nothing.
pub(crate) type Requirements = Vec<Vec<String>>;

const TYPES: &[&str] = &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];

impl<'d> Reader<'d, '_> {
    /// The requirements of `operation`, or those of the document. A set with a scheme that the client can't apply is
    /// kept without that scheme where others can satisfy it; callers set such a credential as a header.
    pub(super) fn requirements(&mut self, operation: &Node<'d>) -> Requirements {
        let list = operation.get("security").or_else(|| self.root.get("security"));
        let mut requirements = Requirements::new();
        for item in list.into_iter().flat_map(|list| list.items().collect::<Vec<_>>()) {
            let mut names = Vec::new();
            for (name, at) in item.members() {
                if !self.schemes.contains_key(name) {
                    let scheme = self.scheme(name, &at);
                    self.schemes.insert(name.to_owned(), scheme);
                }
                if self.schemes.get(name).is_some_and(Option::is_some) {
                    names.push(name.to_owned());
                }
            }
            requirements.push(names);
        }
        requirements
    }

    fn scheme(&mut self, name: &str, at: &Node<'d>) -> Option<Scheme> {
        let all = self.root.get("components").and_then(|components| components.get("securitySchemes"));
        let Some(node) = all.as_ref().and_then(|all| all.get(name)) else {
            let names = all.iter().flat_map(Node::members).map(|(name, _)| name);
            let help = match nearest(name, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "define it under `components/securitySchemes`".to_owned(),
            };
            let message = format!("there is no security scheme `{}`; no credential is sent for it", excerpt(name));
            self.tell(codes::UNKNOWN_SECURITY_SCHEME, at.key_location(), message, help);
            return None;
        };
        let node = self.resolve(node, "securitySchemes").ok()?;
        let ty = node.text("type").unwrap_or_default();
        if !TYPES.contains(&ty) {
            let message = format!("`{}` is no type of security scheme; no credential is sent for it", excerpt(ty));
            let help = "use one of `apiKey`, `http`, `oauth2`, `openIdConnect`, `mutualTLS`";
            self.tell(codes::INVALID_SECURITY_SCHEME, node.value_of("type"), message, help);
            return None;
        }
        let description = node.prose("description");
        match ty {
            // Flows and URLs are for whoever gets the token, which is not this client.
            "oauth2" | "openIdConnect" => Some(Scheme { location: CredentialLocation::Token, description }),
            "mutualTLS" => {
                let message =
                    format!("`{}` is a client certificate, which is set up in the HTTP client", excerpt(name));
                let help = "give the builder an HTTP client of your own that has the certificate";
                self.tell(codes::UNSUPPORTED_SECURITY_SCHEME, node.value_of("type"), message, help);
                None
            }
            _ => Some(Scheme { location: self.credential_location(&node)?, description }),
        }
    }

    /// How the credential of an `http` or `apiKey` scheme is sent.
    fn credential_location(&mut self, node: &Node<'d>) -> Option<CredentialLocation> {
        match self.object::<openapiv3::SecurityScheme>(ObjectKind::SecurityScheme, node)? {
            openapiv3::SecurityScheme::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
                "bearer" => Some(CredentialLocation::Bearer),
                "basic" => Some(CredentialLocation::Basic),
                _ => {
                    let scheme = excerpt(&scheme);
                    let message = format!("the HTTP authentication scheme `{scheme}` is not applied by the client");
                    let help = "set the header `Authorization` on the builder or on a request";
                    self.tell(codes::UNSUPPORTED_SECURITY_SCHEME, node.value_of("scheme"), message, help);
                    None
                }
            },
            openapiv3::SecurityScheme::APIKey { location, name, .. } => self.key_place(node, &location, name),
            openapiv3::SecurityScheme::OAuth2 { .. } | openapiv3::SecurityScheme::OpenIDConnect { .. } => {
                Some(CredentialLocation::Token)
            }
        }
    }

    fn key_place(
        &mut self,
        node: &Node<'d>,
        location: &openapiv3::APIKeyLocation,
        name: String,
    ) -> Option<CredentialLocation> {
        let is_token = !name.is_empty() && name.bytes().all(is_token_byte);
        match location {
            openapiv3::APIKeyLocation::Query if !name.is_empty() => return Some(CredentialLocation::Query(name)),
            openapiv3::APIKeyLocation::Header if is_token => return Some(CredentialLocation::Header(name)),
            openapiv3::APIKeyLocation::Cookie if is_token => return Some(CredentialLocation::Cookie(name)),
            _ => {}
        }
        let name = excerpt(&name);
        let message = format!("`{name}` can't be the name of a header, a query parameter or a cookie");
        self.tell(codes::INVALID_SECURITY_SCHEME, node.value_of("name"), message, "use letters, digits and `-`");
        None
    }
}
