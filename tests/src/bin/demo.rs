//! What the generated client does, shown with the local server that plays the API: `cargo xtask demo`.
//!
//! The crate's own example is run three times: it deletes a contact, fails to delete it again, and is given an ID that can't
//! be one. The program exits with 1 if any of this goes otherwise.

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::process::{ExitCode, Output, Stdio};

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result, bail};
use specwright_tests::{CONTACT_ID, FakeApi, KEY, Recorded, interrupted, root};
use tokio::process::Command;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GREEN: Style = AnsiColor::Green.on_default();
const RED: Style = AnsiColor::Red.on_default().bold();

/// How the example is run, but for the ID.
const EXAMPLE: [&str; 7] = ["run", "--quiet", "--package", "featurebase", "--example", "delete_contact", "--"];

/// One run of the example, and what must come of it.
struct Scene {
    title: &'static str,
    id: &'static str,
    /// The status that the server answers with.
    status: u16,
    /// Whether the example exits with success.
    success: bool,
    /// What the example says, among other things.
    says: &'static [&'static str],
}

const SCENES: [Scene; 3] = [
    Scene {
        title: "A contact is deleted",
        id: CONTACT_ID,
        status: 200,
        success: true,
        says: &["DeletedContact", CONTACT_ID],
    },
    Scene {
        title: "It is deleted again, and is not there any more",
        id: CONTACT_ID,
        status: 404,
        success: false,
        says: &["404 Not Found: contact_not_found: ", "NotFound", "ContactNotFound"],
    },
    Scene {
        title: "An ID that no contact can have",
        id: "not-an-id",
        status: 400,
        success: false,
        says: &["400 Bad Request: invalid_id: ", "BadRequest", "InvalidId"],
    },
];

#[tokio::main]
async fn main() -> ExitCode {
    let result = tokio::select! {
        result = play() => result,
        stopped = interrupted() => stopped.context("stopped").and_then(|()| bail!("stopped")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody else to tell.
            let _: io::Result<()> = writeln!(anstream::stderr(), "{RED}error{RED:#}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn play() -> Result<()> {
    let (sender, mut seen) = unbounded_channel();
    let api = FakeApi::builder().contact(CONTACT_ID).observer(move |request, status| {
        // The receiver lives until all is played.
        let _ = sender.send(Exchange::new(request, status.as_u16()));
    });
    let api = api.start().await.context("the local server can't be started")?;
    let mut out = anstream::stdout();
    writeln!(out, "A local server plays the Featurebase API at {}. It has one contact, {CONTACT_ID}.", api.base_url())?;
    writeln!(out, "The example of the generated crate deletes it: {DIM}generated/examples/delete_contact.rs{DIM:#}")?;
    writeln!(out, "Cargo builds it first, if it must; that can take a minute.")?;
    for (number, scene) in (1..).zip(&SCENES) {
        writeln!(out, "\n{BOLD}{number}. {}{BOLD:#}", scene.title)?;
        let output = run(&mut out, &api, scene).await?;
        show(&mut out, scene, &output, &mut seen).with_context(|| format!("run {number} went wrong"))?;
    }
    if !api.contacts().is_empty() {
        bail!("the server still has {:?}", api.contacts());
    }
    writeln!(out, "\n{GREEN}All {} runs came out as they must.{GREEN:#}", SCENES.len())?;
    Ok(())
}

/// Tells the command line, and runs it.
async fn run(out: &mut impl Write, api: &FakeApi, scene: &Scene) -> Result<Output> {
    let variables = [("FEATUREBASE_API_KEY", KEY), ("FEATUREBASE_BASE_URL", &api.base_url())];
    write!(out, "   ${DIM}")?;
    for (name, value) in variables {
        write!(out, " {name}={value}")?;
    }
    writeln!(out, "{DIM:#} cargo {} {}", EXAMPLE.join(" "), scene.id)?;
    out.flush()?;

    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(EXAMPLE).arg(scene.id).current_dir(root()).envs(variables);
    // Loopback is not to be reached by way of a proxy, which the environment may name.
    command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    command.stdin(Stdio::null()).kill_on_drop(true);
    command.output().await.context("cargo can't be started")
}

/// Tells what the server saw and what the example said, and checks both.
fn show(out: &mut impl Write, scene: &Scene, output: &Output, seen: &mut UnboundedReceiver<Exchange>) -> Result<()> {
    let exchanges: Vec<Exchange> = std::iter::from_fn(|| seen.try_recv().ok()).collect();
    for exchange in &exchanges {
        writeln!(out, "   server   {exchange}")?;
    }
    let said = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat();
    for line in said.lines() {
        writeln!(out, "   example  {line}")?;
    }
    let exit = output.status.code().map_or_else(|| output.status.to_string(), |code| format!("exit code {code}"));
    writeln!(out, "   {exit}")?;
    check(scene, output.status.success(), &said, &exchanges)
}

fn check(scene: &Scene, success: bool, said: &str, exchanges: &[Exchange]) -> Result<()> {
    let path = format!("/v2/contacts/{}", scene.id);
    let expected = Exchange { method: "DELETE".to_owned(), path, status: scene.status };
    if exchanges != [expected.clone()] {
        bail!("the server should have seen one request: {expected}");
    }
    if success != scene.success {
        bail!("the example should have {}", if scene.success { "succeeded" } else { "failed" });
    }
    match scene.says.iter().find(|text| !said.contains(**text)) {
        Some(text) => bail!("the example should have said {text:?}"),
        None => Ok(()),
    }
}

/// A request that the server saw, and the status that it answered with.
#[derive(Clone, Debug, PartialEq)]
struct Exchange {
    method: String,
    path: String,
    status: u16,
}

impl Exchange {
    fn new(request: &Recorded, status: u16) -> Self {
        Self { method: request.method.to_string(), path: request.uri.to_string(), status }
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} -> {}", self.method.escape_debug(), self.path.escape_debug(), self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::{Exchange, SCENES, Scene, check};

    const SCENE: &Scene = &SCENES[1];

    fn exchange(status: u16) -> Exchange {
        Exchange { method: "DELETE".to_owned(), path: format!("/v2/contacts/{}", SCENE.id), status }
    }

    fn failure(success: bool, said: &str, exchanges: &[Exchange]) -> Option<String> {
        check(SCENE, success, said, exchanges).err().map(|error| error.to_string())
    }

    #[test]
    fn what_must_come_is_accepted() {
        let said = "404 Not Found: contact_not_found: none\nNotFound(ContactNotFound)";
        assert_eq!(failure(false, said, &[exchange(404)]), None);
    }

    #[test]
    fn all_else_is_told() {
        let expected = "the server should have seen one request: DELETE /v2/contacts/507f1f77bcf86cd799439011 -> 404";
        assert_eq!(failure(false, "", &[]).as_deref(), Some(expected));
        assert_eq!(failure(false, "", &[exchange(200)]).as_deref(), Some(expected));
        assert_eq!(failure(false, "", &[exchange(404), exchange(404)]).as_deref(), Some(expected));
        let expected = "the example should have failed";
        assert_eq!(failure(true, "", &[exchange(404)]).as_deref(), Some(expected));
        let expected = "the example should have said \"404 Not Found: contact_not_found: \"";
        assert_eq!(failure(false, "", &[exchange(404)]).as_deref(), Some(expected));
    }
}
