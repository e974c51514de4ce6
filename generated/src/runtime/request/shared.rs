use std::sync::Arc;

/// A parameter that a client has a value of, for all operations that have the parameter.
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

/// The client's value of this parameter, if it has one.
pub(crate) fn value(shared: &[SharedParameter], location: SharedLocation, name: &str) -> Option<Arc<str>> {
    shared.iter().find(|parameter| parameter.is(location, name)).map(|parameter| Arc::clone(&parameter.value))
}
