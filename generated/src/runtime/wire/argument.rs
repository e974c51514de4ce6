use std::fmt;

use crate::runtime::text;

/// An argument that can't be sent. It shows the parameter and the rule that was broken, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidArgument {
    parameter: String,
    rule: &'static str,
}

impl InvalidArgument {
    pub(crate) fn new(parameter: &str, rule: &'static str) -> Self {
        Self { parameter: text::clean(parameter, 60), rule }
    }

    /// The name of the parameter, as the API spells it.
    pub fn parameter(&self) -> &str {
        &self.parameter
    }
}

impl fmt::Display for InvalidArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid argument `{}`: {}", self.parameter, self.rule)
    }
}

impl std::error::Error for InvalidArgument {}
