//! Dates and times, as RFC 3339 writes them.

/// A date of the Gregorian calendar, which exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Day {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// A time of the day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock<'a> {
    pub(super) hour: u8,
    pub(super) minute: u8,
    /// 60 is a leap second.
    pub(super) second: u8,
    /// The digits behind the point, without zeros at the end.
    fraction: &'a str,
    /// How many minutes it is ahead of UTC, if that is said.
    offset: Option<i16>,
}

/// An instant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment<'a> {
    /// The minutes since 1970 in UTC.
    minutes: i64,
    clock: Clock<'a>,
}

/// An instant by POSIX: seconds since 1970 without leap seconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timestamp {
    pub(super) seconds: i64,
    /// From 1,000,000,000 on it is a leap second, which follows this second.
    pub(super) nanos: u32,
    /// How many minutes its text is ahead of UTC.
    pub(super) offset: i16,
}

const MINUTES_OF_DAY: i64 = 24 * 60;

/// Reads `2020-01-31`.
pub(super) fn date(text: &str) -> Option<Day> {
    let mut rest = text;
    take_date(&mut rest).filter(|_| rest.is_empty())
}

/// Reads `12:30:00.5+01:00`, or the same without the offset.
pub(super) fn time(text: &str) -> Option<Clock<'_>> {
    let mut rest = text;
    let clock = take_time(&mut rest).filter(|_| rest.is_empty())?;
    clock.is_possible(clock.minutes()).then_some(clock)
}

/// Reads `2020-01-31T12:30:00.5+01:00`. The letters may be small, and a space may stand for the first.
pub(super) fn date_time(text: &str) -> Option<Moment<'_>> {
    let mut rest = text;
    let day = take_date(&mut rest)?;
    take(&mut rest, &['T', 't', ' '])?;
    let clock = take_time(&mut rest).filter(|clock| rest.is_empty() && clock.offset.is_some())?;
    let minutes = day.days() * MINUTES_OF_DAY + clock.minutes();
    clock.is_possible(minutes).then_some(Moment { minutes, clock })
}

impl Day {
    /// The days since 1970. For this the year begins in March, so that the leap day is the last of a year.
    fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month < 3);
        let month = (i64::from(self.month) + 9) % 12;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leap_days + (153 * month + 2) / 5 + i64::from(self.day) - 719_469
    }
}

impl<'a> Clock<'a> {
    /// The minutes since midnight in UTC. Without an offset, those that the clock shows.
    fn minutes(self) -> i64 {
        i64::from(self.hour) * 60 + i64::from(self.minute) - i64::from(self.offset.unwrap_or_default())
    }

    /// A leap second is the last of a day in UTC.
    fn is_possible(self, minutes: i64) -> bool {
        self.second < 60 || minutes.rem_euclid(MINUTES_OF_DAY) == MINUTES_OF_DAY - 1
    }

    /// What times are compared by.
    pub(super) fn in_utc(self) -> (bool, i64, u8, &'a str) {
        (self.offset.is_none(), self.minutes().rem_euclid(MINUTES_OF_DAY), self.second, self.fraction)
    }

    /// The nanoseconds. Further digits are cut off.
    pub(super) fn nanos(self) -> u32 {
        let digits = self.fraction.get(..9).unwrap_or(self.fraction);
        format!("{digits:0<9}").parse().unwrap_or_default()
    }
}

impl<'a> Moment<'a> {
    /// What date-times are compared by.
    pub(super) fn instant(self) -> (i64, u8, &'a str) {
        (self.minutes, self.clock.second, self.clock.fraction)
    }

    pub(super) fn timestamp(self) -> Timestamp {
        let second = self.clock.second.min(59);
        let leap = u32::from(self.clock.second - second) * 1_000_000_000;
        Timestamp {
            seconds: self.minutes * 60 + i64::from(second),
            nanos: self.clock.nanos() + leap,
            offset: self.clock.offset.unwrap_or_default(),
        }
    }
}

impl Timestamp {
    /// The nanoseconds may be less than none. An offset that isn't of whole minutes has no text: then it is UTC.
    pub(super) fn new(seconds: i64, nanos: i32, offset_seconds: i32) -> Self {
        let is_before = nanos < 0;
        let nanos = if is_before { nanos.saturating_add(1_000_000_000) } else { nanos };
        let offset = if offset_seconds % 60 == 0 { offset_seconds / 60 } else { 0 };
        Self {
            seconds: seconds.saturating_sub(is_before.into()),
            nanos: nanos.unsigned_abs(),
            offset: i16::try_from(offset).unwrap_or_default(),
        }
    }

    /// The same instant, for types that have no leap seconds.
    pub(super) fn without_leap(self) -> Self {
        let leap = self.nanos / 1_000_000_000;
        Self { seconds: self.seconds + i64::from(leap), nanos: self.nanos % 1_000_000_000, ..self }
    }

    /// The text of a date-time.
    pub(super) fn to_text(self) -> String {
        let local = self.seconds.saturating_add(i64::from(self.offset) * 60);
        let second_of_day = local.rem_euclid(24 * 60 * 60) as u32;
        let (hour, minute, second) = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
        let date = day_text(local.div_euclid(24 * 60 * 60));
        let time = time_text([hour, minute, second + self.nanos / 1_000_000_000], self.nanos % 1_000_000_000);
        let offset = match self.offset {
            0 => "Z".to_owned(),
            minutes => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
            }
        };
        format!("{date}T{time}{offset}")
    }
}

/// The text of the day that is so many days after the first one of 1970.
fn day_text(days: i64) -> String {
    // The days since the first of March of year 0, then those of a cycle of 400 years, then those of a year.
    let days = days + 719_468;
    let (cycle, days) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (days - days / 1460 + days / 36_524 - days / 146_096) / 365;
    let days = days - (365 * year + year / 4 - year / 100);
    let month = (5 * days + 2) / 153;
    let day = days - (153 * month + 2) / 5 + 1;
    date_text(cycle * 400 + year + i64::from(month > 9), (month + 2) % 12 + 1, day)
}

/// The text of a date. A year beyond four digits has a sign, as in ISO 8601: RFC 3339 has no text for it.
pub(super) fn date_text(year: i64, month: i64, day: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:+05}-{month:02}-{day:02}"),
    }
}

/// The text of a time, without an offset.
pub(super) fn time_text([hour, minute, second]: [u32; 3], nanos: u32) -> String {
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if nanos == 0 { time } else { format!("{time}.{nanos:09}").trim_end_matches('0').to_owned() }
}

fn take_date(text: &mut &str) -> Option<Day> {
    let year = number(text, 4)?;
    take(text, &['-'])?;
    let month = number(text, 2)?;
    take(text, &['-'])?;
    let day = number(text, 2)?;
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    };
    let exists = (1..=12).contains(&month) && (1..=days).contains(&day);
    exists.then_some(Day { year, month: month as u8, day: day as u8 })
}

fn take_time<'a>(text: &mut &'a str) -> Option<Clock<'a>> {
    let hour = number(text, 2).filter(|hour| *hour < 24)?;
    take(text, &[':'])?;
    let minute = number(text, 2).filter(|minute| *minute < 60)?;
    take(text, &[':'])?;
    let second = number(text, 2).filter(|second| *second <= 60)?;
    let mut fraction = "";
    if take(text, &['.']).is_some() {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        (fraction, *text) = text.split_at_checked(length).filter(|_| length > 0)?;
    }
    let offset = if text.is_empty() { None } else { Some(take_offset(text)?) };
    let fraction = fraction.trim_end_matches('0');
    Some(Clock { hour: hour as u8, minute: minute as u8, second: second as u8, fraction, offset })
}

/// Reads `Z` or `+01:00`, as minutes.
fn take_offset(text: &mut &str) -> Option<i16> {
    let sign = match take(text, &['Z', 'z', '+', '-'])? {
        '+' => 1,
        '-' => -1,
        _ => return Some(0),
    };
    let hours = number(text, 2).filter(|hours| *hours < 24)?;
    take(text, &[':'])?;
    let minutes = number(text, 2).filter(|minutes| *minutes < 60)?;
    Some(sign * (hours * 60 + minutes) as i16)
}

/// Takes a number of so many digits off the text.
fn number(text: &mut &str, length: usize) -> Option<u16> {
    let (digits, rest) = text.split_at_checked(length)?;
    *text = rest;
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Takes one of these characters off the text.
fn take(text: &mut &str, characters: &[char]) -> Option<char> {
    let character = text.chars().next().filter(|character| characters.contains(character))?;
    *text = text.strip_prefix(character)?;
    Some(character)
}
