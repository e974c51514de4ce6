//! Durations, as ISO 8601 writes them.

/// A duration. What can't be told from the number of months is compared by how long months are on average.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Span {
    /// How long all of it is, in units of 10^-18 seconds.
    total: i128,
    pub(super) months: i128,
}

/// The unit of [`Span::total`], as a part of a second, and its number of digits.
const ATTOS: i128 = 1_000_000_000_000_000_000;
const DIGITS: usize = 18;

/// 365.2425 days by 12.
const SECONDS_OF_MONTH: i128 = 2_629_746;

/// The units of dates and of times in their order: months, seconds.
const DATE_UNITS: &[(char, [i128; 2])] = &[('Y', [12, 0]), ('M', [1, 0]), ('W', [0, 7 * 86_400]), ('D', [0, 86_400])];
const TIME_UNITS: &[(char, [i128; 2])] = &[('H', [0, 3600]), ('M', [0, 60]), ('S', [0, 1])];

/// Reads `P1Y2M3W4DT5H6M7.8S`: any of its parts in this order, a fraction of up to 18 digits on the last one of a time.
/// A sign may be in front.
pub(super) fn span(text: &str) -> Option<Span> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.strip_prefix('P')?;
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    if time.unwrap_or(date).is_empty() {
        return None;
    }
    let [months, days] = parts(date, DATE_UNITS)?;
    let [_, clock] = parts(time.unwrap_or_default(), TIME_UNITS)?;
    let total = months.checked_mul(SECONDS_OF_MONTH * ATTOS)?.checked_add(days)?.checked_add(clock)?;
    Some(Span { total: total * sign, months: months * sign })
}

/// The sum of the parts of a date or a time, in months and in units of [`Span::total`].
fn parts(text: &str, units: &[(char, [i128; 2])]) -> Option<[i128; 2]> {
    let (mut rest, mut units) = (text, units.iter());
    let (mut months, mut total) = (0_i128, 0_i128);
    while !rest.is_empty() {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let (number, after) = rest.split_at_checked(rest.find(|c| !is_number(c))?)?;
        let unit = after.chars().next()?;
        let (_, [unit_months, unit_seconds]) = units.find(|(name, _)| *name == unit)?;
        rest = after.strip_prefix(unit)?;
        let (whole, fraction) = number.split_once(['.', ',']).map_or((number, None), |(a, b)| (a, Some(b)));
        months = months.checked_add(digits(whole)?.checked_mul(*unit_months)?)?;
        total = total.checked_add(digits(whole)?.checked_mul(unit_seconds * ATTOS)?)?;
        if let Some(fraction) = fraction {
            total = total.checked_add(attos(fraction)?.checked_mul(*unit_seconds)?)?;
            // Only the last part of all has a fraction, and it is a time.
            if !rest.is_empty() || !matches!(unit, 'S' | 'H' | 'M') || *unit_months > 0 {
                return None;
            }
        }
    }
    Some([months, total])
}

fn digits(text: &str) -> Option<i128> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The value of the digits behind a point.
fn attos(fraction: &str) -> Option<i128> {
    let significant = fraction.trim_end_matches('0');
    let is_short = !fraction.is_empty() && significant.len() <= DIGITS;
    if is_short { digits(&format!("{significant:0<DIGITS$}")) } else { None }
}

impl Span {
    /// The seconds and nanoseconds, of the same sign. Further digits are cut off. With months there are none, nor if it
    /// is too long.
    pub(super) fn seconds(self) -> Option<(i64, i32)> {
        let seconds = i64::try_from(self.total / ATTOS).ok().filter(|_| self.months == 0)?;
        Some((seconds, (self.total % ATTOS / 1_000_000_000) as i32))
    }
}

/// The text of a duration of seconds and nanoseconds.
pub(super) fn text(is_negative: bool, seconds: u64, nanos: u32) -> String {
    let sign = if is_negative { "-" } else { "" };
    let fraction = format!(".{nanos:09}");
    format!("{sign}PT{seconds}{}S", if nanos == 0 { "" } else { fraction.trim_end_matches('0') })
}
