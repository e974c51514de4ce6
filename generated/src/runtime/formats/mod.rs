//! Strings of a known format: dates and times, UUIDs, addresses, bytes, decimal numbers.
//!
//! A value holds the text as it came, and is sent as it is. Any text is taken, so that a server's odd date fails no
//! call; `is_valid` tells whether the text is of the format. Values compare by what they mean: two date-times are equal
//! if they are the same instant, two UUIDs whatever the case of their digits. Texts that aren't valid compare as texts,
//! and are greater than those that are.
//!
//! ```
#![doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::formats;")]
//! use std::time::{Duration, SystemTime};
//!
//! use formats::{ConversionError, Date, DateTime};
//!
//! # fn main() -> Result<(), ConversionError> {
//! let created = DateTime::from("2020-01-01T01:00:00+01:00");
//! assert_eq!(created, DateTime::from("2020-01-01T00:00:00Z"));
//! assert_eq!(created.as_str(), "2020-01-01T01:00:00+01:00");
//! assert_eq!(SystemTime::try_from(&created)?, SystemTime::UNIX_EPOCH + Duration::from_secs(1_577_836_800));
//! let error = SystemTime::try_from(&DateTime::from("yesterday")).unwrap_err();
//! assert_eq!(error.to_string(), "the text is not a valid date-time");
//!
//! assert_eq!(Date::from("2020-02-29").day(), Some(29));
//! assert!(!Date::from("2019-02-29").is_valid());
//!
//! // The feature `chrono` is off by default, as are `jiff`, `time`, `uuid` and `url`.
//! # #[cfg(feature = "chrono")] {
//! let time = chrono::DateTime::<chrono::FixedOffset>::try_from(&created)?;
//! assert_eq!(DateTime::from(time + chrono::TimeDelta::minutes(90)).as_str(), "2020-01-01T02:30:00+01:00");
//! # }
//! # Ok(())
//! # }
//! ```

// `calendar`, `duration`, `base64` and `syntax` read texts, `types` makes the types, and the others convert them.

mod base64;
mod calendar;
mod duration;
mod error;
mod std_types;
mod syntax;
mod types;
#[cfg(feature = "chrono")]
mod with_chrono;
#[cfg(feature = "jiff")]
mod with_jiff;
#[cfg(feature = "time")]
mod with_time;
#[cfg(feature = "url")]
mod with_url;
#[cfg(feature = "uuid")]
mod with_uuid;

pub use error::ConversionError;
pub use types::{Base64, Date, DateTime, Decimal, Duration, Email, Ipv4, Ipv6, Time, Uri, Uuid};
