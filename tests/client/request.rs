//! What is sent: every line of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, ensure};
use featurebase::{Client, ContactDelete, ContactDeleteParams, FeaturebaseVersion};
use specwright_tests::{CONTACT_ID, FakeApi, KEY, Recorded};

use crate::support::{builder, client, only_request};

/// The headers by name, with all values of each.
fn headers(request: &Recorded) -> Result<BTreeMap<&str, Vec<&str>>> {
    let mut headers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in &request.headers {
        headers.entry(name.as_str()).or_default().push(value.to_str()?);
    }
    Ok(headers)
}

/// What the crate calls itself and its version, by its manifest.
fn user_agent() -> Result<String> {
    let manifest = include_str!("../../generated/Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(format!("featurebase-rust/{}", version.context("the manifest has no version")?))
}

/// The values of `Featurebase-Version` that this change of a delete makes it carry. Nothing else may come of it.
async fn versions_sent<F>(change: F) -> Result<Vec<String>>
where
    F: for<'c> FnOnce(ContactDelete<'c, Client>) -> ContactDelete<'c, Client>,
{
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    change(client.users().contacts().delete(CONTACT_ID)).await?;
    let request = only_request(&api)?;
    let mut headers = headers(&request)?;
    let versions = headers.remove("featurebase-version").unwrap_or_default();
    let names: Vec<&str> = headers.into_keys().collect();
    ensure!(names == ["accept", "authorization", "host", "user-agent"], "{names:?}");
    ensure!(request.uri.query().is_none() && request.body.is_empty(), "{request:?}");
    Ok(versions.into_iter().map(str::to_owned).collect())
}

#[tokio::test]
async fn a_delete_is_this_and_nothing_else() -> Result<()> {
    let api = FakeApi::start().await?;
    client(&api)?.users().contacts().delete(CONTACT_ID).await?;
    let request = only_request(&api)?;
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.uri.to_string(), format!("/v2/contacts/{CONTACT_ID}"));
    let (key, host, user_agent) = (format!("Bearer {KEY}"), api.address().to_string(), user_agent()?);
    // Among what isn't here: `content-length`, `content-type`, `accept-encoding`, `referer`.
    let expected = BTreeMap::from([
        ("accept", vec!["application/json"]),
        ("authorization", vec![key.as_str()]),
        ("host", vec![host.as_str()]),
        ("user-agent", vec![user_agent.as_str()]),
    ]);
    assert_eq!(headers(&request)?, expected);
    assert!(request.body.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_version_is_sent_only_if_it_is_given() -> Result<()> {
    assert!(versions_sent(|request| request).await?.is_empty());
    assert!(versions_sent(|request| request.params(ContactDeleteParams::default())).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_version_that_is_known_is_sent_as_the_api_spells_it() -> Result<()> {
    for (version, wire) in [
        (FeaturebaseVersion::V2026_01_01Nova, "2026-01-01.nova"),
        (FeaturebaseVersion::V2025_12_12Clover, "2025-12-12.clover"),
    ] {
        let params = ContactDeleteParams { featurebase_version: Some(version.clone()) };
        assert_eq!(versions_sent(|request| request.params(params)).await?, [wire]);
        assert_eq!(versions_sent(|request| request.featurebase_version(version)).await?, [wire]);
    }
    Ok(())
}

#[tokio::test]
async fn a_version_that_is_not_known_is_sent_as_it_is() -> Result<()> {
    let newer = "2026-08-19.orbit";
    let params = ContactDeleteParams { featurebase_version: Some(newer.into()) };
    assert_eq!(versions_sent(|request| request.params(params)).await?, [newer]);
    assert_eq!(versions_sent(|request| request.featurebase_version(newer)).await?, [newer]);
    assert_eq!(versions_sent(|request| request.featurebase_version(newer.to_owned())).await?, [newer]);
    Ok(())
}

#[tokio::test]
async fn the_version_that_was_set_last_is_sent() -> Result<()> {
    let params = ContactDeleteParams { featurebase_version: Some("first".into()) };
    assert_eq!(versions_sent(|r| r.params(params.clone()).featurebase_version("second")).await?, ["second"]);
    assert_eq!(versions_sent(|r| r.featurebase_version("second").params(params)).await?, ["first"]);
    Ok(())
}

#[tokio::test]
async fn the_clients_own_version_is_sent_unless_the_request_has_one() -> Result<()> {
    let api = FakeApi::builder().start().await?;
    let by_header = builder(&api).api_key(KEY).header("Featurebase-Version", "of-the-client").build()?;
    let typed = builder(&api).api_key(KEY).featurebase_version("of-the-client").build()?;
    for client in [by_header, typed] {
        let contacts = client.users().contacts();
        // Nothing is there to be deleted; what was sent is what matters.
        contacts.delete(CONTACT_ID).send_raw().await?;
        contacts.delete(CONTACT_ID).featurebase_version("of-the-request").send_raw().await?;
        contacts.delete(CONTACT_ID).header("featurebase-version", "of-the-header").send_raw().await?;
    }
    let expected = ["of-the-client", "of-the-request", "of-the-header"];
    assert_eq!(versions_received(&api)?, [expected, expected].concat());
    Ok(())
}

/// The versions of all requests so far, one each.
fn versions_received(api: &FakeApi) -> Result<Vec<String>> {
    let version = |request: &Recorded| {
        headers(request).map(|mut headers| headers.remove("featurebase-version").unwrap_or_default().join(", "))
    };
    api.requests().iter().map(version).collect()
}

#[tokio::test]
async fn a_version_of_the_client_is_a_known_one_or_any_other() -> Result<()> {
    let api = FakeApi::builder().start().await?;
    let known = builder(&api).api_key(KEY).featurebase_version(FeaturebaseVersion::V2026_01_01Nova).build()?;
    known.users().contacts().delete(CONTACT_ID).send_raw().await?;
    // A derived client has another, and shares all else.
    let newer = known.with(|settings| settings.featurebase_version("2026-08-19.orbit"))?;
    newer.users().contacts().delete(CONTACT_ID).send_raw().await?;
    newer.request(featurebase::runtime::Method::GET, "/v2/other").await?;
    assert_eq!(versions_received(&api)?, ["2026-01-01.nova", "2026-08-19.orbit", "2026-08-19.orbit"]);
    Ok(())
}

#[tokio::test]
async fn hooks_see_what_is_sent_and_what_comes() -> Result<()> {
    let api = FakeApi::start().await?;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (sent, came) = (Arc::clone(&seen), Arc::clone(&seen));
    let client = builder(&api).api_key(KEY).on_request(move |request| {
        lock(&sent).push(format!("{} {}", request.method(), request.operation().unwrap_or_default()));
        request.set_header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")?;
        Ok(())
    });
    let client = client.on_response(move |response| lock(&came).push(response.status().to_string())).build()?;
    client.users().contacts().delete(CONTACT_ID).await?;
    assert_eq!(*lock(&seen), ["DELETE users.contacts.delete", "200 OK"]);
    let request = only_request(&api)?;
    assert_eq!(headers(&request)?["traceparent"], ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]);
    Ok(())
}

fn lock(lines: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    lines.lock().unwrap_or_else(PoisonError::into_inner)
}
