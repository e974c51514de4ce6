use std::borrow::Cow;
use std::env::{self, VarError};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;

use super::async_client::Client;
use crate::runtime::auth::{Credential, CredentialSource, Secret, TokenProvider};
use crate::runtime::call::{AttemptRequest, AttemptResponse};
use crate::runtime::error::Error;
use crate::runtime::request::{Api, Config, Settings, SharedLocation, SharedParameter};
use crate::runtime::transport::Transport;
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::headers;
use crate::runtime::wire::parameter::{self, ParameterValue};

/// Sets up a [`Client`]. A setting that can't be used is an error of [`build`](Self::build).
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # use std::time::Duration;
/// # fn example(builder: ClientBuilder) -> Result<(), Error> {
/// let client = builder.from_env().timeout(Duration::from_secs(10)).max_retries(5).build()?;
/// # Ok(())
/// # }
/// ```
pub struct ClientBuilder(Settings);

impl ClientBuilder {
    #[doc(hidden)]
    pub fn new(api: &'static Api) -> Self {
        Self(Settings::new(api))
    }

    /// Reads the base URL and the credentials from the environment, where they aren't set yet. A variable that can't be
    /// used is no error if the setting is made later.
    #[must_use]
    pub fn from_env(self) -> Self {
        self.with_variables(|name| env::var(name))
    }

    /// Sets the URL below which all paths are, in place of the document's. It may have a path of its own.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.0.base_url = Some(("the base URL", Ok(url.into())));
        self
    }

    /// Sets whether the base URL may begin with `http://`, so that credentials are sent in clear. By default it may only
    /// for this machine: `localhost`, `127.0.0.1` or `[::1]`.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.0.allow_http = allow;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub fn credential(mut self, credential: &'static Credential, secret: impl Into<Secret>) -> Self {
        self.set_secret(credential, &format!("the credential `{}`", credential.name), Ok(secret.into()));
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub fn credential_basic(
        mut self,
        credential: &'static Credential,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        let secret = Secret::basic(&Zeroizing::new(user.into()), &password.into());
        self.set_secret(credential, &format!("the credential `{}`", credential.name), secret);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub fn token_provider(mut self, credential: &'static Credential, provider: impl TokenProvider) -> Self {
        self.set(credential, Ok(CredentialSource::Provider(Arc::new(provider))));
        self
    }

    /// Sets the longest time for one attempt, from connecting to the end of the body: 60 seconds by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.limits.timeout = timeout;
        self
    }

    /// Sets the longest time for a whole call, all attempts and the waits between them: none by default.
    ///
    /// If there is no time left for another attempt, the call ends with the outcome of the last one.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.0.limits.deadline = Some(deadline);
        self
    }

    /// Sets how many times a failed request is sent again: 2 by default. A request whose token was refused is sent once
    /// more besides, as the [`TokenProvider`] says.
    ///
    /// A request is retried if its method is idempotent or it has an idempotency key, after a connection error,
    /// a timeout, or a status of 408, 409, 429 or 500 and above. Without a connection any request is, since nothing was
    /// sent. The wait is half a second, doubled with each retry to at most 8 seconds, less up to a quarter of jitter; or
    /// what the server asks for, in `Retry-After` or `retry-after-ms`. With `x-should-retry` the server can ask for
    /// a retry of any failed request, or for none.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.0.limits.max_retries = retries;
        self
    }

    /// Sets the longest wait that a server can ask for: 60 seconds by default. If it asks for more, the request isn't
    /// sent again, and the error tells the wait.
    #[must_use]
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.0.limits.max_retry_after = wait;
        self
    }

    /// Sets a header of every request. A request's own header of the same name overrides it. `Idempotency-Key` is
    /// refused, as each request needs one of its own.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let header = headers::header(&name.into(), &value.into());
        let set = header.and_then(|(name, value)| headers::insert(&mut self.0.headers, name, value));
        self.check(set);
        self
    }

    /// Adds a parameter to the query of every request, percent-encoded. A request's own parameter of the same name
    /// overrides it.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.query.push((name.into(), value.into()));
        self
    }

    /// Sets a header parameter of the operations that have it.
    #[doc(hidden)]
    #[must_use]
    pub fn header_parameter<T: ParameterValue>(self, name: &'static str, value: &T) -> Self {
        let text = parameter::text(name, value);
        let checked = text.and_then(|text| headers::header(name, &text).map(|_| text));
        self.parameter(SharedLocation::Header, name, checked)
    }

    /// Sets a query parameter of the operations that have it.
    #[doc(hidden)]
    #[must_use]
    pub fn query_parameter<T: ParameterValue>(self, name: &'static str, value: &T) -> Self {
        self.parameter(SharedLocation::Query, name, parameter::text(name, value))
    }

    /// Sets whether each request of an unsafe method (RFC 9110, section 9.2.1) carries an `Idempotency-Key` of its own,
    /// the same in all attempts, so that it is retried. Only for servers that know the header: others would take
    /// a repeated request for a new one.
    #[must_use]
    pub fn idempotency_keys(mut self, keys: bool) -> Self {
        self.0.idempotency_keys = keys;
        self
    }

    /// Adds a product to the end of `User-Agent`: `my-service/1.2`.
    #[must_use]
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.0.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Sets the largest body of a response, in bytes, once it is decoded: 8 MiB by default. From status 400 on, the
    /// start of a larger body is kept.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.0.limits.body_limit = bytes;
        self
    }

    /// Adds a hook that is called before each request goes out: each attempt, and each redirect that is followed.
    ///
    /// It sees the request as it will be sent, with the credentials, and can set headers: the context of a trace, or
    /// a signature. Hooks are called in the order in which they were added. If one fails, the request isn't sent, and
    /// the call fails with that error as its source. The time of a hook is part of the attempt's: it must not block.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn sign(method: &str, url: &str, body: &[u8]) -> String { String::new() }
    /// # fn example(builder: ClientBuilder) -> ClientBuilder {
    /// builder.on_request(|request| {
    ///     let signature = sign(request.method().as_str(), request.url(), request.body());
    ///     request.set_header("X-Signature", &signature)?;
    ///     Ok(())
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn on_request<H>(mut self, hook: H) -> Self
    where
        H: Fn(&mut AttemptRequest<'_>) -> Result<(), Box<dyn StdError + Send + Sync>> + Send + Sync + 'static,
    {
        Arc::make_mut(self.0.hooks.get_or_insert_default()).on_request.push(Arc::new(hook));
        self
    }

    /// Adds a hook that is called after the head of each response, redirects included. It sees status, headers and time:
    /// for metrics, or for rate limits.
    #[must_use]
    pub fn on_response(mut self, hook: impl Fn(&AttemptResponse<'_>) + Send + Sync + 'static) -> Self {
        Arc::make_mut(self.0.hooks.get_or_insert_default()).on_response.push(Arc::new(hook));
        self
    }

    /// Sends with this HTTP client: for a proxy, say, or for certificates of your own.
    ///
    /// It must neither follow redirects (`redirect(Policy::none())`) nor retry, as the client does both itself, where it
    /// is safe. `reqwest` would send credentials to other hosts, in headers that it doesn't know, and would turn
    /// a redirected `DELETE` into a `GET`, whose success looks like that of the `DELETE`. Nor should it send a `Referer`
    /// (`referer(false)`).
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.0.transport = Some(Transport::Network(client));
        self
    }

    /// Sends to this server, in place of the network.
    #[cfg(feature = "test-util")]
    #[must_use]
    pub fn transport(mut self, server: &crate::runtime::testing::FakeServer) -> Self {
        self.0.transport = Some(Transport::Fake(server.clone()));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// If a setting can't be used, if there is no base URL, or if the API always needs a credential and none is set.
    pub fn build(self) -> Result<Client, Error> {
        Config::new(self.0).map(Client::new).map_err(Error::configuration)
    }

    /// Makes a client for code that isn't async.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build), and if the client's thread can't be started.
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<crate::runtime::blocking::Client, Error> {
        crate::runtime::blocking::Client::new(self.build()?)
    }

    /// What is wrong with a variable matters only if nothing else is set in its place.
    pub(crate) fn with_variables(mut self, variable: impl Fn(&str) -> Result<String, VarError>) -> Self {
        let read = |name: &str| match variable(name) {
            Ok(text) => Some(Ok(text)),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => Some(Err("is not Unicode")),
        };
        if self.0.base_url.is_none() {
            let name = self.0.api.base_url_env;
            self.0.base_url = read(name).map(|text| (name, text));
        }
        for credential in self.0.api.credentials {
            let is_set = self.0.credentials.iter().any(|(known, _)| known.scheme == credential.scheme);
            if let Some(secret) = read(credential.env).filter(|_| !is_set) {
                self.set_secret(credential, credential.env, secret.map(Secret::from));
            }
        }
        self
    }

    fn parameter(
        mut self,
        location: SharedLocation,
        name: &'static str,
        value: Result<Cow<'_, str>, InvalidArgument>,
    ) -> Self {
        let set = value.map(|value| {
            self.0.parameters.retain(|known| !known.is(location, name));
            self.0.parameters.push(SharedParameter { location, name, value: value.into() });
        });
        self.check(set);
        self
    }

    fn check(&mut self, set: Result<(), InvalidArgument>) {
        if let Err(error) = set {
            self.0.problem.get_or_insert_with(|| error.to_string());
        }
    }

    /// Sets a credential that is encoded once for all requests.
    fn set_secret(&mut self, credential: &'static Credential, name: &str, secret: Result<Secret, &'static str>) {
        let encoded = secret.and_then(|secret| secret.encode(credential.location));
        let source = encoded.map(|encoded| CredentialSource::Fixed(Arc::new(encoded)));
        self.set(credential, source.map_err(|rule| format!("{name} {rule}")));
    }

    fn set(&mut self, credential: &'static Credential, source: Result<CredentialSource, String>) {
        self.0.credentials.retain(|(known, _)| known.scheme != credential.scheme);
        self.0.credentials.push((credential, source));
    }
}

impl Client {
    /// A client with this one's settings, but for what is changed. It shares the connections, unless it gets an HTTP
    /// client of its own.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(client: &Client) -> Result<(), Error> {
    /// let patient = client.with(|settings| settings.max_retries(10).header("X-Tenant", "b"))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`].
    pub fn with(&self, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self, Error> {
        let mut settings = self.config().settings.clone();
        settings.transport = Some(self.config().transport.clone());
        change(ClientBuilder(settings)).build()
    }
}

/// Shows no credential and no header.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("limits", &self.0.limits).finish_non_exhaustive()
    }
}
