//! Formats and the types of the standard library.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::{Duration as StdDuration, SystemTime};

use proptest::prelude::*;

use crate::runtime::formats::{Base64, Date, DateTime, Duration, Ipv4, Ipv6};

fn at(seconds: i64, nanos: u32) -> SystemTime {
    let distance = StdDuration::from_secs(seconds.unsigned_abs());
    let second = match seconds {
        0.. => SystemTime::UNIX_EPOCH + distance,
        _ => SystemTime::UNIX_EPOCH - distance,
    };
    second + StdDuration::from_nanos(nanos.into())
}

#[test]
fn date_times_are_system_times() {
    for (text, seconds, nanos) in [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
        ("2000-02-29T12:00:00.000000001Z", 951_825_600, 1),
        ("2026-11-24T13:00:00Z", 1_795_525_200, 0),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
    ] {
        assert_eq!(DateTime::from(at(seconds, nanos)).as_str(), text);
        assert_eq!(SystemTime::try_from(&DateTime::from(text)), Ok(at(seconds, nanos)));
    }
    let time = |text: &str| SystemTime::try_from(&DateTime::from(text));
    assert_eq!(time("2016-12-31T23:59:60.5Z"), time("2017-01-01T00:00:00.5Z"));
    assert_eq!(time("2020-01-01T00:00:00.1234567899999Z"), time("2020-01-01T00:00:00.123456789Z"));
    assert_eq!(time("2020-01-01T00:30:00+01:00"), time("2019-12-31T23:30:00-00:00"));
}

#[test]
fn years_that_have_no_text_are_written_with_a_sign() {
    assert_eq!(DateTime::from(at(253_402_300_800, 0)).as_str(), "+10000-01-01T00:00:00Z");
    assert_eq!(DateTime::from(at(-62_167_219_201, 0)).as_str(), "-0001-12-31T23:59:59Z");
    assert!(!DateTime::from(at(253_402_300_800, 0)).is_valid());
    let last = SystemTime::UNIX_EPOCH.checked_add(StdDuration::from_secs(i64::MAX as u64));
    last.into_iter().for_each(|last| assert!(!DateTime::from(last).is_valid()));
}

#[test]
fn an_error_says_the_format_and_not_the_text() {
    let invalid = SystemTime::try_from(&DateTime::from("hunter2")).unwrap_err();
    assert_eq!(invalid.to_string(), "the text is not a valid date-time");
    assert_eq!((invalid.format(), invalid.is_out_of_range()), ("date-time", false));
    assert!(!format!("{invalid:?}").contains("hunter2"));
    let months = StdDuration::try_from(&Duration::from("P1M")).unwrap_err();
    assert_eq!(months.to_string(), "the duration is out of the range of the type");
    assert!(months.is_out_of_range());
}

#[test]
fn dates_have_parts() {
    let date = Date::from("2020-02-29");
    assert_eq!((date.year(), date.month(), date.day()), (Some(2020), Some(2), Some(29)));
    assert_eq!((Date::from("2019-02-29").year(), Date::from("").day()), (None, None));
}

#[test]
fn durations_of_a_known_length_convert() {
    for (text, duration) in [
        ("PT0S", StdDuration::ZERO),
        ("PT90S", StdDuration::from_secs(90)),
        ("PT0.000000001S", StdDuration::from_nanos(1)),
        ("PT1.5S", StdDuration::from_millis(1500)),
    ] {
        assert_eq!(Duration::from(duration).as_str(), text);
        assert_eq!(StdDuration::try_from(&Duration::from(text)), Ok(duration));
    }
    assert_eq!(StdDuration::try_from(&Duration::from("P1W1DT1H1M1S")), Ok(StdDuration::from_secs(694_861)));
    assert_eq!(StdDuration::try_from(&Duration::from("P0Y0.0D")).map_err(|error| error.is_out_of_range()), Err(false));
    for text in ["P1Y", "-PT1S", "-PT0.5S", "PT18446744073709551616S"] {
        assert!(StdDuration::try_from(&Duration::from(text)).is_err_and(|error| error.is_out_of_range()), "{text}");
    }
    assert!(Duration::from(StdDuration::MAX).is_valid());
}

#[test]
fn addresses_convert() {
    assert_eq!(Ipv4::from(Ipv4Addr::LOCALHOST).as_str(), "127.0.0.1");
    assert_eq!(Ipv4Addr::try_from(&Ipv4::from("127.0.0.1")), Ok(Ipv4Addr::LOCALHOST));
    assert_eq!(Ipv6::from(Ipv6Addr::LOCALHOST).as_str(), "::1");
    assert_eq!(Ipv6Addr::try_from(&Ipv6::from("0::1")), Ok(Ipv6Addr::LOCALHOST));
    assert_eq!(
        Ipv6Addr::try_from(&Ipv6::from("fe80::1%eth0")).unwrap_err().to_string(),
        "the text is not a valid ipv6"
    );
}

#[test]
fn bytes_are_decoded_and_encoded() {
    for text in ["+/8=", "+/8", "-_8=", "-_8"] {
        assert_eq!(Base64::from(text).decode().unwrap(), [0xFB, 0xFF]);
    }
    assert_eq!(Base64::encode([0xFB, 0xFF]).as_str(), "+/8=");
    assert_eq!(Base64::encode("").as_str(), "");
    assert_eq!(Base64::from("?").decode().unwrap_err().format(), "base64");
    proptest!(|(bytes in any::<Vec<u8>>())| {
        prop_assert_eq!(Base64::encode(&bytes).decode().unwrap(), bytes);
    });
}

#[test]
fn instants_come_back() {
    proptest!(|(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000, later in 0_i64..1000)| {
        let time = DateTime::from(at(seconds, nanos));
        prop_assert!(time.is_valid(), "{}", time);
        prop_assert_eq!(SystemTime::try_from(&time), Ok(at(seconds, nanos)));
        prop_assert_eq!(time.cmp(&DateTime::from(at(seconds + later, nanos))), 0.cmp(&later));
    });
}
