//! From the settings of a builder to a client, with every check that can be made before a request.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, header};
use url::Url;

use crate::runtime::auth::{Credential, CredentialSetting, CredentialSource, Secret};
use crate::runtime::call::Limits;
use crate::runtime::call::hooks::Hooks;
use crate::runtime::request::shared::SharedParameter;
use crate::runtime::request::{Api, Config};
use crate::runtime::transport::{Transport, http_client};
use crate::runtime::wire::base_url;
use crate::runtime::wire::headers::{self, IDEMPOTENCY_KEY};

/// What a builder has been told.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) base_url: Option<Setting>,
    /// Whether requests may go in clear to other hosts.
    pub(crate) allow_http: bool,
    pub(crate) credentials: Vec<(&'static Credential, CredentialSetting)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    /// Checked.
    pub(crate) parameters: Vec<SharedParameter>,
    pub(crate) user_agent_suffix: Option<String>,
    pub(crate) idempotency_keys: bool,
    pub(crate) limits: Limits,
    pub(crate) hooks: Option<Arc<Hooks>>,
    pub(crate) transport: Option<Transport>,
    /// The first setting that can't be used.
    pub(crate) problem: Option<String>,
}

/// A text, or the rule that it breaks, with what an error calls it.
#[derive(Clone)]
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(crate) text: Result<String, &'static str>,
}

impl Settings {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            allow_http: false,
            credentials: Vec::new(),
            headers: Vec::new(),
            query: Vec::new(),
            parameters: Vec::new(),
            user_agent_suffix: None,
            idempotency_keys: api.idempotency_keys,
            limits: Limits::default(),
            hooks: None,
            transport: None,
            problem: None,
        }
    }
}

/// Why a base URL of HTTP is refused.
const IN_CLEAR: &str = "begins with `http://`, so that credentials would be sent in clear: use `https://`, \
                        or call `allow_http(true)` of the client's builder";

/// Why an idempotency key can't be set for a client.
const ONE_KEY: &str = "`Idempotency-Key` can't be a header of all requests, which would be repetitions of one: \
                       set it for each request, or call `idempotency_keys`";

/// What a client of these settings consists of; or what is wrong with them.
pub(crate) fn client(settings: Settings) -> Result<(Config, Transport), String> {
    if let Some(problem) = settings.problem {
        return Err(problem);
    }
    let base_url = base(settings.api, settings.base_url, settings.allow_http)?;
    let headers = default_headers(settings.api, &settings.headers, settings.user_agent_suffix)?;
    let credentials = sources(settings.credentials)?;
    check_credentials(settings.api, &credentials, &headers, &settings.query)?;
    let attempt_header = settings
        .api
        .attempt_header
        .map(|name| HeaderName::from_bytes(name.as_bytes()))
        .transpose()
        .map_err(|_| String::from("the header of the attempt's number is none"))?;
    let transport = match settings.transport {
        Some(transport) => transport,
        None => Transport::Network(http_client()?),
    };
    let config = Config {
        base_url,
        api_credentials: settings.api.credentials,
        credentials,
        headers,
        query: settings.query,
        parameters: settings.parameters,
        idempotency_keys: settings.idempotency_keys,
        limits: settings.limits,
        hooks: settings.hooks,
        attempt_header,
    };
    Ok((config, transport))
}

fn base(api: &Api, set: Option<Setting>, allow_http: bool) -> Result<Url, String> {
    let documented = || api.base_url.map(|url| Setting { name: "the base URL", text: Ok(url.to_owned()) });
    let Some(Setting { name, text }) = set.or_else(documented) else {
        let variable = api.base_url_env;
        return Err(format!("no base URL: call `base_url` of the client's builder, or set {variable}"));
    };
    let url = text.and_then(|text| base_url::parse(&text)).map_err(|rule| format!("{name} {rule}"))?;
    if base_url::is_clear(&url) && !allow_http {
        return Err(format!("{name} {IN_CLEAR}"));
    }
    Ok(url)
}

fn default_headers(
    api: &Api,
    set: &[(String, String)],
    user_agent_suffix: Option<String>,
) -> Result<HeaderMap, String> {
    let user_agent = match user_agent_suffix {
        Some(suffix) => format!("{} {suffix}", api.user_agent),
        None => api.user_agent.to_owned(),
    };
    let mut headers = HeaderMap::new();
    let value = headers::header_value("User-Agent", &user_agent).map_err(|e| e.to_string())?;
    headers::insert(&mut headers, header::USER_AGENT, value).map_err(|error| error.to_string())?;
    for (name, value) in set {
        let (name, value) = headers::header(name, value).map_err(|error| error.to_string())?;
        if name == IDEMPOTENCY_KEY {
            return Err(String::from(ONE_KEY));
        }
        headers::insert(&mut headers, name, value).map_err(|error| error.to_string())?;
    }
    Ok(headers)
}

/// The credentials, checked and encoded once for all requests.
fn sources(
    settings: Vec<(&'static Credential, CredentialSetting)>,
) -> Result<Vec<(&'static Credential, CredentialSource)>, String> {
    let source = |(credential, setting): (&'static Credential, CredentialSetting)| {
        let encode = |secret: Result<Secret, _>| secret.and_then(|secret| secret.encode(credential.location));
        let encoded = match setting {
            CredentialSetting::Fixed(secret) => {
                encode(secret).map_err(|rule| format!("the credential `{}` {rule}", credential.name))
            }
            CredentialSetting::Variable(secret) => encode(secret).map_err(|rule| format!("{} {rule}", credential.env)),
            CredentialSetting::Provider(provider) => return Ok((credential, CredentialSource::Provider(provider))),
        };
        Ok((credential, CredentialSource::Fixed(Arc::new(encoded?))))
    };
    settings.into_iter().map(source).collect()
}

/// Checks that there is a credential if there must be one.
fn check_credentials(
    api: &Api,
    set: &[(&'static Credential, CredentialSource)],
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Result<(), String> {
    let is_set = |credential: &&Credential| {
        credential.location.is_set(headers, |name| query.iter().any(|(known, _)| known == name))
    };
    let given = !set.is_empty() || api.credentials.iter().any(is_set);
    match api.credentials.first() {
        Some(credential) if api.credential_required && !given => Err(credential.missing()),
        _ => Ok(()),
    }
}
