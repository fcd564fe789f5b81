//! [`Secret`]: a text that is never printed. [`redact_secrets`] removes such texts from messages.

use std::fmt;

use ctutils::CtEq;
use zeroize::Zeroize;

/// Replacement for a secret in every printed text.
pub(crate) const REDACTED: &str = "***";
/// Minimum length of a secret that [`redact_secrets`] replaces, in bytes.
const MIN_REDACTED_BYTES: usize = 4;

/// A private key, a token or a password.
///
/// A secret prints as `***` in every format, is wiped from memory when it is dropped, and is compared in
/// constant time. It does not implement `Serialize`. [`Secret::expose_secret`] is the only access to the
/// text.
///
/// ```
/// use tingji_core::Secret;
///
/// let key = Secret::new("hunter2");
/// assert_eq!(format!("{key} {key:?}"), "*** ***");
/// assert_eq!(key.expose_secret(), "hunter2");
/// ```
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// Creates a secret. The default is the empty text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text. The caller must not print, log or store it.
    pub fn expose_secret(&self) -> &str {
        &self.0
    }

    /// Returns true for the empty text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).to_bool()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Replaces every occurrence of these secrets by `***`, in plain and in percent-encoded form: a server that
/// echoes a canonical request echoes the encoded form. A secret that is cut off by the last `…` of a
/// truncated message is replaced too.
///
/// Call this function on text from outside, such as an error message, before it is printed. Secrets of less
/// than four bytes are left as they are, because they occur in ordinary words.
///
/// ```
/// use tingji_core::redact_secrets;
///
/// assert_eq!(redact_secrets("bad token a/b+c, sent a%2Fb%2Bc", ["a/b+c"]), "bad token ***, sent ***");
/// ```
pub fn redact_secrets<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = text.to_owned();
    for secret in secrets.into_iter().filter(|secret| secret.len() >= MIN_REDACTED_BYTES) {
        for form in [secret.to_owned(), percent_encode(secret, true), percent_encode(secret, false)] {
            text = redact_truncated(&form, text.replace(&form, REDACTED));
        }
    }
    text
}

/// Replaces the first characters of a secret, at least four bytes, directly before the last `…` of the text.
fn redact_truncated(secret: &str, text: String) -> String {
    let Some((head, tail)) = text.rsplit_once('…') else { return text };
    let starts = secret.char_indices().map(|(end, _)| &secret[..end]);
    let starts = starts.filter(|start| start.len() >= MIN_REDACTED_BYTES);
    match starts.rev().find_map(|start| head.strip_suffix(start)) {
        Some(head) => format!("{head}{REDACTED}…{tail}"),
        None => text,
    }
}

/// Percent-encodes every character except the unreserved ones of RFC 3986, with hexadecimal digits in upper
/// or lower case.
fn percent_encode(text: &str, is_upper: bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ if is_upper => encoded.push_str(&format!("%{byte:02X}")),
            _ => encoded.push_str(&format!("%{byte:02x}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_is_never_printed() {
        let secret = Secret::new("swordfish");
        assert_eq!(format!("{secret} {secret:?} {:?}", Some(&secret)), "*** *** Some(***)");
    }

    #[test]
    fn secrets_are_equal_if_their_texts_are() {
        assert_eq!(Secret::new("a"), Secret::new("a"));
        assert_ne!(Secret::new("a"), Secret::new("b"));
        assert_ne!(Secret::new("a"), Secret::new("ab"));
    }

    #[test]
    fn redaction_covers_every_form_and_leaves_short_words() {
        assert_eq!(redact_secrets("key=abcd, again abcd, is", ["abcd", "is"]), "key=***, again ***, is");
        assert_eq!(redact_secrets("it starts \"a=swordf…\"", ["swordfish"]), "it starts \"a=***…\"");
        assert_eq!(redact_secrets("so…", ["swordfish"]), "so…");
        assert_eq!(redact_secrets("tok+/= tok%2B%2F%3D tok%2b%2f%3d", ["tok+/="]), "*** *** ***");
    }
}
