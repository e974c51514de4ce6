//! What the tests share.

use std::fmt::Debug;

use anyhow::{Result, bail};
use featurebase::{Client, ClientBuilder};
use specwright_tests::{FakeApi, KEY, Recorded};

/// A client of this server, with the right key.
pub(crate) fn client(api: &FakeApi) -> Result<Client> {
    Ok(builder(api).api_key(KEY).build()?)
}

/// The beginning of a client of this server, without a key. It doesn't retry, so that each test sees what it has caused.
pub(crate) fn builder(api: &FakeApi) -> ClientBuilder {
    Client::builder().base_url(api.base_url()).max_retries(0)
}

/// The error that must have come.
pub(crate) fn failure<T: Debug, E>(result: Result<T, E>) -> Result<E> {
    match result {
        Ok(value) => bail!("this was to fail: {value:?}"),
        Err(error) => Ok(error),
    }
}

/// The request that the server must have seen, and no other.
pub(crate) fn only_request(api: &FakeApi) -> Result<Recorded> {
    match <[Recorded; 1]>::try_from(api.requests()) {
        Ok([request]) => Ok(request),
        Err(requests) => bail!("one request was to come: {requests:?}"),
    }
}
