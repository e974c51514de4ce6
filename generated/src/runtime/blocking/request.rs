use super::Client;
use crate::runtime::call::Streamed;
use crate::runtime::client::RawRequest;
use crate::runtime::client::request::{Request, download, read};
use crate::runtime::error::{Error, OperationError};
use crate::runtime::request::Operation;
use crate::runtime::request::prepare::{self, Prepared};
use crate::runtime::response::{Response, WithMeta};
use crate::runtime::stream::Download;

// rustdoc sorts these blocks by their text on the page of an alias. With the name `Op` they come after the async ones.
impl<Op: Operation> Request<'_, Client, Op> {
    /// Sends the request, waits for the response, and reads it.
    ///
    /// # Errors
    ///
    /// As with the async client, and in a task of Tokio.
    pub fn send(self) -> Result<Op::Output, OperationError<Op::Error>> {
        Ok(self.send_with_meta()?.value)
    }

    /// Sends the request, waits for the response, and returns it with what was read from it.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_with_meta(self) -> Result<WithMeta<Op::Output>, OperationError<Op::Error>> {
        let client = self.client;
        read::<Op>(client.run(self.prepare()).map_err(|context| OperationError::new(context, None))?)
    }

    /// Sends the request and returns the response, whatever its status; also a redirect that is not followed.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent, or if no response came; and in a task of Tokio.
    pub fn send_raw(self) -> Result<Response, Error> {
        let client = self.client;
        let request = self.prepare().map(|request| request.raw(Streamed::None));
        client.run(request).map(Response::without_secrets).map_err(Error::new)
    }

    fn prepare(self) -> Prepared {
        prepare::operation(self.client.config(), &self.operation, self.options)
    }
}

impl RawRequest<'_, Client> {
    /// Sends the request and returns the response, whatever its status; also a redirect that is not followed.
    ///
    /// # Errors
    ///
    /// If the request can't be sent, or if no response came; and in a task of Tokio.
    pub fn send(self) -> Result<Response, Error> {
        let request = prepare::raw(self.client.config(), self.operation, self.options);
        self.client.run(request).map(Response::without_secrets).map_err(Error::new)
    }

    /// Sends the request and returns the response with its body yet to come, whatever its status; also a redirect that
    /// is not followed.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_stream(self) -> Result<Download, Error> {
        let request = prepare::raw(self.client.config(), self.operation, self.options);
        download(self.client.run(request.map(|request| request.raw(Streamed::All))))
    }
}
