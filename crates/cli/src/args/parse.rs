//! Parsers of argument values. Their errors are one line in the current language, which clap prints after
//! the name of the argument.

use std::ffi::OsStr;
use std::time::Duration;

use clap::builder::{EnumValueParser, NonEmptyStringValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command, ValueEnum};
use tingji::core::{Error, InstanceId};
use tingji::select::{Field, Selection, SortOrder};
use tingji::{Cloud, Target};

use crate::lang::{self, Lang, tr};
use crate::providers;

/// A TARGET argument.
#[derive(Clone, Debug)]
pub(crate) enum TargetArg {
    /// A complete target, CLOUD/ID with optional parts.
    Target(Target),
    /// An id alone; the cloud is derived from its format later.
    Id(InstanceId),
    /// `-`: read targets from the lines of standard input.
    Stdin,
}

impl std::str::FromStr for TargetArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "-" {
            return Ok(Self::Stdin);
        }
        // A text that starts with a cloud name is never an id, even if its id part is missing.
        let is_cloud = text
            .split([':', '@'])
            .next()
            .is_some_and(|word| Cloud::find(providers::providers(), word).is_ok());
        if text.contains('*') {
            return Err(tr!(
                "a target can't contain *; to match names use --name '{text}'",
                "目标中不能有 *；按名称匹配请用 --name '{text}'"
            ));
        }
        match text.parse() {
            Ok(id) if !text.contains('/') && !is_cloud => Ok(Self::Id(id)),
            _ => parse_target(text).map(Self::Target),
        }
    }
}

/// Parses `--lang`: `en` or `zh`, which the help lists, and locale names such as `zh_CN` and `en-US`.
#[derive(Clone, Copy, Debug)]
pub(super) struct LangParser;

impl TypedValueParser for LangParser {
    type Value = Lang;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        if let Some(lang) = value.to_str().and_then(|text| text.parse().ok()) {
            return Ok(lang);
        }
        // clap's own parser writes the error with the possible values.
        EnumValueParser::<Lang>::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = Lang::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        Some(Box::new(values.collect::<Vec<_>>().into_iter()))
    }
}

/// Accepts any text that is not blank. An empty variable in a script must not select more than intended.
pub(super) fn filled() -> impl TypedValueParser<Value = String> {
    NonEmptyStringValueParser::new().try_map(|text| match text.trim().is_empty() {
        false => Ok(text),
        true => Err(tr!("the value is blank", "值为空白")),
    })
}

/// Parses a filter expression.
///
/// # Errors
///
/// The message of the selection parser, which names the column and the valid words.
pub(super) fn parse_filter(text: &str) -> Result<Selection, String> {
    Selection::all()
        .providers(providers::providers())
        .filter(text)
        .map_err(|error: Error| lang::localized_message(&error))
}

/// Parses the name of a column.
pub(super) fn parse_field(text: &str) -> Result<Field, String> {
    text.parse().map_err(|error: Error| lang::localized_message(&error))
}

/// Parses a sort field, with `-` in front for descending order.
pub(super) fn parse_order(text: &str) -> Result<SortOrder, String> {
    text.parse().map_err(|error: Error| lang::localized_message(&error))
}

/// Parses the name or alias of a cloud.
pub(super) fn parse_cloud(text: &str) -> Result<Cloud, String> {
    Cloud::find(providers::providers(), text).map_err(|error| lang::localized_message(&error))
}

/// Parses a complete target.
pub(super) fn parse_target(text: &str) -> Result<Target, String> {
    Target::parse(text, providers::providers()).map_err(|error| lang::localized_message(&error))
}

/// Parses a positive duration of at most a week, such as `90s`, `15m` or `1h30m`. A bare number is in
/// seconds.
///
/// # Errors
///
/// A message with examples for any other text, for zero and for more than a week.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let duration = read_duration(text).ok_or_else(|| invalid_duration(text))?;
    let week = Duration::from_secs(7 * 24 * 60 * 60);
    if duration.is_zero() || duration > week {
        let why = invalid_duration(text);
        return Err(tr!("{why}, at most a week", "{why}，最长一周"));
    }
    Ok(duration)
}

/// Reads a duration in seconds or in the units of `jiff`; `None` for another text or a negative duration.
fn read_duration(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let duration: jiff::SignedDuration = text.parse().ok()?;
    Duration::try_from(duration).ok()
}

/// Returns the message for an invalid duration, with examples.
fn invalid_duration(text: &str) -> String {
    tr!("invalid duration {text:?}: use 90s, 15m or 1h30m", "{text:?} 不是有效的时长：请写 90s、15m 或 1h30m")
}

/// Parses a number from 1 to 256.
pub(super) fn parse_parallel(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=256).contains(number));
    number.ok_or_else(|| tr!("{text:?} is not a number from 1 to 256", "{text:?} 不是 1 到 256 的数字"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_accept_common_notations() {
        for (text, millis) in [("15m", 900_000), ("1h30m", 5_400_000), ("90", 90_000), ("250ms", 250)] {
            assert_eq!(parse_duration(text).map(|duration| duration.as_millis()), Ok(millis), "{text}");
        }
        for bad in ["", "0", "-5s", "soon", "99999h", "15 fortnights"] {
            assert!(parse_duration(bad).is_err(), "{bad}");
        }
    }
}
