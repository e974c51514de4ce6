use std::env::{self, VarError};
use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName, header};
use url::Url;

use super::api::{Api, Credential};
use super::base_url;
use super::client::{Client, Config};
use super::error::Error;
use super::headers;
use super::options::Limits;
use super::problem::Problem;
use super::report::{self, Report};
use super::secret::Secret;

/// Sets up a [`Client`].
///
/// What is wrong with a setting is told by [`build`](Self::build).
pub struct ClientBuilder {
    api: &'static Api,
    base_url: Option<Setting>,
    credentials: Vec<(&'static Credential, Secret)>,
    headers: Vec<(String, String)>,
    user_agent_suffix: Option<String>,
    limits: Limits,
    http: Option<reqwest::Client>,
    problem: Option<String>,
}

/// A text with what an error calls it.
struct Setting {
    name: &'static str,
    text: String,
}

impl ClientBuilder {
    /// The settings that a client of this API begins with.
    #[doc(hidden)]
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            credentials: Vec::new(),
            headers: Vec::new(),
            user_agent_suffix: None,
            limits: Limits::default(),
            http: None,
            problem: None,
        }
    }

    /// Reads the base URL and the credentials that aren't set yet from the environment.
    #[must_use]
    pub fn from_env(self) -> Self {
        self.with_variables(|name| env::var(name))
    }

    /// Sets the URL that all paths begin with, in place of the one that the API's document has. It may have a path of
    /// its own, which is kept.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Setting { name: "the base URL", text: url.into() });
        self
    }

    /// Sets a credential.
    #[doc(hidden)]
    #[must_use]
    pub fn credential(mut self, credential: &'static Credential, secret: impl Into<Secret>) -> Self {
        self.credentials.retain(|(known, _)| known.scheme != credential.scheme);
        self.credentials.push((credential, secret.into()));
        self
    }

    /// Bounds one attempt, from connecting to the end of the answer's body. 60 seconds by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Bounds a call as a whole: all attempts and the waits between them. Not bounded by default.
    ///
    /// A retry that could not begin in time isn't waited for: the call ends with what the last attempt came to.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.limits.deadline = Some(deadline);
        self
    }

    /// Sets how many times a failed request is sent again. 2 by default.
    ///
    /// Requests are sent again if they are idempotent by their method or have an idempotency key, after a connection
    /// error or a timeout, or when the status is 408, 409, 429 or 500 and above. The waits are half a second, doubled
    /// with each retry to at most 8 seconds, less up to a quarter by chance; or what the server asks for, in
    /// `Retry-After` or `retry-after-ms`. With `x-should-retry` a server can ask for a retry of any failed request,
    /// or for none.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.limits.max_retries = retries;
        self
    }

    /// Bounds the wait that a server can ask for. If it asks for more, the request isn't sent again, and the error
    /// tells the wait. 60 seconds by default.
    #[must_use]
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.limits.max_retry_after = wait;
        self
    }

    /// Sets a header of every request. One of the same name that is set for a request wins.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a product to the end of `User-Agent`, like `my-service/1.2` (RFC 9110, section 10.1.5).
    #[must_use]
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Bounds the body of an answer, in bytes. 8 MiB by default.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body_limit = bytes;
        self
    }

    /// Sends with this HTTP client, for a proxy or certificates of your own, say.
    ///
    /// It should follow no redirects (`redirect(Policy::none())`) and send no `Referer` (`referer(false)`), as the
    /// client follows those that are safe itself: `reqwest` would send on to other hosts the headers that it doesn't
    /// know to be credentials. It should not retry either.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// If a setting can't be used, if there is no base URL, or if the API always needs a credential and none is set.
    /// The error has the kind [`Configuration`](super::ErrorKind::Configuration).
    pub fn build(self) -> Result<Client, Error> {
        self.configure().map_err(|what| Error::new(Box::new(Report::early(None, Problem::Configuration(what)))))
    }

    pub(crate) fn with_variables(mut self, variable: impl Fn(&str) -> Result<String, VarError>) -> Self {
        let mut read = |name: &str| match variable(name) {
            Ok(text) => Some(text),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => {
                self.problem = Some(format!("{name} is not Unicode"));
                None
            }
        };
        if self.base_url.is_none() {
            let name = self.api.base_url_env;
            self.base_url = read(name).map(|text| Setting { name, text });
        }
        for credential in self.api.credentials {
            let known = |(known, _): &(&Credential, Secret)| known.scheme == credential.scheme;
            if !self.credentials.iter().any(known)
                && let Some(secret) = read(credential.env)
            {
                self.credentials.push((credential, secret.into()));
            }
        }
        self
    }

    fn configure(self) -> Result<Client, String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let base_url = base(self.api, self.base_url)?;
        let headers = default_headers(self.api, &self.headers, self.user_agent_suffix)?;
        check_credentials(self.api, &self.credentials, &headers)?;
        let attempt_header = self
            .api
            .attempt_header
            .map(|name| HeaderName::from_bytes(name.as_bytes()))
            .transpose()
            .map_err(|_| String::from("the header of the attempt's number is none"))?;
        let http = match self.http {
            Some(http) => http,
            None => http_client()?,
        };
        let config = Config { base_url, credentials: self.credentials, headers, limits: self.limits, attempt_header };
        Ok(Client::new(config, http))
    }
}

/// Shows no credential and no header.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("limits", &self.limits).finish_non_exhaustive()
    }
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
        headers.insert(name, value);
    }
    Ok(headers)
}

/// Checks the credentials that are set, and that there is one if there must be.
fn check_credentials(api: &Api, set: &[(&'static Credential, Secret)], headers: &HeaderMap) -> Result<(), String> {
    for (credential, secret) in set {
        secret.header(credential.place).map_err(|rule| format!("the credential `{}` {rule}", credential.name))?;
    }
    let given =
        !set.is_empty() || api.credentials.iter().any(|credential| headers.contains_key(credential.place.header()));
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
