use std::time::Duration;

use bytes::Bytes;
use url::Url;

use super::reply::{self, End, Start};
use super::{Reply, Script};
use crate::runtime::call::Loss;
use crate::runtime::report::Head;
use crate::runtime::transport::Lost;

/// A reply whose head was played.
pub(crate) struct Playing {
    script: Script,
    url: Url,
    head: Head,
    body: Bytes,
    end: End,
}

/// Plays a reply up to its head.
pub(super) fn start(reply: Option<Reply>, request: &reqwest::Request, script: &Script) -> Result<Playing, Lost> {
    let Some(Reply { start, delay, body, end }) = reply else {
        let what = format!("the fake server has no reply left for {} {}", request.method(), request.url().path());
        return Err(lost(Loss::Connect, what));
    };
    if script.pass(delay) {
        return Err(Lost { loss: Loss::Timeout, source: None });
    }
    match start {
        Start::Head { status, headers } => {
            let head = reply::head(status, &headers).map_err(|what| lost(Loss::Transport, what))?;
            Ok(Playing { script: script.clone(), url: request.url().clone(), head, body, end })
        }
        Start::Refused => Err(lost(Loss::Connect, "the fake server refuses the connection".to_owned())),
        Start::Lost => Err(lost(Loss::Transport, "the fake server closes the connection".to_owned())),
    }
}

impl Playing {
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    pub(crate) fn take_head(&mut self) -> Head {
        let headers = std::mem::take(&mut self.head.headers);
        Head { status: self.head.status, headers }
    }

    pub(crate) fn announced(&self) -> u64 {
        match self.end {
            End::Whole => self.body.len().try_into().unwrap_or(u64::MAX),
            End::Lost | End::Stalled => 0,
        }
    }

    pub(crate) fn chunk(&mut self) -> Result<Option<Bytes>, Lost> {
        if !self.body.is_empty() {
            return Ok(Some(std::mem::take(&mut self.body)));
        }
        match self.end {
            End::Whole => Ok(None),
            End::Lost => Err(lost(Loss::Transport, "the fake server closes the connection".to_owned())),
            End::Stalled => {
                self.script.pass(Duration::MAX);
                Err(Lost { loss: Loss::Timeout, source: None })
            }
        }
    }
}

fn lost(loss: Loss, what: String) -> Lost {
    Lost { loss, source: Some(what.into()) }
}
