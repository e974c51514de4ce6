//! Makes a request that can be sent: of an operation, or of a raw target.

use std::borrow::Cow;
use std::mem;

use http::{HeaderMap, Method, header};
use url::Url;

use super::config::Config;
use super::operation::{Operation, Raw};
use super::parts::{RequestParts, SharedLocation, SharedParameter};
use crate::runtime::auth::{Credential, CredentialLocation, CredentialSource};
use crate::runtime::call::{Options, PreparedRequest, REDIRECTS, Streamed, is_idempotent, is_safe, random_key};
use crate::runtime::error::{ErrorCause, ErrorContext, RequestLabel};
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::headers::{self, IDEMPOTENCY_KEY, MAX_HEADERS};
use crate::runtime::wire::{cookie, path};

pub(crate) type Prepared = Result<PreparedRequest, Box<ErrorContext>>;

/// A request without the client's headers and credentials: method, URL, and the other parts.
type Draft = (Method, Url, RequestParts);

/// What the document says of a request beside its parts.
struct Rules<'a> {
    security: &'a [&'a [&'static Credential]],
    accept: &'static str,
    redirects: &'static [u16],
    idempotent: bool,
    /// The header by which the server knows a request that is sent again.
    idempotency_header: &'static str,
    /// Whether the document has that header, so that a request without it gets a key.
    has_key: bool,
}

/// Prepares the request of an operation.
pub(crate) fn operation<O: Operation>(config: &Config, operation: &O, options: Options) -> Prepared {
    let base = match config.base_url_of(O::SERVERS) {
        Ok(base) => base,
        Err(what) => return Err(ErrorContext::unsent(Some(label::<O>()), ErrorCause::Configuration(what))),
    };
    let mut parts = RequestParts { shared: shared(config, &options), ..RequestParts::default() };
    let written = operation.write(&mut parts);
    let draft = written.and_then(|()| draft(config, &base, (O::METHOD, O::PATH), parts, &options));
    let has_key = !O::IDEMPOTENCY_HEADER.is_empty();
    let rules = Rules {
        security: O::SECURITY,
        accept: O::ACCEPT,
        redirects: O::REDIRECTS,
        idempotent: O::IDEMPOTENT,
        idempotency_header: if has_key { O::IDEMPOTENCY_HEADER } else { IDEMPOTENCY_KEY },
        has_key,
    };
    let request = complete(config, label::<O>(), rules, draft, options);
    request.map(|request| PreparedRequest { streamed: Streamed::Successes(O::is_streamed), ..request })
}

/// The client's parameters, without those that the caller has set in the query of this request.
fn shared(config: &Config, options: &Options) -> Vec<SharedParameter> {
    let is_overridden = |parameter: &SharedParameter| {
        parameter.location == SharedLocation::Query && options.query.iter().any(|(name, _)| name == parameter.name)
    };
    config.settings.parameters.iter().filter(|parameter| !is_overridden(parameter)).cloned().collect()
}

/// The label of an operation's requests.
pub(crate) fn label<O: Operation>() -> RequestLabel {
    RequestLabel { method: Cow::Borrowed(O::METHOD), operation: Some(O::ID), path: Some(O::PATH) }
}

/// Prepares a raw request.
pub(crate) fn raw(config: &Config, raw: Raw, options: Options) -> Prepared {
    let label = RequestLabel { method: Cow::Owned(raw.method.as_str().to_owned()), operation: None, path: None };
    // The document doesn't say which credentials the endpoint needs, so all that can be sent together are.
    let mut credentials: Vec<&'static Credential> = Vec::new();
    for (credential, _) in &config.credentials {
        if !credentials.iter().any(|other| other.location.conflicts_with(credential.location)) {
            credentials.push(credential);
        }
    }
    let draft = raw_draft(config, raw, &options);
    let rules = Rules {
        security: &[&credentials],
        accept: "application/json",
        redirects: &REDIRECTS,
        idempotent: false,
        idempotency_header: IDEMPOTENCY_KEY,
        has_key: false,
    };
    complete(config, label, rules, draft, options)
}

fn raw_draft(config: &Config, raw: Raw, options: &Options) -> Result<Draft, InvalidArgument> {
    let (base, path, query) = path::target(&config.base_url, &raw.target)?;
    let mut parts = RequestParts { query: query.to_owned(), ..RequestParts::default() };
    if let Some((content_type, body)) = raw.body {
        parts.set_body(content_type, body)?;
    }
    // The document doesn't say which parameters the endpoint has, so all of the client's are sent.
    for SharedParameter { location, name, value } in shared(config, options) {
        match location {
            SharedLocation::Header => parts.header(name, Some(&*value))?,
            SharedLocation::Query if path::has_parameter(&parts.query, name) => {}
            SharedLocation::Query => path::push_query(&mut parts.query, name, &value),
        }
    }
    push_extra(&mut parts.query, config, options);
    let url = path::join(&base, path, &parts.query)?;
    Ok((raw.method, url, parts))
}

/// Builds the draft of an operation. It isn't generic over the operation, so that it is compiled once.
fn draft(
    config: &Config,
    base: &Url,
    (method, template): (&str, &str),
    mut parts: RequestParts,
    options: &Options,
) -> Result<Draft, InvalidArgument> {
    let method =
        Method::from_bytes(method.as_bytes()).map_err(|_| InvalidArgument::new("method", "is not a valid method"))?;
    if let Some(target) = &options.target {
        return Ok((method, with_extra(target, config, options), parts));
    }
    push_extra(&mut parts.query, config, options);
    let url = path::expand(base, template, &parts.variables, &parts.query)?;
    Ok((method, url, parts))
}

/// A URL that a response has named, with those of the callers' query parameters that it lacks.
fn with_extra(target: &Url, config: &Config, options: &Options) -> Url {
    let mut query = target.query().unwrap_or_default().to_owned();
    for (name, value) in options.query.iter().chain(&config.settings.query) {
        if !path::has_parameter(&query, name) {
            path::push_query(&mut query, name, value);
        }
    }
    let mut url = target.clone();
    url.set_query(Some(&query).filter(|query| !query.is_empty()).map(String::as_str));
    url
}

/// Adds the query parameters that callers set by name. Those of the request override the client's.
fn push_extra(query: &mut String, config: &Config, options: &Options) {
    for (name, value) in &options.query {
        path::push_query(query, name, value);
    }
    let own_length = query.len();
    for (name, value) in &config.settings.query {
        if !path::has_parameter(query.get(..own_length).unwrap_or_default(), name) {
            path::push_query(query, name, value);
        }
    }
}

fn complete(
    config: &Config,
    label: RequestLabel,
    rules: Rules<'_>,
    draft: Result<Draft, InvalidArgument>,
    options: Options,
) -> Prepared {
    let request = draft.map_err(ErrorCause::Argument).and_then(|(method, url, mut parts)| {
        if method == Method::CONNECT {
            // Its target would be the host alone (RFC 9110, section 9.3.6).
            return Err(InvalidArgument::new("method", "must not be `CONNECT`").into());
        }
        let is_trace = method == Method::TRACE;
        if is_trace && parts.body.is_some() {
            return Err(InvalidArgument::new("body", "must not be sent with `TRACE`").into());
        }
        if parts.body.as_ref().is_some_and(|body| !body.can_be_sent()) {
            return Err(InvalidArgument::new("body", "was sent before, and can be read only once").into());
        }
        let mut headers = headers(config, &method, &rules, &mut parts, &options)?;
        let credentials = if is_trace { Vec::new() } else { credentials(config, rules.security, &headers, &url)? };
        if is_trace {
            // The response would have them in its body (RFC 9110, section 9.3.8).
            let all = headers.into_iter().filter_map(|(name, value)| Some((name?, value)));
            headers = all.filter(|(_, value)| !value.is_sensitive()).collect();
        }
        check_conflicts(&credentials)?;
        Ok(PreparedRequest {
            label: label.clone(),
            idempotent: rules.idempotent || is_idempotent(&method, &headers, rules.idempotency_header),
            method,
            url,
            headers,
            credentials,
            api_credentials: config.api.credentials,
            body: parts.body,
            limits: options.limits(&config.settings.limits),
            attempt_header: config.attempt_header.clone(),
            hooks: config.settings.hooks.clone(),
            accepted_redirects: rules.redirects,
            streamed: Streamed::None,
        })
    });
    request.map_err(|cause| ErrorContext::unsent(Some(label), cause))
}

/// The headers, without the client's credentials. The request's headers override those of its parameters, which
/// override the client's. The cookies of parameters are added to the client's.
fn headers(
    config: &Config,
    method: &Method,
    rules: &Rules<'_>,
    parts: &mut RequestParts,
    options: &Options,
) -> Result<HeaderMap, InvalidArgument> {
    // With room for `Accept`, cookies and an idempotency key.
    let count = config.headers.len() + parts.headers.len() + options.headers.len() + 3;
    let mut headers = HeaderMap::with_capacity(count.min(MAX_HEADERS));
    for (name, value) in &config.headers {
        headers::insert(&mut headers, name.clone(), value.clone())?;
    }
    if !headers.contains_key(header::ACCEPT) {
        headers::insert(&mut headers, header::ACCEPT, headers::header_value("accept", rules.accept)?)?;
    }
    for (name, value) in mem::take(&mut parts.headers) {
        // A map yields the name only with its first value, and each header has one.
        if let Some(name) = name {
            headers::insert(&mut headers, name, value)?;
        }
    }
    cookie::add(&mut headers, &parts.cookies)?;
    let key_header = rules.idempotency_header;
    let key = options.idempotency_key.as_deref().map(|key| (key_header, key));
    for (name, value) in options.headers.iter().map(|(name, value)| (&**name, &**value)).chain(key) {
        let (name, value) = headers::header(name, value)?;
        headers::insert(&mut headers, name, value)?;
    }
    if (config.settings.idempotency_keys || rules.has_key) && !is_safe(method) && !headers.contains_key(key_header) {
        let (name, value) = headers::header(key_header, &random_key())?;
        headers::insert(&mut headers, name, value)?;
    }
    // A header that carries a credential of the API is sensitive, even if the operation needs none.
    for credential in config.api.credentials {
        if let Some(value) = credential.location.header().and_then(|name| headers.get_mut(name)) {
            value.set_sensitive(true);
        }
    }
    Ok(headers)
}

/// The credentials of the first complete set, without those that the caller has set as headers or query.
fn credentials(
    config: &Config,
    security: &[&[&'static Credential]],
    headers: &HeaderMap,
    url: &Url,
) -> Result<Vec<(&'static Credential, CredentialSource)>, ErrorCause> {
    let query = url.query().unwrap_or_default();
    let is_set = |location: CredentialLocation| location.is_set(headers, |name| path::has_parameter(query, name));
    let has = |credential: &Credential| config.source_of(credential).is_some() || is_set(credential.location);
    let complete = security.iter().find(|set| !set.is_empty() && set.iter().all(|credential| has(credential)));
    let Some(set) = complete else {
        // The error names what the shortest set lacks. An empty set lacks nothing.
        let shortest = security.iter().min_by_key(|set| set.len());
        let missing = shortest.and_then(|set| set.iter().find(|credential| !has(credential)));
        return missing.map_or(Ok(Vec::new()), |credential| Err(ErrorCause::Configuration(credential.missing())));
    };
    let with_source = |credential: &&'static Credential| Some((*credential, config.source_of(credential)?.clone()));
    Ok(set.iter().filter(|credential| !is_set(credential.location)).filter_map(with_source).collect())
}

/// Refuses two credentials that no request can carry together.
fn check_conflicts(credentials: &[(&'static Credential, CredentialSource)]) -> Result<(), ErrorCause> {
    let conflict = credentials.iter().enumerate().find_map(|(index, (two, _))| {
        let (one, _) = credentials.iter().take(index).find(|(one, _)| one.location.conflicts_with(two.location))?;
        Some(format!("the credentials `{}` and `{}` can't be sent together: they go in one place", one.name, two.name))
    });
    conflict.map_or(Ok(()), |what| Err(ErrorCause::Configuration(what)))
}
