//! [`Expression`]: a condition on an instance.

use std::cmp::Ordering;

use super::field::{Field, FieldValue};
use super::listed_instance::ListedInstance;

/// Condition on an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    Compare(Field, CompareOp, String),
}

/// Operator that compares a field with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CompareOp {
    Eq,
    Ne,
    Contains,
    NotContains,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Expression {
    pub(super) fn matches(&self, row: &ListedInstance<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.matches(row)),
            Self::Any(parts) => parts.iter().any(|part| part.matches(row)),
            Self::Not(part) => !part.matches(row),
            Self::Compare(field, op, text) => compare(&field.value_of(row), *op, text),
        }
    }
}

/// Compares a value with a text. An unknown value equals and contains nothing, and is neither less nor
/// greater.
fn compare(value: &FieldValue, op: CompareOp, text: &str) -> bool {
    let shown = value.to_string().to_lowercase();
    match op {
        CompareOp::Eq => equal(value, &shown, text),
        CompareOp::Ne => !equal(value, &shown, text),
        CompareOp::Contains => !value.is_none() && shown.contains(&text.to_lowercase()),
        CompareOp::NotContains => value.is_none() || !shown.contains(&text.to_lowercase()),
        CompareOp::Lt => order(value, text) == Some(Ordering::Less),
        CompareOp::Le => matches!(order(value, text), Some(Ordering::Less | Ordering::Equal)),
        CompareOp::Gt => order(value, text) == Some(Ordering::Greater),
        CompareOp::Ge => matches!(order(value, text), Some(Ordering::Greater | Ordering::Equal)),
    }
}

fn equal(value: &FieldValue, shown: &str, text: &str) -> bool {
    match value {
        FieldValue::None => text.is_empty(),
        FieldValue::Text(_) => shown == text.to_lowercase(),
        _ => order(value, text) == Some(Ordering::Equal),
    }
}

/// Orders a value and a text, if the text can be parsed as the same kind of value.
fn order(value: &FieldValue, text: &str) -> Option<Ordering> {
    match value {
        FieldValue::None => None,
        FieldValue::Text(_) => Some(value.compare(&FieldValue::Text(text.to_owned()))),
        FieldValue::Number(number) => Some(number.cmp(&text.parse().ok()?)),
        FieldValue::Duration(seconds) => Some(seconds.cmp(&parse_duration(text)?)),
        // A partial time, such as 2026-11, means its beginning.
        FieldValue::Time(time) => Some(time.to_string().as_str().cmp(text)),
        // Compares only the amounts. Currency and period may differ.
        FieldValue::Price(price) => Some(price.amount().total_cmp(&text.parse().ok()?)),
    }
}

/// Parses a duration such as `90s`, `15m` or `2d12h` to seconds. A number without a unit means seconds.
pub(super) fn parse_duration(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let mut total = 0_i64;
    let mut rest = text;
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
