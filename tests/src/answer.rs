//! The answers of the API: their status codes and their JSON.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The confirmation that the contact `id` was deleted.
pub(crate) fn deleted(id: &str) -> Response {
    Json(json!({ "id": id, "object": "contact", "deleted": true })).into_response()
}

/// The documented answer to an ID that isn't 24 hexadecimal digits.
pub(crate) fn invalid_id() -> Response {
    Failure {
        status: StatusCode::BAD_REQUEST,
        kind: "invalid_request_error",
        code: "invalid_id",
        message: "The ID must be 24 hexadecimal digits",
        param: Some("id"),
    }
    .into_response()
}

/// The documented answer to an ID that no contact has.
pub(crate) fn contact_not_found() -> Response {
    Failure {
        status: StatusCode::NOT_FOUND,
        kind: "invalid_request_error",
        code: "contact_not_found",
        message: "No contact exists with this ID",
        param: None,
    }
    .into_response()
}

/// The answer to a request without the right key. The documentation says nothing of it: the type and the code are guesses.
pub(crate) fn unauthorized() -> Response {
    Failure {
        status: StatusCode::UNAUTHORIZED,
        kind: "authentication_error",
        code: "invalid_api_key",
        message: "The API key is missing or wrong",
        param: None,
    }
    .into_response()
}

/// The answer to a path that the API doesn't have. A guess, like [`unauthorized`].
pub(crate) fn no_such_route() -> Response {
    Failure {
        status: StatusCode::NOT_FOUND,
        kind: "invalid_request_error",
        code: "route_not_found",
        message: "The API has no such path",
        param: None,
    }
    .into_response()
}

/// The answer to a method that the path doesn't have. A guess, like [`unauthorized`].
pub(crate) fn method_not_allowed() -> Response {
    Failure {
        status: StatusCode::METHOD_NOT_ALLOWED,
        kind: "invalid_request_error",
        code: "method_not_allowed",
        message: "The path has no such method",
        param: None,
    }
    .into_response()
}

/// The answer to a body that can't be read: cut off, or too large. A guess, like [`unauthorized`].
pub(crate) fn unreadable_body() -> Response {
    Failure {
        status: StatusCode::BAD_REQUEST,
        kind: "invalid_request_error",
        code: "unreadable_body",
        message: "The body was cut off, or is too large",
        param: None,
    }
    .into_response()
}

/// A failure in the API's error envelope.
struct Failure {
    status: StatusCode,
    kind: &'static str,
    code: &'static str,
    message: &'static str,
    param: Option<&'static str>,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut error = json!({ "type": self.kind, "code": self.code, "message": self.message });
        if let Some(param) = self.param {
            error["param"] = json!(param);
        }
        error["status"] = json!(self.status.as_u16());
        (self.status, Json(json!({ "error": error }))).into_response()
    }
}
