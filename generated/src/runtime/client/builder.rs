use std::borrow::Cow;
use std::env::{self, VarError};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;

use super::async_client::Client;
use super::limits::limit_setters;
use crate::runtime::ParameterValue;
use crate::runtime::auth::{Credential, CredentialSource, Secret, TokenProvider};
use crate::runtime::call::{AttemptRequest, AttemptResponse};
use crate::runtime::error::Error;
use crate::runtime::request::{Api, Config, Settings, SharedLocation, SharedParameter};
use crate::runtime::transport::Transport;
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::headers;
use crate::runtime::wire::parameter;

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
#[must_use = "a builder does nothing until a client is built"]
pub struct ClientBuilder {
    api: &'static Api,
    settings: Settings,
}

impl ClientBuilder {
    #[doc(hidden)]
    pub fn new(api: &'static Api) -> Self {
        let settings = Settings { idempotency_keys: api.idempotency_keys, ..Settings::default() };
        Self { api, settings }
    }

    /// Reads the base URL and the credentials from environment variables, unless they are already set. A setting that
    /// is made later overrides its variable, even one that can't be used.
    pub fn from_env(self) -> Self {
        self.with_variables(|name| env::var(name))
    }

    /// Sets the URL below which all paths are, in place of all servers that the document names. It may have a path.
    ///
    /// Every request goes there, also those of operations with a server of their own: no request and no credential goes
    /// elsewhere.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(("the base URL", Ok(url.into())));
        self
    }

    /// Sets whether the base URL may begin with `http://`. Credentials are then sent unencrypted. By default only URLs
    /// of this machine may: `localhost`, `127.0.0.1` or `[::1]`.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.settings.allow_http = allow;
        self
    }

    #[doc(hidden)]
    pub fn server_name(mut self, name: impl Into<String>) -> Self {
        self.settings.servers.names.push(name.into());
        self
    }

    #[doc(hidden)]
    pub fn server_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.settings.servers.set(name, value.into());
        self
    }

    #[doc(hidden)]
    pub fn servers_relative_to(mut self, url: impl Into<String>) -> Self {
        self.settings.servers.document_url = Some(url.into());
        self
    }

    #[doc(hidden)]
    pub fn credential(mut self, credential: &'static Credential, secret: impl Into<Secret>) -> Self {
        self.set_secret(credential, &format!("the credential `{}`", credential.name), Ok(secret.into()));
        self
    }

    #[doc(hidden)]
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
    pub fn token_provider(mut self, credential: &'static Credential, provider: impl TokenProvider) -> Self {
        self.set(credential, Ok(CredentialSource::Provider(Arc::new(provider))));
        self
    }

    limit_setters!(settings.limits);

    /// Sets a header of every request. A request's own header of the same name overrides it. `Idempotency-Key` is
    /// refused, since each request needs its own.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let header = headers::header(&name.into(), &value.into());
        let set = header.and_then(|(name, value)| headers::insert(&mut self.settings.headers, name, value));
        self.check(set);
        self
    }

    /// Adds a parameter to the query of every request, percent-encoded. A request's own one of this name overrides it.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.query.push((name.into(), value.into()));
        self
    }

    /// Sets a header parameter of the operations that have it.
    #[doc(hidden)]
    pub fn header_parameter<T: ParameterValue>(self, name: &'static str, value: &T) -> Self {
        let text = parameter::text(name, value);
        let checked = text.and_then(|text| headers::header(name, &text).map(|_| text));
        self.parameter(SharedLocation::Header, name, checked)
    }

    /// Sets a query parameter of the operations that have it.
    #[doc(hidden)]
    pub fn query_parameter<T: ParameterValue>(self, name: &'static str, value: &T) -> Self {
        self.parameter(SharedLocation::Query, name, parameter::text(name, value))
    }

    /// Sets whether each request of an unsafe method (RFC 9110, section 9.2.1) carries a random `Idempotency-Key`, the
    /// same in all attempts. Such requests are retried, too. Enable it only if the server knows the header: others
    /// would take a retry for a new request.
    pub fn idempotency_keys(mut self, keys: bool) -> Self {
        self.settings.idempotency_keys = keys;
        self
    }

    /// Adds a product to the end of `User-Agent`: `my-service/1.2`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.settings.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Adds a hook that is called before each request goes out: each attempt, and each redirect that is followed.
    ///
    /// It sees the request as it will be sent, with the credentials, and can set headers: a trace context, or a
    /// signature. Hooks are called in the order in which they were added. If one fails, the request isn't sent, and the
    /// call fails with that error as its source. A hook must not block.
    pub fn on_request<H>(mut self, hook: H) -> Self
    where
        H: Fn(&mut AttemptRequest<'_>) -> Result<(), Box<dyn StdError + Send + Sync>> + Send + Sync + 'static,
    {
        Arc::make_mut(self.settings.hooks.get_or_insert_default()).on_request.push(Arc::new(hook));
        self
    }

    /// Adds a hook that is called after the head of each response, including redirects and responses that are retried.
    /// It sees status, headers and time, for metrics or rate limits.
    pub fn on_response(mut self, hook: impl Fn(&AttemptResponse<'_>) + Send + Sync + 'static) -> Self {
        Arc::make_mut(self.settings.hooks.get_or_insert_default()).on_response.push(Arc::new(hook));
        self
    }

    /// Sends with this HTTP client, for example to use a proxy or certificates of your own.
    ///
    /// Build it with `redirect(Policy::none())`, `retry(reqwest::retry::never())` and `referer(false)`. This client
    /// follows redirects and retries by itself, where that is safe. If `reqwest` followed redirects, it would send
    /// credentials to other hosts in headers that it doesn't know. It would also turn a redirected `DELETE` into a
    /// `GET`, and the success of that would look like the success of the `DELETE`.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.settings.transport = Some(Transport::Network(client));
        self
    }

    /// Sends to this fake server instead of the network.
    #[cfg(feature = "test-util")]
    pub fn transport(mut self, server: &crate::runtime::testing::FakeServer) -> Self {
        self.settings.transport = Some(Transport::Fake(server.clone()));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// If a setting can't be used, if there is no base URL, or if the API always needs a credential and none is set.
    pub fn build(self) -> Result<Client, Error> {
        Config::new(self.api, self.settings, None).map(Client::new).map_err(Error::configuration)
    }

    /// Reads the variables by a function. The error of a variable is kept, since a later setting may replace it.
    pub(crate) fn with_variables(mut self, variable: impl Fn(&str) -> Result<String, VarError>) -> Self {
        let read = |name: &str| match variable(name) {
            Ok(text) => Some(Ok(text)),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => Some(Err("is not Unicode")),
        };
        if self.settings.base_url.is_none() {
            let name = self.api.base_url_env;
            self.settings.base_url = read(name).map(|text| (name, text));
        }
        for credential in self.api.credentials {
            let is_set = self.settings.credentials.iter().any(|(known, _)| known.scheme == credential.scheme);
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
            self.settings.parameters.retain(|known| !known.is(location, name));
            self.settings.parameters.push(SharedParameter { location, name, value: value.into() });
        });
        self.check(set);
        self
    }

    fn check(&mut self, set: Result<(), InvalidArgument>) {
        if let Err(error) = set {
            self.settings.first_error.get_or_insert_with(|| error.to_string());
        }
    }

    /// Sets a credential that is encoded once for all requests.
    fn set_secret(&mut self, credential: &'static Credential, name: &str, secret: Result<Secret, &'static str>) {
        let encoded = secret.and_then(|secret| secret.encode(credential.location));
        let source = encoded.map(|encoded| CredentialSource::Fixed(Arc::new(encoded)));
        self.set(credential, source.map_err(|rule| format!("{name} {rule}")));
    }

    fn set(&mut self, credential: &'static Credential, source: Result<CredentialSource, String>) {
        self.settings.credentials.retain(|(known, _)| known.scheme != credential.scheme);
        self.settings.credentials.push((credential, source));
    }
}

impl Client {
    /// A client with changed settings. It shares the connections, unless the base URL or the HTTP client is changed.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`].
    pub fn with(&self, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self, Error> {
        let Config { api, settings, transport, .. } = self.config();
        let ClientBuilder { api, settings: changed } = change(ClientBuilder { api, settings: settings.clone() });
        // Whether the HTTP client may use a proxy depends on the base URL.
        let is_same = changed.base_url == settings.base_url && changed.servers == settings.servers;
        let shared = is_same.then(|| transport.clone());
        Config::new(api, changed, shared).map(Self::new).map_err(Error::configuration)
    }
}

/// Shows no credential and no header.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("limits", &self.settings.limits).finish_non_exhaustive()
    }
}
