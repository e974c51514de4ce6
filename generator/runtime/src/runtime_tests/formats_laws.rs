//! Laws of the order and of hashes, and texts that are meant to be slow.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::time::{Duration as StdDuration, Instant};

use proptest::prelude::*;

use crate::runtime::formats::{Base64, Date, DateTime, Decimal, Duration, Email, Ipv4, Ipv6, Time, Uri, Uuid};
use crate::runtime::json::Number;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// The laws of `Eq`, `Ord` and `Hash` for three values.
fn laws<T: Ord + std::hash::Hash + std::fmt::Debug>([a, b, c]: [&T; 3]) {
    let hash = |value: &T| BuildHasherDefault::<DefaultHasher>::default().hash_one(value);
    assert!(a.cmp(a).is_eq());
    assert_eq!(a == b, a.cmp(b).is_eq(), "{a:?} {b:?}");
    assert_eq!(a.cmp(b), b.cmp(a).reverse(), "{a:?} {b:?}");
    assert_eq!(a.partial_cmp(b), Some(a.cmp(b)));
    if a == b {
        assert_eq!(hash(a), hash(b), "{a:?} {b:?}");
        assert_eq!(a.cmp(c), b.cmp(c), "{a:?} {b:?} {c:?}");
    }
    if a <= b && b <= c {
        assert!(a <= c, "{a:?} {b:?} {c:?}");
    }
}

macro_rules! laws {
    ($($test:ident, $name:ident: $texts:literal;)*) => {$(
        #[test]
        fn $test() {
            proptest!(config(600), |(a in $texts, b in $texts, c in prop_oneof![$texts, "\\PC{0,6}"])| {
                let values = [&a, &b, &c].map(|text| text.parse::<$name>().ok());
                if let [Some(a), Some(b), Some(c)] = &values {
                    laws([a, b, c]);
                    laws([c, a, b]);
                }
            });
        }
    )*};
}

laws! {
    date_times, DateTime: "2020-0[0-3]-(01|29)[Tt ]0[01]:(00|59):(00|59|60)(\\.[01]{1,3})?(Z|z|[+-]0[01]:00)?";
    dates, Date: "[012]{4}-[01]{2}-[0-3]{2}";
    times, Time: "[02][0-4]:[05][09]:[0-6]0(\\.[01]{1,3})?(Z|z|[+-]0[01]:00)?";
    durations, Duration: "-?P([01]Y)?([012]{1,2}M)?([0-3]{1,2}D)?(T([0-2]H)?([0-6]{1,2}M)?([0-6]{1,2}(\\.[01]{1,3})?S)?)?";
    uuids, Uuid: "[aA]{7}[01]-0000-0000-0000-00000000000[aA1]";
    base64, Base64: "[AQ+/_-]{0,4}={0,2}";
    uris, Uri: "(a:)?/{0,2}[ab]{0,2}[#?%]?";
    emails, Email: "[ab.]{1,2}@[ab.]{1,2}";
    addresses_of_version_4, Ipv4: "[12].[012].0.1";
    addresses_of_version_6, Ipv6: "[01:]{2,6}";
    decimals, Decimal: "[+-]?[01]{0,3}\\.?[01]{0,3}(e[+-]?([0-3]|9{36}|9{40}))?";
    numbers, Number: "-?(0|1[01]{0,3})(\\.[01]{1,3})?(e[+-]?([0-3]|9{36}|9{40}))?";
}

#[test]
fn numbers_are_in_the_order_of_their_values() {
    proptest!(config(1500), |(a in -2000_i64..2000, b in -2000_i64..2000, zeros in 0_usize..4, shift in -3_i32..4)| {
        let written = |value: i64| format!("{value}{}e{}", "0".repeat(zeros), shift - zeros as i32);
        let plain = |value: i64| Decimal::from(format!("{value}e{shift}"));
        let (one, other) = (Decimal::from(written(a)), plain(b));
        prop_assert_eq!(one.cmp(&other), a.cmp(&b), "{} {}", one, other);
        // No number of JSON begins with two zeros.
        let number = |value: i64| if value == 0 { Number::from(0_i64) } else { written(value).parse().unwrap() };
        prop_assert_eq!(number(a).cmp(&number(b)), a.cmp(&b));
    });
}

#[test]
fn no_text_makes_it_panic() {
    proptest!(config(1500), |(text in prop_oneof![any::<String>(), "[-+0-9TtZzPYMWDHS:.,eE@\"\\[\\]%/#? é]{0,30}"])| {
        let mut valid = 0;
        macro_rules! read {
            ($($name:ident),*) => {$(valid += u32::from($name::from(text.as_str()).is_valid());)*};
        }
        read!(Base64, Date, DateTime, Decimal, Duration, Email, Ipv4, Ipv6, Time, Uri, Uuid);
        prop_assert!(valid < 11);
    });
}

#[test]
fn long_texts_are_read_in_linear_time() {
    let long = |start: &str, unit: &str, end: &str| format!("{start}{}{end}", unit.repeat((1 << 16) / unit.len()));
    let texts = [
        long("", "9", ""),
        long("", "0", "1"),
        long("1e", "9", ""),
        long("0.", "0", "1"),
        long("2020-01-01T00:00:00.", "1", "Z"),
        long("P", "1Y", ""),
        long("PT", "9", "S"),
        long("PT0.", "1", "S"),
        long("PT0.", "0", "S"),
        long("P", "T", ""),
        long("", "A", ""),
        long("", "=", ""),
        long("", "@", ""),
        long("", ".", "@a"),
        long("a@", "a.", "a"),
        long("http://", "@", ""),
        long("http://", "[", ""),
        long("", "%", ""),
        long("", "%20", ""),
        long("", "#", ""),
        long("a:", ":", ""),
        long("\"", "\\\"", "\"@a"),
        long("", "-", ""),
        long("", "é", ""),
        long("::", ":", ""),
        long("a@[", "[", "]"),
    ];
    let start = Instant::now();
    for text in &texts {
        let other = format!("{text}0");
        macro_rules! compare {
            ($($name:ident),*) => {$(
                let (one, other) = ($name::from(text.as_str()), $name::from(other.as_str()));
                assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
            )*};
        }
        compare!(Base64, Date, DateTime, Decimal, Duration, Email, Ipv4, Ipv6, Time, Uri, Uuid);
    }
    assert!(start.elapsed() < StdDuration::from_secs(20), "{:?}", start.elapsed());
}
