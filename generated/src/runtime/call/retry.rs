//! Which responses are retried, and after how long.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, Method, StatusCode, header};

const SHOULD_RETRY: HeaderName = HeaderName::from_static("x-should-retry");

const RETRY_AFTER_MS: HeaderName = HeaderName::from_static("retry-after-ms");

/// The longest wait, unless the server asks for more.
const MAX_BACKOFF: Duration = Duration::from_secs(8);

/// The largest part of a wait that jitter subtracts.
const JITTER: f64 = 0.25;

/// Whether the method is safe (RFC 9110, section 9.2.1; draft-ietf-httpbis-safe-method-w-body, section 2).
pub(crate) fn is_safe(method: &Method) -> bool {
    method.is_safe() || method == "QUERY"
}

/// Whether sending the request twice has the same effect as sending it once: by its method (RFC 9110, section 9.2.2),
/// or by its idempotency key, which is in the header `key`.
pub(crate) fn is_idempotent(method: &Method, headers: &HeaderMap, key: &str) -> bool {
    is_safe(method) || method.is_idempotent() || headers.get(key).is_some_and(|key| !key.is_empty())
}

/// Whether to retry after a response with this status. With `x-should-retry` the server decides for errors.
pub(crate) fn should_retry(status: StatusCode, headers: &HeaderMap, idempotent: bool) -> bool {
    match headers.get(SHOULD_RETRY).map(|value| value.as_bytes()) {
        Some(b"false") => false,
        Some(b"true") if status.as_u16() >= 400 => true,
        _ => idempotent && (matches!(status.as_u16(), 408 | 409 | 429) || status.is_server_error()),
    }
}

/// How long to wait before a retry, counted from 0: half a second, doubled with each, and 8 seconds at most. Jitter
/// subtracts up to a quarter, by a random number from 0 to 1.
pub(crate) fn backoff(retry: u32, random: f64) -> Duration {
    let doubled = 1_u32.checked_shl(retry).and_then(|factor| Duration::from_millis(500).checked_mul(factor));
    let longest = doubled.unwrap_or(MAX_BACKOFF).min(MAX_BACKOFF);
    longest.mul_f64(1.0 - JITTER * random.clamp(0.0, 1.0))
}

/// How long the server asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110, section
/// 10.2.3). Other text, negative numbers and past dates are ignored.
pub(crate) fn retry_after(headers: &HeaderMap, wall: SystemTime) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let millis = text(RETRY_AFTER_MS).and_then(|millis| duration(millis, 1e-3));
    millis.or_else(|| {
        let value = text(header::RETRY_AFTER)?;
        duration(value, 1.0).or_else(|| {
            let date = httpdate::parse_http_date(value).ok()?;
            date.duration_since(wall).ok()
        })
    })
}

/// Parses a number without a sign. `unit` is its unit in seconds.
fn duration(text: &str, unit: f64) -> Option<Duration> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    Some(Duration::try_from_secs_f64(value * unit).unwrap_or(Duration::MAX))
}
