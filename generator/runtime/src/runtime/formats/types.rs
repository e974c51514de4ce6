//! The types, and what all of them have.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::{base64, calendar, duration, syntax};
use crate::runtime::ParameterValue;
use crate::runtime::json::{self, Decode, Encode, Error, IntoNullable, Reader, Writer};

/// What a text means, or the text if it isn't valid. What is valid comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Meaning<'a, T> {
    Valid(T),
    Invalid(&'a str),
}

/// Makes a type by what its texts mean: values of a type with a total order, or `None` for a text that isn't valid.
macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident: $meaning:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(String);

        impl $name {
            /// The text, as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the text is of the format.
            pub fn is_valid(&self) -> bool {
                matches!(self.meaning(), Meaning::Valid(_))
            }

            fn meaning(&self) -> Meaning<'_, impl Ord + Hash> {
                ($meaning)(&self.0).map_or(Meaning::Invalid(&self.0), Meaning::Valid)
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.meaning().cmp(&other.meaning())
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0 || self.meaning() == other.meaning()
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.meaning().hash(state);
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl IntoNullable<$name> for &str {
            fn into_nullable(self) -> Option<$name> {
                Some(self.into())
            }
        }

        impl IntoNullable<$name> for String {
            fn into_nullable(self) -> Option<$name> {
                Some(self.into())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(text.into())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                String::decode(reader).map(Self)
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
                self.0.encode(writer)
            }
        }

        impl ParameterValue for $name {
            fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
                self.0.to_parameter()
            }
        }

        json::serde_traits!($name);
    )*};
}

formats! {
    /// A date and a time with an offset (RFC 3339): `2020-01-01T00:00:00Z`. Date-times compare as instants.
    ///
    /// A leap second is the second 60 of the last minute of a day in UTC. Where the other type of a conversion has no
    /// leap seconds, it is the first second of the day after.
    DateTime: |text| calendar::date_time(text).map(|moment| moment.instant());

    /// A date (RFC 3339): `2020-01-31`.
    Date: calendar::date;

    /// A time of the day (RFC 3339): `12:30:00.5+01:00`. The offset may be left out, as many servers do.
    ///
    /// Times with an offset compare as in UTC. They are less than those without one. A conversion to a type that has no
    /// offset takes the time as it is written.
    Time: |text| calendar::time(text).map(|time| time.in_utc());

    /// A duration (ISO 8601, as in appendix A of RFC 3339): `P1Y2M3DT4H5M6.5S`, `P2W`. It may have a sign.
    ///
    /// A fraction has up to 18 digits, and all of it is less than 10^20 seconds. A day compares as 24 hours. A month is
    /// as long as on average, 365.2425 days by 12, and no month equals a number of days.
    Duration: duration::span;

    /// A UUID (RFC 9562): `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`. The case of the digits doesn't matter.
    Uuid: syntax::uuid;

    /// Bytes in base64 (RFC 4648), of the standard or the URL-safe alphabet, with or without padding.
    ///
    /// Values compare by their bytes.
    Base64: base64::decode;

    /// A URI or an IRI, or a relative reference to one (RFC 3986, RFC 3987). It compares as text.
    Uri: syntax::uri;

    /// An address for e-mail (RFC 5321, RFC 6531). It compares as text.
    Email: syntax::email;

    /// An address of IP version 4: `127.0.0.1`.
    Ipv4: |text: &str| text.parse::<Ipv4Addr>().ok();

    /// An address of IP version 6: `::1`.
    Ipv6: |text: &str| text.parse::<Ipv6Addr>().ok();

    /// A decimal number of any size and precision: `10.50`. It may have an exponent.
    ///
    /// Numbers compare by value: `1` and `1.00` are equal.
    Decimal: json::Decimal::parse;
}
