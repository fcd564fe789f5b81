//! [`ParamValue`]: the value of a parameter, before it becomes text.

use std::borrow::Cow;

#[cfg(feature = "json")]
use crate::canonical_buffer::CanonicalBuffer;

/// Value of a parameter. Lists and structures become several parameters of a form.
///
/// ```
/// use tingji_signing_core::ParamValue;
///
/// assert_eq!(ParamValue::from(42), ParamValue::Int(42));
/// assert_eq!(ParamValue::from(vec!["a"]), ParamValue::List(vec![ParamValue::Text("a".to_owned())]));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ParamValue {
    /// `true` or `false`.
    Bool(bool),
    /// Integer.
    Int(i64),
    /// Integer above the range of `i64`.
    Uint(u64),
    /// Decimal number. Its text is the shortest that parses to the same number and never has an exponent; `42.0`
    /// becomes `42`.
    ///
    /// The vendor's page forbids exponents. The vendor's Python SDK writes `1e-07` nevertheless.
    Float(f64),
    /// Text. The signature covers the text itself; percent-encoding happens only for transport.
    Text(String),
    /// List; its elements are the parameters `Key.0`, `Key.1`, …
    List(Vec<ParamValue>),
    /// Structure; its members are the parameters `Key.Member`.
    Map(Vec<(String, ParamValue)>),
}

macro_rules! from {
    ($($from:ty => $variant:ident),*) => {$(
        impl From<$from> for ParamValue {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}
from!(bool => Bool, i32 => Int, u32 => Int, i64 => Int, u64 => Uint, f64 => Float, &str => Text, String => Text);

impl<T: Into<ParamValue>> From<Vec<T>> for ParamValue {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(feature = "json")]
impl ParamValue {
    /// Converts a JSON value, with the feature `json`. Returns `None` for `null`.
    ///
    /// A `null` in a list or a structure is dropped, and later elements of the list move up. The vendor's SDKs
    /// disagree: the Python SDK sends the text `None`, the Go SDK leaves a gap in the numbering.
    ///
    /// ```
    /// use tingji_signing_core::ParamValue;
    ///
    /// let json = serde_json::json!(["a", null, "b"]);
    /// assert_eq!(ParamValue::from_json(&json), Some(ParamValue::from(vec!["a", "b"])));
    /// ```
    pub fn from_json(value: &serde_json::Value) -> Option<Self> {
        use serde_json::Value;
        Some(match value {
            Value::Null => return None,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(value) => {
                let integer = value.as_i64().map(Self::Int).or_else(|| value.as_u64().map(Self::Uint));
                integer.or_else(|| value.as_f64().map(Self::Float))?
            }
            Value::String(value) => Self::Text(value.clone()),
            Value::Array(values) => Self::List(values.iter().filter_map(Self::from_json).collect()),
            Value::Object(members) => {
                let present = members.iter().filter_map(|(key, value)| Some((key, Self::from_json(value)?)));
                Self::Map(present.map(|(key, value)| (key.clone(), value)).collect())
            }
        })
    }

    /// Converts to a JSON value, with the feature `json`.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Self::Bool(value) => Value::from(*value),
            Self::Int(value) => Value::from(*value),
            Self::Uint(value) => Value::from(*value),
            Self::Float(value) => Value::from(*value),
            Self::Text(value) => Value::from(value.as_str()),
            Self::List(values) => Value::Array(values.iter().map(Self::to_json).collect()),
            Self::Map(members) => {
                Value::Object(members.iter().map(|(key, value)| (key.clone(), value.to_json())).collect())
            }
        }
    }
}

impl ParamValue {
    /// Returns the text of a scalar, or `None` for a list or a structure.
    pub(super) fn scalar_text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Self::Int(value) => value.to_string().into(),
            Self::Uint(value) => value.to_string().into(),
            // `Display` of `f64` never writes an exponent. It writes the sign of `-0.0`, which is removed here.
            Self::Float(value) => (if *value == 0.0 { 0.0 } else { *value }).to_string().into(),
            Self::Text(value) => Cow::Borrowed(value),
            Self::List(_) | Self::Map(_) => return None,
        })
    }

    /// Appends the parameters of a form that this value of `key` becomes.
    pub(super) fn flatten(&self, key: String, out: &mut Vec<(String, String)>) {
        match self {
            Self::List(values) => {
                for (index, value) in values.iter().enumerate() {
                    value.flatten(format!("{key}.{index}"), out);
                }
            }
            Self::Map(members) => {
                for (member, value) in members {
                    value.flatten(format!("{key}.{member}"), out);
                }
            }
            scalar => out.push((key, scalar.scalar_text().unwrap_or_default().into_owned())),
        }
    }

    /// Writes the value for the signature of a JSON body: the elements of a list without indices, the members
    /// of a structure sorted by name.
    #[cfg(feature = "json")]
    fn write(&self, out: &mut CanonicalBuffer) {
        match self {
            Self::List(values) => {
                for value in values {
                    value.write(out);
                }
            }
            Self::Map(members) => write_members(members.iter(), out),
            scalar => out.write(scalar.scalar_text().unwrap_or_default().as_bytes()),
        }
    }
}

/// Writes the names and values of a JSON object, sorted by name.
#[cfg(feature = "json")]
pub(super) fn write_members<'a>(
    members: impl Iterator<Item = &'a (String, ParamValue)>,
    out: &mut CanonicalBuffer,
) {
    let mut sorted: Vec<_> = members.collect();
    sorted.sort_by(|left, right| left.0.cmp(&right.0));
    for (key, value) in sorted {
        out.write(key.as_bytes());
        out.write_value_of(key.as_bytes(), |out| value.write(out));
    }
}
