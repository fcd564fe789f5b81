//! [`Expression`]: a condition on a row.

use std::cmp::Ordering;

use super::Row;
use super::field::{Field, Value};

/// A condition on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    Compare(Field, Sign, String),
}

/// How a field and a text are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Equal,
    Differs,
    Holds,
    Lacks,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Expression {
    pub(super) fn holds(&self, row: &Row<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(row)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(row)),
            Self::Not(part) => !part.holds(row),
            Self::Compare(field, sign, text) => compare(&field.of(row), *sign, text),
        }
    }
}

/// What is not known equals nothing, holds nothing, and is neither more nor less.
fn compare(value: &Value, sign: Sign, text: &str) -> bool {
    let shown = value.to_string().to_lowercase();
    let order = || order(value, text);
    match sign {
        Sign::Equal => equal(value, &shown, text),
        Sign::Differs => !equal(value, &shown, text),
        Sign::Holds => !value.is_none() && shown.contains(&text.to_lowercase()),
        Sign::Lacks => value.is_none() || !shown.contains(&text.to_lowercase()),
        Sign::Less => order() == Some(Ordering::Less),
        Sign::AtMost => matches!(order(), Some(Ordering::Less | Ordering::Equal)),
        Sign::More => order() == Some(Ordering::Greater),
        Sign::AtLeast => matches!(order(), Some(Ordering::Greater | Ordering::Equal)),
    }
}

fn equal(value: &Value, shown: &str, text: &str) -> bool {
    match value {
        Value::None => text.is_empty(),
        Value::Text(_) => shown == text.to_lowercase(),
        _ => order(value, text) == Some(Ordering::Equal),
    }
}

/// How the value stands to the text, if the text can be read as one of its kind.
fn order(value: &Value, text: &str) -> Option<Ordering> {
    match value {
        Value::None => None,
        Value::Text(_) => Some(value.compare(&Value::Text(text.to_owned()))),
        Value::Number(number) => Some(number.cmp(&text.parse().ok()?)),
        Value::Span(seconds) => Some(seconds.cmp(&span(text)?)),
        // A part of a time, such as 2026-11, stands for its beginning.
        Value::Time(time) => Some(time.to_string().as_str().cmp(text)),
        // The number alone: which currency and for how long is for the reader to know.
        Value::Price(price) => Some(price.amount().total_cmp(&text.parse().ok()?)),
    }
}

/// Seconds of `90s`, `15m`, `2d12h`; a bare number is seconds.
pub(super) fn span(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let (mut total, mut rest) = (0_i64, text);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let count: i64 = rest[..end].parse().ok()?;
        let unit = rest[end..].chars().next()?;
        let seconds = match unit.to_ascii_lowercase() {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            'w' => 7 * 86_400,
            _ => return None,
        };
        total = total.checked_add(count.checked_mul(seconds)?)?;
        rest = &rest[end + unit.len_utf8()..];
    }
    (!text.is_empty()).then_some(total)
}
