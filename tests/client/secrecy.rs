//! The key is in no text but that on the wire.

use std::error::Error as StdError;
use std::fmt::Debug;

use anyhow::Result;
use featurebase::{Error, Secret};
use specwright_tests::{CONTACT_ID, FakeApi};

use crate::support::{builder, failure, only_request};

/// A key with no part that could be found elsewhere.
const KEY: &str = "qx7-kT9w-ZJ4v";

/// Fails if the key, or half of it, is in what this shows.
fn shows_no_key(value: &impl Debug) {
    no_key_in(&format!("{value:?} {value:#?}"));
}

/// The same of an error, its text, and all errors under it.
fn tells_no_key(error: &(impl StdError + 'static)) {
    shows_no_key(error);
    let mut error: Option<&dyn StdError> = Some(error);
    while let Some(current) = error {
        no_key_in(&format!("{current} {current:#} {current:?} {current:#?}"));
        error = current.source();
    }
}

fn no_key_in(text: &str) {
    assert!(!text.is_empty());
    for part in KEY.split('-') {
        assert!(!text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn client_builder_and_request_do_not_show_it() -> Result<()> {
    let api = FakeApi::builder().key(KEY).contact(CONTACT_ID).start().await?;
    shows_no_key(&Secret::from(KEY));
    shows_no_key(&builder(&api).api_key(KEY));
    let client = builder(&api).api_key(KEY).build()?;
    shows_no_key(&client);
    shows_no_key(&client.users());
    shows_no_key(&client.users().contacts());
    shows_no_key(&client.users().contacts().delete(CONTACT_ID));
    let own = client.users().contacts().delete(CONTACT_ID).header("Authorization", format!("Bearer {KEY}"));
    shows_no_key(&own);

    // It is the right key all the same.
    let sent = own.send_with_meta().await?;
    shows_no_key(&sent);
    let request = only_request(&api)?;
    let line = request.headers.get("authorization").map(|value| value.as_bytes());
    assert_eq!(line, Some(format!("Bearer {KEY}").as_bytes()));
    Ok(())
}

#[tokio::test]
async fn errors_do_not_tell_it() -> Result<()> {
    // 401, as the server expects another.
    let api = FakeApi::start().await?;
    let client = builder(&api).api_key(KEY).build()?;
    let error = failure(client.users().contacts().delete(CONTACT_ID).await)?;
    tells_no_key(&error);
    tells_no_key(&Error::from(error));

    // Nothing sent.
    let error = failure(client.users().contacts().delete("..").await)?;
    tells_no_key(&error);
    let own = client.users().contacts().delete(CONTACT_ID).header("Authorization", format!("Bearer {KEY}\n"));
    tells_no_key(&failure(own.await)?);

    // No connection, where the HTTP library's own error is under ours.
    let client = builder(&api).base_url("http://127.0.0.1:0").api_key(KEY).build()?;
    let error = failure(client.users().contacts().delete(CONTACT_ID).query("key", KEY).await)?;
    tells_no_key(&error);
    tells_no_key(&Error::from(error));
    Ok(())
}

#[tokio::test]
async fn a_key_that_cannot_be_sent_is_not_told_either() -> Result<()> {
    let api = FakeApi::start().await?;
    for key in [format!("{KEY}\n"), format!(" {KEY}"), format!("{KEY}é")] {
        shows_no_key(&builder(&api).api_key(key.as_str()));
        tells_no_key(&failure(builder(&api).api_key(key).build())?);
    }
    let url = format!("http://{KEY}@{}", api.address());
    tells_no_key(&failure(builder(&api).base_url(url).api_key("k").build())?);
    let url = format!("{}?key={KEY}", api.base_url());
    tells_no_key(&failure(builder(&api).base_url(url).api_key("k").build())?);
    Ok(())
}
