//! The fake Featurebase API as a program: `fake-api [CONTACT_ID]...`
//!
//! It has the contacts that its arguments name (one, `507f1f77bcf86cd799439011`, if there are none), and expects the key in
//! `FEATUREBASE_API_KEY` (`test-key` if that isn't set). The first line on stdout is
//! `listening on http://127.0.0.1:PORT`; each request is a line on stderr. It runs until its stdin closes, or until ctrl-c.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread;

use axum::http::StatusCode;
use specwright_tests::{CONTACT_ID, FakeApi, Recorded};
use tokio::sync::oneshot;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fake-api: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> io::Result<()> {
    let api = configured()?.observer(log).start().await?;
    writeln!(io::stdout(), "listening on {}", api.base_url())?;
    io::stdout().flush()?;
    tokio::select! {
        _ = stdin_closed() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted,
    }
}

fn configured() -> io::Result<specwright_tests::FakeApiBuilder> {
    let mut builder = FakeApi::builder();
    match env::var("FEATUREBASE_API_KEY") {
        Ok(key) => builder = builder.key(key),
        Err(env::VarError::NotPresent) => {}
        Err(env::VarError::NotUnicode(_)) => {
            let message = "FEATUREBASE_API_KEY isn't UTF-8";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
    }
    let mut given = false;
    for id in env::args_os().skip(1) {
        builder = builder.contact(id.to_string_lossy());
        given = true;
    }
    Ok(if given { builder } else { builder.contact(CONTACT_ID) })
}

/// One line a request, without its query and headers, which may hold what is not for a log.
fn log(request: &Recorded, status: StatusCode) {
    let path = request.uri.path().escape_debug();
    // A log that nobody reads any more is no reason to stop.
    let _: io::Result<()> = writeln!(io::stderr(), "{} {path} -> {}", request.method, status.as_u16());
}

/// Ends when stdin does. The thread is one of our own, since a runtime would wait for its read before it ends.
async fn stdin_closed() -> Result<(), oneshot::error::RecvError> {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || {
        // However the reading ends, there is nobody left at the other end.
        let _: io::Result<u64> = io::copy(&mut io::stdin().lock(), &mut io::sink());
        // The receiver is gone if ctrl-c was first.
        let _: Result<(), ()> = sender.send(());
    });
    receiver.await
}
