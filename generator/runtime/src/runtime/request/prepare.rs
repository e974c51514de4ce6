//! From an operation or a raw target to a request that can be sent.

use std::borrow::Cow;
use std::mem;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;

use super::config::Config;
use super::operation::Operation;
use super::parts::RequestParts;
use super::shared::{SharedLocation, SharedParameter};
use crate::runtime::auth::{Credential, CredentialLocation, CredentialSource};
use crate::runtime::call::{Options, PreparedRequest, REDIRECTS, is_idempotent, is_safe, random_key};
use crate::runtime::error::{ErrorCause, ErrorContext, RequestLabel};
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::headers::{self, IDEMPOTENCY_KEY};
use crate::runtime::wire::{cookie, path};

/// A request without the client's settings and the caller's options.
struct Draft {
    method: Method,
    url: Url,
    parts: RequestParts,
    accept: &'static str,
}

/// The request of an operation.
pub(crate) fn operation<O: Operation>(
    config: &Config,
    operation: &O,
    options: Options,
) -> Result<PreparedRequest, Box<ErrorContext>> {
    let mut parts = RequestParts { shared: shared(config, &options), ..RequestParts::default() };
    let written = operation.write(&mut parts);
    let draft = written.and_then(|()| draft(config, (O::METHOD, O::PATH, O::ACCEPT), parts, &options));
    complete(config, label::<O>(), O::SECURITY, draft, options).map(|request| request.answered_by(O::REDIRECTS))
}

/// The client's parameters, but for those that the request's own query has.
fn shared(config: &Config, options: &Options) -> Vec<SharedParameter> {
    let is_overridden = |parameter: &SharedParameter| {
        parameter.location == SharedLocation::Query && options.query.iter().any(|(name, _)| name == parameter.name)
    };
    config.parameters.iter().filter(|parameter| !is_overridden(parameter)).cloned().collect()
}

/// What errors call an operation.
pub(crate) fn label<O: Operation>() -> RequestLabel {
    RequestLabel { method: Cow::Borrowed(O::METHOD), operation: Some(O::ID), path: Some(O::PATH) }
}

/// The request of a raw method and target: a path with its query, or a URL of the base URL's origin.
pub(crate) fn raw(
    config: &Config,
    method: Method,
    target: &str,
    body: Option<(String, Bytes)>,
    options: Options,
) -> Result<PreparedRequest, Box<ErrorContext>> {
    let label = RequestLabel { method: Cow::Owned(method.as_str().to_owned()), operation: None, path: None };
    // The document doesn't say which credential an endpoint needs that isn't in it: all that go together.
    let mut credentials: Vec<&'static Credential> = Vec::new();
    for (credential, _) in &config.credentials {
        if !credentials.iter().any(|other| other.location.conflicts_with(credential.location)) {
            credentials.push(credential);
        }
    }
    let draft = raw_draft(config, method, target, body, &options);
    complete(config, label, &[&credentials], draft, options).map(|request| request.answered_by(&REDIRECTS))
}

fn raw_draft(
    config: &Config,
    method: Method,
    target: &str,
    body: Option<(String, Bytes)>,
    options: &Options,
) -> Result<Draft, InvalidArgument> {
    check_method(&method)?;
    let mut target = path::target(&config.base_url, target)?;
    let mut parts = RequestParts::default();
    if let Some((content_type, body)) = body {
        parts.set_body(&content_type, body)?;
    }
    // Nor does it say which parameters the endpoint has: all that the client has a value of.
    for SharedParameter { location, name, value } in shared(config, options) {
        match location {
            SharedLocation::Header => parts.set_header(name, &value)?,
            SharedLocation::Query if path::has_parameter(&target.query, name) => {}
            SharedLocation::Query => path::push_query(&mut target.query, name, &value),
        }
    }
    push_extra(&mut target.query, config, options);
    let url = path::join(&target.base, &target.path, &target.query, &[])?;
    Ok(Draft { method, url, parts, accept: "application/json" })
}

/// Fills in the template. Not generic over the operation, so that it is compiled once.
fn draft(
    config: &Config,
    (method, template, accept): (&str, &str, &'static str),
    mut parts: RequestParts,
    options: &Options,
) -> Result<Draft, InvalidArgument> {
    push_extra(&mut parts.query, config, options);
    let method = Method::from_bytes(method.as_bytes())
        .map_err(|_| InvalidArgument::new("method", "is not the name of a method"))?;
    check_method(&method)?;
    let path = path::expand(template, &parts.variables)?;
    let url = path::join(&config.base_url, &path, &parts.query, &parts.variables)?;
    Ok(Draft { method, url, parts, accept })
}

fn check_method(method: &Method) -> Result<(), InvalidArgument> {
    if *method == Method::CONNECT {
        // Its target would be the host alone (RFC 9110, section 9.3.6).
        return Err(InvalidArgument::new("method", "must not be `CONNECT`"));
    }
    Ok(())
}

/// Adds the caller's own parameters. The client's give way to those of the request.
fn push_extra(query: &mut String, config: &Config, options: &Options) {
    for (name, value) in &options.query {
        path::push_query(query, name, value);
    }
    let of_the_request = query.len();
    for (name, value) in &config.query {
        if !path::has_parameter(query.get(..of_the_request).unwrap_or_default(), name) {
            path::push_query(query, name, value);
        }
    }
}

fn complete(
    config: &Config,
    label: RequestLabel,
    security: &[&[&'static Credential]],
    draft: Result<Draft, InvalidArgument>,
    options: Options,
) -> Result<PreparedRequest, Box<ErrorContext>> {
    match draft.map_err(ErrorCause::Argument).and_then(|draft| finish(config, &label, security, draft, options)) {
        Ok(request) => Ok(request),
        Err(cause) => Err(ErrorContext::unsent(Some(label), cause)),
    }
}

fn finish(
    config: &Config,
    label: &RequestLabel,
    security: &[&[&'static Credential]],
    Draft { method, url, mut parts, accept }: Draft,
    options: Options,
) -> Result<PreparedRequest, ErrorCause> {
    let mut headers = headers(config, accept, &mut parts, &options)?;
    mark_sensitive(config.api_credentials, &mut headers);
    let credentials = credentials(config, security, &headers, &url)?;
    check_conflicts(&credentials)?;
    if config.idempotency_keys
        && !is_safe(&method)
        && !headers.contains_key(IDEMPOTENCY_KEY)
        && let Ok(key) = HeaderValue::from_str(&random_key())
    {
        headers::insert(&mut headers, HeaderName::from_static(IDEMPOTENCY_KEY), key)?;
    }
    Ok(PreparedRequest {
        label: label.clone(),
        idempotent: is_idempotent(&method, &headers),
        method,
        url,
        headers,
        credentials,
        api_credentials: config.api_credentials,
        body: parts.body,
        limits: options.limits(&config.limits),
        attempt_header: config.attempt_header.clone(),
        hooks: config.hooks.clone(),
        redirects: &[],
    })
}

/// The headers, but for the credentials. Those of the request win over those of its parameters, and these over the
/// client's. Only cookies come from both.
fn headers(
    config: &Config,
    accept: &str,
    parts: &mut RequestParts,
    options: &Options,
) -> Result<HeaderMap, InvalidArgument> {
    let mut headers = config.headers.clone();
    if !headers.contains_key(header::ACCEPT) {
        headers::insert(&mut headers, header::ACCEPT, headers::header_value("accept", accept)?)?;
    }
    for (name, value) in mem::take(&mut parts.headers) {
        // Each is there once.
        if let Some(name) = name {
            headers::insert(&mut headers, name, value)?;
        }
    }
    cookie::add(&mut headers, &parts.cookies)?;
    for (name, value) in &options.headers {
        let (name, value) = headers::header(name, value)?;
        headers::insert(&mut headers, name, value)?;
    }
    if let Some(key) = &options.idempotency_key {
        let (name, value) = headers::header(IDEMPOTENCY_KEY, key)?;
        headers::insert(&mut headers, name, value)?;
    }
    Ok(headers)
}

/// Marks the caller's own credentials as sensitive, whatever header they are in, and even if none is needed.
fn mark_sensitive(known: &[&'static Credential], headers: &mut HeaderMap) {
    for credential in known {
        if let Some(value) = credential.location.header().and_then(|name| headers.get_mut(name)) {
            value.set_sensitive(true);
        }
    }
}

/// The credentials of the first set that is complete, but for those that the caller has put into the request.
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
        // The error names the shortest set. An empty one lacks nothing.
        let shortest = security.iter().min_by_key(|set| set.len());
        let missing = shortest.and_then(|set| set.iter().find(|credential| !has(credential)));
        return missing.map_or(Ok(Vec::new()), |credential| Err(ErrorCause::MissingCredential(credential)));
    };
    let with_source = |credential: &&'static Credential| Some((*credential, config.source_of(credential)?.clone()));
    Ok(set.iter().filter(|credential| !is_set(credential.location)).filter_map(with_source).collect())
}

/// Refuses two credentials that no request can carry together.
fn check_conflicts(credentials: &[(&'static Credential, CredentialSource)]) -> Result<(), ErrorCause> {
    for (index, (two, _)) in credentials.iter().enumerate() {
        let mut before = credentials.iter().take(index);
        if let Some((one, _)) = before.find(|(one, _)| one.location.conflicts_with(two.location)) {
            let (one, two) = (one.name, two.name);
            let what = format!("the credentials `{one}` and `{two}` go in one place");
            return Err(ErrorCause::Configuration(what));
        }
    }
    Ok(())
}
