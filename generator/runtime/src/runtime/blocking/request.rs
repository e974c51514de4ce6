use super::Client;
use crate::runtime::call::{PreparedRequest, REDIRECTS};
use crate::runtime::client::{Raw, RawRequest, Request, request};
use crate::runtime::error::{Error, ErrorContext, OperationError};
use crate::runtime::request::{Operation, prepare};
use crate::runtime::response::{Response, WithMeta};

// The docs of an alias sort such blocks by their text: the name of this type puts the async methods first.
impl<Op: Operation> Request<'_, Client, Op> {
    /// Sends the request, waits for the answer, and reads it.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is, if no answer came, or if the answer isn't a success; and in a task of
    /// Tokio.
    pub fn send(self) -> Result<Op::Output, OperationError<Op::Error>> {
        Ok(self.send_with_meta()?.value)
    }

    /// Sends the request, waits for the answer, and gives it with the response that it was read from.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_with_meta(self) -> Result<WithMeta<Op::Output>, OperationError<Op::Error>> {
        let client = self.client;
        let response = self.prepare().and_then(|request| client.run(request));
        let response = response.map_err(|context| OperationError::new(context, None))?;
        request::read::<Op>(response)
    }

    /// Sends the request, waits for the answer, and gives the response as it came, whatever its status: a redirect too,
    /// if it isn't followed. Failures are retried as ever.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is, or if no answer came; and in a task of Tokio.
    pub fn send_raw(self) -> Result<Response, Error> {
        let client = self.client;
        let response = self.prepare().and_then(|request| client.run(request.answered_by(&REDIRECTS)));
        response.map(Response::without_secrets).map_err(Error::new)
    }

    fn prepare(self) -> Result<PreparedRequest, Box<ErrorContext>> {
        prepare::operation(self.client.client().config(), &self.operation, self.options)
    }
}

impl RawRequest<'_, Client> {
    /// Sends the request, waits for the answer, and gives the response as it came, whatever its status: a redirect too,
    /// if it isn't followed.
    ///
    /// # Errors
    ///
    /// If the request can't be sent as it is, or if no answer came; and in a task of Tokio.
    pub fn send(self) -> Result<Response, Error> {
        let Raw { method, target, body } = self.operation;
        let request = prepare::raw(self.client.client().config(), method, &target, body, self.options);
        let response = request.and_then(|request| self.client.run(request));
        response.map(Response::without_secrets).map_err(Error::new)
    }
}
