use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use url::Url;

use super::api::Credential;
use super::argument::InvalidArgument;
use super::client::Config;
use super::headers;
use super::operation::Operation;
use super::options::{Limits, Options};
use super::parts::Parts;
use super::path;
use super::problem::Problem;
use super::report::{Label, Report};
use super::retry;

/// A request, complete and checked, before its first attempt.
pub(crate) struct Plan {
    pub(crate) label: Label,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    pub(crate) limits: Limits,
    pub(crate) idempotent: bool,
}

/// The request of an operation.
pub(crate) fn operation<O: Operation>(config: &Config, operation: &O, options: Options) -> Result<Plan, Box<Report>> {
    let mut parts = Parts::default();
    let label = label::<O>();
    if let Err(argument) = operation.write(&mut parts) {
        return Err(Report::argument(label, argument));
    }
    templated(config, label, O::PATH, O::SECURITY, parts, options)
}

/// What errors call an operation.
pub(crate) fn label<O: Operation>() -> Label {
    Label { method: O::METHOD, path: Some(O::PATH) }
}

/// The request of a raw method and target: a path with its query, or a URL of the base URL's origin.
pub(crate) fn raw(
    config: &Config,
    method: Method,
    target: &str,
    body: Option<(String, Bytes)>,
    options: Options,
) -> Result<Plan, Box<Report>> {
    let label = Label { method, path: None };
    let written = path::target(&config.base_url, target).and_then(|mut target| {
        let mut parts = Parts::default();
        if let Some((content_type, body)) = body {
            parts.set_body(headers::header_value("content-type", &content_type)?, body);
        }
        push_extra(&mut target.query, &options);
        Ok((path::join(&target.base, &target.path, &target.query)?, parts))
    });
    let (url, parts) = match written {
        Ok(written) => written,
        Err(argument) => return Err(Report::argument(label, argument)),
    };
    // The document doesn't say which credential an endpoint needs that isn't in it.
    let every: Vec<_> = config.credentials.iter().map(|(known, _)| *known).collect();
    complete(config, label, url, &[&every], parts, options)
}

/// What the types of an operation don't matter to.
fn templated(
    config: &Config,
    label: Label,
    template: &'static str,
    security: &[&[&'static Credential]],
    mut parts: Parts,
    options: Options,
) -> Result<Plan, Box<Report>> {
    push_extra(&mut parts.query, &options);
    let url =
        path::expand(template, &parts.variables).and_then(|path| path::join(&config.base_url, &path, &parts.query));
    match url {
        Ok(url) => complete(config, label, url, security, parts, options),
        Err(argument) => Err(Report::argument(label, argument)),
    }
}

fn push_extra(query: &mut String, options: &Options) {
    for (name, value) in &options.query {
        path::push_query(query, name, value);
    }
}

fn complete(
    config: &Config,
    label: Label,
    url: Url,
    security: &[&[&'static Credential]],
    parts: Parts,
    options: Options,
) -> Result<Plan, Box<Report>> {
    let mut headers = match headers(config, parts.headers, &options) {
        Ok(headers) => headers,
        Err(argument) => return Err(Report::argument(label, argument)),
    };
    if let Err(problem) = authorize(config, security, &mut headers) {
        return Err(Box::new(Report::early(Some(label), problem)));
    }
    Ok(Plan {
        idempotent: retry::is_idempotent(&label.method, &headers),
        label,
        url,
        headers,
        body: parts.body,
        limits: options.limits(&config.limits),
    })
}

/// The headers, but for the credentials. Those of the request win over those of its parameters, and these over the
/// client's.
fn headers(config: &Config, parts: HeaderMap, options: &Options) -> Result<HeaderMap, InvalidArgument> {
    let mut headers = config.headers.clone();
    headers.extend(parts);
    for (name, value) in &options.headers {
        let (name, value) = headers::header(name, value)?;
        headers.insert(name, value);
    }
    if let Some(key) = &options.idempotency_key {
        if key.is_empty() {
            return Err(InvalidArgument::new("idempotency-key", "must not be empty"));
        }
        let (name, value) = headers::header("idempotency-key", key)?;
        headers.insert(name, value);
    }
    headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static("application/json"));
    Ok(headers)
}

/// Adds the credentials of the first set that is complete. A header that is there already is the caller's own
/// credential, and stays.
fn authorize(config: &Config, security: &[&[&'static Credential]], headers: &mut HeaderMap) -> Result<(), Problem> {
    let has = |credential: &Credential| {
        config.secret(credential).is_some() || headers.contains_key(credential.place.header())
    };
    let complete = security.iter().find(|set| !set.is_empty() && set.iter().all(|credential| has(credential)));
    let Some(set) = complete else {
        // The shortest set is the one named; an empty one is complete, and lacks nothing.
        let shortest = security.iter().min_by_key(|set| set.len());
        let missing = shortest.and_then(|set| set.iter().find(|credential| !has(credential)));
        return missing.map_or(Ok(()), |credential| Err(Problem::Credential(credential)));
    };
    for credential in *set {
        let name = credential.place.header();
        if let Some(secret) = config.secret(credential)
            && !headers.contains_key(name)
        {
            let (name, value) = secret
                .header(credential.place)
                .map_err(|rule| Problem::Configuration(format!("`{}` {rule}", credential.name)))?;
            headers.insert(name, value);
        }
    }
    Ok(())
}
