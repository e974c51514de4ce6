//! Formats and the types of the crates that are features.

#[cfg(feature = "chrono")]
mod chrono {
    use chrono::{DateTime as Time, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

    use crate::runtime::formats::{self, Date, DateTime, Duration};

    #[test]
    fn date_times() {
        for text in [
            "2020-01-01T01:00:00+01:00",
            "1969-12-31T23:59:59.25-08:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59-23:59",
            "0000-01-01T00:00:00+23:59",
            "2016-12-31T23:59:60.5Z",
            "2016-12-31T15:59:60-08:00",
        ] {
            let time = Time::<FixedOffset>::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(time, Time::parse_from_rfc3339(text).unwrap());
            assert_eq!(DateTime::from(time).as_str(), text);
            let utc = Time::<Utc>::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(utc, time);
            // The last day of all ends in another year in UTC.
            assert_eq!(DateTime::from(utc) == DateTime::from(text), DateTime::from(utc).is_valid());
        }
        assert!(Time::<FixedOffset>::try_from(&DateTime::from("2020-01-01T00:00:00")).is_err());
        assert_eq!(DateTime::from(Time::<Utc>::MAX_UTC).as_str(), "+262142-12-31T23:59:59.999999999Z");
        let odd = Time::from_timestamp(0, 0).unwrap().with_timezone(&FixedOffset::east_opt(90 * 60 + 1).unwrap());
        assert_eq!(DateTime::from(odd).as_str(), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn dates_and_times() {
        let date = NaiveDate::from_ymd_opt(2020, 2, 29).unwrap();
        assert_eq!(
            (Date::from(date).as_str(), NaiveDate::try_from(&Date::from("2020-02-29"))),
            ("2020-02-29", Ok(date))
        );
        assert_eq!(NaiveDate::try_from(&Date::from("2019-02-29")).unwrap_err().format(), "date");
        for (text, written) in [("12:30:00.5", "12:30:00.5"), ("23:59:60Z", "23:59:60"), ("12:30:00+05:00", "12:30:00")]
        {
            let time = NaiveTime::try_from(&formats::Time::from(text)).unwrap();
            assert_eq!(formats::Time::from(time).as_str(), written);
        }
        assert!(NaiveTime::try_from(&formats::Time::from("24:00:00")).is_err());
    }

    #[test]
    fn durations() {
        for (text, nanos) in
            [("PT1.5S", 1_500_000_000), ("-PT0.5S", -500_000_000), ("-PT1.25S", -1_250_000_000), ("PT0S", 0)]
        {
            assert_eq!(TimeDelta::try_from(&Duration::from(text)), Ok(TimeDelta::nanoseconds(nanos)));
            assert_eq!(Duration::from(TimeDelta::nanoseconds(nanos)).as_str(), text);
        }
        assert!(TimeDelta::try_from(&Duration::from("P1Y")).is_err_and(|error| error.is_out_of_range()));
        assert!(TimeDelta::try_from(&Duration::from("PT9223372036854775807S")).is_err());
        assert!([TimeDelta::MIN, TimeDelta::MAX].into_iter().all(|delta| Duration::from(delta).is_valid()));
    }
}

#[cfg(feature = "jiff")]
mod jiff {
    use jiff::{SignedDuration, Span, Timestamp, ZonedDateTime, civil};

    use crate::runtime::formats::{Date, DateTime, Duration, Time};

    #[test]
    fn date_times() {
        for text in ["2020-01-01T01:00:00Z", "1969-12-31T23:59:59.25Z", "0000-01-01T00:00:00Z"] {
            let time = Timestamp::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(time, text.parse::<Timestamp>().unwrap());
            assert_eq!(DateTime::from(time).as_str(), text);
        }
        for text in ["2020-01-01T01:00:00+01:00", "1969-12-31T15:59:59.25-08:30"] {
            assert_eq!(DateTime::from(ZonedDateTime::try_from(&DateTime::from(text)).unwrap()).as_str(), text);
        }
        let last = DateTime::from("9999-12-31T23:59:59Z");
        assert!(Timestamp::try_from(&last).is_err_and(|error| error.is_out_of_range()));
        assert!(ZonedDateTime::try_from(&last).is_err());
        let leap = Timestamp::try_from(&DateTime::from("2016-12-31T23:59:60Z")).unwrap();
        assert_eq!(leap.to_string(), "2017-01-01T00:00:00Z");
        assert!(DateTime::from(Timestamp::MAX).is_valid());
        assert_eq!(DateTime::from(Timestamp::MIN).as_str(), "-9999-01-02T01:59:59Z");
    }

    #[test]
    fn dates_and_times() {
        let date = civil::Date::new(2020, 2, 29).unwrap();
        assert_eq!(
            (Date::from(date).as_str(), civil::Date::try_from(&Date::from("2020-02-29"))),
            ("2020-02-29", Ok(date))
        );
        let time = civil::Time::new(12, 30, 0, 500_000_000).unwrap();
        assert_eq!(
            (Time::from(time).as_str(), civil::Time::try_from(&Time::from("12:30:00.5Z"))),
            ("12:30:00.5", Ok(time))
        );
        assert!(civil::Time::try_from(&Time::from("23:59:60Z")).is_err_and(|error| error.is_out_of_range()));
    }

    #[test]
    fn durations() {
        for (text, duration) in
            [("PT1.5S", SignedDuration::from_millis(1500)), ("-PT0.5S", SignedDuration::from_millis(-500))]
        {
            assert_eq!(SignedDuration::try_from(&Duration::from(text)), Ok(duration));
            assert_eq!(Duration::from(duration).as_str(), text);
        }
        assert!([SignedDuration::MIN, SignedDuration::MAX].into_iter().all(|d| Duration::from(d).is_valid()));
        for text in ["P1Y2M3W4DT5H6M7.8S", "-P1D", "PT0S", "PT1.5S", "P1M"] {
            let span = Span::try_from(&Duration::from(text)).unwrap();
            assert_eq!(Duration::from(span).as_str(), text);
        }
        assert!(Span::try_from(&Duration::from("P99999999999Y")).is_err_and(|error| error.is_out_of_range()));
    }
}

#[cfg(feature = "time")]
mod time {
    use time::{Month, OffsetDateTime, PrimitiveDateTime, UtcOffset};

    use crate::runtime::formats::{Date, DateTime, Duration, Time};

    #[test]
    fn date_times() {
        for text in [
            "2020-01-01T01:00:00+01:00",
            "1969-12-31T23:59:59.25-08:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
        ] {
            let time = OffsetDateTime::try_from(&DateTime::from(text)).unwrap();
            assert_eq!(DateTime::from(time).as_str(), text);
        }
        let time = OffsetDateTime::try_from(&DateTime::from("2020-01-01T01:00:00+01:00")).unwrap();
        assert_eq!((time.unix_timestamp(), time.offset()), (1_577_836_800, UtcOffset::from_hms(1, 0, 0).unwrap()));
        assert!(
            OffsetDateTime::try_from(&DateTime::from("9999-12-31T23:59:59-23:59"))
                .is_err_and(|error| error.is_out_of_range())
        );
        let (least, most) = (PrimitiveDateTime::MIN.assume_utc(), PrimitiveDateTime::MAX.assume_utc());
        assert_eq!(DateTime::from(most).as_str(), "9999-12-31T23:59:59.999999999Z");
        assert_eq!(DateTime::from(least).as_str(), "-9999-01-01T00:00:00Z");
    }

    #[test]
    fn dates_and_times() {
        let date = time::Date::from_calendar_date(2020, Month::February, 29).unwrap();
        assert_eq!(
            (Date::from(date).as_str(), time::Date::try_from(&Date::from("2020-02-29"))),
            ("2020-02-29", Ok(date))
        );
        let clock = time::Time::from_hms_milli(12, 30, 0, 500).unwrap();
        assert_eq!(
            (Time::from(clock).as_str(), time::Time::try_from(&Time::from("12:30:00.5Z"))),
            ("12:30:00.5", Ok(clock))
        );
        assert!(time::Time::try_from(&Time::from("23:59:60Z")).is_err_and(|error| error.is_out_of_range()));
    }

    #[test]
    fn durations() {
        for (text, millis) in [("PT1.5S", 1500), ("-PT0.5S", -500), ("PT0S", 0)] {
            let duration = time::Duration::milliseconds(millis);
            assert_eq!(time::Duration::try_from(&Duration::from(text)), Ok(duration));
            assert_eq!(Duration::from(duration).as_str(), text);
        }
        assert!([time::Duration::MIN, time::Duration::MAX].into_iter().all(|d| Duration::from(d).is_valid()));
    }
}

#[cfg(feature = "uuid")]
#[test]
fn uuids() {
    use crate::runtime::formats::Uuid;

    let uuid = uuid::Uuid::from_u128(0x2eb8_aa08_aa98_11ea_b4aa_73b4_41d1_6380);
    assert_eq!(Uuid::from(uuid).as_str(), "2eb8aa08-aa98-11ea-b4aa-73b441d16380");
    assert_eq!(uuid::Uuid::try_from(&Uuid::from("2EB8AA08-AA98-11EA-B4AA-73B441D16380")), Ok(uuid));
    assert_eq!(uuid::Uuid::try_from(&Uuid::from("no")).unwrap_err().to_string(), "the text is not a valid uuid");
}

#[cfg(feature = "url")]
#[test]
fn urls() {
    use url::Url;

    use crate::runtime::formats::Uri;

    let url = Url::try_from(&Uri::from("https://example.com/a?ids[]=1")).unwrap();
    assert_eq!(Uri::from(url).as_str(), "https://example.com/a?ids[]=1");
    assert!(Url::try_from(&Uri::from("/relative")).is_err_and(|error| error.is_out_of_range()));
    assert!(Url::try_from(&Uri::from("no uri")).is_err_and(|error| !error.is_out_of_range()));
}
