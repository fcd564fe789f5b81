//! [`CanonicalText`]: text as both sides see it; and the hashes of it.

use std::fmt;
use std::ops::Range;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::canonical_buffer::CanonicalBuffer;

/// A canonical request or a string to sign, kept for explaining a verdict.
///
/// `Display` and `Debug` show `***` in place of tokens, passwords and keys.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CanonicalText {
    pub(crate) text: Vec<u8>,
    pub(crate) hidden: Vec<Range<usize>>,
}

impl CanonicalText {
    /// The text with everything in it, secrets too. Never log this.
    pub fn expose_secret(&self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.text
    }
}

impl fmt::Display for CanonicalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut at = 0;
        for hidden in &self.hidden {
            f.write_str(&String::from_utf8_lossy(&self.text[at..hidden.start]))?;
            f.write_str("***")?;
            at = hidden.end;
        }
        f.write_str(&String::from_utf8_lossy(&self.text[at..]))
    }
}

impl fmt::Debug for CanonicalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

/// Whether the value of a header or parameter of this name is never shown; members of structures
/// (`Set.0.Password`) count too.
///
/// ```
/// assert!(tingji_signing_core::is_secret_name(b"X-Security-Token"));
/// assert!(!tingji_signing_core::is_secret_name(b"X-Date"));
/// ```
pub fn is_secret_name(name: &[u8]) -> bool {
    const NAMES: [&str; 8] = [
        "x-bce-security-token",
        "x-security-token",
        "x-auth-token",
        "securitytoken",
        "password",
        "adminpass",
        "admin_pass",
        "cookie",
    ];
    // Most names are none, which their ends tell soonest.
    let end = name.last_chunk().map(|end: &[u8; 4]| end.map(|byte| byte.to_ascii_lowercase()));
    if !end.is_some_and(|end| [b"oken", b"word", b"pass", b"okie"].contains(&&end)) {
        return false;
    }
    NAMES.iter().any(|secret| {
        let start = name.len().wrapping_sub(secret.len());
        let ends = name.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(secret.as_bytes()));
        ends && (start == 0 || name[start - 1] == b'.')
    })
}

/// Lower-case hex of a digest, on the stack.
pub(crate) struct Hex<const N: usize>([u8; N]);

impl<const N: usize> Hex<N> {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        // No table: its lines in the cache would tell of a key. A wrong length would leave zeros and fail
        // every vector.
        let digit = |value: u8| value + if value < 10 { b'0' } else { b'a' - 10 };
        let mut text = [b'0'; N];
        for (digits, byte) in text.chunks_exact_mut(2).zip(bytes) {
            digits[0] = digit(byte >> 4);
            digits[1] = digit(byte & 15);
        }
        Self(text)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The hash of no bytes, which most requests' bodies are.
const EMPTY: &[u8; 64] = b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

pub(crate) fn sha256_hex(bytes: &[u8]) -> Hex<64> {
    if bytes.is_empty() { Hex(*EMPTY) } else { Hex::of(&Sha256::digest(bytes)) }
}

/// A keyed hash; HMAC takes keys of any length.
pub(crate) fn hmac(key: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC accepts keys of every length, the empty one too")]
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes any key")
}

pub(crate) fn hmac_bytes(key: &[u8], message: &[u8]) -> [u8; 32] {
    hmac(key).chain_update(message).finalize().into_bytes().into()
}

/// The end of a keyed hash with this text.
pub(crate) fn hmac_hex(mac: Hmac<Sha256>, text: &[u8]) -> Hex<64> {
    Hex::of(&mac.chain_update(text).finalize().into_bytes())
}

pub(crate) fn put_upper(text: &mut CanonicalBuffer, method: &str) {
    if method.bytes().any(|byte| byte.is_ascii_lowercase()) {
        text.put(method.to_ascii_uppercase().as_bytes());
    } else {
        text.put(method.as_bytes());
    }
}

/// Trims the white space of a header value.
pub(crate) fn trim(value: &[u8]) -> &[u8] {
    value.trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{QueryParams, SortKey, put_query, read_encoded};

    #[test]
    fn a_canonical_text_hides_what_was_marked_and_can_be_exposed() {
        let mut pairs = QueryParams::new();
        read_encoded(&mut pairs, b"a=1&SecurityToken=tok/en");
        let text = CanonicalBuffer::shown(|text| put_query(text, &pairs, SortKey::EncodedKey));
        assert_eq!(text.to_string(), "SecurityToken=***&a=1");
        assert_eq!(format!("{text:?}"), "\"SecurityToken=***&a=1\"");
        assert_eq!(text.expose_secret(), "SecurityToken=tok%2Fen&a=1");
    }

    #[test]
    fn the_hash_of_nothing_is_that_of_an_empty_text() {
        assert_eq!(sha256_hex(b"").as_bytes(), Hex::<64>::of(&Sha256::digest(b"")).as_bytes());
    }
}
