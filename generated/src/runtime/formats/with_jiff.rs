//! Conversions to and from the types of `jiff`.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp, ZonedDateTime, civil};

use super::error::convert;
use super::{ConversionError, Date, DateTime, Duration, Time, calendar, duration};

/// In UTC.
impl From<Timestamp> for DateTime {
    fn from(value: Timestamp) -> Self {
        calendar::Timestamp::new(value.as_second(), value.subsec_nanosecond(), 0).to_text().into()
    }
}

/// `jiff` has no leap seconds, and its last day is 9999-12-30.
impl TryFrom<&DateTime> for Timestamp {
    type Error = ConversionError;

    fn try_from(value: &DateTime) -> Result<Self, ConversionError> {
        convert("date-time", calendar::date_time(value.as_str()), |moment| {
            let timestamp = moment.timestamp().without_leap();
            Self::new(timestamp.seconds, timestamp.nanos.try_into().ok()?).ok()
        })
    }
}

/// With the offset of the time zone, and without its name.
impl From<ZonedDateTime> for DateTime {
    fn from(value: ZonedDateTime) -> Self {
        let (time, offset) = (value.timestamp(), value.offset().seconds());
        calendar::Timestamp::new(time.as_second(), time.subsec_nanosecond(), offset).to_text().into()
    }
}

/// The time zone is the offset of the text.
impl TryFrom<&DateTime> for ZonedDateTime {
    type Error = ConversionError;

    fn try_from(value: &DateTime) -> Result<Self, ConversionError> {
        let time = Timestamp::try_from(value)?;
        convert("date-time", calendar::date_time(value.as_str()), |moment| {
            let offset = Offset::from_seconds(i32::from(moment.timestamp().offset) * 60).ok()?;
            Some(time.to_zoned_datetime(TimeZone::fixed(offset)))
        })
    }
}

/// A year before 0 makes a text that isn't valid.
impl From<civil::Date> for Date {
    fn from(value: civil::Date) -> Self {
        calendar::date_text(value.year().into(), value.month().into(), value.day().into()).into()
    }
}

impl TryFrom<&Date> for civil::Date {
    type Error = ConversionError;

    fn try_from(value: &Date) -> Result<Self, ConversionError> {
        convert("date", calendar::date(value.as_str()), |day| {
            Self::new(day.year.try_into().ok()?, day.month.try_into().ok()?, day.day.try_into().ok()?).ok()
        })
    }
}

/// Without an offset.
impl From<civil::Time> for Time {
    fn from(value: civil::Time) -> Self {
        let clock = [value.hour(), value.minute(), value.second()].map(|part| part.unsigned_abs().into());
        calendar::time_text(clock, value.subsec_nanosecond().unsigned_abs()).into()
    }
}

/// Fails for a leap second.
impl TryFrom<&Time> for civil::Time {
    type Error = ConversionError;

    fn try_from(value: &Time) -> Result<Self, ConversionError> {
        convert("time", calendar::time(value.as_str()), |clock| {
            let [hour, minute, second] = [clock.hour, clock.minute, clock.second].map(|part| part as i8);
            Self::new(hour, minute, second, clock.nanos().try_into().ok()?).ok()
        })
    }
}

impl From<SignedDuration> for Duration {
    fn from(value: SignedDuration) -> Self {
        duration::text(value.is_negative(), value.as_secs().unsigned_abs(), value.subsec_nanos().unsigned_abs()).into()
    }
}

/// Fails for years and months, whose length depends on the calendar.
impl TryFrom<&Duration> for SignedDuration {
    type Error = ConversionError;

    fn try_from(value: &Duration) -> Result<Self, ConversionError> {
        convert("duration", duration::span(value.as_str()), |span| {
            span.seconds().map(|(seconds, nanos)| Self::new(seconds, nanos))
        })
    }
}

impl From<Span> for Duration {
    fn from(value: Span) -> Self {
        value.to_string().into()
    }
}

/// Of a fraction, `jiff` takes nine digits.
impl TryFrom<&Duration> for Span {
    type Error = ConversionError;

    fn try_from(value: &Duration) -> Result<Self, ConversionError> {
        convert("duration", duration::span(value.as_str()), |_| value.as_str().parse().ok())
    }
}
