use std::fmt;
use std::sync::Arc;

use crate::runtime::request::Config;

/// The client of the API.
///
/// Its methods make requests, which are sent when they are awaited. A clone is cheap and shares the connections.
/// `Debug` shows the origin of the base URL, and no credential.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(client: &Client) -> Result<(), Error> {
/// let response = client.request(Method::POST, "/v2/things?draft=true").body("application/json", "{}").await?;
/// println!("{}: {:?}", response.status(), response.text());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Config>);

impl Client {
    pub(super) fn new(config: Config) -> Self {
        Self(Arc::new(config))
    }

    pub(crate) fn config(&self) -> &Config {
        &self.0
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.0.base_url.origin().ascii_serialization();
        f.debug_struct("Client").field("base_url", &origin).finish_non_exhaustive()
    }
}
