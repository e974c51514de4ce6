use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, Method, StatusCode};

use crate::runtime::call::retry::{backoff, is_idempotent, is_safe, retry_after, should_retry};

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

#[test]
fn waits_double_up_to_eight_seconds() {
    let waits: Vec<_> =
        [0, 1, 2, 3, 4, 5, 31, 32, u32::MAX].iter().map(|retry| backoff(*retry, 0.0).as_millis()).collect();
    assert_eq!(waits, [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000]);
}

#[test]
fn chance_takes_off_a_quarter_at_most() {
    assert_eq!(backoff(0, 1.0), millis(375));
    assert_eq!(backoff(0, 0.5), millis(437) + Duration::from_micros(500));
    assert_eq!(backoff(9, 1.0), millis(6000));
    assert_eq!(backoff(0, 7.0), millis(375));
    assert_eq!(backoff(0, f64::NEG_INFINITY), millis(500));
}

#[test]
fn a_query_is_safe() {
    let query = Method::from_bytes(b"QUERY").unwrap();
    assert!(is_safe(&query) && is_safe(&Method::TRACE));
    assert!(!is_safe(&Method::PUT) && !is_safe(&Method::from_bytes(b"query").unwrap()));
}

#[test]
fn methods_and_keys_make_a_request_idempotent() {
    let none = HeaderMap::new();
    let query = Method::from_bytes(b"QUERY").unwrap();
    for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE, Method::PUT, Method::DELETE, query] {
        assert!(is_idempotent(&method, &none, "idempotency-key"), "{method}");
    }
    for method in [Method::POST, Method::PATCH] {
        assert!(!is_idempotent(&method, &none, "idempotency-key"), "{method}");
        assert!(is_idempotent(&method, &headers(&[("idempotency-key", "k")]), "idempotency-key"));
        assert!(!is_idempotent(&method, &headers(&[("idempotency-key", "")]), "idempotency-key"));
        assert!(!is_idempotent(&method, &headers(&[("idempotency-key", "k")]), "x-idempotency-key"));
    }
}

#[test]
fn passing_troubles_are_worth_a_retry() {
    for status in 100..=999_u16 {
        let wanted = matches!(status, 408 | 409 | 429 | 500..=599);
        let status = StatusCode::from_u16(status).unwrap();
        assert_eq!(should_retry(status, &HeaderMap::new(), true), wanted, "{status}");
        assert!(!should_retry(status, &HeaderMap::new(), false));
    }
}

#[test]
fn the_server_has_the_last_word_on_its_errors() {
    let (yes, no) = (headers(&[("x-should-retry", "true")]), headers(&[("x-should-retry", "false")]));
    assert!(should_retry(StatusCode::BAD_REQUEST, &yes, true));
    assert!(should_retry(StatusCode::BAD_REQUEST, &yes, false));
    assert!(!should_retry(StatusCode::OK, &yes, true));
    assert!(!should_retry(StatusCode::SERVICE_UNAVAILABLE, &no, true));
    let odd = headers(&[("x-should-retry", "maybe")]);
    assert!(should_retry(StatusCode::SERVICE_UNAVAILABLE, &odd, true));
}

#[test]
fn a_wish_is_read_in_all_its_forms() {
    let wall = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777 - 30);
    let read = |pairs: &[(&'static str, &str)]| retry_after(&headers(pairs), wall);
    assert_eq!(read(&[]), None);
    assert_eq!(read(&[("retry-after", "0")]), Some(millis(0)));
    assert_eq!(read(&[("retry-after", " 7 ")]), Some(millis(7000)));
    assert_eq!(read(&[("retry-after", "1.5")]), Some(millis(1500)));
    assert_eq!(read(&[("retry-after-ms", "250")]), Some(millis(250)));
    assert_eq!(read(&[("retry-after-ms", "250"), ("retry-after", "9")]), Some(millis(250)));
    assert_eq!(read(&[("retry-after-ms", "soon"), ("retry-after", "9")]), Some(millis(9000)));
    assert_eq!(read(&[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")]), Some(millis(30_000)));
}

#[test]
fn a_wish_that_is_none_is_ignored() {
    for value in ["-1", "", "soon", "NaN", "inf", "1e3", "+5", ".", "1.2.3", "Sun, 06 Nov 1994 08:49:37 GMT"] {
        for name in ["retry-after", "retry-after-ms"] {
            assert_eq!(retry_after(&headers(&[(name, value)]), SystemTime::now()), None, "{value}");
        }
    }
}

#[test]
fn a_wish_beyond_all_numbers_is_the_longest_there_is() {
    for value in ["99999999999999999999999999", &"9".repeat(400)] {
        let wish = retry_after(&headers(&[("retry-after", value)]), SystemTime::now());
        assert_eq!(wish, Some(Duration::MAX));
    }
}

#[test]
fn jitter_is_random() {
    let numbers: Vec<_> = (0..20).map(|_| crate::runtime::call::random_fraction()).collect();
    assert!(numbers.iter().all(|number| (0.0..=1.0).contains(number)), "{numbers:?}");
    assert!(numbers.windows(2).any(|two| two[0] != two[1]), "{numbers:?}");
}
