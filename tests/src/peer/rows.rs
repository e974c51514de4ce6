//! What the two clients are to have in common, each a check.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use axum::http::{Method, StatusCode};

use super::compare::headers;
use super::pair::{Pair, Seen};
use super::process::Job;
use super::recorder::{Answer, Recorder};
use crate::judges::Tools;
use crate::{CONTACT_ID, Checks, KEY, Recorded};

/// IDs that both clients put into the path as one segment, and how both spell it.
const IDS: [(&str, &str); 11] = [
    ("%2e%2e", "%252e%252e"),
    ("%2E", "%252E"),
    ("a/b", "a%2Fb"),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("é", "%C3%A9"),
    (" ", "%20"),
    ("\\", "%5C"),
    ("../x", "..%2Fx"),
    ("\t", "%09"),
    ("\n\0", "%0A%00"),
];

/// Where our client finds the proxy that stands between it and the API's own server.
const PROXY: &str = "PEER_PROXY";

/// The paths of base URLs, and what both make of them.
const BASES: [(&str, &str); 4] = [("", ""), ("/", ""), ("/proxy/api", "/proxy/api"), ("/proxy/api/", "/proxy/api")];

/// Compares the official client with ours, which is this program, and tells of each check.
///
/// # Errors
///
/// When a client or the server can't be started: nothing can be compared then.
pub async fn rows<W: Write>(checks: &mut Checks<W>, tools: &Tools, ours: &Path) -> Result<()> {
    let server = Recorder::start().await?;
    let url = server.base_url();
    let mut alone = Pair::start(tools, ours, &[(PROXY, &url)])?;
    checks.tell("both: the base URL, if none is set", documented_base(&server, &mut alone).await);
    for (suffix, path) in BASES {
        let mut pair = Pair::start(tools, ours, &[("FEATUREBASE_BASE_URL", &format!("{url}{suffix}"))])?;
        let name = format!("both: a base URL of the environment, with the path {suffix:?}");
        checks.tell(&name, base(&server, &mut pair, path).await);
    }
    let mut pair = Pair::start(tools, ours, &[("FEATUREBASE_BASE_URL", &url)])?;
    requests(checks, &server, &mut pair).await;
    ids(checks, &server, &mut pair).await;
    retries(checks, &server, &mut pair).await;
    for (status, name) in [
        (StatusCode::TEMPORARY_REDIRECT, "both: a 307 within the origin is followed"),
        (StatusCode::PERMANENT_REDIRECT, "both: a 308 within the origin is followed"),
    ] {
        checks.tell(name, redirect(&server, &mut pair, status).await);
    }
    Ok(())
}

/// A plain delete, part by part.
async fn requests<W: Write>(checks: &mut Checks<W>, server: &Recorder, pair: &mut Pair) {
    let plain = Job { id: CONTACT_ID, ..Job::default() };
    let Some(request) = checks.tell("both: a delete is one and the same request", one(server, pair, &plain).await)
    else {
        return;
    };
    let is = |name: &str, value: &str| header(&request, name, Some(value));
    checks.tell("both: the key is a bearer token", is("authorization", &format!("Bearer {KEY}")));
    checks.tell("both: JSON is accepted", is("accept", "application/json"));
    checks.tell("both: a delete has no body", no_body(&request));
    checks.tell("both: no version is sent if none is given", header(&request, "featurebase-version", None));
    checks.tell("both: no referrer is sent", header(&request, "referer", None));
    for version in ["2026-01-01.nova", "2025-12-12.clover"] {
        let job = Job { version: Some(version), ..plain.clone() };
        let sent = one(server, pair, &job).await;
        let name = format!("both: the version {version} is sent if it is given");
        checks.tell(&name, sent.and_then(|request| header(&request, "featurebase-version", Some(version))));
    }
}

async fn ids<W: Write>(checks: &mut Checks<W>, server: &Recorder, pair: &mut Pair) {
    for (id, spelt) in IDS {
        let sent = one(server, pair, &Job { id, ..Job::default() }).await;
        let name = format!("both: the ID {id:?} is spelt {spelt}");
        checks.tell(&name, sent.and_then(|request| target(&request, &format!("/v2/contacts/{spelt}"))));
    }
    for id in [".", ".."] {
        checks.tell(&format!("both: the ID {id:?} is refused"), refused(server, pair, id).await);
    }
    checks.tell("both: an ID of `+`, `:` and `@` is one and the same resource", reserved(server, pair).await);
}

async fn retries<W: Write>(checks: &mut Checks<W>, server: &Recorder, pair: &mut Pair) {
    let failures = [failure(StatusCode::INTERNAL_SERVER_ERROR), failure(StatusCode::INTERNAL_SERVER_ERROR)];
    let result = attempts(server, pair, failures, 3, &format!("deleted {CONTACT_ID}")).await;
    checks.tell("both: a delete that fails twice is sent three times", result);
    for code in [408, 409, 429, 500, 502, 503, 504, 529] {
        let name = format!("both: with {code} a delete is sent three times, and no more");
        checks.tell(&name, status(server, pair, code, 3).await);
    }
    for code in [400, 401, 403, 404, 422] {
        checks.tell(&format!("both: with {code} a delete is sent once"), status(server, pair, code, 1).await);
    }
    let wanted = [failure(StatusCode::BAD_REQUEST).header("x-should-retry", "true")];
    let result = attempts(server, pair, wanted, 2, &format!("deleted {CONTACT_ID}")).await;
    checks.tell("both: a 400 is tried again if the server says so", result);
    let unwanted = [failure(StatusCode::INTERNAL_SERVER_ERROR).header("x-should-retry", "false")];
    let result = attempts(server, pair, unwanted, 1, "status 500").await;
    checks.tell("both: a 500 isn't if the server says so", result);
}

/// The official client tells its URL. Ours asks the proxy that it has been given for the same host: nothing reaches that.
async fn documented_base(server: &Recorder, pair: &mut Pair) -> Result<()> {
    let job = Job { id: CONTACT_ID, dry: true, ..Job::default() };
    let Seen { theirs, ours } = pair.call_with(server, &job, [Answer::new(StatusCode::BAD_GATEWAY)]).await?;
    let expected = format!("DELETE https://do.featurebase.app/v2/contacts/{CONTACT_ID}");
    ensure!(theirs.outcome == expected, "the official client would send {}", theirs.outcome);
    let [asked] = ours.requests.as_slice() else { bail!("ours asked for {:?}", ours.requests) };
    ensure!(asked.method == Method::CONNECT, "ours asked the proxy for {asked:?}");
    target(asked, "do.featurebase.app:443")
}

async fn base(server: &Recorder, pair: &mut Pair, path: &str) -> Result<()> {
    let request = one(server, pair, &Job { id: CONTACT_ID, ..Job::default() }).await?;
    target(&request, &format!("{path}/v2/contacts/{CONTACT_ID}"))
}

/// The one request that both have sent, for which both took the answer to be a success.
async fn one(server: &Recorder, pair: &mut Pair, job: &Job<'_>) -> Result<Recorded> {
    let (outcome, requests) = pair.call(server, job).await?.same()?;
    ensure!(outcome == format!("deleted {CONTACT_ID}"), "both say `{outcome}`");
    let mut requests = requests.into_iter();
    match (requests.next(), requests.next()) {
        (Some(request), None) => Ok(request),
        other => bail!("one request was to come: {other:?}"),
    }
}

async fn refused(server: &Recorder, pair: &mut Pair, id: &str) -> Result<()> {
    let (outcome, requests) = pair.call(server, &Job { id, ..Job::default() }).await?.same()?;
    ensure!(outcome == "refused" && requests.is_empty(), "both say `{outcome}`, and have sent {requests:?}");
    Ok(())
}

/// What RFC 3986 lets a segment have unescaped, the official client leaves so, and ours escapes.
async fn reserved(server: &Recorder, pair: &mut Pair) -> Result<()> {
    let Seen { theirs, ours } = pair.call(server, &Job { id: "a+b:c@d", ..Job::default() }).await?;
    let targets = |requests: &[Recorded]| requests.iter().map(|request| request.uri.to_string()).collect::<Vec<_>>();
    let (theirs, ours) = (targets(&theirs.requests), targets(&ours.requests));
    ensure!(theirs == ["/v2/contacts/a+b:c@d"], "the official client has sent {theirs:?}");
    let read = ours.concat().replace("%2B", "+").replace("%3A", ":").replace("%40", "@");
    ensure!(ours.len() == 1 && read == theirs.concat(), "ours has sent {ours:?}");
    Ok(())
}

/// A failure that asks for the shortest wait.
fn failure(status: StatusCode) -> Answer {
    Answer::new(status).header("retry-after-ms", "1")
}

/// More failures of this status than anyone should try.
async fn status(server: &Recorder, pair: &mut Pair, code: u16, expected: usize) -> Result<()> {
    let answers = vec![failure(StatusCode::from_u16(code)?); 8];
    attempts(server, pair, answers, expected, &format!("status {code}")).await
}

/// Checks how often both send a request that is answered so, and how the call ends.
async fn attempts(
    server: &Recorder,
    pair: &mut Pair,
    answers: impl IntoIterator<Item = Answer> + Clone,
    expected: usize,
    end: &str,
) -> Result<()> {
    let seen = pair.call_with(server, &Job { id: CONTACT_ID, ..Job::default() }, answers).await?;
    let (outcome, requests) = seen.same()?;
    ensure!(requests.len() == expected, "both have sent {} requests", requests.len());
    ensure!(outcome == end, "both say `{outcome}`");
    Ok(())
}

async fn redirect(server: &Recorder, pair: &mut Pair, status: StatusCode) -> Result<()> {
    let answers = [Answer::new(status).header("location", "/elsewhere/x?y=z")];
    let job = Job { id: CONTACT_ID, version: Some("2026-01-01.nova"), ..Job::default() };
    let (outcome, requests) = pair.call_with(server, &job, answers).await?.same()?;
    ensure!(outcome == format!("deleted {CONTACT_ID}"), "both say `{outcome}`");
    let [first, second] = requests.as_slice() else { bail!("both have sent {requests:?}") };
    target(first, &format!("/v2/contacts/{CONTACT_ID}"))?;
    target(second, "/elsewhere/x?y=z")?;
    ensure!(second.method == Method::DELETE, "the method is {}", second.method);
    ensure!(headers(first) == headers(second), "the headers are {:?}", headers(second));
    Ok(())
}

fn target(request: &Recorded, expected: &str) -> Result<()> {
    let found = request.uri.to_string();
    ensure!(found == expected, "the target is {found}");
    Ok(())
}

/// Checks the values of a header: one, or none.
fn header(request: &Recorded, name: &str, expected: Option<&str>) -> Result<()> {
    let values: Vec<_> = request.headers.get_all(name).iter().map(|value| value.to_str()).collect::<Result<_, _>>()?;
    ensure!(values.iter().copied().eq(expected), "the values of {name} are {values:?}");
    Ok(())
}

fn no_body(request: &Recorded) -> Result<()> {
    for name in ["content-type", "content-length", "transfer-encoding"] {
        header(request, name, None).context("what tells of a body is there")?;
    }
    ensure!(request.body.is_empty(), "the body is {:?}", request.body);
    Ok(())
}
