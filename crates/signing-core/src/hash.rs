//! Digests and keyed digests, and their lower-case hex text.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Lower-case hex text of a digest, stored on the stack.
///
/// `N` is the number of hex digits: 64 for SHA-256, 40 for SHA-1. The digits are computed instead of read
/// from a table, because Baidu's signing key is hex text: the time of a table access depends on the key.
pub(crate) struct Hex<const N: usize>([u8; N]);

impl<const N: usize> Hex<N> {
    /// Converts a digest of `N / 2` bytes.
    pub(crate) fn new(digest: &[u8]) -> Self {
        debug_assert_eq!(2 * digest.len(), N);
        let mut text = [b'0'; N];
        for (digits, byte) in text.chunks_exact_mut(2).zip(digest) {
            digits[0] = hex_digit(byte >> 4);
            digits[1] = hex_digit(byte & 15);
        }
        Self(text)
    }

    /// Returns the digits as ASCII bytes, the input of another digest.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the digits as text.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

fn hex_digit(value: u8) -> u8 {
    if value < 10 { b'0' + value } else { b'a' + value - 10 }
}

/// SHA-256 of no bytes, the body hash of most requests.
const EMPTY_SHA256: &[u8; 64] = b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Returns the SHA-256 of `bytes` as hex text.
pub(crate) fn sha256_hex(bytes: &[u8]) -> Hex<64> {
    if bytes.is_empty() { Hex(*EMPTY_SHA256) } else { Hex::new(&Sha256::digest(bytes)) }
}

/// Creates an HMAC-SHA256 that waits for its message. Keys of every length are valid.
pub(crate) fn hmac(key: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC accepts keys of every length, the empty one too")]
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes any key")
}

/// Returns the HMAC-SHA256 of `message` as 32 bytes.
pub(crate) fn hmac_bytes(key: &[u8], message: &[u8]) -> [u8; 32] {
    hmac(key).chain_update(message).finalize().into_bytes().into()
}

/// Finishes an HMAC with its message and returns it as hex text.
pub(crate) fn hmac_hex(mac: Hmac<Sha256>, message: &[u8]) -> Hex<64> {
    Hex::new(&mac.chain_update(message).finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_of_empty_body_equals_digest() {
        assert_eq!(sha256_hex(b"").as_str(), hex::encode(Sha256::digest(b"")));
    }

    #[test]
    fn hex_of_every_byte_equals_hex_crate() {
        for byte in 0..=u8::MAX {
            assert_eq!(Hex::<2>::new(&[byte]).as_str(), hex::encode([byte]));
        }
    }
}
