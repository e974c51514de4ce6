use super::async_client::Client;
use super::builder::ClientBuilder;
use crate::runtime::error::Error;

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
        change(ClientBuilder(self.settings().clone())).build()
    }
}
