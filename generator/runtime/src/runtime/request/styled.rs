//! Parameters that are lists, objects, any JSON, or in a style that is not their place's own.

use super::parts::RequestParts;
use crate::runtime::json::Encode;
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::path::{self, Variable};
use crate::runtime::wire::structure::{self, Node};
use crate::runtime::wire::style::{self, ParameterStyle};
use crate::runtime::wire::{cookie, form, headers, percent};

impl RequestParts {
    /// Sets a variable of the path, in a style.
    pub fn path_as<T: Encode + ?Sized>(
        &mut self,
        style: ParameterStyle,
        name: &'static str,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let expanded = style::path(name, &style.read(name, value)?, style)?;
        self.variables.push(Variable::expanded(name, expanded));
        Ok(())
    }

    /// Adds a parameter to the query, in a style.
    pub fn query_as<T: Encode + ?Sized>(
        &mut self,
        style: ParameterStyle,
        name: &str,
        value: Option<&T>,
    ) -> Result<(), InvalidArgument> {
        let Some(value) = value else { return Ok(()) };
        let parameters = style::query(name, &style.read(name, value)?, style)?;
        self.push_parameters(&parameters);
        Ok(())
    }

    /// Sets a header, in a style.
    pub fn header_as<T: Encode + ?Sized>(
        &mut self,
        style: ParameterStyle,
        name: &str,
        value: Option<&T>,
    ) -> Result<(), InvalidArgument> {
        let Some(value) = value else { return Ok(()) };
        if let Some(value) = style::header(name, &style.read(name, value)?, style)? {
            let (name, value) = headers::header(name, &value)?;
            headers::insert(&mut self.headers, name, value)?;
        }
        Ok(())
    }

    /// Adds a cookie, in a style.
    pub fn cookie_as<T: Encode + ?Sized>(
        &mut self,
        style: ParameterStyle,
        name: &str,
        value: Option<&T>,
    ) -> Result<(), InvalidArgument> {
        let Some(value) = value else { return Ok(()) };
        self.push_cookies(style, name, &style.read(name, value)?)
    }

    /// Sets the whole query: to the members of an object, or to JSON.
    pub fn query_string_as<T: Encode + ?Sized>(
        &mut self,
        style: ParameterStyle,
        name: &str,
        value: Option<&T>,
    ) -> Result<(), InvalidArgument> {
        let Some(value) = value else { return Ok(()) };
        let json = structure::json(name, value)?;
        let query = match style == ParameterStyle::JSON {
            true => percent::encode(&String::from_utf8_lossy(&json)),
            false => form::write(&json, &[]).map_err(|_| InvalidArgument::new(name, "must be an object"))?,
        };
        path::join_query(&mut self.query, &query);
        Ok(())
    }

    fn push_parameters(&mut self, parameters: &[String]) {
        for parameter in parameters {
            path::join_query(&mut self.query, parameter);
        }
    }

    fn push_cookies(&mut self, style: ParameterStyle, name: &str, value: &Node) -> Result<(), InvalidArgument> {
        for (name, value) in style::cookies(name, value, style, &|text| cookie::encode(name, text))? {
            cookie::push_encoded(&mut self.cookies, &name, &value)?;
        }
        Ok(())
    }
}
