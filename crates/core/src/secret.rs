//! [`Secret`]: text that must not be seen.

use std::fmt;

use ctutils::CtEq;
use zeroize::Zeroize;

/// A private key, a token or a password.
///
/// It prints as `***` in every format, is wiped from memory when dropped, compares in constant
/// time, and is never serializable. The one way to read it is [`Secret::expose`].
///
/// ```
/// use tingji_core::Secret;
///
/// let key = Secret::new("hunter2");
/// assert_eq!(format!("{key} {key:?}"), "*** ***");
/// assert_eq!(key.expose(), "hunter2");
/// ```
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// Takes ownership of the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no text at all.
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
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Replaces every occurrence of each secret in `text` by `***`, percent-encoded ones too: a server
/// that echoes a canonical request echoes them so.
///
/// A secret that breaks off at the last `…` is hidden too: messages are cut.
///
/// For text that came from outside (an error body that echoes a request) and is about to be shown.
/// Secrets shorter than four characters are left alone: they would blank out ordinary words.
pub fn scrub<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    secrets.into_iter().filter(|secret| secret.len() >= 4).fold(text.to_owned(), |text, secret| {
        let forms = [secret.to_owned(), encoded(secret, true), encoded(secret, false)];
        forms.iter().fold(text, |text, form| without_start_of(form, text.replace(form, "***")))
    })
}

/// The text without the first characters of a secret, if it breaks off there.
fn without_start_of(secret: &str, text: String) -> String {
    let Some((head, tail)) = text.rsplit_once('…') else { return text };
    let starts = secret.char_indices().map(|(end, _)| &secret[..end]).filter(|start| start.len() >= 4);
    match starts.rev().find_map(|start| head.strip_suffix(start)) {
        Some(head) => format!("{head}***…{tail}"),
        None => text,
    }
}

fn encoded(text: &str, upper: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ if upper => out.push_str(&format!("%{byte:02X}")),
            _ => out.push_str(&format!("%{byte:02x}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::new("swordfish");
        assert_eq!(format!("{secret} {secret:?} {:?}", Some(&secret)), "*** *** Some(***)");
    }

    #[test]
    fn equal_texts_are_equal_secrets_and_others_are_not() {
        assert_eq!(Secret::new("a"), Secret::new("a"));
        assert_ne!(Secret::new("a"), Secret::new("b"));
        assert_ne!(Secret::new("a"), Secret::new("ab"));
    }

    #[test]
    fn scrubbing_hides_every_occurrence_and_spares_short_words() {
        assert_eq!(scrub("key=abcd, again abcd, is", ["abcd", "is"]), "key=***, again ***, is");
        assert_eq!(scrub("it starts \"a=swordf…\"", ["swordfish"]), "it starts \"a=***…\"");
        assert_eq!(scrub("so…", ["swordfish"]), "so…");
        assert_eq!(scrub("tok+/= tok%2B%2F%3D tok%2b%2f%3d", ["tok+/="]), "*** *** ***");
    }
}
