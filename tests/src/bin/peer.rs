//! Calls with the generated client, as `tests/node/peer.mjs` calls with the official one.
//!
//! Each line of stdin is a job, as JSON: `{"id": "..", "version": ".." or null, "dry": true or false}`. Each is answered by
//! a line of stdout, a JSON string: `deleted ID`, `status 404`, `refused` (nothing was sent), `lost` (no answer came). What
//! is dry never reaches the API: it is sent once, to the proxy that `PEER_PROXY` names. The client is set up by the
//! environment.

use std::env;
use std::io::{self, Write};

use anyhow::{Context, Result, ensure};
use featurebase::{Client, ErrorKind};
use reqwest::Proxy;
use reqwest::redirect::Policy;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<()> {
    let proxy = env::var("PEER_PROXY").ok();
    let client = client(proxy.as_deref())?;
    for line in io::stdin().lines() {
        let job: Value = serde_json::from_str(&line?)?;
        ensure!(proxy.is_some() || !is_dry(&job), "a job is dry, and there is no proxy");
        let outcome = call(&client, &job).await?;
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{}", Value::from(outcome))?;
        stdout.flush()?;
    }
    Ok(())
}

/// With a proxy for every request, whatever the environment says of proxies.
fn client(proxy: Option<&str>) -> Result<Client> {
    let builder = Client::builder().from_env();
    let Some(proxy) = proxy else { return Ok(builder.build()?) };
    let http = reqwest::Client::builder().proxy(Proxy::all(proxy)?).redirect(Policy::none()).build()?;
    Ok(builder.http_client(http).build()?)
}

fn is_dry(job: &Value) -> bool {
    job.get("dry").and_then(Value::as_bool) == Some(true)
}

async fn call(client: &Client, job: &Value) -> Result<String> {
    let text = |name: &str| job.get(name).and_then(Value::as_str);
    let mut request = client.users().contacts().delete(text("id").context("the job has no ID")?);
    if let Some(version) = text("version") {
        request = request.featurebase_version(version);
    }
    if is_dry(job) {
        request = request.max_retries(0);
    }
    Ok(match request.await {
        Ok(deleted) => format!("deleted {}", deleted.id),
        Err(error) if error.kind() == ErrorKind::InvalidArgument => "refused".to_owned(),
        Err(error) => error.status().map_or("lost".to_owned(), |status| format!("status {}", status.as_u16())),
    })
}
