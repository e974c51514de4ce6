//! The document and the generated client before judges that are not ours, and under load: `cargo xtask e2e`.
//!
//! Installs the tools of `tests/node` with npm, lints the document with Redocly, starts Prism from it (a mock server that
//! checks each request against the document), and calls Prism with the client. Compares what the client sends with what
//! the official one sends, and makes 20,000 calls, 256 at a time. Each check is a line, `ok` or `FAILED`; the last line is
//! `N passed, N failed`. The program exits with 1 if anything failed.

use std::io::{self, Write};
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result, bail, ensure};
use featurebase::runtime::HeaderMap;
use featurebase::{
    Client, ContactDelete, ContactDeleteError, DeletedContact, Error, ErrorDetailsCode, ErrorKind, FeaturebaseVersion,
    WithMeta,
};
use specwright_tests::judges::{Prism, Tools, lint};
use specwright_tests::peer::{program, rows};
use specwright_tests::{CONTACT_ID, Checks, KEY, interrupted, root};
use tokio::process::Command;

const RED: Style = AnsiColor::Red.on_default().bold();

#[tokio::main]
async fn main() -> ExitCode {
    let result = tokio::select! {
        result = run() => result,
        stopped = interrupted() => stopped.context("stopped").and_then(|()| bail!("stopped")),
    };
    result.unwrap_or_else(|error| {
        // There is nobody else to tell.
        let _: io::Result<()> = writeln!(anstream::stderr(), "{RED}error{RED:#}: {error:#}");
        ExitCode::FAILURE
    })
}

async fn run() -> Result<ExitCode> {
    let tools = Tools::install(&root().join("tests/node")).await?;
    let document = root().join("spec/featurebase.yaml");
    let mut checks = Checks::new(anstream::stdout());
    checks.tell("Redocly finds nothing to mend in the document", lint(&tools, &document).await);
    let prism = Prism::start(&tools, &document).await;
    if let Some(prism) = checks.tell("Prism starts from the document", prism) {
        calls(&mut checks, &client(prism.base_url())?).await;
        checks.tell("Prism was there to the end", prism.stop().await);
    }
    if let Some(ours) =
        checks.tell("the program that calls as the official client does is built", program("peer").await)
    {
        let compared = rows(&mut checks, &tools, &ours).await;
        checks.tell("all calls of the official client and of ours were compared", compared);
    }
    checks.tell("many calls at once leave nothing behind", load().await);
    Ok(checks.finish())
}

/// Runs the program `load`, which tells its numbers itself.
async fn load() -> Result<()> {
    let mut command = Command::new(program("load").await?);
    let status = command.stdin(Stdio::null()).kill_on_drop(true).status().await.context("it can't be started")?;
    ensure!(status.success(), "it failed ({status})");
    Ok(())
}

/// One attempt, and not a minute long: a failure is to be seen and not mended.
fn client(base_url: &str) -> Result<Client, Error> {
    Client::builder().base_url(base_url).api_key(KEY).timeout(Duration::from_secs(20)).max_retries(0).build()
}

async fn calls<W: Write>(checks: &mut Checks<W>, client: &Client) {
    let contacts = client.users().contacts();
    let delete = |id: &str| contacts.delete(id);

    let result = accepted(delete(CONTACT_ID)).await;
    checks.tell("a delete is valid, and its 200 decodes", result.and_then(|deleted| is_example(&deleted)));

    let request = delete(CONTACT_ID).featurebase_version(FeaturebaseVersion::V2026_01_01Nova);
    checks.tell("a delete with a version is valid", accepted(request).await.map(drop));

    let result = accepted(delete("a/b c?d#e%2Fé")).await;
    checks.tell("an ID that needs escapes stays within its segment", result.map(drop));

    let request = delete(CONTACT_ID).header("Prefer", "dynamic=true");
    checks.tell("a random answer, with properties that nobody knows, decodes", accepted(request).await.map(drop));

    checks.tell("a 400 is a BadRequest", bad_request(delete("not-an-id")).await);
    checks.tell("a 404 is a NotFound", not_found(delete(CONTACT_ID)).await);
    checks.tell("a 401 that isn't documented is an Other", unauthorized(delete(CONTACT_ID)).await);
    checks.tell("Prism tells a request that isn't valid", told_invalid(delete(CONTACT_ID)).await);
}

/// Sends a request that must be valid by the document, and reads its success.
async fn accepted(request: ContactDelete<'_, Client>) -> Result<DeletedContact> {
    let WithMeta { value, response, .. } = request.send_with_meta().await?;
    ensure!(response.status().as_u16() == 200, "the status is {}", response.status());
    is_valid(response.headers())?;
    Ok(value)
}

fn is_example(deleted: &DeletedContact) -> Result<()> {
    ensure!(deleted.id == "676f0f6765bdaa7d7d760f88", "the ID isn't the example's: {deleted:?}");
    Ok(())
}

async fn bad_request(request: ContactDelete<'_, Client>) -> Result<()> {
    let error = request.header("Prefer", "code=400").await.err().context("it succeeded")?;
    is_valid(error.headers().context("no answer came")?)?;
    let Some(ContactDeleteError::BadRequest(envelope)) = error.api() else { bail!("{error}: {:?}", error.api()) };
    ensure!(envelope.error.code == ErrorDetailsCode::InvalidId, "{envelope:?}");
    Ok(())
}

async fn not_found(request: ContactDelete<'_, Client>) -> Result<()> {
    let error = request.header("Prefer", "code=404").await.err().context("it succeeded")?;
    is_valid(error.headers().context("no answer came")?)?;
    let Some(ContactDeleteError::NotFound(envelope)) = error.api() else { bail!("{error}: {:?}", error.api()) };
    ensure!(envelope.error.code == ErrorDetailsCode::ContactNotFound, "{envelope:?}");
    Ok(())
}

/// Prism takes any bearer token for the right one; so the credential is one of another kind.
async fn unauthorized(request: ContactDelete<'_, Client>) -> Result<()> {
    let error = request.header("Authorization", "Basic dTpw").await.err().context("it succeeded")?;
    let unexpected = match error.api() {
        Some(ContactDeleteError::Other(unexpected)) => unexpected,
        other => bail!("{error}: {other:?}"),
    };
    ensure!(unexpected.is_undocumented_status(), "{unexpected}");
    let error = Error::from(error);
    ensure!(error.kind() == ErrorKind::Api, "{error:?}");
    ensure!(error.status().is_some_and(|status| status.as_u16() == 401), "{error:?}");
    ensure!(error.message().is_some(), "no message was found in the problem details: {error}");
    Ok(())
}

/// Shows that the other checks would notice: a version which the document doesn't have.
async fn told_invalid(request: ContactDelete<'_, Client>) -> Result<()> {
    let error = request.featurebase_version("1999-01-01.none").await.err().context("it was accepted")?;
    let headers = error.headers().context("no answer came")?;
    ensure!(is_valid(headers).is_err(), "it was not noticed: {error}");
    Ok(())
}

/// Whether Prism found the request to be as the document has it. If not, it says so in a header of the answer.
fn is_valid(headers: &HeaderMap) -> Result<()> {
    match headers.get("sl-violations") {
        Some(violations) => bail!("the request is not valid: {}", String::from_utf8_lossy(violations.as_bytes())),
        None => Ok(()),
    }
}
