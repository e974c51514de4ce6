//! What a call tells `tracing`: nothing without the feature.
//!
//! Method, path template, status, attempt and times; never a URL, a header, a body or what a parameter holds.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{Span, Trace};
#[cfg(feature = "tracing")]
pub(crate) use on::{Span, Trace};
