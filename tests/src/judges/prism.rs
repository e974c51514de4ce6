//! Prism, a server that answers as an OpenAPI document says, and checks requests against it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::Tools;

/// It takes 3 seconds, or 15 on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// More than any line that it writes before it is ready, in bytes.
const LONGEST_START: u64 = 1024 * 1024;

/// A running mock server, which ends when it is dropped.
#[derive(Debug)]
pub struct Prism {
    base_url: String,
    child: Child,
}

impl Prism {
    /// Starts a server of this document on a free port of 127.0.0.1, and waits until it listens.
    ///
    /// # Errors
    ///
    /// When it ends instead, with what it said; or when it isn't ready in a minute.
    pub async fn start(tools: &Tools, document: &Path) -> Result<Self> {
        let mut command = tools.script("@stoplight/prism-cli/dist/index.js");
        command.args(["mock", "-h", "127.0.0.1", "-p", "0"]).arg(document);
        Self::spawn(command, PATIENCE).await
    }

    async fn spawn(mut command: Command, patience: Duration) -> Result<Self> {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("Prism can't be started")?;
        let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
            bail!("Prism has no output to read");
        };
        let errors = tokio::spawn(drain(stderr));
        let mut stdout = BufReader::new(stdout);
        let ready = timeout(patience, ready(&mut stdout)).await;
        let (base_url, said) = ready.with_context(|| format!("Prism isn't ready after {} s", patience.as_secs()))??;
        let Some(base_url) = base_url else {
            // It may be alive, and only too talkative; its error output must come to an end all the same.
            let _: std::io::Result<()> = child.kill().await;
            let errors = errors.await.unwrap_or_default();
            bail!("Prism ended before it was ready:\n{said}{errors}");
        };
        // A server whose output nobody reads stops when the pipe is full.
        tokio::spawn(drain(stdout));
        Ok(Self { base_url, child })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Ends it, and waits until it has ended.
    ///
    /// # Errors
    ///
    /// When it had ended by itself, or can't be ended.
    pub async fn stop(mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("Prism ended by itself ({status})");
        }
        self.child.kill().await.context("Prism can't be ended")
    }
}

/// Reads until the line that says where the server listens, or to the end; and gives what was read.
async fn ready(output: impl AsyncBufReadExt + Unpin) -> Result<(Option<String>, String)> {
    let mut output = output.take(LONGEST_START);
    let mut said = String::new();
    let mut line = Vec::new();
    while output.read_until(b'\n', &mut line).await? > 0 {
        let text = String::from_utf8_lossy(&line);
        let url = base_url(&text);
        said.push_str(&text);
        if url.is_some() {
            return Ok((url, said));
        }
        line.clear();
    }
    Ok((None, said))
}

/// The URL of a line like `[3:14:15 PM] › [CLI] ▶  start     Prism is listening on http://127.0.0.1:4010`.
fn base_url(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("Prism is listening on http://127.0.0.1:")?;
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let port: u16 = port.parse().ok().filter(|port| *port > 0)?;
    Some(format!("http://127.0.0.1:{port}"))
}

/// Reads to the end, and gives the beginning.
async fn drain(mut output: impl AsyncRead + Unpin) -> String {
    let mut beginning = Vec::new();
    // Whoever ends the process breaks the pipe.
    let _: std::io::Result<usize> = (&mut output).take(LONGEST_START).read_to_end(&mut beginning).await;
    let _: std::io::Result<u64> = tokio::io::copy(&mut output, &mut tokio::io::sink()).await;
    String::from_utf8_lossy(&beginning).into_owned()
}

#[cfg(test)]
mod tests;
