//! What becomes of the server's answers.

use anyhow::{Result, bail};
use featurebase::{
    ContactDeleteError, DeletedContactObject, Error, ErrorDetailsCode, ErrorDetailsStatus, ErrorDetailsType, ErrorKind,
};
use serde_json::json;
use specwright_tests::{CONTACT_ID, FakeApi};

use crate::support::{builder, client, failure};

#[tokio::test]
async fn a_contact_is_deleted_and_then_not_found() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = client(&api)?;

    let deleted = client.users().contacts().delete(CONTACT_ID).await?;
    assert_eq!(deleted.id, CONTACT_ID);
    assert_eq!(deleted.object, DeletedContactObject::Contact);
    let expected = json!({ "id": CONTACT_ID, "object": "contact", "deleted": true });
    assert_eq!(serde_json::to_value(&deleted)?, expected);
    assert!(api.contacts().is_empty());

    let error = failure(client.users().contacts().delete(CONTACT_ID).await)?;
    let Some(ContactDeleteError::NotFound(envelope)) = error.api() else { bail!("{error}: {:?}", error.api()) };
    assert_eq!(envelope.error.type_, ErrorDetailsType::InvalidRequestError);
    assert_eq!(envelope.error.code, ErrorDetailsCode::ContactNotFound);
    assert_eq!(envelope.error.message, "No contact exists with this ID");
    assert_eq!(envelope.error.param, None);
    assert_eq!(envelope.error.status, ErrorDetailsStatus::V404);
    assert_eq!(
        error.to_string(),
        "DELETE /v2/contacts/{id}: 404 Not Found: contact_not_found: No contact exists with this ID \
         (request fake-2, attempt 1 of 1)"
    );
    assert_eq!(error.api().and_then(ContactDeleteError::envelope), Some(envelope));
    assert!(error.is_not_found() && !error.is_bad_request() && Error::from(error).is_not_found());
    assert_eq!(api.requests().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_malformed_id_is_a_bad_request() -> Result<()> {
    let api = FakeApi::start().await?;
    let error = failure(client(&api)?.users().contacts().delete("not-an-id").await)?;
    let Some(ContactDeleteError::BadRequest(envelope)) = error.api() else { bail!("{error}: {:?}", error.api()) };
    assert_eq!(envelope.error.code, ErrorDetailsCode::InvalidId);
    assert_eq!(envelope.error.param.as_deref(), Some("id"));
    assert_eq!(envelope.error.status, ErrorDetailsStatus::V400);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert_eq!(api.contacts(), [CONTACT_ID]);
    Ok(())
}

#[tokio::test]
async fn a_wrong_key_is_a_status_that_is_not_documented() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = builder(&api).api_key("another-key").build()?;
    let error = failure(client.users().contacts().delete(CONTACT_ID).await)?;
    let Some(ContactDeleteError::Other(unexpected)) = error.api() else { bail!("{error}: {:?}", error.api()) };
    assert!(unexpected.is_undocumented_status(), "{unexpected}");
    assert_eq!(error.api().and_then(ContactDeleteError::envelope), None);
    assert!(error.is_unauthorized());

    let error = Error::from(error);
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(error.code(), Some("invalid_api_key"));
    assert_eq!(error.message(), Some("The API key is missing or wrong"));
    assert_eq!(error.request_id(), Some("fake-1"));
    assert_eq!(error.attempts(), 1);
    assert_eq!(api.contacts(), [CONTACT_ID]);
    Ok(())
}

#[tokio::test]
async fn a_code_that_is_not_known_is_kept() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = builder(&api).base_url(format!("{}/elsewhere", api.base_url())).api_key("k").build()?;
    let error = failure(client.users().contacts().delete(CONTACT_ID).await)?;
    let Some(ContactDeleteError::NotFound(envelope)) = error.api() else { bail!("{error}: {:?}", error.api()) };
    assert!(envelope.error.code.is_unknown());
    assert_eq!(envelope.error.code, ErrorDetailsCode::from("route_not_found"));
    let encoded = serde_json::to_value(envelope)?;
    let received: serde_json::Value = serde_json::from_slice(error.body().map_or(&[], |body| body.as_ref()))?;
    assert_eq!(encoded, received);
    Ok(())
}

#[tokio::test]
async fn an_answer_comes_with_its_response_when_asked_for() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    let sent = client.users().contacts().delete(CONTACT_ID).send_with_meta().await?;
    assert_eq!(sent.value.id, CONTACT_ID);
    assert_eq!(sent.response.status().as_u16(), 200);
    assert_eq!(sent.response.request_id(), Some("fake-1"));
    assert_eq!(sent.response.attempts(), 1);

    // The response as it came is no error, whatever its status.
    let response = client.users().contacts().delete(CONTACT_ID).send_raw().await?;
    assert_eq!(response.status().as_u16(), 404);
    let body: serde_json::Value = serde_json::from_slice(response.body())?;
    assert_eq!(body.pointer("/error/code"), Some(&json!("contact_not_found")));
    Ok(())
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_answer() -> Result<()> {
    let api = FakeApi::start().await?;
    // Port 0 stands for any free port, and so is never one that is listened on.
    let client = builder(&api).base_url("http://127.0.0.1:0").api_key("k").build()?;
    let error = failure(client.users().contacts().delete(CONTACT_ID).await)?;
    assert!(error.api().is_none());

    let error = Error::from(error);
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.is_connect());
    assert_eq!(error.status(), None);
    assert_eq!(error.attempts(), 1);
    assert!(std::error::Error::source(&error).is_some());
    assert!(api.requests().is_empty());
    Ok(())
}
