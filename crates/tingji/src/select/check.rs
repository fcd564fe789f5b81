//! Check of the comparisons of a filter: one that can never or always hold is a mistake.
//!
//! A filter that selects nothing stops nothing, and a filter that selects everything stops everything.

use tingji_core::lifecycle::Price;
use tingji_core::{InstanceId, Message, UnixTime, message};

use super::expression::{CompareOp, parse_duration};
use super::field::{Field, phase_names};

/// Longest accepted age in seconds: 100 years.
const MAX_AGE_SECS: i64 = 100 * 365 * 86_400;
/// First accepted year. Every instance is younger.
const FIRST_YEAR: &str = "2000";
/// Beginning of a year, with which the beginning of a time is completed.
const TIME_TEMPLATE: &str = "0000-01-01T00:00:00Z";
/// Length of a whole time.
const WHOLE_TIME_BYTES: usize = TIME_TEMPLATE.len();

/// Result of a comparison that does not depend on the instance.
#[derive(Clone, Copy)]
enum Constant {
    Never,
    Always,
}

/// Checks a comparison.
///
/// # Errors
///
/// The value is not a value of the field, or the comparison can never or always hold.
pub(super) fn check(field: &Field, op: CompareOp, value: &str, clouds: &[&str]) -> Result<(), Message> {
    let is_search = matches!(op, CompareOp::Contains | CompareOp::NotContains);
    if is_search && value.is_empty() {
        let field = field.to_string();
        return Err(message!("search-for-nothing", "searches {field} for an empty text", field));
    }
    let Field::Named(name) = field else { return check_text(field, op, value) };
    match *name {
        "cloud" => check_name("cloud", op, value, clouds),
        "phase" => check_name("phase", op, value, &phase_names()),
        "spot" => check_spot(op, value),
        // An empty text matches unknown values.
        "gpus" | "price" | "age" | "created" | "release" | "stops" | "expires"
            if value.is_empty() && is_equality(op) =>
        {
            Ok(())
        }
        "gpus" => check_gpus(op, value),
        "price" => check_price(op, value),
        "age" => check_age(op, value),
        "created" | "release" | "stops" | "expires" => check_time(name, op, value),
        "id" if is_equality(op) && value.parse::<InstanceId>().is_err() => {
            Err(compares("id", value, message!("value-no-id", ", which is not an id")))
        }
        _ => check_text(field, op, value),
    }
}

/// Returns true for `=` and `!=`.
fn is_equality(op: CompareOp) -> bool {
    matches!(op, CompareOp::Eq | CompareOp::Ne)
}

/// Returns the error for a value, which continues the sentence `the filter "…"`.
fn compares(field: &str, value: &str, problem: Message) -> Message {
    let value = format!("{value:?}");
    message!("filter-compares", "compares {field} with {value}{problem}", field, value, problem)
}

/// Rejects an order relative to the smallest value of a field: nothing is below it, and every known value is at least
/// this.
fn check_lowest(field: &str, op: CompareOp, value: &str, is_lowest: bool) -> Result<(), Message> {
    match op {
        CompareOp::Lt if is_lowest => Err(constant(field, value, Constant::Never)),
        CompareOp::Ge if is_lowest => Err(constant(field, value, Constant::Always)),
        _ => Ok(()),
    }
}

/// Builds the error for a comparison whose result is the same for every known value.
fn constant(field: &str, value: &str, constant: Constant) -> Message {
    match constant {
        Constant::Never => compares(field, value, message!("never-holds", ", which can never hold")),
        Constant::Always => {
            let problem = message!(
                "always-holds",
                ", which always holds; for all known values, use {field}!=''",
                field
            );
            compares(field, value, problem)
        }
    }
}

/// Checks a text without known values.
fn check_text(field: &Field, op: CompareOp, value: &str) -> Result<(), Message> {
    let is_order = matches!(op, CompareOp::Lt | CompareOp::Le | CompareOp::Gt | CompareOp::Ge);
    if is_order && value.is_empty() {
        let field = field.to_string();
        let problem = message!(
            "is-constant",
            ", which never or always holds; for all known values, use {field}!=''",
            field = &field
        );
        return Err(compares(&field, value, problem));
    }
    Ok(())
}

/// Checks a field whose value is always one of these names.
fn check_name(field: &str, op: CompareOp, value: &str, names: &[&str]) -> Result<(), Message> {
    let lower = value.to_lowercase();
    match op {
        CompareOp::Eq | CompareOp::Ne if names.iter().any(|name| name.eq_ignore_ascii_case(value)) => Ok(()),
        CompareOp::Contains | CompareOp::NotContains => {
            match names.iter().filter(|name| name.contains(&lower)).count() {
                0 => Err(unknown_name(field, value, names)),
                count if count == names.len() && count > 1 => Err(constant(field, value, Constant::Always)),
                _ => Ok(()),
            }
        }
        CompareOp::Eq | CompareOp::Ne => Err(unknown_name(field, value, names)),
        _ => Err(without_order(field, value)),
    }
}

/// Builds the error for a value that is missing in the list of names.
fn unknown_name(field: &str, value: &str, names: &[&str]) -> Message {
    let names = names.join(", ");
    let problem = match field {
        "cloud" => message!("value-no-cloud", ", which is not a cloud: use {names}", names),
        _ => message!("value-no-phase", ", which is not a phase: use {names}", names),
    };
    compares(field, value, problem)
}

/// Builds the error for `<`, `<=`, `>` or `>=` with a name.
fn without_order(field: &str, value: &str) -> Message {
    let problem = message!("value-without-order", " by its order, but it has none: use = or !=");
    compares(field, value, problem)
}

/// Checks a yes or no.
fn check_spot(op: CompareOp, value: &str) -> Result<(), Message> {
    match (is_equality(op), value) {
        (true, "yes" | "no") => Ok(()),
        (true, _) => Err(compares("spot", value, message!("use-yes-or-no", ": use yes or no"))),
        (false, _) => {
            let problem = message!("use-spot-yes-or-no", ": use spot=yes or spot=no");
            Err(compares("spot", value, problem))
        }
    }
}

/// Checks a number of GPUs. A count never has a sign, a fraction or an exponent.
fn check_gpus(op: CompareOp, value: &str) -> Result<(), Message> {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match value.parse::<u32>() {
        Ok(count) if is_number => check_lowest("gpus", op, value, count == 0),
        _ => {
            let problem = message!("value-no-gpu-count", ", which is not a number of GPUs");
            Err(compares("gpus", value, problem))
        }
    }
}

/// Checks a price. A search covers its whole text, currency included, so it accepts any text.
fn check_price(op: CompareOp, value: &str) -> Result<(), Message> {
    if matches!(op, CompareOp::Contains | CompareOp::NotContains) {
        return Ok(());
    }
    let Some(amount) = value.parse::<f64>().ok().filter(|amount| amount.is_finite()) else {
        return Err(compares("price", value, message!("value-no-number", ", which is not a number")));
    };
    // Every known price is a positive number with at most four decimals.
    let is_possible = match Price::new(amount, "", "") {
        Some(price) => !is_equality(op) || price.amount().total_cmp(&amount).is_eq(),
        None => false,
    };
    match is_possible {
        true => Ok(()),
        false => {
            let problem =
                message!("value-no-price", ", but a price is positive and has at most four decimals");
            Err(compares("price", value, problem))
        }
    }
}

/// Checks an age. A searched text must be a part of an age as a list shows it, such as `2d5h`.
fn check_age(op: CompareOp, value: &str) -> Result<(), Message> {
    if matches!(op, CompareOp::Contains | CompareOp::NotContains) {
        let is_part = value.bytes().all(|byte| byte.is_ascii_digit() || b"smhdSMHD".contains(&byte));
        return if is_part { Ok(()) } else { Err(not_an_age(value)) };
    }
    match parse_duration(value) {
        Some(seconds) if (0..=MAX_AGE_SECS).contains(&seconds) && !value.starts_with(['-', '+']) => {
            check_lowest("age", op, value, seconds == 0)
        }
        _ => Err(not_an_age(value)),
    }
}

/// Builds the error for a text that is not an age.
fn not_an_age(value: &str) -> Message {
    compares("age", value, message!("value-no-age", ": write 90s, 15m, 3h, 2d or 1w"))
}

/// Checks a time. Only an order and a search accept the beginning of a time.
fn check_time(field: &str, op: CompareOp, value: &str) -> Result<(), Message> {
    if matches!(op, CompareOp::Contains | CompareOp::NotContains) {
        return if is_part_of_time(value) { Ok(()) } else { Err(not_a_time(field, value)) };
    }
    if !is_time_prefix(value) {
        return Err(not_a_time(field, value));
    }
    if is_equality(op) && value.len() < WHOLE_TIME_BYTES {
        let problem = message!(
            "value-part-of-time",
            ", but no time equals its beginning: write {field}~{value}, or a whole time such as \
             2026-11-21T08:00:00Z",
            field,
            value
        );
        return Err(compares(field, value, problem));
    }
    Ok(())
}

/// Builds the error for a text that is neither a time nor its beginning.
fn not_a_time(field: &str, value: &str) -> Message {
    let problem = message!(
        "value-no-time",
        ": write 2026-11 or 2026-11-21T08:00; for the time since its creation, use age"
    );
    compares(field, value, problem)
}

/// Returns true if the text is the beginning of a time that exists: `2026`, `2026-11`, … `2026-11-21T08:00:00Z`.
fn is_time_prefix(text: &str) -> bool {
    let is_whole_part = [4, 7, 10, 13, 16, 19, 20].contains(&text.len());
    let Some(rest) = TIME_TEMPLATE.get(text.len()..).filter(|_| is_whole_part) else { return false };
    let year = text.get(..4).unwrap_or_default();
    let is_late_enough = year.bytes().all(|byte| byte.is_ascii_digit()) && year >= FIRST_YEAR;
    is_late_enough && UnixTime::parse(&format!("{text}{rest}")).is_some()
}

/// Returns true if some times contain this text, and others do not.
fn is_part_of_time(text: &str) -> bool {
    let has_time_characters = text.bytes().all(|byte| byte.is_ascii_digit() || b"-:TZtz".contains(&byte));
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    // A text in the form of a date must be a date that exists.
    let is_date = text.len() >= 7 && text.bytes().take(5).enumerate().all(is_start_of_date);
    has_time_characters && has_digit && (!is_date || is_time_prefix(&text.to_uppercase()))
}

/// Returns true for the characters of a year and its `-`.
fn is_start_of_date((position, byte): (usize, u8)) -> bool {
    if position == 4 { byte == b'-' } else { byte.is_ascii_digit() }
}
