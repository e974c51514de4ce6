//! Conversions to and from the types of the standard library, and the parts of dates.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::{self, SystemTime};

use super::calendar::{self, Timestamp};
use super::error::convert;
use super::{ConversionError, Date, DateTime, Duration, Ipv4, Ipv6, duration};

impl Date {
    /// The year, if the text is valid.
    pub fn year(&self) -> Option<u16> {
        calendar::date(self.as_str()).map(|day| day.year)
    }

    /// The month, from 1 on, if the text is valid.
    pub fn month(&self) -> Option<u8> {
        calendar::date(self.as_str()).map(|day| day.month)
    }

    /// The day of the month, from 1 on, if the text is valid.
    pub fn day(&self) -> Option<u8> {
        calendar::date(self.as_str()).map(|day| day.day)
    }
}

/// In UTC. A year of more than four digits makes a text that isn't valid.
impl From<SystemTime> for DateTime {
    fn from(value: SystemTime) -> Self {
        let (is_before, distance) = match value.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (false, after),
            Err(error) => (true, error.duration()),
        };
        let seconds = i64::try_from(distance.as_secs()).unwrap_or(i64::MAX);
        let nanos = distance.subsec_nanos() as i32;
        let (seconds, nanos) = if is_before { (-seconds, -nanos) } else { (seconds, nanos) };
        Timestamp::new(seconds, nanos, 0).to_text().into()
    }
}

impl TryFrom<&DateTime> for SystemTime {
    type Error = ConversionError;

    fn try_from(value: &DateTime) -> Result<Self, ConversionError> {
        convert("date-time", calendar::date_time(value.as_str()), |moment| {
            let Timestamp { seconds, nanos, .. } = moment.timestamp().without_leap();
            let distance = time::Duration::from_secs(seconds.unsigned_abs());
            let second = match seconds {
                0.. => Self::UNIX_EPOCH.checked_add(distance),
                _ => Self::UNIX_EPOCH.checked_sub(distance),
            };
            second?.checked_add(time::Duration::from_nanos(nanos.into()))
        })
    }
}

impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        duration::text(false, value.as_secs(), value.subsec_nanos()).into()
    }
}

/// Fails for years and months, whose length depends on the calendar, and for what is less than nothing.
impl TryFrom<&Duration> for time::Duration {
    type Error = ConversionError;

    fn try_from(value: &Duration) -> Result<Self, ConversionError> {
        convert("duration", duration::span(value.as_str()), |span| {
            let (seconds, nanos) = span.seconds()?;
            Some(Self::new(seconds.try_into().ok()?, nanos.try_into().ok()?))
        })
    }
}

macro_rules! addresses {
    ($($name:ident: $type:ty, $format:literal;)*) => {$(
        impl From<$type> for $name {
            fn from(value: $type) -> Self {
                value.to_string().into()
            }
        }

        impl TryFrom<&$name> for $type {
            type Error = ConversionError;

            fn try_from(value: &$name) -> Result<Self, ConversionError> {
                convert($format, value.as_str().parse().ok(), Some)
            }
        }
    )*};
}

addresses! {
    Ipv4: Ipv4Addr, "ipv4";
    Ipv6: Ipv6Addr, "ipv6";
}
