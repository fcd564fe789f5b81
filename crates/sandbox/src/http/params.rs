//! [`RequestParams`]: named parameters of a query, a form or a JSON body.
//!
//! The signing crate decodes requests with other code, so that a decoding error cannot affect the signature check
//! and the handling in the same way.

use serde_json::Value;

/// Named parameters as text, in the order of the request.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestParams(Vec<(String, String)>);

impl RequestParams {
    /// Parses a query or a form body. A key without `=` gets an empty value.
    pub(crate) fn from_form(text: &[u8]) -> Self {
        let parts = text.split(|&byte| byte == b'&').filter(|part| !part.is_empty());
        Self(parts.map(parse_pair).collect())
    }

    /// Parses a JSON object. Lists and objects become `Key.N` and `Key.Sub`; numbers become text.
    pub(crate) fn from_json(body: &[u8]) -> Option<Self> {
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
                for (index, value) in values.iter().enumerate() {
                    self.flatten(format!("{key}.{index}"), value);
                }
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.flatten(format!("{key}.{name}"), value);
                }
            }
        }
    }

    /// Appends other parameters. For a repeated name, the earlier value wins.
    pub(crate) fn extended_with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// First value of a parameter, which may be empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// First value of a parameter, if it is not empty.
    pub(crate) fn non_empty(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// True if a filter parameter is absent or equal to this value.
    pub(crate) fn allows(&self, name: &str, value: &str) -> bool {
        self.non_empty(name).is_none_or(|wanted| wanted == value)
    }

    /// Values of `Name.N`, sorted by N, whether the vendor counts from 0 or from 1.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let mut found: Vec<_> =
            self.0.iter().filter_map(|(key, value)| Some((list_index(key, name)?, value))).collect();
        found.sort_by_key(|(index, _)| *index);
        found.into_iter().map(|(_, value)| value.clone()).collect()
    }

    /// A non-negative integer; the default if the parameter is absent or empty.
    pub(crate) fn unsigned(&self, name: &'static str, default: usize) -> Result<usize, InvalidParam> {
        match self.non_empty(name) {
            None => Ok(default),
            Some(text) => text.trim().parse().map_err(|_| InvalidParam(name)),
        }
    }

    /// `true` or `false`; false if the parameter is absent or empty.
    pub(crate) fn boolean(&self, name: &'static str) -> Result<bool, InvalidParam> {
        match self.non_empty(name) {
            None => Ok(false),
            Some(text) => text.trim().parse().map_err(|_| InvalidParam(name)),
        }
    }

    /// Sorted text of the parameters, without those of the signature. Requests with the same meaning have the same text.
    pub(crate) fn fingerprint(&self) -> String {
        let mut pairs: Vec<_> = self.0.iter().filter(|(key, _)| !key.starts_with("X-")).collect();
        pairs.sort();
        format!("{pairs:?}")
    }
}

/// Name of a parameter with an invalid value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InvalidParam(pub(crate) &'static str);

fn parse_pair(part: &[u8]) -> (String, String) {
    let mut halves = part.splitn(2, |&byte| byte == b'=');
    let key = percent_decode(halves.next().unwrap_or_default(), true);
    let value = percent_decode(halves.next().unwrap_or_default(), true);
    (key, value)
}

fn list_index(key: &str, name: &str) -> Option<u32> {
    key.strip_prefix(name)?.strip_prefix('.')?.parse().ok()
}

/// Decodes percent escapes, and `+` as a space if `plus_is_space`. A malformed escape stays unchanged.
pub(crate) fn percent_decode(text: &[u8], plus_is_space: bool) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        let escaped = if *byte == b'%' { tail.get(..2).and_then(parse_hex_byte) } else { None };
        match escaped {
            Some(value) => out.push(value),
            None => out.push(if plus_is_space && *byte == b'+' { b' ' } else { *byte }),
        }
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn parse_hex_byte(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))?;
    u8::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_decoding_keeps_malformed_escapes() {
        let params = RequestParams::from_form(b"stop&a=1+2%2B3&b=%&c=%4&d=%+1&&e=%E5%81%9C=x");
        assert_eq!(params.get("stop"), Some(""));
        assert_eq!(params.get("a"), Some("1 2+3"));
        assert_eq!([params.get("b"), params.get("c"), params.get("d")], [Some("%"), Some("%4"), Some("% 1")]);
        assert_eq!(params.get("e"), Some("停=x"));
    }

    #[test]
    fn list_is_sorted_by_number() {
        let params = RequestParams::from_form(b"Ids.10=c&Ids.2=b&Ids.0=a&Ids.x=no&Idss.1=no");
        assert_eq!(params.list("Ids"), ["a", "b", "c"]);
    }

    #[test]
    fn json_is_flattened_to_text() {
        let params =
            RequestParams::from_json(br#"{"Ids":["a",7],"Limit":"5","N":null,"O":{"x":true}}"#).unwrap();
        assert_eq!(params.list("Ids"), ["a", "7"]);
        assert_eq!(
            (params.get("Limit"), params.get("N"), params.get("O.x")),
            (Some("5"), None, Some("true"))
        );
        assert!(RequestParams::from_json(b"[]").is_none());
    }
}
