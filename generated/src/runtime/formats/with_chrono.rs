//! Conversions to and from the types of `chrono`.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Timelike, Utc};

use super::error::convert;
use super::{ConversionError, Date, DateTime, Duration, Time, calendar, duration};

const NANOS_OF_SECOND: u32 = 1_000_000_000;

/// A year of more than four digits makes a text that isn't valid.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(value: chrono::DateTime<Z>) -> Self {
        let nanos = value.timestamp_subsec_nanos() as i32;
        let offset = value.offset().fix().local_minus_utc();
        calendar::Timestamp::new(value.timestamp(), nanos, offset).to_text().into()
    }
}

impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ConversionError;

    fn try_from(value: &DateTime) -> Result<Self, ConversionError> {
        convert("date-time", calendar::date_time(value.as_str()), |moment| {
            let timestamp = moment.timestamp();
            let offset = FixedOffset::east_opt(i32::from(timestamp.offset) * 60)?;
            Some(chrono::DateTime::from_timestamp(timestamp.seconds, timestamp.nanos)?.with_timezone(&offset))
        })
    }
}

impl TryFrom<&DateTime> for chrono::DateTime<Utc> {
    type Error = ConversionError;

    fn try_from(value: &DateTime) -> Result<Self, ConversionError> {
        chrono::DateTime::<FixedOffset>::try_from(value).map(|time| time.to_utc())
    }
}

/// A year of more than four digits makes a text that isn't valid.
impl From<NaiveDate> for Date {
    fn from(value: NaiveDate) -> Self {
        calendar::date_text(value.year().into(), value.month().into(), value.day().into()).into()
    }
}

impl TryFrom<&Date> for NaiveDate {
    type Error = ConversionError;

    fn try_from(value: &Date) -> Result<Self, ConversionError> {
        convert("date", calendar::date(value.as_str()), |day| {
            Self::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
        })
    }
}

/// Without an offset.
impl From<NaiveTime> for Time {
    fn from(value: NaiveTime) -> Self {
        let leap = value.nanosecond() / NANOS_OF_SECOND;
        let clock = [value.hour(), value.minute(), value.second() + leap];
        calendar::time_text(clock, value.nanosecond() % NANOS_OF_SECOND).into()
    }
}

impl TryFrom<&Time> for NaiveTime {
    type Error = ConversionError;

    fn try_from(value: &Time) -> Result<Self, ConversionError> {
        convert("time", calendar::time(value.as_str()), |clock| {
            let second = clock.second.min(59);
            let leap = u32::from(clock.second - second) * NANOS_OF_SECOND;
            Self::from_hms_nano_opt(clock.hour.into(), clock.minute.into(), second.into(), clock.nanos() + leap)
        })
    }
}

impl From<TimeDelta> for Duration {
    fn from(value: TimeDelta) -> Self {
        let (seconds, nanos) = (value.num_seconds(), value.subsec_nanos());
        duration::text(value < TimeDelta::zero(), seconds.unsigned_abs(), nanos.unsigned_abs()).into()
    }
}

/// Fails for years and months, whose length depends on the calendar.
impl TryFrom<&Duration> for TimeDelta {
    type Error = ConversionError;

    fn try_from(value: &Duration) -> Result<Self, ConversionError> {
        convert("duration", duration::span(value.as_str()), |span| {
            let (seconds, nanos) = span.seconds()?;
            Self::try_seconds(seconds)?.checked_add(&Self::nanoseconds(nanos.into()))
        })
    }
}
