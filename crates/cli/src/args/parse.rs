//! Values of arguments.

use std::time::Duration;

use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use tingji::core::{Error, InstanceId};
use tingji::select::{Field, Selection, SortOrder};
use tingji::{Cloud, Target};

use crate::lang::{self, say};

/// One target as it may be typed.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// In full.
    Target(Target),
    /// An id alone.
    Id(InstanceId),
    /// `-`: lines of standard input.
    Stdin,
}

impl std::str::FromStr for Given {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "-" {
            return Ok(Self::Stdin);
        }
        // What names a cloud is no id alone, even if its id is missing.
        let is_cloud = text.split([':', '@']).next().is_some_and(|word| word.parse::<Cloud>().is_ok());
        if text.contains('*') {
            return Err(say!(
                "a target has no *; names are matched with --name '{text}'",
                "目标中不能有 *；按名称匹配请用 --name '{text}'"
            ));
        }
        match text.parse() {
            Ok(id) if !text.contains('/') && !is_cloud => Ok(Self::Id(id)),
            _ => parse_target(text).map(Self::Target),
        }
    }
}

/// Any text but none and blanks: an empty variable of a script asks for nothing, and must not select more.
pub(super) fn filled() -> impl TypedValueParser<Value = String> {
    NonEmptyStringValueParser::new().try_map(|text| match text.trim().is_empty() {
        false => Ok(text),
        true => Err(say!("it is blank", "它是空白")),
    })
}

pub(super) fn parse_filter(text: &str) -> Result<Selection, String> {
    Selection::all().filter(text).map_err(|error: Error| lang::message(&error))
}

pub(super) fn parse_field(text: &str) -> Result<Field, String> {
    text.parse().map_err(|error: Error| lang::message(&error))
}

pub(super) fn parse_order(text: &str) -> Result<SortOrder, String> {
    text.parse().map_err(|error: Error| lang::message(&error))
}

pub(super) fn parse_cloud(text: &str) -> Result<Cloud, String> {
    text.parse().map_err(|error: Error| lang::message(&error))
}

pub(super) fn parse_target(text: &str) -> Result<Target, String> {
    text.parse().map_err(|error: Error| lang::message(&error))
}

/// A positive time; a bare number is seconds.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let bad = || {
        say!("{text:?} is no duration: write 90s, 15m or 1h30m", "{text:?} 不是时长：请写 90s、15m 或 1h30m")
    };
    if let Ok(seconds) = text.parse::<u64>() {
        return positive(Duration::from_secs(seconds), bad);
    }
    let duration: jiff::SignedDuration = text.parse().map_err(|_| bad())?;
    positive(Duration::try_from(duration).map_err(|_| bad())?, bad)
}

pub(super) fn parse_parallel(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=256).contains(number));
    number.ok_or_else(|| say!("{text:?} is no number from 1 to 256", "{text:?} 不是 1 到 256 的数字"))
}

fn positive(duration: Duration, bad: impl Fn() -> String) -> Result<Duration, String> {
    let week = Duration::from_secs(7 * 24 * 60 * 60);
    if duration.is_zero() || duration > week {
        Err(say!("{bad}, up to a week", "{bad}，最长一周", bad = bad()))
    } else {
        Ok(duration)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        let read = |text| parse_duration(text).map(|duration| duration.as_millis());
        assert_eq!(read("15m"), Ok(900_000));
        assert_eq!(read("1h30m"), Ok(5_400_000));
        assert_eq!(read("90"), Ok(90_000));
        assert_eq!(read("250ms"), Ok(250));
        for bad in ["", "0", "-5s", "soon", "99999h", "15 fortnights"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
