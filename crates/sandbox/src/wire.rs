//! A request as it came, and the parameters read from it.
//!
//! Decoding is done here and not by the signing crate: what was signed and what is acted on are read
//! by two different pieces of code.

use axum::body::Bytes;
use axum::http::Request;
use serde_json::Value;
use tingji_signing_core::RequestView;

/// A request, whole.
pub(crate) struct Wire {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}

impl Wire {
    pub(crate) fn of(request: Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        Self {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
                .collect(),
            body,
        }
    }

    pub(crate) fn view(&self) -> RequestView<'_> {
        RequestView::new(&self.method, &self.path, &self.query, &self.headers, &self.body)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The decoded parts of the path, empty ones left out.
    pub(crate) fn segments(&self) -> Vec<String> {
        self.path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| decode(part.as_bytes(), false))
            .collect()
    }

    pub(crate) fn query(&self) -> Params {
        Params::form(self.query.as_bytes())
    }

    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        self.query().get(name).map(str::to_owned)
    }

    /// Whether the body is one of this content type.
    pub(crate) fn is_kind(&self, kind: &str) -> bool {
        self.header("content-type").is_some_and(|given| given.starts_with(kind))
    }
}

/// Named parameters as text, in the order they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    /// From a query or a form body; a key without `=` has an empty value.
    pub(crate) fn form(text: &[u8]) -> Self {
        let pairs = text.split(|&byte| byte == b'&').filter(|part| !part.is_empty());
        Self(
            pairs
                .map(|part| {
                    let mut halves = part.splitn(2, |&byte| byte == b'=');
                    let mut half = || decode(halves.next().unwrap_or_default(), true);
                    (half(), half())
                })
                .collect(),
        )
    }

    /// From a JSON object: lists and objects become `Key.N` and `Key.Sub`, numbers their text.
    pub(crate) fn json(body: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(body).ok()?;
        let mut params = Self::default();
        for (key, value) in value.as_object()? {
            params.flatten(key.clone(), value);
        }
        Some(params)
    }

    fn flatten(&mut self, key: String, value: &Value) {
        match value {
            Value::Null => {}
            Value::String(text) => self.0.push((key, text.clone())),
            Value::Bool(_) | Value::Number(_) => self.0.push((key, value.to_string())),
            Value::Array(values) => {
                values.iter().enumerate().for_each(|(at, value)| self.flatten(format!("{key}.{at}"), value));
            }
            Value::Object(values) => {
                values.iter().for_each(|(sub, value)| self.flatten(format!("{key}.{sub}"), value));
            }
        }
    }

    pub(crate) fn with(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A value that is there and not empty.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// The values of `Name.N`, by N.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let index = |key: &str| key.strip_prefix(name)?.strip_prefix('.')?.parse::<u32>().ok();
        let mut found: Vec<_> = self.0.iter().filter_map(|(key, value)| Some((index(key)?, value))).collect();
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, value)| value.clone()).collect()
    }

    /// A whole number that is not negative; absent or empty is the default.
    pub(crate) fn count(&self, name: &'static str, default: usize) -> Result<usize, Bad> {
        self.filled(name).map_or(Ok(default), |text| text.trim().parse().map_err(|_| Bad(name)))
    }

    /// `true` or `false`; absent or empty is `false`.
    pub(crate) fn flag(&self, name: &'static str) -> Result<bool, Bad> {
        self.filled(name).map_or(Ok(false), |text| text.trim().parse().map_err(|_| Bad(name)))
    }

    /// All pairs but those of the signature, sorted: equal for requests that ask for the same.
    pub(crate) fn fingerprint(&self) -> String {
        let mut pairs: Vec<_> = self.0.iter().filter(|(key, _)| !key.starts_with("X-")).collect();
        pairs.sort();
        format!("{pairs:?}")
    }
}

/// The name of a parameter whose value can't be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bad(pub(crate) &'static str);

/// Decodes percent escapes, and `+` where it means a space; a broken escape stays as it is.
fn decode(text: &[u8], plus: bool) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        let escaped = (*byte == b'%').then(|| tail.get(..2).and_then(from_hex)).flatten();
        match escaped {
            Some(value) => out.push(value),
            None => out.push(if plus && *byte == b'+' { b' ' } else { *byte }),
        }
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn from_hex(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))?;
    u8::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_decoded_and_broken_escapes_stay() {
        let params = Params::form(b"stop&a=1+2%2B3&b=%&c=%4&d=%+1&&e=%E5%81%9C=x");
        assert_eq!(params.get("stop"), Some(""));
        assert_eq!(params.get("a"), Some("1 2+3"));
        assert_eq!([params.get("b"), params.get("c"), params.get("d")], [Some("%"), Some("%4"), Some("% 1")]);
        assert_eq!(params.get("e"), Some("停=x"));
    }

    #[test]
    fn lists_are_read_by_number_whatever_they_start_with() {
        let params = Params::form(b"Ids.10=c&Ids.2=b&Ids.0=a&Ids.x=no&Idss.1=no");
        assert_eq!(params.list("Ids"), ["a", "b", "c"]);
    }

    #[test]
    fn json_is_flattened_and_numbers_are_text() {
        let params = Params::json(br#"{"Ids":["a",7],"Limit":"5","N":null,"O":{"x":true}}"#).unwrap();
        assert_eq!(params.list("Ids"), ["a", "7"]);
        assert_eq!(
            (params.get("Limit"), params.get("N"), params.get("O.x")),
            (Some("5"), None, Some("true"))
        );
        assert!(Params::json(b"[]").is_none());
    }
}
