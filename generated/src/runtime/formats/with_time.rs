//! Conversions to and from the types of `time`.

use time::{Month, OffsetDateTime, UtcOffset};

use super::error::convert;
use super::{ConversionError, Date, DateTime, Duration, Time, calendar, duration};

/// A year of other than four digits makes a text that isn't valid.
impl From<OffsetDateTime> for DateTime {
    fn from(value: OffsetDateTime) -> Self {
        let (nanos, offset) = (value.nanosecond() as i32, value.offset().whole_seconds());
        calendar::Timestamp::new(value.unix_timestamp(), nanos, offset).to_text().into()
    }
}

impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = ConversionError;

    fn try_from(value: &DateTime) -> Result<Self, ConversionError> {
        convert("date-time", calendar::date_time(value.as_str()), |moment| {
            let timestamp = moment.timestamp().without_leap();
            let nanos = i128::from(timestamp.seconds) * 1_000_000_000 + i128::from(timestamp.nanos);
            let offset = UtcOffset::from_whole_seconds(i32::from(timestamp.offset) * 60).ok()?;
            Self::from_unix_timestamp_nanos(nanos).ok()?.checked_to_offset(offset)
        })
    }
}

/// A year of other than four digits makes a text that isn't valid.
impl From<time::Date> for Date {
    fn from(value: time::Date) -> Self {
        calendar::date_text(value.year().into(), u8::from(value.month()).into(), value.day().into()).into()
    }
}

impl TryFrom<&Date> for time::Date {
    type Error = ConversionError;

    fn try_from(value: &Date) -> Result<Self, ConversionError> {
        convert("date", calendar::date(value.as_str()), |day| {
            Self::from_calendar_date(day.year.into(), Month::try_from(day.month).ok()?, day.day).ok()
        })
    }
}

/// Without an offset.
impl From<time::Time> for Time {
    fn from(value: time::Time) -> Self {
        let clock = [value.hour(), value.minute(), value.second()].map(u32::from);
        calendar::time_text(clock, value.nanosecond()).into()
    }
}

/// Fails for a leap second.
impl TryFrom<&Time> for time::Time {
    type Error = ConversionError;

    fn try_from(value: &Time) -> Result<Self, ConversionError> {
        convert("time", calendar::time(value.as_str()), |clock| {
            Self::from_hms_nano(clock.hour, clock.minute, clock.second, clock.nanos()).ok()
        })
    }
}

impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        let (seconds, nanos) = (value.whole_seconds(), value.subsec_nanoseconds());
        duration::text(value.is_negative(), seconds.unsigned_abs(), nanos.unsigned_abs()).into()
    }
}

/// Fails for years and months, whose length depends on the calendar.
impl TryFrom<&Duration> for time::Duration {
    type Error = ConversionError;

    fn try_from(value: &Duration) -> Result<Self, ConversionError> {
        convert("duration", duration::span(value.as_str()), |span| {
            span.seconds().map(|(seconds, nanos)| Self::new(seconds, nanos))
        })
    }
}
