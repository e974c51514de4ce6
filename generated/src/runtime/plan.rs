use std::borrow::Cow;
use std::mem;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use url::Url;

use super::api::{Credential, Place};
use super::argument::InvalidArgument;
use super::chance;
use super::client::Config;
use super::cookie;
use super::headers;
use super::operation::Operation;
use super::options::{Limits, Options};
use super::parts::Parts;
use super::path;
use super::problem::Problem;
use super::report::{Label, Report};
use super::retry::{self, IDEMPOTENCY_KEY};

/// A request, complete and checked, before its first attempt.
pub(crate) struct Plan {
    pub(crate) label: Label,
    pub(crate) method: Method,
    pub(crate) url: Arc<Url>,
    /// But for the credentials.
    pub(crate) headers: HeaderMap,
    /// Those that each attempt carries.
    pub(crate) credentials: Vec<&'static Credential>,
    pub(crate) body: Option<Bytes>,
    pub(crate) limits: Limits,
    pub(crate) idempotent: bool,
}

/// What all requests of an operation have in common.
struct Outline<'s> {
    label: Label,
    accept: &'static str,
    security: &'s [&'s [&'static Credential]],
}

impl Outline<'_> {
    fn refuse(self, argument: InvalidArgument) -> Box<Report> {
        Report::argument(self.label, argument)
    }
}

/// The request of an operation.
pub(crate) fn operation<O: Operation>(config: &Config, operation: &O, options: Options) -> Result<Plan, Box<Report>> {
    let mut parts = Parts::default();
    let outline = Outline { label: label::<O>(), accept: O::ACCEPT, security: O::SECURITY };
    match operation.write(&mut parts) {
        Ok(()) => templated(config, outline, O::PATH, parts, options),
        Err(argument) => Err(outline.refuse(argument)),
    }
}

/// What errors call an operation.
pub(crate) fn label<O: Operation>() -> Label {
    Label { method: Cow::Borrowed(O::METHOD), operation: Some(O::ID), path: Some(O::PATH) }
}

/// The request of a raw method and target: a path with its query, or a URL of the base URL's origin.
pub(crate) fn raw(
    config: &Config,
    method: Method,
    target: &str,
    body: Option<(String, Bytes)>,
    options: Options,
) -> Result<Plan, Box<Report>> {
    let label = Label { method: Cow::Owned(method.as_str().to_owned()), operation: None, path: None };
    let written = check_method(&method).and_then(|()| {
        let mut target = path::target(&config.base_url, target)?;
        let mut parts = Parts::default();
        if let Some((content_type, body)) = body {
            parts.set_body(&content_type, body)?;
        }
        push_extra(&mut target.query, config, &options);
        Ok((path::join(&target.base, &target.path, &target.query)?, parts))
    });
    let (url, parts) = match written {
        Ok(written) => written,
        Err(argument) => return Err(Report::argument(label, argument)),
    };
    // The document doesn't say which credential an endpoint needs that isn't in it: all that go together.
    let mut every: Vec<&'static Credential> = Vec::new();
    for (credential, _) in &config.credentials {
        if !every.iter().any(|other| other.place.excludes(credential.place)) {
            every.push(credential);
        }
    }
    let outline = Outline { label, accept: "application/json", security: &[&every] };
    complete(config, outline, method, url, parts, options)
}

/// What the types of an operation don't matter to.
fn templated(
    config: &Config,
    outline: Outline<'_>,
    template: &'static str,
    mut parts: Parts,
    options: Options,
) -> Result<Plan, Box<Report>> {
    push_extra(&mut parts.query, config, &options);
    let target = method(&outline.label.method).and_then(|method| {
        let path = path::expand(template, &parts.variables)?;
        Ok((method, path::join(&config.base_url, &path, &parts.query)?))
    });
    match target {
        Ok((method, url)) => complete(config, outline, method, url, parts, options),
        Err(argument) => Err(outline.refuse(argument)),
    }
}

fn method(text: &str) -> Result<Method, InvalidArgument> {
    let method = Method::from_bytes(text.as_bytes())
        .map_err(|_| InvalidArgument::new("method", "is not the name of a method"))?;
    check_method(&method)?;
    Ok(method)
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
    outline: Outline<'_>,
    method: Method,
    url: Url,
    mut parts: Parts,
    options: Options,
) -> Result<Plan, Box<Report>> {
    let mut headers = match headers(config, outline.accept, &mut parts, &options) {
        Ok(headers) => headers,
        Err(argument) => return Err(outline.refuse(argument)),
    };
    mark(config.known, &mut headers);
    let Outline { label, security, .. } = outline;
    let credentials = match credentials(config, security, &headers, &url) {
        Ok(credentials) => credentials,
        Err(problem) => return Err(Box::new(Report::early(Some(label), problem))),
    };
    if let Some(problem) = conflict(&credentials) {
        return Err(Box::new(Report::early(Some(label), problem)));
    }
    if config.idempotency_keys
        && !retry::is_safe(&method)
        && !headers.contains_key(IDEMPOTENCY_KEY)
        && let Ok(key) = HeaderValue::from_str(&chance::name())
    {
        headers.insert(IDEMPOTENCY_KEY, key);
    }
    Ok(Plan {
        idempotent: retry::is_idempotent(&method, &headers),
        label,
        method,
        url: Arc::new(url),
        headers,
        credentials,
        body: parts.body,
        limits: options.limits(&config.limits),
    })
}

/// The headers, but for the credentials. Those of the request win over those of its parameters, and these over the
/// client's. Only cookies come from both.
fn headers(config: &Config, accept: &str, parts: &mut Parts, options: &Options) -> Result<HeaderMap, InvalidArgument> {
    let mut headers = config.headers.clone();
    if !headers.contains_key(header::ACCEPT) {
        headers.insert(header::ACCEPT, headers::header_value("accept", accept)?);
    }
    headers.extend(mem::take(&mut parts.headers));
    cookie::add(&mut headers, &parts.cookies)?;
    for (name, value) in &options.headers {
        let (name, value) = headers::header(name, value)?;
        headers.insert(name, value);
    }
    if let Some(key) = &options.idempotency_key {
        let (name, value) = headers::header(IDEMPOTENCY_KEY, key)?;
        headers.insert(name, value);
    }
    Ok(headers)
}

/// Marks the caller's own credentials as sensitive, in whatever header they are, and whether any is asked for or not.
fn mark(known: &[&'static Credential], headers: &mut HeaderMap) {
    for credential in known {
        if let Some(value) = credential.place.header().and_then(|name| headers.get_mut(name)) {
            value.set_sensitive(true);
        }
    }
}

/// The credentials of the first set that is complete. A place that has something in it already has the caller's own
/// credential, and keeps it.
fn credentials(
    config: &Config,
    security: &[&[&'static Credential]],
    headers: &HeaderMap,
    url: &Url,
) -> Result<Vec<&'static Credential>, Problem> {
    let query = url.query().unwrap_or_default();
    let is_taken = |place: Place| place.is_taken(headers, |name| path::has_parameter(query, name));
    let has = |credential: &Credential| config.held(credential).is_some() || is_taken(credential.place);
    let complete = security.iter().find(|set| !set.is_empty() && set.iter().all(|credential| has(credential)));
    let Some(set) = complete else {
        // The shortest set is the one named; an empty one is complete, and lacks nothing.
        let shortest = security.iter().min_by_key(|set| set.len());
        let missing = shortest.and_then(|set| set.iter().find(|credential| !has(credential)));
        return missing.map_or(Ok(Vec::new()), |credential| Err(Problem::Credential(credential)));
    };
    Ok(set.iter().copied().filter(|credential| !is_taken(credential.place)).collect())
}

/// The two of these that no request can carry together.
fn conflict(credentials: &[&'static Credential]) -> Option<Problem> {
    let (two, one) = credentials.iter().enumerate().find_map(|(index, two)| {
        let mut before = credentials.iter().take(index);
        Some((two, before.find(|one| one.place.excludes(two.place))?))
    })?;
    let (one, two) = (one.name, two.name);
    Some(Problem::Configuration(format!("the credentials `{one}` and `{two}` go in one place")))
}
