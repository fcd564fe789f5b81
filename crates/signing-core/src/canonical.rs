//! Canonical text: written once, into a hash when signing and into a [`Canonical`] when explaining.

use std::fmt;
use std::ops::Range;

use hmac::digest::Update;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Where canonical text goes, piece by piece.
pub(crate) trait Sink {
    /// Whether it cares which parts are secret.
    const HIDES: bool = false;

    fn put(&mut self, bytes: &[u8]);

    /// From here on the text is secret (or no longer); only texts that can be shown care.
    fn secret(&mut self, _on: bool) {}

    fn put_lower(&mut self, name: &str) {
        self.put(name.to_ascii_lowercase().as_bytes());
    }
}

impl Sink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// A hash with a little room before it: canonical text comes in pieces of a few bytes, and a hash takes
/// its time with each.
pub(crate) struct Hashing<D> {
    hash: D,
    text: [u8; 512],
    len: usize,
}

impl<D: Update> Hashing<D> {
    pub(crate) fn new(hash: D) -> Self {
        Self { hash, text: [0; 512], len: 0 }
    }

    /// The hash of all that was put.
    pub(crate) fn into_inner(mut self) -> D {
        self.flush();
        self.hash
    }

    fn flush(&mut self) {
        self.hash.update(&self.text[..self.len]);
        self.len = 0;
    }

    /// A place for so many bytes.
    #[inline]
    fn room(&mut self, bytes: usize) -> Option<&mut [u8]> {
        let room = self.text.get_mut(self.len..self.len + bytes)?;
        self.len += bytes;
        Some(room)
    }

    #[cold]
    fn put_slowly(&mut self, bytes: &[u8]) {
        self.flush();
        match self.room(bytes.len()) {
            Some(room) => room.copy_from_slice(bytes),
            None => self.hash.update(bytes),
        }
    }
}

impl<D: Update> Sink for Hashing<D> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        match self.room(bytes.len()) {
            Some(room) => room.copy_from_slice(bytes),
            None => self.put_slowly(bytes),
        }
    }

    #[inline]
    fn put_lower(&mut self, name: &str) {
        match self.room(name.len()) {
            Some(room) => {
                room.copy_from_slice(name.as_bytes());
                room.make_ascii_lowercase();
            }
            None => self.put_slowly(name.to_ascii_lowercase().as_bytes()),
        }
    }
}

/// A canonical request or a string to sign, kept for explaining a verdict.
///
/// `Display` and `Debug` show `***` in place of tokens, passwords and keys.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Canonical {
    text: Vec<u8>,
    hidden: Vec<Range<usize>>,
    open: Option<usize>,
}

impl Canonical {
    /// The text with everything in it, secrets too. Never log this.
    pub fn expose(&self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }

    /// With room for so many bytes.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self { text: Vec::with_capacity(bytes), ..Self::default() }
    }

    /// A copy, with room for so many bytes more.
    pub(crate) fn with_more(&self, bytes: usize) -> Self {
        let mut copy = Self::with_room(self.text.len() + bytes);
        copy.text.extend_from_slice(&self.text);
        Self { hidden: self.hidden.clone(), open: self.open, ..copy }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.text
    }
}

impl Sink for Canonical {
    const HIDES: bool = true;

    fn put_lower(&mut self, name: &str) {
        let start = self.text.len();
        self.text.extend_from_slice(name.as_bytes());
        self.text[start..].make_ascii_lowercase();
    }

    fn put(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
    }

    fn secret(&mut self, on: bool) {
        match (on, self.open) {
            (true, None) => self.open = Some(self.text.len()),
            (false, Some(start)) => {
                self.hidden.push(start..self.text.len());
                self.open = None;
            }
            _ => {}
        }
    }
}

impl fmt::Display for Canonical {
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

impl fmt::Debug for Canonical {
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

/// The hash of what is put.
pub(crate) fn sha256_hex_of(put: impl FnOnce(&mut Hashing<Sha256>)) -> Hex<64> {
    let mut hash = Hashing::new(Sha256::new());
    put(&mut hash);
    Hex::of(&hash.into_inner().finalize())
}

/// A keyed hash; HMAC takes keys of any length.
pub(crate) fn hmac(key: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC accepts keys of every length, the empty one too")]
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes any key")
}

pub(crate) fn hmac_bytes(key: &[u8], message: &[u8]) -> [u8; 32] {
    hmac(key).chain(message).finalize().into_bytes().into()
}

/// The end of a keyed hash with what is put.
pub(crate) fn hmac_hex_of(mac: Hmac<Sha256>, put: impl FnOnce(&mut Hashing<Hmac<Sha256>>)) -> Hex<64> {
    let mut mac = Hashing::new(mac);
    put(&mut mac);
    Hex::of(&mac.into_inner().finalize().into_bytes())
}

/// The end of a keyed hash with this text.
pub(crate) fn hmac_hex(mac: Hmac<Sha256>, text: &[u8]) -> Hex<64> {
    Hex::of(&mac.chain(text).finalize().into_bytes())
}

pub(crate) fn put_upper(sink: &mut impl Sink, method: &str) {
    if method.bytes().any(|byte| byte.is_ascii_lowercase()) {
        sink.put(method.to_ascii_uppercase().as_bytes());
    } else {
        sink.put(method.as_bytes());
    }
}

/// Trims the white space of a header value.
pub(crate) fn trim(value: &[u8]) -> &[u8] {
    value.trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairs::{pairs, put_query};

    #[test]
    fn a_canonical_text_hides_what_was_marked_and_can_be_exposed() {
        let mut text = Canonical::default();
        put_query(&mut text, &pairs(b"a=1&SecurityToken=tok/en"));
        assert_eq!(text.to_string(), "a=1&SecurityToken=***");
        assert_eq!(format!("{text:?}"), "\"a=1&SecurityToken=***\"");
        assert_eq!(text.expose(), "a=1&SecurityToken=tok%2Fen");
    }

    #[test]
    fn the_hash_of_nothing_is_that_of_an_empty_text() {
        assert_eq!(sha256_hex(b"").as_bytes(), sha256_hex_of(|_| {}).as_bytes());
    }

    #[test]
    fn text_of_any_length_in_pieces_of_any_length_has_the_hash_of_the_whole() {
        let text: Vec<u8> = (0..4000_u32).map(|at| (at * 31 % 251) as u8).collect();
        for piece in [1, 3, 64, 511, 512, 513, 1000, 4000] {
            for len in [0, 1, 511, 512, 513, 1024, 3999] {
                let hash = sha256_hex_of(|hash| text[..len].chunks(piece).for_each(|part| hash.put(part)));
                assert_eq!(hash.as_bytes(), sha256_hex(&text[..len]).as_bytes(), "{len} by {piece}");
            }
        }
    }
}
