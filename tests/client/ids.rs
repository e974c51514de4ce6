//! IDs in the path: what goes on the wire is what was given, and nothing goes there that would be another path.

use anyhow::{Context, Result};
use featurebase::{Error, ErrorKind};
use specwright_tests::{CONTACT_ID, FakeApi, KEY};

use crate::support::{builder, client, failure, only_request};

/// IDs, and how each is spelt in the path.
const IDS: [(&str, &str); 20] = [
    ("%2e%2e", "%252e%252e"),
    ("%2E", "%252E"),
    ("%", "%25"),
    ("a/b", "a%2Fb"),
    ("../x", "..%2Fx"),
    ("/", "%2F"),
    ("...", "..."),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("a;b", "a%3Bb"),
    ("é", "%C3%A9"),
    ("🦀", "%F0%9F%A6%80"),
    (" ", "%20"),
    ("\\", "%5C"),
    ("..\\x", "..%5Cx"),
    ("\t", "%09"),
    ("a\r\nHost: b", "a%0D%0AHost%3A%20b"),
    ("\0", "%00"),
    ("a+b:c@d", "a%2Bb%3Ac%40d"),
    ("-._~", "-._~"),
];

#[tokio::test]
async fn an_id_stays_within_its_segment() -> Result<()> {
    for (id, spelt) in IDS {
        let api = FakeApi::start().await?;
        let error = failure(client(&api)?.users().contacts().delete(id).await).with_context(|| format!("{id:?}"))?;
        assert_eq!(error.code(), Some("invalid_id"), "{id:?}");
        assert_eq!(only_request(&api)?.uri.to_string(), format!("/v2/contacts/{spelt}"), "{id:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_id_that_would_be_another_path_is_refused() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    for id in ["", ".", ".."] {
        let error = failure(client.users().contacts().delete(id).await)?;
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{id:?}");
        assert!(error.api().is_none(), "{id:?}");
        assert!(error.to_string().starts_with("DELETE /v2/contacts/{id}: invalid argument `id`: "), "{error}");
        let error = Error::from(error);
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{id:?}");
        assert_eq!((error.status(), error.attempts()), (None, 0), "{id:?}");
        let raw = failure(client.users().contacts().delete(id).send_raw().await)?;
        assert_eq!(raw.kind(), ErrorKind::InvalidArgument, "{id:?}");
    }
    assert!(api.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn the_base_urls_own_path_is_kept() -> Result<()> {
    for (base, path) in [
        ("", "/v2/contacts/"),
        ("/", "/v2/contacts/"),
        ("/proxy/api", "/proxy/api/v2/contacts/"),
        ("/proxy/api/", "/proxy/api/v2/contacts/"),
        ("/a%2Fb", "/a%2Fb/v2/contacts/"),
    ] {
        let api = FakeApi::start().await?;
        let client = builder(&api).base_url(format!("{}{base}", api.base_url())).api_key(KEY).build()?;
        client.users().contacts().delete(CONTACT_ID).send_raw().await?;
        assert_eq!(only_request(&api)?.uri.to_string(), format!("{path}{CONTACT_ID}"), "{base}");
    }
    Ok(())
}
