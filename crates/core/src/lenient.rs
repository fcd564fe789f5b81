//! Deserializers for the JSON that vendors really send: numbers as text, texts as numbers, and `null` or an
//! empty text for a missing value.
//!
//! Every function is meant for the attribute `deserialize_with`, together with `default` for a missing field:
//!
//! ```
//! use serde::Deserialize;
//! use tingji_core::lenient;
//!
//! #[derive(Deserialize)]
//! struct Disk {
//!     #[serde(default, deserialize_with = "lenient::parse_int")]
//!     size_gb: Option<i64>,
//! }
//!
//! let sizes = ["{\"size_gb\": 40}", "{\"size_gb\": \"40\"}", "{\"size_gb\": \"\"}", "{}"]
//!     .map(|json| serde_json::from_str::<Disk>(json).unwrap().size_gb);
//! assert_eq!(sizes, [Some(40), Some(40), None, None]);
//! ```
//!
//! The functions of this module fail if a value has an unexpected type. Those of [`lossy`] ignore such a
//! value.

use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize, de};
use serde_json::Value;

/// Deserializes a whole number, also from text. A fraction is dropped, and a number outside the range of
/// `i64` becomes the nearest bound. `None` for `null` and an empty text.
///
/// # Errors
///
/// An error for any other value, and for a text that is not a whole number within the range of `i64`.
pub fn parse_int<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    from_value::int(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Deserializes a decimal number, also from text. `None` for `null` and an empty text.
///
/// # Errors
///
/// An error for any other value, and for a text that is not a number.
pub fn parse_float<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    from_value::float(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Deserializes a text, also from a number or a boolean. `None` for `null`.
///
/// # Errors
///
/// An error for a list or an object.
pub fn parse_string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    from_value::string(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Deserializes the token of a list's next page, with the rules of [`parse_string`]. `None` also for an empty
/// text, which some vendors send with the last page.
///
/// # Errors
///
/// An error for a list or an object.
pub fn parse_page_token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(parse_string(deserializer)?.filter(|token| !token.is_empty()))
}

/// Deserializes a boolean, also from a number (0 is false) and from the texts `true`, `yes`, `1`, `false`,
/// `no` and `0` in upper or lower case. `None` for `null` and an empty text.
///
/// # Errors
///
/// An error for any other value.
pub fn parse_bool<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    from_value::bool(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Deserializes a list. `null` is an empty list.
///
/// # Errors
///
/// An error for a value that is not a list, and for a list with an element of another type.
pub fn parse_list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Deserializes an enum of texts, such as one of [`unknown_tolerant_enum!`](crate::unknown_tolerant_enum!),
/// with the rules of [`parse_string`].
///
/// # Errors
///
/// An error for a list or an object.
pub fn parse_enum<'de, D: Deserializer<'de>, T: From<String>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(parse_string(deserializer)?.map(T::from))
}

/// Conversions of a JSON value. The error is the expected type, such as "not a number".
mod from_value {
    use serde_json::Value;

    pub(super) fn int(value: Value) -> Result<Option<i64>, &'static str> {
        match value {
            Value::Null => Ok(None),
            Value::Number(number) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "out-of-range floats saturate at the bounds of i64"
                )]
                let rounded = number.as_f64().map(|float| float as i64);
                Ok(number.as_i64().or(rounded))
            }
            Value::String(text) if text.trim().is_empty() => Ok(None),
            Value::String(text) => text.trim().parse().map(Some).map_err(|_| "not a whole number"),
            _ => Err("not a whole number"),
        }
    }

    pub(super) fn float(value: Value) -> Result<Option<f64>, &'static str> {
        match value {
            Value::Null => Ok(None),
            Value::Number(number) => Ok(number.as_f64()),
            Value::String(text) if text.trim().is_empty() => Ok(None),
            Value::String(text) => text.trim().parse().map(Some).map_err(|_| "not a number"),
            _ => Err("not a number"),
        }
    }

    pub(super) fn string(value: Value) -> Result<Option<String>, &'static str> {
        match value {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text)),
            Value::Number(number) => Ok(Some(number.to_string())),
            Value::Bool(flag) => Ok(Some(flag.to_string())),
            _ => Err("not text"),
        }
    }

    pub(super) fn bool(value: Value) -> Result<Option<bool>, &'static str> {
        match value {
            Value::Null => Ok(None),
            Value::Bool(flag) => Ok(Some(flag)),
            Value::Number(number) => Ok(number.as_f64().map(|number| number != 0.0)),
            Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
                "" => Ok(None),
                "true" | "yes" | "1" => Ok(Some(true)),
                "false" | "no" | "0" => Ok(Some(false)),
                _ => Err("not a boolean"),
            },
            _ => Err("not a boolean"),
        }
    }
}

/// Deserializers for details that no decision depends on. A value of an unexpected type is ignored, so that
/// it does not make a whole list unreadable.
pub mod lossy {
    use serde::Deserialize;
    use serde::de::{DeserializeOwned, Deserializer};
    use serde_json::Value;

    macro_rules! lossy {
        ($($(#[$about:meta])* $name:ident -> $type:ty;)*) => {$(
            $(#[$about])*
            /// A value of another type is `None`.
            ///
            /// # Errors
            ///
            /// An error only if the input is not JSON.
            pub fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<$type>, D::Error> {
                Ok(super::from_value::$name(Value::deserialize(deserializer)?).unwrap_or_default())
            }
        )*};
    }
    lossy! {
        /// Deserializes a whole number, also from text.
        int -> i64;
        /// Deserializes a decimal number, also from text.
        float -> f64;
        /// Deserializes a text, also from a number or a boolean.
        string -> String;
        /// Deserializes a boolean, also from a text or a number.
        bool -> bool;
    }

    /// Deserializes an object. A value of another type is `None`.
    ///
    /// # Errors
    ///
    /// An error only if the input is not JSON.
    pub fn object<'de, D: Deserializer<'de>, T: DeserializeOwned>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        Ok(serde_json::from_value(Value::deserialize(deserializer)?).unwrap_or_default())
    }

    /// Deserializes a list. Elements of another type are skipped, and a value that is not a list is an empty
    /// list.
    ///
    /// # Errors
    ///
    /// An error only if the input is not JSON.
    pub fn vec<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
        let Value::Array(values) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
        Ok(values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize, Debug, PartialEq)]
    struct Sample {
        #[serde(default, deserialize_with = "parse_int")]
        int: Option<i64>,
        #[serde(default, deserialize_with = "parse_float")]
        float: Option<f64>,
        #[serde(default, deserialize_with = "parse_string")]
        text: Option<String>,
        #[serde(default, deserialize_with = "parse_bool")]
        flag: Option<bool>,
        #[serde(default, deserialize_with = "parse_list")]
        list: Vec<i64>,
    }

    fn parse<T: DeserializeOwned>(json: &str) -> T {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_form_that_vendors_send_is_accepted() {
        let all = Sample {
            int: Some(7),
            float: Some(1.5),
            text: Some("3".into()),
            flag: Some(true),
            list: vec![1],
        };
        assert_eq!(parse::<Sample>(r#"{"int":7,"float":1.5,"text":"3","flag":true,"list":[1]}"#), all);
        assert_eq!(parse::<Sample>(r#"{"int":"7","float":"1.5","text":3,"flag":"Yes","list":[1]}"#), all);
        let none = Sample { int: None, float: None, text: None, flag: None, list: vec![] };
        assert_eq!(parse::<Sample>("{}"), none);
        assert_eq!(parse::<Sample>(r#"{"int":"","float":null,"text":null,"flag":"","list":null}"#), none);
    }

    #[test]
    fn lossy_values_of_another_type_are_ignored() {
        #[derive(Deserialize, Debug, PartialEq)]
        struct Details {
            #[serde(deserialize_with = "lossy::int")]
            int: Option<i64>,
            #[serde(deserialize_with = "lossy::object")]
            one: Option<Vec<i64>>,
            #[serde(deserialize_with = "lossy::vec")]
            many: Vec<i64>,
        }
        let all = Details { int: Some(7), one: Some(vec![1]), many: vec![1, 2] };
        assert_eq!(parse::<Details>(r#"{"int":"7","one":[1],"many":[1,"x",2]}"#), all);
        assert_eq!(
            parse::<Details>(r#"{"int":[],"one":{},"many":7}"#),
            Details { int: None, one: None, many: vec![] }
        );
    }

    #[test]
    fn huge_numbers_saturate_or_are_rejected() {
        assert_eq!(parse::<Sample>(r#"{"int":1e300}"#).int, Some(i64::MAX));
        assert!(serde_json::from_str::<Sample>(r#"{"int":"99999999999999999999"}"#).is_err());
    }
}
