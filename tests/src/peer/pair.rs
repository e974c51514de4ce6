//! The two clients, set up alike.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use tokio::process::Command;

use super::compare::same;
use super::process::{Job, Peer};
use super::recorder::{Answer, Recorder};
use crate::judges::Tools;
use crate::{KEY, Recorded};

/// What the environment of whoever runs this must not set.
const UNSET: [&str; 8] = [
    "FEATUREBASE_BASE_URL",
    "FEATUREBASE_CUSTOM_HEADERS",
    "FEATUREBASE_LOG",
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "NODE_OPTIONS",
];

/// The official client and ours.
#[derive(Debug)]
pub(super) struct Pair {
    theirs: Peer,
    ours: Peer,
}

/// What came of one job with each client.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) theirs: Trace,
    pub(super) ours: Trace,
}

/// What a client did.
#[derive(Debug)]
pub(super) struct Trace {
    /// What it says.
    pub(super) outcome: String,
    /// What it sent.
    pub(super) requests: Vec<Recorded>,
}

impl Pair {
    /// Starts both with the right key and these variables.
    pub(super) fn start(tools: &Tools, ours: &Path, variables: &[(&str, &str)]) -> Result<Self> {
        let start = |mut command: Command| {
            for name in UNSET {
                command.env_remove(name);
            }
            command.env("FEATUREBASE_API_KEY", KEY).envs(variables.iter().copied());
            // Loopback is not to be reached by way of a proxy, and what isn't loopback not without.
            command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
            Peer::start(command)
        };
        let theirs = start(tools.own_script("peer.mjs")).context("the official client")?;
        Ok(Self { theirs, ours: start(Command::new(ours)).context("our client")? })
    }

    /// Has both do the job, one after the other, with a success for an answer.
    pub(super) async fn call(&mut self, server: &Recorder, job: &Job<'_>) -> Result<Seen> {
        self.call_with(server, job, []).await
    }

    /// Has both do the job, one after the other; to each of them the server plays these answers.
    pub(super) async fn call_with(
        &mut self,
        server: &Recorder,
        job: &Job<'_>,
        answers: impl IntoIterator<Item = Answer> + Clone,
    ) -> Result<Seen> {
        let theirs = trace(&mut self.theirs, server, job, answers.clone()).await.context("the official client")?;
        let ours = trace(&mut self.ours, server, job, answers).await.context("our client")?;
        Ok(Seen { theirs, ours })
    }
}

async fn trace(
    peer: &mut Peer,
    server: &Recorder,
    job: &Job<'_>,
    answers: impl IntoIterator<Item = Answer>,
) -> Result<Trace> {
    server.play(answers);
    let outcome = peer.call(job).await?;
    Ok(Trace { outcome, requests: server.requests() })
}

impl Seen {
    /// The outcome and the requests, which must be the same of both.
    pub(super) fn same(self) -> Result<(String, Vec<Recorded>)> {
        same(&self.theirs.requests, &self.ours.requests)?;
        let (theirs, ours) = (self.theirs.outcome, self.ours.outcome);
        ensure!(theirs == ours, "the official client says `{theirs}`, ours `{ours}`");
        Ok((ours, self.ours.requests))
    }
}

#[cfg(test)]
mod tests {
    use super::{Seen, Trace};

    fn said(outcome: &str) -> Trace {
        Trace { outcome: outcome.to_owned(), requests: Vec::new() }
    }

    #[test]
    fn outcomes_are_compared_too() {
        let error = Seen { theirs: said("lost"), ours: said("refused") }.same().err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("the official client says `lost`, ours `refused`"));
        let same = Seen { theirs: said("lost"), ours: said("lost") }.same();
        assert!(same.is_ok_and(|(outcome, requests)| outcome == "lost" && requests.is_empty()));
    }
}
