use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};
use url::Url;

use super::fake_call::FakeCall;
use super::reply::{self, End, Reply, Start};
use crate::runtime::error::{TransportError, TransportErrorKind};
use crate::runtime::response::ResponseHead;

/// A reply whose head has been sent.
pub(crate) struct FakeResponse {
    call: FakeCall,
    url: Url,
    head: ResponseHead,
    body: Bytes,
    end: End,
}

/// Sends a reply up to its head.
pub(super) fn start(
    reply: Option<Reply>,
    request: &reqwest::Request,
    call: &FakeCall,
) -> Result<FakeResponse, TransportError> {
    let Some(Reply { start, delay, body, end }) = reply else {
        let what = format!("the fake server has no reply left for {} {}", request.method(), request.url().path());
        return Err(error(TransportErrorKind::Connect, what));
    };
    if call.advance(delay) {
        return Err(TransportErrorKind::Timeout.into());
    }
    match start {
        Start::Head { status, headers } => {
            let head = reply::head(status, &headers).map_err(|what| error(TransportErrorKind::Connection, what))?;
            let (body, end) = if has_body(request.method(), head.status) { (body, end) } else { Default::default() };
            Ok(FakeResponse { call: call.clone(), url: request.url().clone(), head, body, end })
        }
        Start::ConnectionRefused => {
            Err(error(TransportErrorKind::Connect, "the fake server refuses the connection".to_owned()))
        }
        Start::ConnectionReset => {
            Err(error(TransportErrorKind::Connection, "the fake server closes the connection".to_owned()))
        }
    }
}

/// Whether there can be a body (RFC 9112, section 6.3).
fn has_body(method: &Method, status: StatusCode) -> bool {
    let is_empty = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    *method != Method::HEAD && !is_empty && !status.is_informational()
}

impl FakeResponse {
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    pub(crate) fn take_head(&mut self) -> ResponseHead {
        let headers = std::mem::take(&mut self.head.headers);
        ResponseHead { status: self.head.status, headers }
    }

    pub(crate) fn content_length(&self) -> u64 {
        match self.end {
            End::Whole => self.body.len().try_into().unwrap_or(u64::MAX),
            End::Truncated | End::Stalled => 0,
        }
    }

    pub(crate) fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        if !self.body.is_empty() {
            return Ok(Some(std::mem::take(&mut self.body)));
        }
        match self.end {
            End::Whole => Ok(None),
            End::Truncated => {
                Err(error(TransportErrorKind::Connection, "the fake server closes the connection".to_owned()))
            }
            End::Stalled => {
                self.call.advance(Duration::MAX);
                Err(TransportErrorKind::Timeout.into())
            }
        }
    }
}

fn error(kind: TransportErrorKind, what: String) -> TransportError {
    TransportError { kind, source: Some(what.into()) }
}
