//! A small API, written as the generator writes one.

use crate::runtime::json;
use crate::runtime::{
    Api, ClientBuilder, Credential, CredentialLocation, Failure, InvalidArgument, Operation, Request, RequestParts,
    Response, Security, UnexpectedResponse,
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
    base_url: Some("https://api.example.com"),
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
    base_url: Some("https://open.example.com"),
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
    Other(json::UnknownString),
}

impl json::OpenStringEnum for SampleVersion {
    fn known(value: &str) -> Option<Self> {
        Some(match value {
            "2026-01-01.nova" => Self::V2026_01_01Nova,
            "2025-12-12.clover" => Self::V2025_12_12Clover,
            _ => return None,
        })
    }

    fn unknown(value: json::UnknownString) -> Self {
        Self::Other(value)
    }

    fn wire(&self) -> &str {
        match self {
            Self::V2026_01_01Nova => "2026-01-01.nova",
            Self::V2025_12_12Clover => "2025-12-12.clover",
            Self::Other(other) => other.as_str(),
        }
    }
}

json::open_string_enum!(SampleVersion);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactObject {
    Contact,
}

impl json::StringEnum for ContactObject {
    const VALUES: &'static [&'static str] = &["contact"];

    fn known(value: &str) -> Option<Self> {
        Some(match value {
            "contact" => Self::Contact,
            _ => return None,
        })
    }

    fn wire(&self) -> &str {
        match self {
            Self::Contact => "contact",
        }
    }
}

json::string_enum!(ContactObject);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorStatus {
    BadRequest,
    NotFound,
    Other(json::UnknownInteger),
}

impl json::OpenIntegerEnum for ErrorStatus {
    fn known(value: i64) -> Option<Self> {
        Some(match value {
            400 => Self::BadRequest,
            404 => Self::NotFound,
            _ => return None,
        })
    }

    fn unknown(value: json::UnknownInteger) -> Self {
        Self::Other(value)
    }

    fn wire(&self) -> i64 {
        match self {
            Self::BadRequest => 400,
            Self::NotFound => 404,
            Self::Other(other) => other.get(),
        }
    }
}

json::open_integer_enum!(ErrorStatus);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    Low,
    High,
}

impl json::IntegerEnum for Level {
    const VALUES: &'static [i64] = &[1, 2];

    fn known(value: i64) -> Option<Self> {
        Some(match value {
            1 => Self::Low,
            2 => Self::High,
            _ => return None,
        })
    }

    fn wire(&self) -> i64 {
        match self {
            Self::Low => 1,
            Self::High => 2,
        }
    }
}

json::integer_enum!(Level);

#[derive(Debug, Clone, PartialEq)]
pub struct DeletedContact {
    pub id: String,
    pub object: ContactObject,
    pub deleted: json::True,
    pub param: Option<String>,
}

impl json::Decode for DeletedContact {
    #[inline]
    fn decode(value: &json::Value<'_>) -> Result<Self, json::Error> {
        let object = json::Object::of(value)?;
        Ok(Self {
            id: object.required("id")?,
            object: object.required("object")?,
            deleted: object.required("deleted")?,
            param: object.optional("param")?,
        })
    }
}

impl json::Encode for DeletedContact {
    #[inline]
    fn encode(&self) -> json::Value<'_> {
        json::Fields::with_capacity(4)
            .required("id", &self.id)
            .required("object", &self.object)
            .required("deleted", &self.deleted)
            .optional("param", &self.param)
            .into_value()
    }
}

json::serde_bridge!(DeletedContact);

#[derive(Debug, Clone, PartialEq)]
pub struct ErrorEnvelope {
    pub code: String,
    pub status: ErrorStatus,
}

impl json::Decode for ErrorEnvelope {
    #[inline]
    fn decode(value: &json::Value<'_>) -> Result<Self, json::Error> {
        let object = json::Object::of(value)?;
        let error: json::Any = object.required("error")?;
        let error = json::Object::of(&error).map_err(|e| e.inside("error"))?;
        Ok(Self { code: error.required("code")?, status: error.required("status")? })
    }
}

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

    fn read(response: &Response) -> Result<DeletedContact, Failure<ContactDeleteError>> {
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

    fn read(response: &Response) -> Result<(), Failure<ContactDeleteError>> {
        match response.status().as_u16() {
            204 => response.empty(),
            _ => response.other(),
        }
    }
}

/// A `GET` that needs both keys.
pub struct ContactAuditOperation;

impl Operation for ContactAuditOperation {
    type Output = json::Any;
    type Error = ContactDeleteError;

    const ID: &'static str = "auditContacts";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/v2/audit";
    const SECURITY: Security = &[&[&API_KEY, &SECOND_KEY]];

    fn write(&self, _: &mut RequestParts) -> Result<(), InvalidArgument> {
        Ok(())
    }

    fn read(response: &Response) -> Result<json::Any, Failure<ContactDeleteError>> {
        response.value()
    }
}
