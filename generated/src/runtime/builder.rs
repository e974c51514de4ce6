use std::env::{self, VarError};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;

use super::api::{Api, Credential};
use super::client::Client;
use super::error::Error;
use super::options::Limits;
use super::secret::Secret;
use super::setup;
use super::token::{Origin, TokenProvider};
use super::transport::Transport;

/// Sets up a [`Client`].
///
/// What is wrong with a setting is told by [`build`](Self::build).
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # use std::time::Duration;
/// # fn example(builder: ClientBuilder) -> Result<(), Error> {
/// let client = builder.from_env().timeout(Duration::from_secs(10)).max_retries(5).build()?;
/// # Ok(())
/// # }
/// ```
pub struct ClientBuilder {
    pub(crate) api: &'static Api,
    pub(crate) base_url: Option<Setting>,
    pub(crate) credentials: Vec<(&'static Credential, Origin)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) user_agent_suffix: Option<String>,
    pub(crate) idempotency_keys: bool,
    pub(crate) limits: Limits,
    pub(crate) transport: Option<Transport>,
    /// The first thing that was wrong before the client was to be made.
    pub(crate) problem: Option<String>,
}

/// A text with what an error calls it.
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(crate) text: String,
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
            query: Vec::new(),
            user_agent_suffix: None,
            idempotency_keys: api.idempotency_keys,
            limits: Limits::default(),
            transport: None,
            problem: None,
        }
    }

    /// Reads the base URL and the credentials that aren't set yet from the environment.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.from_env().build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn from_env(self) -> Self {
        self.with_variables(|name| env::var(name))
    }

    /// Sets the URL that all paths begin with, in place of the one that the API's document has. It may have a path of
    /// its own, which is kept.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.base_url("https://gateway.example.com/api").build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Setting { name: "the base URL", text: url.into() });
        self
    }

    /// Sets a credential.
    #[doc(hidden)]
    #[must_use]
    pub fn credential(mut self, credential: &'static Credential, secret: impl Into<Secret>) -> Self {
        self.set(credential, Origin::Set(secret.into()));
        self
    }

    /// Sets a credential that is a user name and a password.
    #[doc(hidden)]
    #[must_use]
    pub fn credential_basic(
        mut self,
        credential: &'static Credential,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        match Secret::basic(&Zeroizing::new(user.into()), &password.into()) {
            Ok(secret) => self.set(credential, Origin::Set(secret)),
            Err(rule) => {
                let problem = format!("the credential `{}` {rule}", credential.name);
                self.problem.get_or_insert(problem);
            }
        }
        self
    }

    /// Sets a credential that is asked for.
    #[doc(hidden)]
    #[must_use]
    pub fn token_provider(mut self, credential: &'static Credential, provider: impl TokenProvider) -> Self {
        self.set(credential, Origin::Provided(Arc::new(provider)));
        self
    }

    /// Bounds one attempt, from connecting to the end of the answer's body. 60 seconds by default.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # use std::time::Duration;
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.timeout(Duration::from_secs(10)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Bounds a call as a whole: all attempts and the waits between them. Not bounded by default.
    ///
    /// A retry that could not begin in time isn't waited for: the call ends with what the last attempt came to.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # use std::time::Duration;
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.deadline(Duration::from_secs(90)).build()?;
    /// # Ok(())
    /// # }
    /// ```
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
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.max_retries(0).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.limits.max_retries = retries;
        self
    }

    /// Bounds the wait that a server can ask for. If it asks for more, the request isn't sent again, and the error
    /// tells the wait. 60 seconds by default.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # use std::time::Duration;
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.max_retry_after(Duration::from_secs(5)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.limits.max_retry_after = wait;
        self
    }

    /// Sets a header of every request. One of the same name that is set for a request wins. `Idempotency-Key` is
    /// refused, as each request needs one of its own.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.header("X-Tenant", "acme").build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a parameter to the query of every request. Name and value are percent-encoded. A request that has a
    /// parameter of the same name itself goes without this one.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.query("tenant", "acme").build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Sets whether each request of an unsafe method (RFC 9110, section 9.2.1) carries an `Idempotency-Key` of its own,
    /// by which the server knows repetitions. The key is the same in all attempts, so that the request is sent again
    /// after a failure whatever its method. A key that is set for the request takes its place.
    ///
    /// Only for servers that know the header: others would take a repeated request for a new one.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.idempotency_keys(true).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn idempotency_keys(mut self, keys: bool) -> Self {
        self.idempotency_keys = keys;
        self
    }

    /// Adds a product to the end of `User-Agent`, like `my-service/1.2` (RFC 9110, section 10.1.5).
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.user_agent_suffix("my-service/1.2").build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Bounds the body of an answer, in bytes. 8 MiB by default.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client = builder.body_limit(64 * 1024 * 1024).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body_limit = bytes;
        self
    }

    /// Sends with this HTTP client, for a proxy or certificates of your own, say.
    ///
    /// It must not follow redirects (`redirect(Policy::none())`), as the client follows those that are safe itself.
    /// `reqwest` would send on to other hosts the headers that it doesn't know to be credentials; and after a 303 to a
    /// `DELETE` it would send a `GET`, whose success would look like that of the delete. The client can't notice that
    /// where the redirect leads to the same URL. Nor should it send a `Referer` (`referer(false)`), or retry.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Box<dyn std::error::Error>> {
    /// let http = reqwest::Client::builder()
    ///     .proxy(reqwest::Proxy::all("http://proxy.example.com:3128")?)
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .referer(false)
    ///     .build()?;
    /// let client = builder.http_client(http).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.transport = Some(Transport::Network(client));
        self
    }

    /// Sends to this server, in place of the network.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let server = testing::FakeServer::new();
    /// let client = builder.transport(&server).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "test-util")]
    #[must_use]
    pub fn transport(mut self, server: &super::testing::FakeServer) -> Self {
        self.transport = Some(Transport::Fake(server.clone()));
        self
    }

    /// Makes the client.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client: Client = builder.from_env().build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If a setting can't be used, if there is no base URL, or if the API always needs a credential and none is set.
    /// The error has the kind [`Configuration`](super::ErrorKind::Configuration).
    pub fn build(self) -> Result<Client, Error> {
        setup::client(self).map_err(Error::configuration)
    }

    /// Makes a client for code that isn't async.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(builder: ClientBuilder) -> Result<(), Error> {
    /// let client: blocking::Client = builder.from_env().build_blocking()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build), and if the thread can't be started that the client needs.
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<super::blocking::Client, Error> {
        super::blocking::Client::new(self.build()?)
    }

    pub(crate) fn with_variables(mut self, variable: impl Fn(&str) -> Result<String, VarError>) -> Self {
        let mut read = |name: &str| match variable(name) {
            Ok(text) => Some(text),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => {
                self.problem.get_or_insert(format!("{name} is not Unicode"));
                None
            }
        };
        if self.base_url.is_none() {
            let name = self.api.base_url_env;
            self.base_url = read(name).map(|text| Setting { name, text });
        }
        for credential in self.api.credentials {
            let known = |(known, _): &(&Credential, Origin)| known.scheme == credential.scheme;
            if !self.credentials.iter().any(known)
                && let Some(secret) = read(credential.env)
            {
                self.credentials.push((credential, Origin::Set(secret.into())));
            }
        }
        self
    }

    fn set(&mut self, credential: &'static Credential, origin: Origin) {
        self.credentials.retain(|(known, _)| known.scheme != credential.scheme);
        self.credentials.push((credential, origin));
    }
}

/// Shows no credential and no header.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("limits", &self.limits).finish_non_exhaustive()
    }
}
