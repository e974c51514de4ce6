//! What the API does with a request: the order of its checks, and their outcome.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::header::{ALLOW, AUTHORIZATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::delete;

use crate::answer;
use crate::recorded::Recorded;

/// The longest body that is read, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// Called with each request and the status of its answer.
pub(crate) type Observer = Box<dyn Fn(&Recorded, StatusCode) + Send + Sync>;

/// What all connections share.
pub(crate) struct Shared {
    /// The one key that opens the API.
    pub(crate) key: String,
    /// The IDs of the contacts there are, in lower case.
    pub(crate) contacts: Mutex<BTreeSet<String>>,
    /// All requests up to now, in the order in which their bodies ended.
    pub(crate) requests: Mutex<Vec<Recorded>>,
    /// How many answers were given, from which the request IDs are made.
    pub(crate) answered: AtomicUsize,
    /// Who wants to hear of each answer.
    pub(crate) observer: Option<Observer>,
}

/// The routes of the API, over the state that they share.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v2/contacts/{id}", delete(delete_contact))
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(async || answer::no_such_route())
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), record))
        .with_state(shared)
}

/// Whether `id` has the form of a contact ID: 24 hexadecimal digits.
pub(crate) fn is_contact_id(id: &str) -> bool {
    id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Takes a lock that can't be left in a bad state: what it guards is changed by single calls.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn delete_contact(
    State(shared): State<Arc<Shared>>,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    if !has_key(&headers, &shared.key) {
        return answer::unauthorized();
    }
    // Rejected is what isn't UTF-8 once it is percent-decoded, and so isn't hexadecimal digits.
    let id = match id {
        Ok(Path(id)) if is_contact_id(&id) => id.to_ascii_lowercase(),
        _ => return answer::invalid_id(),
    };
    if lock(&shared.contacts).remove(&id) { answer::deleted(&id) } else { answer::contact_not_found() }
}

async fn method_not_allowed() -> Response {
    let allow = [(ALLOW, HeaderValue::from_static("DELETE"))];
    (allow, answer::method_not_allowed()).into_response()
}

/// Whether there is one `Authorization` header, and it holds the key. The scheme's case doesn't matter (RFC 9110, section 11.1).
fn has_key(headers: &HeaderMap, key: &str) -> bool {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    let credentials = value.to_str().ok().and_then(|value| value.split_once(' '));
    credentials.is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && token == key)
}

/// Remembers the request before it is answered, and gives the answer an ID.
async fn record(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY_LIMIT).await;
    let recorded = Recorded {
        method: parts.method.clone(),
        uri: parts.uri.clone(),
        headers: parts.headers.clone(),
        body: body.as_ref().cloned().unwrap_or_default(),
    };
    lock(&shared.requests).push(recorded.clone());
    let mut response = match body {
        Ok(body) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Err(_) => answer::unreadable_body(),
    };
    let number = shared.answered.fetch_add(1, Ordering::Relaxed) + 1;
    if let Ok(id) = HeaderValue::from_str(&format!("fake-{number}")) {
        response.headers_mut().insert("x-request-id", id);
    }
    if let Some(observer) = &shared.observer {
        observer(&recorded, response.status());
    }
    response
}
