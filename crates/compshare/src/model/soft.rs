//! Reading details that no stop depends on: one that has another shape than documented reads as
//! nothing, and does not take the whole list with it.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;
use tingji_core::{Secret, lenient};

macro_rules! soft {
    ($($name:ident -> $type:ty),*) => {$(
        pub(super) fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<$type>, D::Error> {
            Ok(lenient::$name(Value::deserialize(deserializer)?).unwrap_or_default())
        }
    )*};
}
soft!(int -> i64, float -> f64, text -> String, flag -> bool);

/// Text that must not be seen; an empty one is none.
pub(super) fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(text(deserializer)?.filter(|text| !text.is_empty()).map(Secret::from))
}

/// A structure.
pub(super) fn one<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).unwrap_or_default())
}

/// A list; elements of another shape are left out.
pub(super) fn many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Value::Array(values) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    Ok(values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect())
}
