use super::Client;
use crate::runtime::client::{Raw, RawRequest, Request, request};
use crate::runtime::error::{Error, ErrorContext, OperationError};
use crate::runtime::request::{Operation, prepare};
use crate::runtime::response::{Response, WithMeta};

impl<O: Operation> Request<'_, Client, O> {
    /// Sends the request, waits for the answer, and reads it.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is, if no answer came, or if the answer isn't a success; and in a task of
    /// Tokio.
    pub fn send(self) -> Result<O::Output, OperationError<O::Error>> {
        Ok(self.send_with_meta()?.value)
    }

    /// Sends the request, waits for the answer, and gives it with the response that it was read from.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_with_meta(self) -> Result<WithMeta<O::Output>, OperationError<O::Error>> {
        let response = self.exchange().map_err(|context| OperationError::new(context, None))?;
        request::read::<O>(response)
    }

    /// Sends the request, waits for the answer, and gives the response as it came, whatever its status. Failures are
    /// retried as ever.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is, if no answer came, or if it is a redirect that isn't followed; and in a
    /// task of Tokio.
    pub fn send_raw(self) -> Result<Response, Error> {
        self.exchange().map(Response::without_secrets).map_err(Error::new)
    }

    fn exchange(self) -> Result<Response, Box<ErrorContext>> {
        self.client.run(prepare::operation(self.client.client().config(), &self.operation, self.options)?)
    }
}

impl RawRequest<'_, Client> {
    /// Sends the request, waits for the answer, and gives the response as it came, whatever its status.
    ///
    /// # Errors
    ///
    /// If the request can't be sent as it is, if no answer came, or if it is a redirect that isn't followed; and in a
    /// task of Tokio.
    pub fn send(self) -> Result<Response, Error> {
        let Raw { method, target, body } = self.operation;
        let request = prepare::raw(self.client.client().config(), method, &target, body, self.options);
        let response = request.and_then(|request| self.client.run(request));
        response.map(Response::without_secrets).map_err(Error::new)
    }
}
