//! `?`: into the crate's plain error, and into what applications use.

use std::error::Error as StdError;

use anyhow::{Context, Result, bail};
use featurebase::{Client, ContactDeleteError, DeletedContact, Error, ErrorKind, OperationError};
use specwright_tests::FakeApi;

use crate::support::{client, failure};

/// What all of them say of an ID that the server refuses.
const SAID: &str = "DELETE /v2/contacts/{id}: 400 Bad Request: invalid_id: The ID must be 24 hexadecimal digits \
                    (request fake-1, attempt 1 of 1)";

async fn plain(client: &Client, id: &str) -> Result<DeletedContact, Error> {
    Ok(client.users().contacts().delete(id).await?)
}

async fn boxed(client: &Client, id: &str) -> Result<DeletedContact, Box<dyn StdError>> {
    Ok(client.users().contacts().delete(id).await?)
}

async fn boxed_for_threads(client: &Client, id: &str) -> Result<DeletedContact, Box<dyn StdError + Send + Sync>> {
    Ok(plain(client, id).await?)
}

async fn any(client: &Client, id: &str) -> anyhow::Result<DeletedContact> {
    client.users().contacts().delete(id).await.with_context(|| format!("contact {id} is still there"))
}

#[tokio::test]
async fn into_the_plain_error() -> Result<()> {
    let api = FakeApi::start().await?;
    let error = failure(plain(&client(&api)?, "x").await)?;
    assert_eq!(error.to_string(), SAID);
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert_eq!(error.code(), Some("invalid_id"));
    assert_eq!(error.request_id(), Some("fake-1"));
    Ok(())
}

#[tokio::test]
async fn into_a_boxed_error() -> Result<()> {
    let api = FakeApi::start().await?;
    let error = failure(boxed(&client(&api)?, "x").await)?;
    assert_eq!(error.to_string(), SAID);
    let typed: Option<&OperationError<ContactDeleteError>> = error.downcast_ref();
    assert!(matches!(typed.and_then(OperationError::api), Some(ContactDeleteError::BadRequest(_))));
    Ok(())
}

#[tokio::test]
async fn into_a_boxed_error_that_threads_can_share() -> Result<()> {
    let api = FakeApi::start().await?;
    let error = failure(boxed_for_threads(&client(&api)?, "x").await)?;
    assert_eq!(error.to_string(), SAID);
    assert_eq!(error.downcast_ref().map(Error::kind), Some(ErrorKind::Api));
    Ok(())
}

#[tokio::test]
async fn into_anyhow() -> Result<()> {
    let api = FakeApi::start().await?;
    let error = failure(any(&client(&api)?, "x").await)?;
    assert_eq!(format!("{error:#}"), format!("contact x is still there: {SAID}"));
    let typed: Option<&OperationError<ContactDeleteError>> = error.downcast_ref();
    assert_eq!(typed.and_then(OperationError::code), Some("invalid_id"));
    Ok(())
}

#[tokio::test]
async fn the_typed_error_can_be_taken_out() -> Result<()> {
    let api = FakeApi::start().await?;
    let error = failure(client(&api)?.users().contacts().delete("x").await)?;
    assert!(matches!(error.into_api(), Ok(ContactDeleteError::BadRequest(_))));
    let error = failure(client(&api)?.users().contacts().delete("").await)?;
    let error = failure(error.into_api())?;
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    Ok(())
}

#[tokio::test]
async fn the_typed_error_is_an_error() -> Result<()> {
    fn question_mark(error: ContactDeleteError) -> Result<(), Box<dyn StdError + Send + Sync>> {
        Err(error)?
    }
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    let Ok(typed) = failure(client.users().contacts().delete("x").await)?.into_api() else { bail!("it is typed") };
    assert_eq!(typed.to_string(), "400 Bad Request");
    let error = anyhow::Error::from(typed.clone()).context("no delete");
    assert_eq!(format!("{error:#}"), "no delete: 400 Bad Request");
    assert_eq!(failure(question_mark(typed))?.to_string(), "400 Bad Request");
    let wrong_key = crate::support::builder(&api).api_key("another-key").build()?;
    let error = failure(wrong_key.users().contacts().delete("x").await)?;
    assert_eq!(error.api().map(ToString::to_string).as_deref(), Some("the status is not documented"));
    Ok(())
}
