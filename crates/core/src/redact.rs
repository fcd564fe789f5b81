//! [`redacted`]: bodies and queries as a log may show them.

use serde_json::Value;

use crate::sanitize::folded;
use crate::scrub;

/// More than this many characters are cut off.
const MOST: usize = 2000;
/// What a name holds whose value is not shown, whatever its case and without `-` and `_`.
const HIDDEN: [&str; 12] = [
    "pass",
    "secret",
    "token",
    "signature",
    "credential",
    "accesskey",
    "publickey",
    "privatekey",
    "sshlogin",
    "userdata",
    "authorization",
    "url",
];

/// A body or a query on one line: JSON and forms without the values of names that tell of secrets,
/// anything else by its length alone; and nowhere one of these secrets.
pub(crate) fn redacted(body: &[u8], secrets: &[&str]) -> String {
    let text = match (serde_json::from_slice(body), std::str::from_utf8(body)) {
        (Ok(value), _) => hide(value).to_string(),
        (_, Ok(text)) if is_form(text) => form(text),
        (_, Ok("")) => String::new(),
        _ => return format!("({} bytes)", body.len()),
    };
    folded(&scrub(&text, secrets.iter().copied()), MOST)
}

fn is_hidden(name: &str) -> bool {
    let name = name.replace(['-', '_'], "").to_lowercase();
    HIDDEN.iter().any(|part| name.contains(part))
}

fn hide(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let hide = |(name, value): (String, Value)| {
                let untold = value.is_null() || value == "";
                let value = if is_hidden(&name) && !untold { "***".into() } else { hide(value) };
                (name, value)
            };
            Value::Object(fields.into_iter().map(hide).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(hide).collect()),
        value => value,
    }
}

fn is_form(text: &str) -> bool {
    text.contains('=') && !text.contains(['<', '\n', ' ', '"'])
}

fn form(text: &str) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if is_hidden(name) => format!("{name}=***"),
        _ => pair.to_owned(),
    };
    text.split('&').map(pair).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> String {
        redacted(body.as_bytes(), &["the-secret-key"])
    }

    #[test]
    fn json_keeps_its_shape_and_loses_its_secrets() {
        let body = r#"{"Name":"train","Password":"cGFzcw==","Nested":[{"SecretAccessKey":"k","Id":"i-1"}],
            "auth":{"identity":{"password":{"user":{"name":"me","password":"p"}}}},"Note":"it is the-secret-key"}"#;
        let hidden = shown(body);
        assert_eq!(shown(r#"{"NextToken":"","Token":null}"#), r#"{"NextToken":"","Token":null}"#);
        for kept in [r#""Name":"train""#, r#""Id":"i-1""#, r#""Note":"it is ***""#, r#""password":"***""#] {
            assert!(hidden.contains(kept), "{kept}: {hidden}");
        }
        for secret in ["cGFzcw", "\"k\"", "\"me\"", "\"p\"", "the-secret-key"] {
            assert!(!hidden.contains(secret), "{secret}: {hidden}");
        }
    }

    #[test]
    fn forms_lose_the_values_of_what_is_secret() {
        assert_eq!(
            shown("Action=StopUAIService&PublicKey=pk&ServiceID=s&Signature=0a1b"),
            "Action=StopUAIService&PublicKey=***&ServiceID=s&Signature=***"
        );
        assert_eq!(shown("stop="), "stop=");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn what_is_neither_is_told_by_its_length() {
        assert_eq!(shown("<html>a=b</html>"), "(16 bytes)");
        assert_eq!(redacted(&[0xff, 0xfe], &[]), "(2 bytes)");
        let long = shown(&format!("\"{}\"", "x".repeat(5000)));
        assert_eq!(long.chars().count(), MOST + 1);
    }
}
