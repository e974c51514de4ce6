use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, header};

use super::argument::InvalidArgument;
use super::cookie::Cookie;
use super::headers;
use super::json::{self, Encode};
use super::parameter::ParameterValue;
use super::path::{self, Variable};

/// What an operation's parameters add to its request.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # fn example(parts: &mut Parts) -> Result<(), InvalidArgument> {
/// parts.path("id", "a/b")?;
/// parts.query("limit", Some(&10))?;
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct Parts {
    pub(crate) variables: Vec<Variable>,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<Cookie>,
    pub(crate) body: Option<Bytes>,
}

impl Parts {
    /// Gives the variable of the path template its value. Everything in it but letters, digits and `-._~` is
    /// percent-encoded (RFC 3986, section 2.3), so that it stays within its segment.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(parts: &mut Parts) -> Result<(), InvalidArgument> {
    /// parts.path("id", "507f1f77bcf86cd799439011")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the value is empty, or can't be written.
    pub fn path<T: ParameterValue + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), InvalidArgument> {
        let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
        self.variables.push(Variable::new(name, &value)?);
        Ok(())
    }

    /// Adds a parameter to the query, if it is given.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(parts: &mut Parts) -> Result<(), InvalidArgument> {
    /// parts.query("limit", Some(&10))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the value can't be written.
    pub fn query<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
            path::push_query(&mut self.query, name, &value);
        }
        Ok(())
    }

    /// Sets a header, if the parameter is given.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(parts: &mut Parts) -> Result<(), InvalidArgument> {
    /// parts.header("Things-Version", Some("2026-01-01"))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the value has other than visible ASCII characters, or begins or ends with a space; or if the name is none,
    /// or one of a header that belongs to the connection.
    pub fn header<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
            let (name, value) = headers::header(name, &value)?;
            self.headers.insert(name, value);
        }
        Ok(())
    }

    /// Adds a cookie, if the parameter is given. Spaces, quotes, commas, semicolons, backslashes, percent signs and
    /// what isn't ASCII are percent-encoded; all else a cookie's value can have as it is (RFC 6265, section 4.1.1).
    ///
    /// # Errors
    ///
    /// If the value can't be written, or has control characters; or if the name is none of a cookie.
    pub fn cookie<T: ParameterValue + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))?;
            self.cookies.push(Cookie::new(name, &value)?);
        }
        Ok(())
    }

    /// Adds a whole query, percent-encoded by the caller, if it is given.
    ///
    /// # Errors
    ///
    /// If it isn't percent-encoded.
    pub fn query_string<T: ParameterValue + ?Sized>(&mut self, value: Option<&T>) -> Result<(), InvalidArgument> {
        if let Some(value) = value {
            let value = value.to_parameter().map_err(|rule| InvalidArgument::new("query", rule))?;
            path::push_escaped(&mut self.query, &value)?;
        }
        Ok(())
    }

    /// Sets the body to a value, as JSON.
    ///
    /// # Errors
    ///
    /// If the value has a float that is infinite or not a number, or the content type is no header's value.
    pub fn json_body<T: Encode + ?Sized>(
        &mut self,
        content_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let body = json::to_vec(value).map_err(|_| InvalidArgument::new("body", "must have finite numbers only"))?;
        self.set_body(content_type, body.into())
    }

    /// Sets the body to these bytes.
    ///
    /// # Errors
    ///
    /// If the content type is no header's value.
    pub fn bytes_body(&mut self, content_type: &'static str, bytes: &Bytes) -> Result<(), InvalidArgument> {
        self.set_body(content_type, bytes.clone())
    }

    /// The caller may have set a content type of their own, as a parameter.
    pub(crate) fn set_body(&mut self, content_type: &str, body: Bytes) -> Result<(), InvalidArgument> {
        let content_type = headers::header_value("content-type", content_type)?;
        self.headers.entry(header::CONTENT_TYPE).or_insert(content_type);
        self.body = Some(body);
        Ok(())
    }
}

/// Shows no value.
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts").finish_non_exhaustive()
    }
}
