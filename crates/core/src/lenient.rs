//! Reading vendors' JSON as it is, not as it is documented: numbers in strings, strings in numbers,
//! `null` for nothing. For `#[serde(default, deserialize_with = "lenient::parse_int")]` and its kind.

use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize, de};
use serde_json::Value;

/// A whole number, also from text; an empty text or `null` is none.
///
/// # Errors
///
/// If it is neither.
pub fn parse_int<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    from_value::int(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// A decimal number, also from text.
///
/// # Errors
///
/// If it is neither.
pub fn parse_float<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    from_value::float(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Text, also from a number or truth value.
///
/// # Errors
///
/// If it is a list or an object.
pub fn parse_string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    from_value::string(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// A truth value, also from `"Yes"`, `"true"`, `1` and their opposites.
///
/// # Errors
///
/// If it is none of these.
pub fn parse_bool<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    from_value::bool(Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// A list, `null` being an empty one.
///
/// # Errors
///
/// If it is no list of these.
pub fn parse_list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A vendor's word, such as an [`unknown_tolerant_enum!`](crate::unknown_tolerant_enum!), from whatever [text] stands
/// there.
///
/// # Errors
///
/// If it is a list or an object.
pub fn parse_enum<'de, D: Deserializer<'de>, T: From<String>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(parse_string(deserializer)?.map(T::from))
}

/// The same of a value that is there already; an error is what it is not.
mod from_value {
    use serde_json::Value;

    pub(super) fn int(value: Value) -> Result<Option<i64>, &'static str> {
        match value {
            Value::Null => Ok(None),
            Value::Number(number) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "saturates, which is as good as any other lie"
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
                _ => Err("not a truth value"),
            },
            _ => Err("not a truth value"),
        }
    }
}

/// The same for details that no stop depends on: what has another shape than documented reads as
/// nothing, and does not take the whole list with it.
pub mod lossy {
    use serde::Deserialize;
    use serde::de::{DeserializeOwned, Deserializer};
    use serde_json::Value;

    macro_rules! lossy {
        ($($(#[$about:meta])* $name:ident -> $type:ty;)*) => {$(
            $(#[$about])*
            ///
            /// # Errors
            ///
            /// If it is no JSON.
            pub fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<$type>, D::Error> {
                Ok(super::from_value::$name(Value::deserialize(deserializer)?).unwrap_or_default())
            }
        )*};
    }
    lossy! {
        /// A whole number, also from text.
        int -> i64;
        /// A decimal number, also from text.
        float -> f64;
        /// Text, also from a number or truth value.
        string -> String;
        /// A truth value, also from words and numbers.
        bool -> bool;
    }

    /// A structure.
    ///
    /// # Errors
    ///
    /// If it is no JSON.
    pub fn object<'de, D: Deserializer<'de>, T: DeserializeOwned>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        Ok(serde_json::from_value(Value::deserialize(deserializer)?).unwrap_or_default())
    }

    /// A list; elements of another shape are left out.
    ///
    /// # Errors
    ///
    /// If it is no JSON.
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

    #[test]
    fn every_form_that_vendors_send_is_read() {
        let read = |json: &str| serde_json::from_str::<Sample>(json).unwrap();
        let all = Sample {
            int: Some(7),
            float: Some(1.5),
            text: Some("3".into()),
            flag: Some(true),
            list: vec![1],
        };
        assert_eq!(read(r#"{"int":7,"float":1.5,"text":"3","flag":true,"list":[1]}"#), all);
        assert_eq!(read(r#"{"int":"7","float":"1.5","text":3,"flag":"Yes","list":[1]}"#), all);
        let none = Sample { int: None, float: None, text: None, flag: None, list: vec![] };
        assert_eq!(read("{}"), none);
        assert_eq!(read(r#"{"int":"","float":null,"text":null,"flag":"","list":null}"#), none);
    }

    #[test]
    fn details_of_another_shape_read_as_nothing() {
        #[derive(Deserialize, Debug, PartialEq)]
        struct Details {
            #[serde(deserialize_with = "lossy::int")]
            int: Option<i64>,
            #[serde(deserialize_with = "lossy::object")]
            one: Option<Vec<i64>>,
            #[serde(deserialize_with = "lossy::vec")]
            many: Vec<i64>,
        }
        let read = |json: &str| serde_json::from_str::<Details>(json).unwrap();
        let all = Details { int: Some(7), one: Some(vec![1]), many: vec![1, 2] };
        assert_eq!(read(r#"{"int":"7","one":[1],"many":[1,"x",2]}"#), all);
        assert_eq!(read(r#"{"int":[],"one":{},"many":7}"#), Details { int: None, one: None, many: vec![] });
    }

    #[test]
    fn huge_numbers_are_no_panic() {
        let read = |json: &str| serde_json::from_str::<Sample>(json);
        assert_eq!(read(r#"{"int":1e300}"#).unwrap().int, Some(i64::MAX));
        assert!(read(r#"{"int":"99999999999999999999"}"#).is_err());
    }
}
