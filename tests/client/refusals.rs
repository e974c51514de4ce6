//! What is refused before anything is sent.

use anyhow::{Context, Result};
use featurebase::{Client, ErrorKind};
use specwright_tests::{CONTACT_ID, FakeApi, KEY};

use crate::support::{builder, client, failure};

#[tokio::test]
async fn a_key_that_cannot_be_sent_makes_no_client() -> Result<()> {
    let api = FakeApi::start().await?;
    for key in ["", " ", "key\n", "key\r\nX-Other: 1", "ké", "key ", "\0"] {
        let error = failure(builder(&api).api_key(key).build())?;
        assert_eq!(error.kind(), ErrorKind::Configuration, "{key:?}");
        assert!(error.to_string().contains("api_key"), "{error}");
        assert_eq!((error.status(), error.attempts()), (None, 0), "{key:?}");
    }
    let error = failure(builder(&api).build())?;
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("FEATUREBASE_API_KEY"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_base_url_that_would_corrupt_paths_makes_no_client() -> Result<()> {
    let api = FakeApi::start().await?;
    let (origin, address) = (api.base_url(), api.address());
    for url in [
        String::new(),
        "/v2".to_owned(),
        address.to_string(),
        "ftp://127.0.0.1".to_owned(),
        format!("{origin}?q=1"),
        format!("{origin}?"),
        format!("{origin}#f"),
        format!("http://user@{address}"),
        format!("http://user:hunter2@{address}"),
    ] {
        let error = failure(Client::builder().base_url(&url).api_key(KEY).build()).with_context(|| url.clone())?;
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    Ok(())
}

#[test]
fn a_base_url_in_clear_makes_no_client_unless_it_is_asked_for() -> Result<()> {
    let builder = || Client::builder().base_url("http://do.featurebase.app").api_key(KEY);
    let error = failure(builder().build())?;
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`allow_http(true)`"), "{error}");
    assert!(builder().allow_http(true).build().is_ok());
    Ok(())
}

#[tokio::test]
async fn headers_that_cannot_be_sent_as_they_are_are_refused() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    for (name, value) in [
        ("X-Trace", "a\r\nX-Other: b"),
        ("X-Trace", "é"),
        ("X-Trace", " a"),
        ("X Trace", "a"),
        ("", "a"),
        ("Host", "elsewhere.example"),
        ("Content-Length", "5"),
        ("Transfer-Encoding", "chunked"),
        ("Featurebase-Version", "a\n"),
    ] {
        let error = failure(client.users().contacts().delete(CONTACT_ID).header(name, value).await)?;
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{name}: {value:?}");
    }
    let error = failure(client.users().contacts().delete(CONTACT_ID).featurebase_version("a\nb").await)?;
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert!(error.to_string().contains("`Featurebase-Version`"), "{error}");
    assert!(api.requests().is_empty());
    Ok(())
}
