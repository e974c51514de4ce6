//! The settings of a client, and the configuration that they become: every check that needs no request is made here.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, header};
use url::Url;

use super::operation::Api;
use super::parts::SharedParameter;
use crate::runtime::auth::{Credential, CredentialSource};
use crate::runtime::call::Limits;
use crate::runtime::call::hooks::Hooks;
use crate::runtime::transport::{Transport, http_client};
use crate::runtime::wire::base_url;
use crate::runtime::wire::headers::{self, IDEMPOTENCY_KEY};
use crate::runtime::wire::server::{ServerObject, ServerSettings};

/// What the builder of a client gathers.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    /// Overrides the document's base URL. First its name in errors, then its text or the rule that it breaks.
    pub(crate) base_url: Option<(&'static str, Result<String, &'static str>)>,
    /// The choice among the document's servers. The base URL overrides it.
    pub(crate) servers: ServerSettings,
    /// Whether requests may go to other machines unencrypted.
    pub(crate) allow_http: bool,
    /// An error becomes that of [`Config::new`], unless the credential is set again.
    pub(crate) credentials: Vec<(&'static Credential, Result<CredentialSource, String>)>,
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) parameters: Vec<SharedParameter>,
    pub(crate) user_agent_suffix: Option<String>,
    /// Whether each request of an unsafe method gets an idempotency key.
    pub(crate) idempotency_keys: bool,
    pub(crate) limits: Limits,
    pub(crate) hooks: Option<Arc<Hooks>>,
    pub(crate) transport: Option<Transport>,
    /// The error of the first header or parameter that can't be used.
    pub(crate) first_error: Option<String>,
}

/// The checked settings, and what all requests take from them.
pub(crate) struct Config {
    pub(crate) api: &'static Api,
    pub(crate) settings: Settings,
    pub(crate) base_url: Url,
    pub(crate) credentials: Vec<(&'static Credential, CredentialSource)>,
    pub(crate) headers: HeaderMap,
    /// The header that carries the number of the attempt.
    pub(crate) attempt_header: Option<HeaderName>,
    pub(crate) transport: Transport,
}

impl Config {
    /// Checks the settings. An error says which one can't be used. If they have no transport, `shared` is used, or else a
    /// new one.
    pub(crate) fn new(api: &'static Api, settings: Settings, shared: Option<Transport>) -> Result<Self, String> {
        if let Some(error) = &settings.first_error {
            return Err(error.clone());
        }
        let attempt_header = api.attempt_header.map(|name| HeaderName::from_bytes(name.as_bytes())).transpose();
        let sources = settings.credentials.iter().map(|(credential, source)| Ok((*credential, source.clone()?)));
        let base_url = base_url(api, &settings)?;
        let config = Self {
            headers: default_headers(api, &settings)?,
            credentials: sources.collect::<Result<_, String>>()?,
            attempt_header: attempt_header.map_err(|_| "the header of the attempt's number has an invalid name")?,
            transport: match settings.transport.clone().or(shared) {
                Some(transport) => transport,
                None => Transport::Network(http_client(&base_url)?),
            },
            base_url,
            api,
            settings,
        };
        match api.credentials.first() {
            Some(first) if api.credential_required && !config.has_credential() => Err(first.missing()),
            _ => Ok(config),
        }
    }

    /// Whether there is any credential. It may be set as a header or a query parameter.
    fn has_credential(&self) -> bool {
        let has_parameter = |name: &str| self.settings.query.iter().any(|(known, _)| known == name);
        let is_set = |credential: &&Credential| credential.location.is_set(&self.headers, has_parameter);
        !self.credentials.is_empty() || self.api.credentials.iter().any(is_set)
    }

    /// The base URL of an operation that has these servers of its own, if any. If the caller has set a base URL, it is
    /// that one: nothing goes elsewhere then, and no credential does.
    pub(crate) fn base_url_of(&self, servers: &[ServerObject]) -> Result<Cow<'_, Url>, String> {
        let (settings, own) = (&self.settings, &self.base_url);
        let Some(server) = settings.servers.choose(servers).filter(|_| settings.base_url.is_none()) else {
            return Ok(Cow::Borrowed(own));
        };
        let Some(url) = settings.servers.url(server, Some(own))? else { return Ok(Cow::Borrowed(own)) };
        // If the client's own base URL is another machine's, the HTTP client may send to this machine by a proxy.
        let is_local = base_url::is_loopback(&url) && base_url::is_loopback(own);
        if url.scheme() == "http" && !is_local && !settings.allow_http {
            return Err(cleartext("the URL of the server"));
        }
        Ok(Cow::Owned(url))
    }

    pub(crate) fn source_of(&self, credential: &Credential) -> Option<&CredentialSource> {
        self.credentials.iter().find(|(known, _)| known.scheme == credential.scheme).map(|(_, source)| source)
    }
}

fn base_url(api: &Api, settings: &Settings) -> Result<Url, String> {
    if let Some((name, text)) = &settings.base_url {
        let url = text.clone().and_then(|text| base_url::parse(&text)).map_err(|rule| format!("{name} {rule}"))?;
        return encrypted(url, name, settings.allow_http);
    }
    let server = settings.servers.choose(api.servers);
    let url = server.map(|server| settings.servers.url(server, None)).transpose()?;
    let variable = api.base_url_env;
    match (url, server) {
        (Some(Some(url)), _) => encrypted(url, "the base URL", settings.allow_http),
        (_, None) => Err(format!("no base URL: call `base_url` of the client's builder, or set {variable}")),
        (_, Some(_)) => Err(format!(
            "no base URL, since that of the document is relative: call `base_url` or `document_url` of the client's \
             builder, or set {variable}"
        )),
    }
}

/// The URL, if requests to it are encrypted, or need not be.
fn encrypted(url: Url, name: &str, allow_http: bool) -> Result<Url, String> {
    if base_url::is_cleartext(&url) && !allow_http {
        return Err(cleartext(name));
    }
    Ok(url)
}

fn cleartext(name: &str) -> String {
    format!(
        "{name} begins with `http://`, so credentials would be sent unencrypted: use `https://`, or call \
         `allow_http(true)` of the client's builder"
    )
}

fn default_headers(api: &Api, settings: &Settings) -> Result<HeaderMap, String> {
    if settings.headers.contains_key(IDEMPOTENCY_KEY) {
        return Err(String::from(
            "`Idempotency-Key` can't be a header of all requests, since the server would take them for one: set it for \
             each request, or call `idempotency_keys`",
        ));
    }
    let mut user_agent = api.user_agent.to_owned();
    if let Some(suffix) = &settings.user_agent_suffix {
        user_agent.extend([" ", suffix]);
    }
    let user_agent = headers::header_value("User-Agent", user_agent).map_err(|error| error.to_string())?;
    let mut headers = HeaderMap::from_iter([(header::USER_AGENT, user_agent)]);
    // These are at most `MAX_HEADERS`, so there is room.
    headers.extend(settings.headers.clone());
    Ok(headers)
}
