use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, header};

use super::shared::{self, SharedLocation, SharedParameter};
use crate::runtime::json::{self, Encode};
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::cookie::Cookie;
use crate::runtime::wire::headers;
use crate::runtime::wire::parameter::ParameterValue;
use crate::runtime::wire::path::{self, Variable};

/// What an operation's parameters and its body add to its request. A parameter that is `None` adds the client's own value
/// of it, if there is one.
#[doc(hidden)]
#[derive(Default)]
pub struct RequestParts {
    pub(crate) variables: Vec<Variable>,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<Cookie>,
    pub(crate) body: Option<Bytes>,
    /// The client's values of parameters.
    pub(crate) shared: Vec<SharedParameter>,
}

impl RequestParts {
    /// Gives a variable of the path its value, percent-encoded but for unreserved characters (RFC 3986, section 2.3),
    /// so that it stays within its segment.
    pub fn path<T: ParameterValue + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), InvalidArgument> {
        let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
        self.variables.push(Variable::new(name, &value)?);
        Ok(())
    }

    /// Adds a parameter to the query.
    pub fn query<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
            path::push_query(&mut self.query, name, &value);
        } else if let Some(value) = shared::value(&self.shared, SharedLocation::Query, name) {
            path::push_query(&mut self.query, name, &value);
        }
        Ok(())
    }

    /// Sets a header.
    pub fn header<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
            self.set_header(name, &value)?;
        } else if let Some(value) = shared::value(&self.shared, SharedLocation::Header, name) {
            self.set_header(name, &value)?;
        }
        Ok(())
    }

    /// Adds a cookie. What its value can't have is percent-encoded, and so is the percent sign; control characters are
    /// refused.
    pub fn cookie<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
            self.cookies.push(Cookie::new(name, &value)?);
        }
        Ok(())
    }

    /// Adds a whole query, which the caller has percent-encoded.
    pub fn query_string<T: ParameterValue + ?Sized>(&mut self, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new("query", rule))?;
            path::push_escaped(&mut self.query, &value)?;
        }
        Ok(())
    }

    /// Sets the body to a value, as JSON.
    pub fn json_body<T: Encode + ?Sized>(
        &mut self,
        content_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let body = json::to_vec(value).map_err(|_| InvalidArgument::new("body", "must have finite numbers only"))?;
        self.set_body(content_type, body.into())
    }

    /// Sets the body to these bytes.
    pub fn bytes_body(&mut self, content_type: &'static str, bytes: &Bytes) -> Result<(), InvalidArgument> {
        self.set_body(content_type, bytes.clone())
    }

    pub(crate) fn set_header(&mut self, name: &str, value: &str) -> Result<(), InvalidArgument> {
        let (name, value) = headers::header(name, value)?;
        headers::insert(&mut self.headers, name, value)
    }

    /// The content type gives way to one that the caller has set by a parameter.
    pub(crate) fn set_body(&mut self, content_type: &str, body: Bytes) -> Result<(), InvalidArgument> {
        let content_type = headers::header_value("content-type", content_type)?;
        if !self.headers.contains_key(header::CONTENT_TYPE) {
            headers::insert(&mut self.headers, header::CONTENT_TYPE, content_type)?;
        }
        self.body = Some(body);
        Ok(())
    }
}

/// Shows no value.
impl fmt::Debug for RequestParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestParts").finish_non_exhaustive()
    }
}
