//! [`UnixTime`]: a time in whole seconds, and its two text formats for signatures.
//!
//! A signature needs the seconds and two fixed formats of 16 and 20 bytes. A calendar library would be the
//! largest dependency of the signing crate, so this module has its own conversion.

use std::fmt;
use std::ops::Deref;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A time in whole seconds since 1970-01-01T00:00:00Z, from the year 0 to the year 9999.
///
/// `Display` prints the [extended format](Self::iso_extended). `From` converts from and to [`SystemTime`].
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use tingji_core::UnixTime;
///
/// let time = UnixTime::from_seconds(1_439_266_649);
/// assert_eq!(&*time.iso_extended(), "2015-08-11T04:17:29Z");
/// assert_eq!(&*time.iso_basic(), "20150811T041729Z");
/// assert_eq!(UnixTime::parse("20150811T041729Z"), Some(time));
/// assert_eq!(SystemTime::from(time), SystemTime::UNIX_EPOCH + Duration::from_secs(1_439_266_649));
/// assert_eq!(UnixTime::from(SystemTime::from(time)), time);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(i64);

/// First and last second of the years 0 to 9999, in seconds since 1970.
const SECONDS_RANGE: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

impl UnixTime {
    /// Creates a time from seconds since 1970. Seconds outside the years 0 to 9999 are clamped, because the
    /// text formats have four digits for the year.
    pub const fn from_seconds(seconds: i64) -> Self {
        if seconds < *SECONDS_RANGE.start() {
            Self(*SECONDS_RANGE.start())
        } else if seconds > *SECONDS_RANGE.end() {
            Self(*SECONDS_RANGE.end())
        } else {
            Self(seconds)
        }
    }

    /// Returns the seconds since 1970.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Returns the time `seconds` later, or earlier if negative. The result is clamped to the years 0 to
    /// 9999.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self::from_seconds(self.0.saturating_add(seconds))
    }

    /// Returns the basic format, `20150811T041729Z`, for headers such as `X-Date`.
    pub fn iso_basic(self) -> IsoText {
        self.write(false)
    }

    /// Returns the extended format, `2015-08-11T04:17:29Z`, the one of RFC 3339.
    pub fn iso_extended(self) -> IsoText {
        self.write(true)
    }

    fn write(self, extended: bool) -> IsoText {
        let (year, month, day) = civil_from_days(self.0.div_euclid(86_400));
        let second = self.0.rem_euclid(86_400);
        let mut text = if extended {
            IsoText { bytes: *b"0000-00-00T00:00:00Z", len: 20 }
        } else {
            IsoText { bytes: *b"00000000T000000Z\0\0\0\0", len: 16 }
        };
        // Positions of the two-digit numbers in the text.
        let positions = if extended { [0, 2, 5, 8, 11, 14, 17] } else { [0, 2, 4, 6, 9, 11, 13] };
        let numbers = [year / 100, year % 100, month, day, second / 3600, second / 60 % 60, second % 60];
        for (position, number) in positions.into_iter().zip(numbers) {
            let number = u8::try_from(number).unwrap_or_default();
            text.bytes[position] += number / 10;
            text.bytes[position + 1] += number % 10;
        }
        text
    }

    /// Parses the basic or the extended format. `None` for any other text, such as one with a fraction of a
    /// second or an offset, and for a day that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        // Positions of year, month, day, hour, minute and second.
        let positions: [usize; 6] = match b.len() {
            16 if b[8] == b'T' && b[15] == b'Z' => [0, 4, 6, 9, 11, 13],
            20 if b[4] == b'-'
                && b[7] == b'-'
                && b[10] == b'T'
                && b[13] == b':'
                && b[16] == b':'
                && b[19] == b'Z' =>
            {
                [0, 5, 8, 11, 14, 17]
            }
            _ => return None,
        };
        let year = digits(b.get(positions[0]..positions[0] + 4)?)?;
        let mut rest = [0; 5];
        for (slot, start) in rest.iter_mut().zip(&positions[1..]) {
            *slot = digits(b.get(*start..start + 2)?)?;
        }
        let [month, day, hour, minute, second] = rest;
        let days = days_from_civil(year, month, day)?;
        if hour >= 24 || minute >= 60 || second >= 60 {
            return None;
        }
        Some(Self(days * 86_400 + hour * 3600 + minute * 60 + second))
    }

    /// Parses a time in RFC 3339 format with any offset. A fraction of a second is dropped.
    #[cfg(feature = "http")]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        Some(Self::from_seconds(text.parse::<jiff::Timestamp>().ok()?.as_second()))
    }
}

impl From<SystemTime> for UnixTime {
    /// Drops the fraction of a second.
    fn from(time: SystemTime) -> Self {
        let seconds = match time.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(error) => {
                let before = error.duration();
                let whole = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                whole.saturating_add(i64::from(before.subsec_nanos() > 0)).saturating_neg()
            }
        };
        Self::from_seconds(seconds)
    }
}

impl From<UnixTime> for SystemTime {
    /// Returns 1970 for a time that the platform cannot represent: Windows has none before 1601.
    fn from(time: UnixTime) -> Self {
        let seconds = Duration::from_secs(time.0.unsigned_abs());
        let converted =
            if time.0 < 0 { UNIX_EPOCH.checked_sub(seconds) } else { UNIX_EPOCH.checked_add(seconds) };
        converted.unwrap_or(UNIX_EPOCH)
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso_extended())
    }
}

/// A time as ASCII text of 16 or 20 bytes, without an allocation. Dereferences to `str`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct IsoText {
    bytes: [u8; 20],
    len: u8,
}

impl Deref for IsoText {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl fmt::Debug for IsoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// Parses decimal digits. `None` if there is any other character.
fn digits(bytes: &[u8]) -> Option<i64> {
    let mut value = 0;
    for byte in bytes {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    Some(value)
}

/// Converts days since 1970 into year, month and day of the proleptic Gregorian calendar. Years are counted
/// from March within eras of 400 years, so that the leap day is the last day of a year.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Converts year, month and day into days since 1970. `None` for a day that does not exist.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let shifted_year = year - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let march_month = (month + 9) % 12;
    let day_of_year = (153 * march_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    (civil_from_days(days) == (year, month, day)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_round_trip_over_four_hundred_years() {
        for seconds in (-2_208_988_800..10_413_792_000).step_by(9_876_543) {
            let time = UnixTime::from_seconds(seconds);
            assert_eq!(UnixTime::parse(&time.iso_basic()), Some(time));
            assert_eq!(UnixTime::parse(&time.iso_extended()), Some(time));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_rejected() {
        for text in [
            "20250229T000000Z",
            "20251301T000000Z",
            "20250431T000000Z",
            "20250101T240000Z",
            "20250100T000000Z",
        ] {
            assert_eq!(UnixTime::parse(text), None, "{text}");
        }
        assert!(UnixTime::parse("20240229T235959Z").is_some());
    }

    #[test]
    fn other_formats_are_rejected() {
        for text in [
            "",
            "2025-01-01",
            "2025-01-01T00:00:00.1Z",
            "20250101T000000",
            "2025-01-01T00:00:00z",
            "２０２５０１０",
        ] {
            assert_eq!(UnixTime::parse(text), None, "{text}");
        }
    }

    #[test]
    fn system_time_before_1970_is_rounded_down() {
        let time = UNIX_EPOCH - Duration::from_millis(1500);
        assert_eq!(UnixTime::from(time).seconds(), -2);
        assert_eq!(SystemTime::from(UnixTime::from_seconds(-2)), UNIX_EPOCH - Duration::from_secs(2));
    }

    #[cfg(feature = "http")]
    #[test]
    fn rfc3339_offset_and_fraction_are_converted() {
        let time = UnixTime::parse_rfc3339("2015-08-11T12:17:29.9+08:00");
        assert_eq!(time, Some(UnixTime::from_seconds(1_439_266_649)));
        assert_eq!(UnixTime::parse_rfc3339("2015-08-11"), None);
    }

    #[test]
    fn times_outside_four_digit_years_are_clamped() {
        assert_eq!(&*UnixTime::from_seconds(i64::MAX).iso_basic(), "99991231T235959Z");
        assert_eq!(&*UnixTime::from_seconds(i64::MIN).iso_basic(), "00000101T000000Z");
    }
}
