//! A client in a process of its own.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// Far longer than a call takes, its retries included.
const PATIENCE: Duration = Duration::from_secs(60);

/// More than any answer, in bytes.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// A delete to be called.
#[derive(Clone, Debug, Default)]
pub struct Job<'j> {
    /// The contact's ID.
    pub id: &'j str,
    /// The `Featurebase-Version`, if one is to be given.
    pub version: Option<&'j str>,
    /// Whether the official client is to say where it would send the request, in place of sending it; and ours to give
    /// up after the first attempt.
    pub dry: bool,
}

/// A running client: a program that reads a job from each line of its stdin, as JSON, and answers with a line of
/// stdout. It ends when this is dropped.
#[derive(Debug)]
pub struct Peer {
    _child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Peer {
    /// Starts the program.
    ///
    /// # Errors
    ///
    /// When it can't be started.
    pub fn start(mut command: Command) -> Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().context("the client can't be started")?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("the client has no input or no output");
        };
        Ok(Self { _child: child, stdin, stdout: BufReader::new(stdout) })
    }

    /// Tells the client of a job, and gives what it says of its outcome: `deleted ID`, `status 404`, `refused`, `lost`.
    ///
    /// # Errors
    ///
    /// When the client ends, or says nothing in a minute.
    pub async fn call(&mut self, job: &Job<'_>) -> Result<String> {
        let line = format!("{}\n", json!({ "id": job.id, "version": job.version, "dry": job.dry }));
        timeout(PATIENCE, self.ask(&line)).await.context("the client says nothing")?
    }

    async fn ask(&mut self, line: &str) -> Result<String> {
        let sent: io::Result<()> = async {
            self.stdin.write_all(line.as_bytes()).await?;
            self.stdin.flush().await
        }
        .await;
        sent.context("the client has ended")?;
        let mut answer = Vec::new();
        (&mut self.stdout).take(LONGEST_ANSWER).read_until(b'\n', &mut answer).await?;
        if answer.pop() != Some(b'\n') {
            bail!("the client has ended");
        }
        let answer: Value = serde_json::from_slice(&answer)
            .with_context(|| format!("the client's answer is no JSON: {}", String::from_utf8_lossy(&answer)))?;
        let outcome = answer.as_str().context("the client's answer is no text")?;
        Ok(outcome.to_owned())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use anyhow::Result;
    use tokio::process::Command;

    use super::{Job, Peer};

    fn shell(script: &str) -> Result<Peer> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Peer::start(command)
    }

    async fn failure(script: &str) -> Result<String> {
        let error = shell(script)?.call(&Job::default()).await.err();
        Ok(error.map(|error| format!("{error:#}")).unwrap_or_default())
    }

    #[tokio::test]
    async fn each_line_is_answered_by_one() -> Result<()> {
        let mut peer = shell(r#"read -r a; echo '"one"'; read -r b; [ "$a" = "$b" ] || echo '"two"'; cat >/dev/null"#)?;
        assert_eq!(peer.call(&Job { id: "a", ..Job::default() }).await?, "one");
        assert_eq!(peer.call(&Job { id: "b", version: Some("c"), dry: true }).await?, "two");
        Ok(())
    }

    #[tokio::test]
    async fn a_job_is_one_line_whatever_is_in_it() -> Result<()> {
        let mut peer = shell(r#"read -r a; [ "$a" = '{"id":"\n\u0000","version":null,"dry":false}' ] && echo '"so"'"#)?;
        assert_eq!(peer.call(&Job { id: "\n\0", ..Job::default() }).await?, "so");
        Ok(())
    }

    #[tokio::test]
    async fn what_is_no_answer_is_an_error() -> Result<()> {
        assert_eq!(failure("read -r a").await?, "the client has ended");
        assert_eq!(failure("read -r a; printf '\"half\"'").await?, "the client has ended");
        assert!(failure("read -r a; echo what").await?.starts_with("the client's answer is no JSON: what"));
        assert_eq!(failure("read -r a; echo 7").await?, "the client's answer is no text");
        Ok(())
    }
}
