//! From the settings of a builder to a client, with every check that can be made before a request.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, header};
use url::Url;

use super::api::{Api, Credential};
use super::base_url;
use super::builder::{ClientBuilder, Setting};
use super::client::{Client, Config};
use super::headers;
use super::report;
use super::retry::IDEMPOTENCY_KEY;
use super::signature::Held;
use super::token::Origin;
use super::transport::Transport;

/// Why an idempotency key can't be set for a client.
const ONE_KEY: &str = "`Idempotency-Key` can't be a header of all requests, which would be repetitions of one: \
                       set it for each request, or call `idempotency_keys`";

/// The client of these settings; or what is wrong with them.
pub(crate) fn client(builder: ClientBuilder) -> Result<Client, String> {
    if let Some(problem) = builder.problem {
        return Err(problem);
    }
    let base_url = base(builder.api, builder.base_url)?;
    let headers = default_headers(builder.api, &builder.headers, builder.user_agent_suffix)?;
    let credentials = held(builder.credentials)?;
    check_credentials(builder.api, &credentials, &headers, &builder.query)?;
    let attempt_header = builder
        .api
        .attempt_header
        .map(|name| HeaderName::from_bytes(name.as_bytes()))
        .transpose()
        .map_err(|_| String::from("the header of the attempt's number is none"))?;
    let transport = match builder.transport {
        Some(transport) => transport,
        None => Transport::Network(http_client()?),
    };
    let config = Config {
        base_url,
        known: builder.api.credentials,
        credentials,
        headers,
        query: builder.query,
        idempotency_keys: builder.idempotency_keys,
        limits: builder.limits,
        attempt_header,
    };
    Ok(Client::new(config, transport))
}

fn base(api: &Api, set: Option<Setting>) -> Result<Url, String> {
    let documented = || api.base_url.map(|url| Setting { name: "the base URL", text: url.to_owned() });
    let Some(Setting { name, text }) = set.or_else(documented) else {
        let variable = api.base_url_env;
        return Err(format!("no base URL: call `base_url` of the client's builder, or set {variable}"));
    };
    base_url::parse(&text).map_err(|rule| format!("{name} {rule}"))
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
    headers.insert(header::USER_AGENT, value);
    for (name, value) in set {
        let (name, value) = headers::header(name, value).map_err(|error| error.to_string())?;
        if name == IDEMPOTENCY_KEY {
            return Err(String::from(ONE_KEY));
        }
        headers.insert(name, value);
    }
    Ok(headers)
}

/// The credentials as requests carry them, so that no request has to see to that again.
fn held(credentials: Vec<(&'static Credential, Origin)>) -> Result<Vec<(&'static Credential, Held)>, String> {
    let hold = |(credential, origin): (&'static Credential, Origin)| {
        let held = match origin {
            Origin::Set(secret) => {
                let carried = secret.carried(credential.place);
                Held::Set(Arc::new(carried.map_err(|rule| format!("the credential `{}` {rule}", credential.name))?))
            }
            Origin::Provided(provider) => Held::Provided(provider),
        };
        Ok((credential, held))
    };
    credentials.into_iter().map(hold).collect()
}

/// Checks that there is a credential if there must be one.
fn check_credentials(
    api: &Api,
    set: &[(&'static Credential, Held)],
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Result<(), String> {
    let is_taken = |credential: &&Credential| {
        credential.place.is_taken(headers, |name| query.iter().any(|(known, _)| known == name))
    };
    let given = !set.is_empty() || api.credentials.iter().any(is_taken);
    match api.credentials.first() {
        Some(credential) if api.credential_required && !given => Err(report::no_credential(credential)),
        _ => Ok(()),
    }
}

/// Every decision is the call's own: what redirects are followed, what is sent again, how bodies are decoded. Other
/// crates of the build may have switched on features of `reqwest` that would decide for it.
fn http_client() -> Result<reqwest::Client, String> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .build()
        .map_err(|error| format!("the HTTP client cannot be made: {}", error.without_url()))
}
