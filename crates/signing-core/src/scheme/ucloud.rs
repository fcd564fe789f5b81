//! UCloud and CompShare: SHA-1 over sorted parameters and the private key.
//!
//! <https://docs.ucloud.cn/api/summary/signature>

use std::borrow::Cow;

use sha1::{Digest, Sha1};
use tingji_core::{Credential, UnixTime};

use super::{Claim, Scheme};
use crate::authorization::{same, token_problem};
use crate::canonical::{Hex, Sink, is_secret_name};
use crate::encode::{Text, decoded_pairs};
use crate::{Canonical, Place, Problem, RequestView, SignError, Signed, Verdict};

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
    fn text(&self) -> Option<Cow<'_, str>> {
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
    fn put(&self, sink: &mut impl Sink) {
        match self {
            Self::List(values) => values.iter().for_each(|value| value.put(sink)),
            Self::Map(values) => {
                let mut sorted: Vec<_> = values.iter().collect();
                sorted.sort_by(|a, b| a.0.cmp(&b.0));
                for (key, value) in sorted {
                    sink.put(key.as_bytes());
                    let secret = is_secret_name(key.as_bytes());
                    if secret {
                        sink.secret(true);
                    }
                    value.put(sink);
                    if secret {
                        sink.secret(false);
                    }
                }
            }
            scalar => sink.put(scalar.text().unwrap_or_default().as_bytes()),
        }
    }
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
///     params.form(),
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
    pub fn push_some(&mut self, key: &str, value: Option<impl Into<ParamValue>>) -> &mut Self {
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
    pub fn form(&self) -> String {
        let flat = self.flatten();
        crate::encode::query_string(flat.iter().map(|(key, value)| (key.as_str(), value.as_str())))
    }

    /// The unsigned JSON body, for the actions that take no form.
    #[cfg(feature = "json")]
    pub fn json(&self) -> String {
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
        let flat =
            flat.iter().map(|(key, value)| Param::text(key.as_bytes().into(), value.as_bytes().into()));
        sign(flat.collect(), private_key.expose()).as_str().to_owned()
    }
}

/// The scheme. It has no settings: whether a form, a query or a JSON object is signed is read from
/// the request (JSON by its content type, and with feature `json`; a form if there is a body; else
/// the query).
///
/// Signatures never expire and bind neither host nor path, so a signed body is as good as the key
/// for that one call: treat it as a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ucloud;

impl Scheme for Ucloud {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        _time: UnixTime,
    ) -> Result<Signed, SignError> {
        if credential.access_key().is_empty() {
            return Err(SignError::BadAccessKey);
        }
        let (place, mut params) = read(request).map_err(SignError::Body)?;
        if find(&params, "Signature").is_some() || find(&params, "PublicKey").is_some() {
            return Err(SignError::AlreadySigned);
        }
        let mut additions = vec![("PublicKey", credential.access_key().to_owned())];
        let token = credential.security_token().map(|token| token.expose().to_owned());
        match (find(&params, "SecurityToken").map(Param::as_text), token) {
            (None, Some(token)) => additions.push(("SecurityToken", token)),
            (Some(given), token) if token.as_deref() != Some(&given) => return Err(SignError::OtherToken),
            _ => {}
        }
        for (key, value) in &additions {
            params.push(Param::text(key.as_bytes().into(), value.as_bytes().to_vec().into()));
        }
        let signature = sign(params, credential.secret_key().expose());
        additions.push(("Signature", signature.as_str().to_owned()));
        Ok(Signed { place, additions })
    }

    fn claim(&self, request: &RequestView<'_>) -> Result<Claim, Problem> {
        let (_, params) = read(request).map_err(Problem::Malformed)?;
        find(&params, "Signature").ok_or(Problem::Unsigned)?;
        let access_key = find(&params, "PublicKey").ok_or(Problem::Malformed("no PublicKey"))?.as_text();
        Ok(Claim { access_key, time: None, region: None, service: None })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, _now: UnixTime) -> Verdict {
        let claim = match self.claim(request) {
            Ok(claim) => claim,
            Err(problem) => return Verdict::unread(problem),
        };
        let (_, mut params) = read(request).unwrap_or((Place::Form, Vec::new()));
        let given = find(&params, "Signature").map(Param::as_text).unwrap_or_default();
        let token = find(&params, "SecurityToken").map(Param::as_text);
        params.retain(|param| &*param.key != b"Signature");
        let mut canonical_request = Canonical::default();
        put_sorted(&mut canonical_request, &mut params);
        let mut string_to_sign = canonical_request.clone();
        string_to_sign.secret(true);
        string_to_sign.put(credential.secret_key().expose().as_bytes());
        string_to_sign.secret(false);
        let right = Hex::<40>::of(&Sha1::digest(string_to_sign.bytes()));
        let problem = (claim.access_key != credential.access_key())
            .then_some(Problem::UnknownKey)
            .or_else(|| token_problem(token.as_deref(), credential))
            .or_else(|| (!same(given.as_bytes(), right.as_bytes())).then_some(Problem::WrongSignature));
        Verdict { problem, canonical_request, string_to_sign }
    }
}

/// One top-level parameter as it came.
struct Param<'a> {
    key: Text<'a>,
    value: Value<'a>,
}

enum Value<'a> {
    Text(Text<'a>),
    #[cfg_attr(not(feature = "json"), expect(dead_code, reason = "made by JSON mode alone"))]
    Json(ParamValue),
}

impl<'a> Param<'a> {
    fn text(key: Text<'a>, value: Text<'a>) -> Self {
        Self { key, value: Value::Text(value) }
    }

    fn as_text(&self) -> String {
        match &self.value {
            Value::Text(text) => String::from_utf8_lossy(text).into_owned(),
            Value::Json(value) => value.text().unwrap_or_default().into_owned(),
        }
    }
}

fn find<'p, 'a>(params: &'p [Param<'a>], key: &str) -> Option<&'p Param<'a>> {
    params.iter().find(|param| &*param.key == key.as_bytes())
}

/// Where the parameters stand, and what they are. A body goes before the query: the Go SDK repeats
/// `Action` in the query for the sake of a log, unsigned.
fn read<'a>(request: &RequestView<'a>) -> Result<(Place, Vec<Param<'a>>), &'static str> {
    let kind = request.headers.text("content-type").unwrap_or_default();
    if kind.get(..16).is_some_and(|start| start.eq_ignore_ascii_case("application/json")) {
        return Ok((Place::Json, read_json(request.body)?));
    }
    let (place, text) = match request.body {
        [] if request.method.eq_ignore_ascii_case("POST") && request.query.is_empty() => {
            (Place::Form, &[][..])
        }
        [] => (Place::Query, request.query.as_bytes()),
        body => (Place::Form, body),
    };
    Ok((place, decoded_pairs(text).map(|(key, value)| Param::text(key, value)).collect()))
}

#[cfg(feature = "json")]
fn read_json<'a>(body: &[u8]) -> Result<Vec<Param<'a>>, &'static str> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(body).map_err(|_| "is not a JSON object")?;
    let params = object.iter().filter_map(|(key, value)| {
        Some(Param { key: key.as_bytes().to_vec().into(), value: Value::Json(ParamValue::from_json(value)?) })
    });
    Ok(params.collect())
}

#[cfg(not(feature = "json"))]
fn read_json<'a>(_body: &[u8]) -> Result<Vec<Param<'a>>, &'static str> {
    Err("is JSON, which needs the feature `json`")
}

fn put_sorted(sink: &mut impl Sink, params: &mut [Param<'_>]) {
    // Byte order, case and all: `CPU` before `ChargeType`, `Ids.10` before `Ids.2`.
    params.sort_by(|a, b| a.key.cmp(&b.key));
    for param in params {
        sink.put(&param.key);
        sink.secret(is_secret_name(&param.key));
        match &param.value {
            Value::Text(text) => sink.put(text),
            Value::Json(value) => value.put(sink),
        }
        sink.secret(false);
    }
}

fn sign(mut params: Vec<Param<'_>>, private_key: &str) -> Hex<40> {
    let mut hash = Sha1::new();
    put_sorted(&mut hash, &mut params);
    hash.put(private_key.as_bytes());
    Hex::of(&hash.finalize())
}
