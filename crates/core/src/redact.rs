//! [`redact_body`]: bodies and queries without secrets, for the log.

use serde_json::Value;

use crate::sanitize::sanitize_line_to;
use crate::secret::{REDACTED, redact_secrets};

/// Maximum length of a logged body, in characters.
const MAX_LOGGED_CHARS: usize = 2000;
/// Parts of the names of fields and parameters whose values are secret. Names are compared in lower case,
/// without `-` and `_`.
const SECRET_NAME_PARTS: [&str; 12] = [
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

/// Returns a body or a query as one line for the log, without these secrets.
///
/// JSON and forms keep their structure; the values of secret names are replaced. Any other text is replaced
/// by its length, because its format is unknown.
pub(crate) fn redact_body(body: &[u8], secrets: &[&str]) -> String {
    let text = match (serde_json::from_slice(body), std::str::from_utf8(body)) {
        (Ok(value), _) => redact_json(value).to_string(),
        (_, Ok(text)) if is_form(text) => redact_form(text),
        (_, Ok("")) => String::new(),
        _ => return format!("({} bytes)", body.len()),
    };
    sanitize_line_to(&redact_secrets(&text, secrets.iter().copied()), MAX_LOGGED_CHARS)
}

fn is_secret_name(name: &str) -> bool {
    let name = name.replace(['-', '_'], "").to_lowercase();
    SECRET_NAME_PARTS.iter().any(|part| name.contains(part))
}

/// Replaces the values of secret names, at every depth. Empty texts and `null` stay, as they help to find a
/// missing value.
fn redact_json(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(fields.into_iter().map(redact_field).collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(redact_json).collect()),
        value => value,
    }
}

fn redact_field((name, value): (String, Value)) -> (String, Value) {
    let is_empty = value.is_null() || value == "";
    let value = match is_secret_name(&name) && !is_empty {
        true => REDACTED.into(),
        false => redact_json(value),
    };
    (name, value)
}

/// Returns true for a query or a form body: at least one `=`, and no character that must be percent-encoded
/// there.
fn is_form(text: &str) -> bool {
    text.contains('=') && !text.contains(['<', '\n', ' ', '"'])
}

fn redact_form(text: &str) -> String {
    text.split('&').map(redact_parameter).collect::<Vec<_>>().join("&")
}

fn redact_parameter(parameter: &str) -> String {
    match parameter.split_once('=') {
        Some((name, _)) if is_secret_name(name) => format!("{name}={REDACTED}"),
        _ => parameter.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redact(body: &str) -> String {
        redact_body(body.as_bytes(), &["the-secret-key"])
    }

    #[test]
    fn json_keeps_its_structure_without_secrets() {
        let body = r#"{"Name":"train","Password":"cGFzcw==","Nested":[{"SecretAccessKey":"k","Id":"i-1"}],
            "auth":{"identity":{"password":{"user":{"name":"me","password":"p"}}}},"Note":"it is the-secret-key"}"#;
        let redacted = redact(body);
        assert_eq!(redact(r#"{"NextToken":"","Token":null}"#), r#"{"NextToken":"","Token":null}"#);
        for part in [r#""Name":"train""#, r#""Id":"i-1""#, r#""Note":"it is ***""#, r#""password":"***""#] {
            assert!(redacted.contains(part), "{part}: {redacted}");
        }
        for secret in ["cGFzcw", "\"k\"", "\"me\"", "\"p\"", "the-secret-key"] {
            assert!(!redacted.contains(secret), "{secret}: {redacted}");
        }
    }

    #[test]
    fn forms_lose_the_values_of_secret_names() {
        assert_eq!(
            redact("Action=StopUAIService&PublicKey=pk&ServiceID=s&Signature=0a1b"),
            "Action=StopUAIService&PublicKey=***&ServiceID=s&Signature=***"
        );
        assert_eq!(redact("stop="), "stop=");
        assert_eq!(redact(""), "");
    }

    #[test]
    fn other_formats_are_replaced_by_their_length() {
        assert_eq!(redact("<html>a=b</html>"), "(16 bytes)");
        assert_eq!(redact_body(&[0xff, 0xfe], &[]), "(2 bytes)");
        let long = redact(&format!("\"{}\"", "x".repeat(5000)));
        assert_eq!(long.chars().count(), MAX_LOGGED_CHARS + 1);
    }
}
