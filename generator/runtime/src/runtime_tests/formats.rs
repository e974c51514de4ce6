//! Strings of known formats: which texts are valid, which are equal, and how they are ordered.

use std::fmt::Debug;

use crate::runtime::ParameterValue;
use crate::runtime::formats::{Base64, Date, DateTime, Decimal, Duration, Email, Ipv4, Ipv6, Time, Uri, Uuid};
use crate::runtime::json::{Decode, Encode, from_slice, to_vec};

/// Makes a function that says which of these texts aren't as they should be.
macro_rules! misjudged {
    ($name:ident: $texts:expr, $is_valid:literal) => {
        $texts.into_iter().filter(|text| $name::from(*text).is_valid() != $is_valid).collect::<Vec<_>>()
    };
}

macro_rules! table {
    ($test:ident, $name:ident: valid $valid:expr, invalid $invalid:expr) => {
        #[test]
        fn $test() {
            assert_eq!(misjudged!($name: $valid, true), Vec::<&str>::new(), "valid");
            assert_eq!(misjudged!($name: $invalid, false), Vec::<&str>::new(), "invalid");
            for text in $valid.into_iter().chain($invalid) {
                comes_back::<$name>(text);
            }
        }
    };
}

/// Any text is taken, kept, and written as it came.
fn comes_back<T: Decode + Encode + ParameterValue + for<'a> From<&'a str> + Into<String> + PartialEq + Debug>(
    text: &str,
) {
    let json = serde_json::to_vec(text).unwrap();
    let value: T = from_slice(&json).unwrap();
    assert_eq!(to_vec(&value).unwrap(), json);
    assert_eq!(value.to_parameter().unwrap(), text);
    assert_eq!(value, T::from(text));
    assert_eq!(value.into(), text);
}

table!(date_times, DateTime: valid [
    "1963-06-19T08:30:06.283185Z", "1963-06-19T08:30:06Z", "1937-01-01T12:00:27.87+00:20",
    "1990-12-31T15:59:50.123-08:00", "1998-12-31T23:59:60Z", "1998-12-31T15:59:60.123-08:00", "1963-06-19t08:30:06.283185z",
    "2020-02-29 00:00:00Z", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "0000-02-29T00:00:00-00:00", "2000-02-29T00:00:00+23:59",
    "2020-01-01T00:00:00.123456789012345678901234567890Z",
], invalid [
    "", "1998-12-31T23:59:61Z", "1998-12-31T23:58:60Z", "1998-12-31T22:59:60Z", "1990-02-31T15:59:59.123-08:00",
    "1990-12-31T15:59:59-24:00", "1963-06-19T08:30:06.28123+01:00Z", "06/19/1963 08:30:06 PST", "2013-350T01:01:01",
    "1963-6-19T08:30:06.283185Z", "1963-06-1T00:00:00Z", "1963-06-1৪T00:00:00Z", "1963-06-11T0৪:00:00Z",
    "+11963-06-19T08:30:06.283185Z", "1963-06-19T08:30:06", "1963-06-19T08:30Z", "1963-06-19T24:00:00Z",
    "1963-06-19T08:30:06.Z", "1963-06-19T08:30:06,5Z", "1963-06-19T08:30:06+0100", "1963-06-19T08:30:06+01:60",
    "1963-06-19", " 1963-06-19T08:30:06Z", "1963-06-19T08:30:06Z ", "1900-02-29T00:00:00Z", "1963-00-19T08:30:06Z", "1963-06-00T08:30:06Z",
    "1963-13-19T08:30:06Z", "1963-06-19_08:30:06Z", "1963-06-19T08:60:06Z", "yesterday", "-001-06-19T08:30:06Z",
]);

table!(dates, Date: valid [
    "1963-06-19", "2020-01-31", "2020-02-29", "2000-02-29", "0000-01-01", "9999-12-31",
], invalid [
    "", "2019-02-29", "2021-04-31", "1900-02-29", "2020-13-01", "06/19/1963", "2013-350", "1998-1-20", "1998-01-1", "19980120",
    "1963-06-1৪", "2023-W01", "-2020-01-01", "2020-01-01 ", "2020-01-01T00:00:00Z", "2020-01-32", "+020-01-01",
]);

table!(times, Time: valid [
    "08:30:06Z", "08:30:06.283185Z", "08:30:06+00:20", "08:30:06-08:00", "23:59:60Z", "23:29:60+23:30", "01:29:60+01:30", "00:29:60-23:30",
    "08:30:06z", "12:00:00", "12:00:00.5", "08:30:06-00:00",
], invalid [
    "", "008:030:006Z", "8:3:6Z", "24:00:00Z", "00:60:00Z", "00:00:61Z", "22:59:60Z", "23:58:60Z", "23:59:60+01:00",
    "08:30:06-8:000", "01:02:03+24:00", "01:02:03+00:60", "01:02:03Z+00:30", "08:30:06 PST", "01:01:01,1111", "১2:00:00Z", "08:30:06#00:20",
    "ab:cd:ef", "12:00:00.Z", "1200", "12:00",
]);

table!(durations, Duration: valid [
    "P4DT12H30M5S", "P4Y", "PT0S", "P0D", "P1M", "PT1M", "PT36H", "P1DT12H", "P2W", "P1Y2M3W4DT5H6M7.8S", "PT1.5S", "PT0,5H", "-P1D", "+PT5S",
    "PT1H30S", "P999999999D", "PT2562047788015215H30M7.999999999S", "P0Y0M", "PT0.1234567890123456780000S",
], invalid [
    "", "P", "PT", "P1YT", "PT1D", "4DT12H30M5S", "P2D1Y", "P1D2H", "P2S", "P1.5D", "P1.5M", "PT1.5H5M", "PT1.S", "PT.5S", "P2০Y", "PT5",
    "p1d", "P1D ", "--P1D", "P-1D", "PT1H2H", "P1W2M", "PT0.1234567890123456789S", "P99999999999999999999999999999999999999Y",
    "P999999999999999999999999999999999999999999999999Y", "PYM",
]);

table!(uuids, Uuid: valid [
    "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
], invalid [
    "", "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-73b441d16380", "2eb8aa08-aa98-11ea-b4ga-73b441d16380",
    "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08aa98-11ea-b4aa73b441d16380----", "{2eb8aa08-aa98-11ea-b4aa-73b441d163}",
    "2eb8aa0-8aa98-11e-ab4aa7-3b441d16380", "+eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638é",
]);

table!(base64, Base64: valid [
    "", "Zg==", "Zg=", "Zg", "Zm8=", "Zm8", "Zm9v", "+/+/", "-_-_", "Zh==", "AAAA",
], invalid [
    "Z", "Zg===", "=", "Zm9v=", "+_+_", "Zm 9v", "Zm9v\n", "Zg==Zg==", "é", "Zm9*",
]);

table!(uris, Uri: valid [
    "http://foo.bar/?baz=qux#quux", "http://foo.com/blah_(wikipedia)_blah#cite-1", "http://foo.bar/?q=Test%20URL-encoded%20stuff",
    "http://xn--nw2a.xn--j6w193g/", "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com", "http://223.255.255.254", "ftp://ftp.is.co.za/rfc/rfc1808.txt",
    "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com", "tel:+1-816-555-1212",
    "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", "http://[::1]:80", "http://[v1.a:b]/", "file:///etc/hosts",
    "", "/abc", "abc", "//foo.bar/?baz=qux#quux", "#fragment", "?query", "./a:b", "http://ƒøø.ßår/?∂éœ=πîx#πîüx", "https://example.com:8080",
], invalid [
    "\\\\WINDOWS\\fileshare", "http:// shouldfail.com", ":// should fail", "bar,baz:foo", "1http://a", "a#b#c", "http://[::1", "http://::1/",
    "http://a/[b]", "http://a/%2", "http://a/%zz", "http://a/\"b\"", "http://a/<b>", "http://a/{b}", "http://a^b", "http://a`b", "a b", "a\tb",
    "http://a:b/", "http://a@b@c/", "http://[1.2.3.4]/",
]);

table!(emails, Email: valid [
    "joe.bloggs@example.com", "te~st@example.com", "~test@example.com", "test~@example.com", "\"joe bloggs\"@example.com",
    "\"joe..bloggs\"@example.com", "\"joe@bloggs\"@example.com", "\"a\\\"b\"@example.com", "joe.bloggs@[127.0.0.1]", "joe.bloggs@[IPv6:::1]",
    "te.s.t@example.com", "실례@실례.테스트", "a@localhost", "a+b@example.co.uk",
], invalid [
    "", "2962", "@example.com", "a@", ".test@example.com", "test.@example.com", "te..st@example.com", "joe.bloggs@invalid=domain.com",
    "joe.bloggs@[127.0.0.300]", "joe bloggs@example.com", "\"a\"b\"@example.com", "\"@example.com", "a@-b.com", "a@b-.com", "a@b..com", "a@b.com.",
    "a@b com", "Joe <joe@example.com>",
]);

table!(addresses_of_version_4, Ipv4: valid [
    "192.168.0.1", "0.0.0.0", "255.255.255.255",
], invalid [
    "", "127.0.0.0.1", "256.256.256.256", "127.0", "0x7f000001", "2130706433", "087.10.0.1", "87.10.0.1 ", "192.168.1.0/24", "1২7.0.0.1",
]);

table!(addresses_of_version_6, Ipv6: valid [
    "::1", "::abef", "::", "::42:ff:1", "1:2:3:4:5:6:7:8", "1::d6:192.168.0.1", "FE80::1", "::ffff:192.168.0.1",
], invalid [
    "", "12345::", "::abcef", "1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1", "::laptop", ":2:3:4:5:6:7:8", "1::d6::42", "fe80::a%eth1", "[::1]", "fe80::/64",
    "127.0.0.1", "1:2::192.168.256.1", " ::1", "1:2:3:4:5:6:7:৪",
]);

table!(decimals, Decimal: valid [
    "0", "-0", "1", "1.0", "10.50", "-12.5", "+1", "1e3", "1E-3", "1e+3", ".5", "5.", "007", "123456789012345678901234567890.123", "1e999999999",
    "1e-99999999999999999999999999999999999999999999",
], invalid [
    "", ".", "-", "e1", "1e", "1e+", "1.2.3", "1,5", "1_000", "0x10", "NaN", "Infinity", " 1", "1 ", "--1", "1e1.5", "1e1e1", "১", "$1",
]);

#[test]
fn equal_values_are_equal_however_they_are_written() {
    let equal = [
        "2020-01-01T00:00:00Z",
        "2020-01-01t01:00:00.000+01:00",
        "2019-12-31 23:59:00-00:01",
        "2020-01-01T00:00:00-00:00",
    ];
    equal.iter().for_each(|text| assert_eq!(DateTime::from(*text), DateTime::from(equal[0])));
    assert_eq!(DateTime::from("2016-12-31T23:59:60Z"), DateTime::from("2017-01-01T08:59:60.0+09:00"));
    assert_eq!(Time::from("00:30:00Z"), Time::from("23:30:00.00-01:00"));
    assert_eq!(Duration::from("P1Y1DT1H"), Duration::from("P12MT25H"));
    assert_eq!(Duration::from("-PT60S"), Duration::from("-PT1.0M"));
    assert_eq!(Duration::from("P1W"), Duration::from("PT168H"));
    assert_eq!(Duration::from("-P0D"), Duration::from("PT0S"));
    assert_eq!(Uuid::from("2EB8AA08-AA98-11EA-B4AA-73B441D16380"), Uuid::from("2eb8aa08-aa98-11ea-b4aa-73b441d16380"));
    assert_eq!(Base64::from("-_8="), Base64::from("+/8"));
    assert_eq!(Ipv6::from("0:0:0:0:0:0:0:1"), Ipv6::from("::1"));
    for text in ["1.00", "1e0", "10e-1", "0.1e1", "+1", "01"] {
        assert_eq!(Decimal::from(text), Decimal::from("1"));
    }
    assert_eq!(Decimal::from("-0.0e9"), Decimal::from("0"));
}

#[test]
fn different_values_are_different() {
    assert_ne!(DateTime::from("2020-01-01T00:00:00Z"), DateTime::from("2020-01-01T00:00:00"));
    assert_ne!(DateTime::from("2016-12-31T23:59:60Z"), DateTime::from("2017-01-01T00:00:00Z"));
    assert_ne!(Time::from("10:00:00"), Time::from("10:00:00Z"));
    assert_ne!(Duration::from("P1M"), Duration::from("P30D"));
    assert_ne!(Duration::from("P1Y"), Duration::from("PT31556952S"));
    assert_ne!(Email::from("A@example.com"), Email::from("a@example.com"));
    assert_ne!(Uri::from("http://a"), Uri::from("http://a/"));
    assert_ne!(Date::from("2020-1-1"), Date::from("2020-01-01"));
}

#[test]
fn values_are_in_the_order_of_what_they_mean() {
    fn ascending<T: for<'a> From<&'a str> + Ord + Debug>(texts: &[&str]) {
        let values: Vec<T> = texts.iter().map(|text| T::from(text)).collect();
        assert!(values.is_sorted_by(|one, next| one < next), "{values:?}");
    }
    ascending::<DateTime>(&[
        "0000-01-01T00:00:00+23:59",
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.9Z",
        "1970-01-01T00:00:00Z",
        "2020-01-01T00:00:00+01:00",
        "2020-01-01T00:00:00Z",
        "2020-01-01T00:00:00.000000000000000000000001Z",
        "2020-01-01T00:00:00.01Z",
        "2020-01-01T00:00:00.1Z",
        "2020-06-30T23:59:59.999Z",
        "2020-06-30T23:59:60Z",
        "2020-06-30T23:59:60.5Z",
        "2020-07-01T00:00:00Z",
        "9999-12-31T23:59:59-23:59",
        "",
        "2020",
        "later",
    ]);
    ascending::<Duration>(&[
        "-P1Y", "-P1D", "-PT0.2S", "-PT0.1S", "PT0S", "PT0.1S", "PT1M", "PT61S", "P1D", "P30D", "P1M", "P31D", "P365D",
        "P1Y", "P366D", "P1000Y", "soon",
    ]);
    ascending::<Decimal>(&[
        "-1e999999999999999999999999999999999999999999",
        "-1e999999999",
        "-10",
        "-9.9",
        "-1e-999999999",
        "0",
        "1e-999999999999999999999999999999999999999999",
        "1e-999999999",
        "0.09",
        "0.1",
        "0.10000000000000000000000000001",
        "9",
        "10",
        "123456789012345678901234567890",
        "123456789012345678901234567890.1",
        "1e400",
        "1e999999999999999999999999999999999999999999",
        "many",
    ]);
    ascending::<Time>(&["23:00:00+23:00", "00:00:00.5Z", "08:00:00Z", "23:59:60Z", "00:00:00", "12:00:00", "noon"]);
    ascending::<Ipv4>(&["9.0.0.0", "10.0.0.0", "10.0.0.0.0"]);
    ascending::<Base64>(&["", "AA", "AAAA", "_w", "?"]);
}

#[test]
fn a_value_shows_its_text() {
    let time: DateTime = "2020-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(format!("{time} {time:?}"), "2020-01-01T00:00:00Z DateTime(\"2020-01-01T00:00:00Z\")");
    assert_eq!(format!("[{:>6}]", Decimal::from(String::from("1.5"))), "[   1.5]");
    assert_eq!(Decimal::from("1.5").as_ref(), "1.5");
}

#[test]
fn only_strings_are_read() {
    assert!(
        from_slice::<Decimal>(b"1").is_err_and(|error| error.to_string() == "at $: expected a string, found a number")
    );
    assert!(from_slice::<Option<Date>>(b"null").is_ok_and(|date| date.is_none()));
}

#[cfg(feature = "serde")]
#[test]
fn serde_reads_and_writes_the_text() {
    let time: DateTime = serde_json::from_str("\"2020-01-01T01:00:00+01:00\"").unwrap();
    assert_eq!(serde_json::to_string(&time).unwrap(), "\"2020-01-01T01:00:00+01:00\"");
}
