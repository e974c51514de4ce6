use std::fmt;
use std::sync::Arc;

use super::setup::Settings;
use crate::runtime::request::Config;
use crate::runtime::transport::Transport;

/// The client of the API.
///
/// A clone is cheap and shares the connections. `Debug` shows the origin of the base URL, and no credential.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(client: &Client) -> Result<(), Error> {
/// let response = client.request(Method::GET, "/v2/things").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    config: Config,
    transport: Transport,
    /// For clients that are derived from this one.
    settings: Settings,
}

impl Client {
    pub(crate) fn new(config: Config, transport: Transport, settings: Settings) -> Self {
        Self { inner: Arc::new(Inner { config, transport, settings }) }
    }

    pub(crate) fn config(&self) -> &Config {
        &self.inner.config
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.inner.transport
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.inner.config.base_url.origin().ascii_serialization();
        f.debug_struct("Client").field("base_url", &origin).finish_non_exhaustive()
    }
}
