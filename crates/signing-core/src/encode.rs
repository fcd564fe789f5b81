//! Percent-encoding as all four schemes use it: RFC 3986, upper-case hex, `A-Za-z0-9-_.~` kept.

use std::borrow::Cow;

use crate::canonical_buffer::CanonicalBuffer;

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Those that stand for themselves, always: one look instead of five comparisons.
const UNRESERVED: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0_u8);
    loop {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

pub(crate) const fn is_unreserved(byte: u8) -> bool {
    UNRESERVED[byte as usize]
}

/// What happens to `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathEncoding {
    /// Kept: it separates path segments.
    Keep,
    /// Encoded as `%2F`, like any other reserved character.
    Encode,
}

/// Encodes a query key or value, or one path segment.
///
/// ```
/// assert_eq!(tingji_signing_core::encode::percent_encode("a b/停~"), "a%20b%2F%E5%81%9C~");
/// ```
pub fn percent_encode(text: &str) -> String {
    let mut out = CanonicalBuffer::new();
    encode_into(&mut out, text.as_bytes(), PathEncoding::Encode);
    string(&out)
}

/// What is encoded is ASCII.
fn string(encoded: &CanonicalBuffer) -> String {
    std::str::from_utf8(encoded.bytes()).unwrap_or_default().to_owned()
}

/// Encodes a query key or value for a form body: as [`percent_encode`], which every form parser reads.
pub fn query_string<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = CanonicalBuffer::new();
    for (key, value) in pairs {
        if !out.bytes().is_empty() {
            out.put(b"&");
        }
        encode_into(&mut out, key.as_bytes(), PathEncoding::Encode);
        out.put(b"=");
        encode_into(&mut out, value.as_bytes(), PathEncoding::Encode);
    }
    string(&out)
}

/// Writes the encoded bytes, copying runs that need no encoding in one piece.
pub(crate) fn encode_into(out: &mut CanonicalBuffer, bytes: &[u8], slash: PathEncoding) {
    let mut start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if is_unreserved(byte) || (byte == b'/' && slash == PathEncoding::Keep) {
            continue;
        }
        out.put(&bytes[start..at]);
        out.put(&escape(byte));
        start = at + 1;
    }
    out.put(&bytes[start..]);
}

const fn escape(byte: u8) -> [u8; 3] {
    [b'%', HEX[(byte >> 4) as usize], HEX[(byte & 15) as usize]]
}

/// Decodes and writes the encoded bytes, copying runs that need neither in one piece.
pub(crate) fn recode_into(out: &mut CanonicalBuffer, text: &[u8], plus: PlusDecoding) {
    let (mut start, mut at) = (0, 0);
    while let Some(&byte) = text.get(at) {
        if is_unreserved(byte) {
            at += 1;
            continue;
        }
        out.put(&text[start..at]);
        let (value, used) = decode_one(byte, &text[at..], plus);
        encode_into(out, &[value], PathEncoding::Encode);
        at += used;
        start = at;
    }
    out.put(&text[start..]);
}

/// The encoded bytes one by one, for comparing without building them.
pub(crate) fn encoded(mut bytes: impl Iterator<Item = u8>) -> impl Iterator<Item = u8> {
    // Those of an escape that has begun.
    let mut digits = [None; 2];
    std::iter::from_fn(move || {
        if let [Some(digit), next] = digits {
            digits = [next, None];
            return Some(digit);
        }
        let byte = bytes.next()?;
        if is_unreserved(byte) {
            return Some(byte);
        }
        let [percent, high, low] = escape(byte);
        digits = [Some(high), Some(low)];
        Some(percent)
    })
}

/// What `+` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlusDecoding {
    /// A space, as in queries and forms.
    Space,
    /// Itself, as in paths.
    Literal,
}

/// Decodes percent escapes; a `%` that starts no escape stays as it is.
pub(crate) fn decode(text: &[u8], plus: PlusDecoding) -> Cow<'_, [u8]> {
    let special = |&byte: &u8| byte == b'%' || (byte == b'+' && plus == PlusDecoding::Space);
    let Some(first) = text.iter().position(special) else { return Cow::Borrowed(text) };
    let mut out = Vec::with_capacity(text.len());
    out.extend_from_slice(&text[..first]);
    out.extend(decoded(&text[first..], plus));
    Cow::Owned(out)
}

/// The decoded bytes one by one.
pub(crate) fn decoded(text: &[u8], plus: PlusDecoding) -> impl Iterator<Item = u8> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (value, used) = decode_one(*rest.first()?, rest, plus);
        rest = &rest[used..];
        Some(value)
    })
}

/// What the first byte of this stands for, with those that belong to it, and how many they are.
fn decode_one(byte: u8, text: &[u8], plus: PlusDecoding) -> (u8, usize) {
    match byte {
        b'+' if plus == PlusDecoding::Space => (b' ', 1),
        b'%' => escaped(text.get(1..3)).map_or((b'%', 1), |value| (value, 3)),
        _ => (byte, 1),
    }
}

fn escaped(digits: Option<&[u8]>) -> Option<u8> {
    let [high, low] = digits? else { return None };
    let value = |digit: &u8| (*digit as char).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some(value(high)? << 4 | value(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_and_non_ascii_bytes_are_encoded_in_upper_case() {
        assert_eq!(percent_encode("!'()*a b+~/测"), "%21%27%28%29%2Aa%20b%2B~%2F%E6%B5%8B");
    }

    #[test]
    fn a_percent_that_starts_no_escape_stays() {
        assert_eq!(&*decode(b"100%&%4x%41+", PlusDecoding::Literal), b"100%&%4xA+");
        assert_eq!(&*decode(b"a+%2B", PlusDecoding::Space), b"a +");
    }
}
