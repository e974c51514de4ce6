//! Calls with the generated client, as `tests/node/peer.mjs` calls with the official one.
//!
//! Each line of stdin is a job, as JSON: `{"id": "..", "version": ".." or null, "dry": true or false}`. Each is answered by
//! a line of stdout, a JSON string: `deleted ID`, `status 404`, `refused` (nothing was sent), `lost` (no answer came). What
//! is dry is sent only once. The client is set up by the environment.

use std::io::{self, Write};

use anyhow::{Context, Result};
use featurebase::{Client, ErrorKind};
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<()> {
    let client = Client::from_env()?;
    for line in io::stdin().lines() {
        let outcome = call(&client, &serde_json::from_str(&line?)?).await?;
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{}", Value::from(outcome))?;
        stdout.flush()?;
    }
    Ok(())
}

async fn call(client: &Client, job: &Value) -> Result<String> {
    let text = |name: &str| job.get(name).and_then(Value::as_str);
    let mut request = client.users().contacts().delete(text("id").context("the job has no ID")?);
    if let Some(version) = text("version") {
        request = request.featurebase_version(version);
    }
    if job.get("dry").and_then(Value::as_bool) == Some(true) {
        request = request.max_retries(0);
    }
    Ok(match request.await {
        Ok(deleted) => format!("deleted {}", deleted.id),
        Err(error) if error.kind() == ErrorKind::InvalidArgument => "refused".to_owned(),
        Err(error) => error.status().map_or("lost".to_owned(), |status| format!("status {}", status.as_u16())),
    })
}
