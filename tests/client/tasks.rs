//! Requests in tasks of their own, many at once, and given up.

use std::future::Future;

use anyhow::Result;
use featurebase::runtime::Method;
use featurebase::{Client, ContactDeleteError, ContactDeleteOperation, Error, ErrorKind, OperationError};
use futures_util::future::join_all;
use specwright_tests::{CONTACT_ID, FakeApi};
use tokio::task::JoinSet;

use crate::support::{client, failure};

/// A future that a task can have for itself.
fn owned<F: Future + Send + 'static>(future: F) -> F {
    future
}

/// What a thread can be given.
fn shared<T: Clone + Send + Sync + 'static>(value: &T) -> T {
    value.clone()
}

fn error_for_threads<E: std::error::Error + Send + Sync + 'static>(error: E) -> E {
    error
}

#[tokio::test]
async fn a_request_is_sent_in_a_task() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = shared(&client(&api)?);
    let by_send = owned(client.users().contacts().delete(CONTACT_ID).send());
    let by_await = owned(client.users().contacts().delete(CONTACT_ID).into_future());
    let with_meta = owned(client.users().contacts().delete(CONTACT_ID).send_with_meta());
    let raw = owned(client.users().contacts().delete(CONTACT_ID).send_raw());
    // The futures have what they need of the client.
    drop(client);

    assert_eq!(tokio::spawn(by_send).await??.id, CONTACT_ID);
    let error: OperationError<ContactDeleteError> = failure(tokio::spawn(by_await).await?)?;
    assert!(matches!(error_for_threads(error).api(), Some(ContactDeleteError::NotFound(_))));
    let error: Error = failure(tokio::spawn(with_meta).await?)?.into();
    assert_eq!(error_for_threads(error).kind(), ErrorKind::Api);
    assert_eq!(tokio::spawn(raw).await??.status().as_u16(), 404);
    Ok(())
}

#[tokio::test]
async fn a_client_is_used_within_a_task() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    let task = tokio::spawn(async move {
        let contacts = client.users().contacts();
        let deleted = contacts.delete(CONTACT_ID).await?;
        let again = contacts.delete(CONTACT_ID).await;
        Ok::<_, Error>((deleted, again.is_err()))
    });
    let (deleted, failed_again) = task.await??;
    assert_eq!((deleted.id.as_str(), failed_again), (CONTACT_ID, true));
    Ok(())
}

#[tokio::test]
async fn of_many_at_once_one_deletes() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    let tasks: Vec<_> = (0..16).map(|_| tokio::spawn(client.users().contacts().delete(CONTACT_ID).send())).collect();
    let mut deleted = 0;
    for task in tasks {
        match task.await? {
            Ok(_) => deleted += 1,
            Err(error) => assert!(matches!(error.api(), Some(ContactDeleteError::NotFound(_))), "{error}"),
        }
    }
    assert_eq!((deleted, api.requests().len()), (1, 16));
    Ok(())
}

#[tokio::test]
async fn clones_of_a_request_are_joined() -> Result<()> {
    let api = FakeApi::start().await?;
    let client = client(&api)?;
    let request = client.users().contacts().delete(CONTACT_ID).header("X-Number", "1");
    let mut set = JoinSet::new();
    for _ in 0..3 {
        set.spawn(request.clone().send());
    }
    let joined = join_all((0..3).map(|_| request.clone().send()));
    let raw = client.request(Method::GET, "/v2/other");
    let joined_raw = join_all([raw.clone().send(), raw.send()]);
    drop(request);
    drop(client);
    let ended = set.join_all().await.into_iter().chain(joined.await);
    let deleted = ended.filter(|ended| ended.is_ok()).count();
    assert_eq!((deleted, joined_raw.await.len(), api.requests().len()), (1, 2, 8));
    let numbered = api.requests().iter().filter(|request| request.headers.contains_key("x-number")).count();
    assert_eq!(numbered, 6);
    Ok(())
}

#[tokio::test]
async fn what_is_not_awaited_is_not_sent() -> Result<()> {
    let api = FakeApi::start().await?;
    let client: Client = client(&api)?;
    drop(client.users().contacts().delete(CONTACT_ID));
    drop(client.users().contacts().delete(CONTACT_ID).send());
    drop(client.users().contacts().delete(CONTACT_ID).into_future());
    // A request can be kept, and sent later.
    let request: featurebase::runtime::Request<'_, Client, ContactDeleteOperation> =
        client.users().contacts().delete("x");
    assert!(api.requests().is_empty());
    failure(request.await)?;
    assert_eq!(api.requests().len(), 1);
    assert_eq!(api.contacts(), [CONTACT_ID]);
    Ok(())
}
