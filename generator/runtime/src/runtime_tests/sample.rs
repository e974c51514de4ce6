//! A small API, written as the generator writes one.

use crate::runtime::json;
use crate::runtime::{
    Api, ClientBuilder, Credential, CredentialLocation, Failure, InvalidArgument, Operation, Request, RequestParts,
    Response, Security, ServerObject, UnexpectedResponse,
};

pub static API_KEY: Credential =
    Credential { scheme: "bearerAuth", name: "api_key", env: "SAMPLE_API_KEY", location: CredentialLocation::Bearer };

pub static SECOND_KEY: Credential = Credential {
    scheme: "secondKey",
    name: "second_key",
    env: "SAMPLE_SECOND_KEY",
    location: CredentialLocation::Header("x-second-key"),
};

pub static API: Api = Api {
    title: "Sample",
    servers: &[ServerObject::at("https://api.example.com")],
    base_url_env: "SAMPLE_BASE_URL",
    user_agent: "sample-rust/0.1.0",
    credentials: &[&API_KEY, &SECOND_KEY],
    credential_required: true,
    attempt_header: Some("x-attempt"),
    idempotency_keys: false,
};

/// An API without credentials.
pub const OPEN: Api = Api {
    title: "Open",
    servers: &[ServerObject::at("https://open.example.com")],
    base_url_env: "OPEN_BASE_URL",
    user_agent: "open-rust/0.1.0",
    credentials: &[],
    credential_required: false,
    attempt_header: None,
    idempotency_keys: false,
};

/// A client of this base URL with a key.
pub fn builder(base_url: &str) -> ClientBuilder {
    ClientBuilder::new(&API).base_url(base_url).credential(&API_KEY, "secret-key")
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SampleVersion {
    V2026_01_01Nova,
    V2025_12_12Clover,
    Other(json::UnknownValue<String>),
}

json::open_enum!(SampleVersion: String {
    V2026_01_01Nova = "2026-01-01.nova",
    V2025_12_12Clover = "2025-12-12.clover",
});

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactObject {
    Contact,
}

json::closed_enum!(ContactObject: String {
    Contact = "contact",
});

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorStatus {
    BadRequest,
    NotFound,
    Other(json::UnknownValue<i64>),
}

json::open_enum!(ErrorStatus: i64 {
    BadRequest = 400,
    NotFound = 404,
});

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    Low,
    High,
}

json::closed_enum!(Level: i64 {
    Low = 1,
    High = 2,
});

#[derive(Debug, Clone, PartialEq)]
pub struct DeletedContact {
    pub id: String,
    pub object: ContactObject,
    pub deleted: json::True,
    pub param: Option<String>,
}

json::object!(DeletedContact {
    id: required "id",
    object: required "object",
    deleted: required "deleted",
    param: optional "param",
});

#[derive(Debug, Clone, PartialEq)]
pub struct ErrorEnvelope {
    pub error: ErrorDetails,
}

json::object!(ErrorEnvelope {
    error: required "error",
});

#[derive(Debug, Clone, PartialEq)]
pub struct ErrorDetails {
    pub code: String,
    pub status: ErrorStatus,
}

json::object!(ErrorDetails {
    code: required "code",
    status: required "status",
});

#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ContactDeleteError {
    BadRequest(ErrorEnvelope),
    NotFound(ErrorEnvelope),
    Other(UnexpectedResponse),
}

crate::runtime::api_error!(ContactDeleteError { BadRequest = "400 Bad Request", NotFound = "404 Not Found" });
crate::runtime::envelope!(ContactDeleteError: ErrorEnvelope { BadRequest, NotFound });

#[derive(Debug, Clone, Default)]
pub struct ContactDeleteParams {
    sample_version: Option<SampleVersion>,
    limit: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct ContactDeleteOperation {
    id: String,
    params: ContactDeleteParams,
}

impl Operation for ContactDeleteOperation {
    type Output = DeletedContact;
    type Error = ContactDeleteError;

    const ID: &'static str = "deleteContact";
    const METHOD: &'static str = "DELETE";
    const PATH: &'static str = "/v2/contacts/{id}";
    const SECURITY: Security = &[&[&API_KEY]];

    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument> {
        parts.path("id", &self.id)?;
        parts.header("Sample-Version", self.params.sample_version.as_ref())?;
        parts.query("limit", self.params.limit.as_ref())?;
        Ok(())
    }

    fn read(response: &mut Response) -> Result<DeletedContact, Failure<ContactDeleteError>> {
        match response.status().as_u16() {
            200 => response.value(),
            400 => response.error(ContactDeleteError::BadRequest),
            404 => response.error(ContactDeleteError::NotFound),
            _ => response.other(),
        }
    }
}

pub type ContactDelete<'c, C> = Request<'c, C, ContactDeleteOperation>;

/// `client.contacts().delete(id)`
pub fn delete<C>(client: &C, id: impl Into<String>) -> ContactDelete<'_, C> {
    Request::new(client, ContactDeleteOperation { id: id.into(), params: ContactDeleteParams::default() })
}

impl<C> ContactDelete<'_, C> {
    pub fn sample_version(mut self, version: impl Into<SampleVersion>) -> Self {
        self.operation.params.sample_version = Some(version.into());
        self
    }

    pub fn limit(mut self, limit: i64) -> Self {
        self.operation.params.limit = Some(limit);
        self
    }
}

/// A `POST` that answers nothing, and needs both keys, or none.
pub struct ContactMergeOperation {
    pub name: String,
}

impl Operation for ContactMergeOperation {
    type Output = ();
    type Error = ContactDeleteError;

    const ID: &'static str = "mergeContacts";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/v2/contacts:merge";
    const SECURITY: Security = &[&[], &[&API_KEY, &SECOND_KEY]];

    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument> {
        parts.json_body("application/json", &self.name)
    }

    fn read(response: &mut Response) -> Result<(), Failure<ContactDeleteError>> {
        match response.status().as_u16() {
            204 => response.empty(),
            _ => response.other(),
        }
    }
}

/// A `GET` that needs both keys.
pub struct ContactAuditOperation;

impl Operation for ContactAuditOperation {
    type Output = serde_json::Value;
    type Error = ContactDeleteError;

    const ID: &'static str = "auditContacts";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/v2/audit";
    const SECURITY: Security = &[&[&API_KEY, &SECOND_KEY]];

    fn write(&self, _: &mut RequestParts) -> Result<(), InvalidArgument> {
        Ok(())
    }

    fn read(response: &mut Response) -> Result<serde_json::Value, Failure<ContactDeleteError>> {
        response.value()
    }
}
