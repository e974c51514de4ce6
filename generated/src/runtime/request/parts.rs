use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, header};

use crate::runtime::ParameterValue;
use crate::runtime::body::RequestBody;
use crate::runtime::json::{self, Encode};
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::parameter;
use crate::runtime::wire::path::{self, Variable};
use crate::runtime::wire::structure;
use crate::runtime::wire::{cookie, headers};

/// The parameters and the body of an operation, as its request carries them. For a query or header parameter that is
/// `None`, the client's value is used, if it has one.
#[doc(hidden)]
#[derive(Default)]
pub struct RequestParts {
    pub(crate) variables: Vec<Variable>,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    /// The pairs of `Cookie`.
    pub(crate) cookies: String,
    pub(crate) body: Option<RequestBody>,
    /// The parameters that the client has values of.
    pub(crate) shared: Vec<SharedParameter>,
}

/// A parameter with the client's value of it, for all operations that have the parameter.
#[derive(Clone)]
pub(crate) struct SharedParameter {
    pub(crate) location: SharedLocation,
    pub(crate) name: &'static str,
    pub(crate) value: Arc<str>,
}

/// Where requests carry a shared parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SharedLocation {
    Header,
    Query,
}

impl SharedParameter {
    pub(crate) fn is(&self, location: SharedLocation, name: &str) -> bool {
        self.location == location
            && match location {
                SharedLocation::Header => self.name.eq_ignore_ascii_case(name),
                SharedLocation::Query => self.name == name,
            }
    }
}

impl RequestParts {
    /// Sets a variable of the path. All but unreserved characters (RFC 3986, section 2.3) are percent-encoded, so that
    /// the value stays within its segment.
    pub fn path<T: ParameterValue + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), InvalidArgument> {
        self.variables.push(Variable::new(name, &parameter::text(name, value)?)?);
        Ok(())
    }

    /// Adds a parameter to the query.
    pub fn query<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value_of(value, &self.shared, SharedLocation::Query, name)? {
            path::push_query(&mut self.query, name, &value);
        }
        Ok(())
    }

    /// Sets a header.
    pub fn header<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value_of(value, &self.shared, SharedLocation::Header, name)? {
            let (name, value) = headers::header(name, &value)?;
            headers::insert(&mut self.headers, name, value)?;
        }
        Ok(())
    }

    /// Adds a cookie. Percent signs and what its value can't have are percent-encoded; control characters are refused.
    pub fn cookie<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        value.map_or(Ok(()), |value| cookie::push(&mut self.cookies, name, &parameter::text(name, value)?))
    }

    /// Adds a whole query, which the caller has percent-encoded.
    pub fn query_string<T: ParameterValue + ?Sized>(&mut self, value: Option<&T>) -> Result<(), InvalidArgument> {
        value.map_or(Ok(()), |value| path::push_encoded(&mut self.query, &parameter::text("query", value)?))
    }

    /// Sets the body to a value, as JSON.
    pub fn json_body<T: Encode + ?Sized>(
        &mut self,
        content_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let body = structure::json("body", value)?;
        self.set_body(content_type, RequestBody::Bytes(body.into()))
    }

    /// Sets the body to an object as JSON, in which a member is `true` whatever the value says.
    pub fn json_body_with_true<T: Encode + ?Sized>(
        &mut self,
        content_type: &'static str,
        value: &T,
        member: &str,
    ) -> Result<(), InvalidArgument> {
        let body = structure::json("body", value)?;
        let body = json::with_true(&String::from_utf8_lossy(&body), member);
        self.set_body(content_type, RequestBody::Bytes(body.into()))
    }

    /// Sets the body, and its content type unless a parameter has set one.
    pub(crate) fn set_body(
        &mut self,
        content_type: impl Into<Bytes>,
        body: RequestBody,
    ) -> Result<(), InvalidArgument> {
        let content_type = headers::header_value("content-type", content_type)?;
        if !self.headers.contains_key(header::CONTENT_TYPE) {
            headers::insert(&mut self.headers, header::CONTENT_TYPE, content_type)?;
        }
        self.body = Some(body);
        Ok(())
    }
}

/// The text of the parameter's value, or else of the client's value.
fn value_of<'v, T: ParameterValue + ?Sized>(
    value: Option<&'v T>,
    shared: &'v [SharedParameter],
    location: SharedLocation,
    name: &str,
) -> Result<Option<Cow<'v, str>>, InvalidArgument> {
    match value {
        Some(value) => parameter::text(name, value).map(Some),
        None => Ok(shared.iter().find(|known| known.is(location, name)).map(|known| Cow::Borrowed(&*known.value))),
    }
}

/// Shows no values.
impl fmt::Debug for RequestParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestParts").finish_non_exhaustive()
    }
}
