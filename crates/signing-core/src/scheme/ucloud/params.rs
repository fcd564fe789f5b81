//! [`Params`]: what a call is made of, before it is a form or JSON.

use std::borrow::Cow;

use super::ParsedSignature;
#[cfg(feature = "json")]
use crate::canonical_buffer::CanonicalBuffer;
#[cfg(feature = "json")]
use crate::canonical_text::is_secret_name;
use crate::query::QueryParam;

/// A parameter's value before flattening.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ParamValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number beyond `i64`.
    Uint(u64),
    /// A decimal number: shortest text that reads back, never with an exponent, `42.0` as `42`.
    ///
    /// (The vendor's Python SDK writes `1e-07`, against the vendor's own rule.)
    Float(f64),
    /// Text, taken as it is: values are signed raw and encoded only for transport.
    Text(String),
    /// A list: `Key.0`, `Key.1`, …
    List(Vec<ParamValue>),
    /// A structure: `Key.Sub`.
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
    /// From a JSON value; `null` is dropped, in lists too, and what follows moves up.
    ///
    /// (The vendor's Python SDK sends a nested `null` as the text `None`, its Go SDK leaves a gap.)
    pub fn from_json(value: &serde_json::Value) -> Option<Self> {
        use serde_json::Value;
        Some(match value {
            Value::Null => return None,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(value) => {
                let whole = value.as_i64().map(Self::Int).or_else(|| value.as_u64().map(Self::Uint));
                whole.or_else(|| value.as_f64().map(Self::Float))?
            }
            Value::String(value) => Self::Text(value.clone()),
            Value::Array(values) => Self::List(values.iter().filter_map(Self::from_json).collect()),
            Value::Object(values) => {
                let pair = |(key, value): (&String, &Value)| Some((key.clone(), Self::from_json(value)?));
                Self::Map(values.iter().filter_map(pair).collect())
            }
        })
    }

    /// As a JSON value, for JSON mode.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Self::Bool(value) => Value::from(*value),
            Self::Int(value) => Value::from(*value),
            Self::Uint(value) => Value::from(*value),
            Self::Float(value) => Value::from(*value),
            Self::Text(value) => Value::from(value.as_str()),
            Self::List(values) => Value::Array(values.iter().map(Self::to_json).collect()),
            Self::Map(values) => {
                Value::Object(values.iter().map(|(key, value)| (key.clone(), value.to_json())).collect())
            }
        }
    }
}

impl ParamValue {
    /// The text of a scalar; `None` for lists and maps.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Self::Int(value) => value.to_string().into(),
            Self::Uint(value) => value.to_string().into(),
            // Rust never writes an exponent here; only the sign of zero is left to remove.
            Self::Float(value) => (if *value == 0.0 { 0.0 } else { *value }).to_string().into(),
            Self::Text(value) => Cow::Borrowed(value),
            Self::List(_) | Self::Map(_) => return None,
        })
    }

    fn flatten(&self, key: String, out: &mut Vec<(String, String)>) {
        match self {
            Self::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    value.flatten(format!("{key}.{at}"), out);
                }
            }
            Self::Map(values) => {
                for (sub, value) in values {
                    value.flatten(format!("{key}.{sub}"), out);
                }
            }
            scalar => out.push((key, scalar.text().unwrap_or_default().into_owned())),
        }
    }

    /// JSON mode: elements follow one another without indices, structures sorted by key.
    #[cfg(feature = "json")]
    pub(super) fn put(&self, text: &mut CanonicalBuffer) {
        match self {
            Self::List(values) => values.iter().for_each(|value| value.put(text)),
            Self::Map(values) => {
                for (key, value) in sorted(values) {
                    text.put(key.as_bytes());
                    text.put_secret(|| is_secret_name(key.as_bytes()), |text| value.put(text));
                }
            }
            scalar => text.put(scalar.text().unwrap_or_default().as_bytes()),
        }
    }
}

#[cfg(feature = "json")]
pub(super) fn sorted(values: &[(String, ParamValue)]) -> Vec<&(String, ParamValue)> {
    let mut sorted: Vec<_> = values.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    sorted
}

/// The parameters of one call, in order.
///
/// ```
/// use tingji_signing_core::Params;
///
/// let mut params = Params::new("DescribeCompShareInstance");
/// params.push("UHostIds", vec!["uhost-a", "uhost-b"]);
/// params.push("Limit", 100);
/// assert_eq!(
///     params.to_form(),
///     "Action=DescribeCompShareInstance&UHostIds.0=uhost-a&UHostIds.1=uhost-b&Limit=100"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(Vec<(String, ParamValue)>);

impl Params {
    /// The parameters of an action.
    pub fn new(action: &str) -> Self {
        Self(vec![("Action".to_owned(), action.into())])
    }

    /// No parameters, not even an action.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, key: impl Into<String>, value: impl Into<ParamValue>) -> &mut Self {
        self.0.push((key.into(), value.into()));
        self
    }

    /// Adds one if there is a value.
    pub fn push_if_some(&mut self, key: &str, value: Option<impl Into<ParamValue>>) -> &mut Self {
        if let Some(value) = value {
            self.push(key, value);
        }
        self
    }

    /// The value of a top-level key.
    pub fn get(&self, key: &str) -> Option<&ParamValue> {
        self.0.iter().find(|(given, _)| given == key).map(|(_, value)| value)
    }

    /// Lists and structures flattened to `Key.N` and `Key.Sub`, values as text, in the order given.
    pub fn flatten(&self) -> Vec<(String, String)> {
        let mut out = Vec::with_capacity(self.0.len());
        for (key, value) in &self.0 {
            value.flatten(key.clone(), &mut out);
        }
        out
    }

    /// The unsigned form body.
    pub fn to_form(&self) -> String {
        let flat = self.flatten();
        crate::encode::query_string(flat.iter().map(|(key, value)| (key.as_str(), value.as_str())))
    }

    /// The unsigned JSON body, for the actions that take no form.
    #[cfg(feature = "json")]
    pub fn to_json(&self) -> String {
        ParamValue::Map(self.0.clone()).to_json().to_string()
    }

    /// The signature of these parameters alone, for callers that send them their own way. They must
    /// hold everything that is sent but `Signature`, `PublicKey` as well.
    ///
    /// ```
    /// use tingji_core::Secret;
    /// use tingji_signing_core::Params;
    ///
    /// let mut params = Params::empty();
    /// params.push("foo", "bar");
    /// assert_eq!(params.signature(&Secret::new("my_private_key")), "634edc1bb957c0d65e5ab5494cf3b7784fbc87af");
    /// ```
    pub fn signature(&self, private_key: &tingji_core::Secret) -> String {
        let flat = self.flatten();
        let pairs = flat.iter().map(|(key, value)| QueryParam::new(key, value)).collect();
        ParsedSignature::Pairs(pairs).sign(private_key).as_str().to_owned()
    }
}
