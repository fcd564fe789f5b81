//! Percent-encoding as all schemes use it: RFC 3986, upper-case hex digits, `A-Za-z0-9-_.~` unchanged.

use std::borrow::Cow;

use crate::canonical_buffer::CanonicalBuffer;

/// Treatment of `/` by the encoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathEncoding {
    /// `/` is unchanged: the text is a path whose segments it separates.
    KeepSlashes,
    /// `/` becomes `%2F`, like any other reserved character.
    EncodeSlashes,
}

/// Treatment of `+` by the decoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlusDecoding {
    /// `+` means a space, as in queries and forms.
    Space,
    /// `+` means itself, as in paths.
    Literal,
}

/// Encodes a key or a value of a query, or one segment of a path.
///
/// ```
/// use tingji_signing_core::encode::percent_encode;
///
/// assert_eq!(percent_encode("a b/停~"), "a%20b%2F%E5%81%9C~");
/// ```
pub fn percent_encode(text: &str) -> String {
    let mut out = CanonicalBuffer::new();
    encode_into(&mut out, text.as_bytes(), PathEncoding::EncodeSlashes);
    to_string(&out)
}

/// Builds a query or the body of a form: `key=value` pairs, percent-encoded and joined by `&`.
///
/// A space becomes `%20`, which parsers of queries and of forms both accept.
///
/// ```
/// use tingji_signing_core::encode::query_string;
///
/// assert_eq!(query_string([("Action", "Stop"), ("Name", "a b")]), "Action=Stop&Name=a%20b");
/// ```
pub fn query_string<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = CanonicalBuffer::new();
    for (key, value) in pairs {
        if !out.bytes().is_empty() {
            out.write(b"&");
        }
        encode_into(&mut out, key.as_bytes(), PathEncoding::EncodeSlashes);
        out.write(b"=");
        encode_into(&mut out, value.as_bytes(), PathEncoding::EncodeSlashes);
    }
    to_string(&out)
}

/// Copies encoded text, which is always ASCII.
fn to_string(encoded: &CanonicalBuffer) -> String {
    String::from_utf8_lossy(encoded.bytes()).into_owned()
}

/// Returns true for the characters that RFC 3986 calls unreserved; they are never encoded. The comparisons have no
/// branches, as [`DelimiterScanner`](crate::delimiter_scanner::DelimiterScanner) requires.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    is_letter | is_digit | (byte == b'-') | (byte == b'_') | (byte == b'.') | (byte == b'~')
}

/// Writes `bytes` percent-encoded. A run of unreserved characters is copied in one piece.
pub(crate) fn encode_into(out: &mut CanonicalBuffer, bytes: &[u8], slashes: PathEncoding) {
    let mut start = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        if is_unreserved(byte) || (byte == b'/' && slashes == PathEncoding::KeepSlashes) {
            continue;
        }
        out.write(&bytes[start..index]);
        out.write(&escape(byte));
        start = index + 1;
    }
    out.write(&bytes[start..]);
}

/// Returns `bytes` percent-encoded, one by one: comparing two texts usually ends at their first characters.
pub(crate) fn encoded(bytes: impl Iterator<Item = u8>) -> impl Iterator<Item = u8> {
    bytes.flat_map(|byte| {
        let (text, len) = if is_unreserved(byte) { ([byte, 0, 0], 1) } else { (escape(byte), 3) };
        text.into_iter().take(len)
    })
}

/// Returns the `%XX` form of a byte.
fn escape(byte: u8) -> [u8; 3] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

/// Decodes percent escapes. A `%` without two hex digits behind it is unchanged.
pub(crate) fn decode(text: &[u8], plus: PlusDecoding) -> Cow<'_, [u8]> {
    if text.iter().any(|byte| *byte == b'%' || (*byte == b'+' && plus == PlusDecoding::Space)) {
        Cow::Owned(decoded(text, plus).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns the decoded bytes one by one.
pub(crate) fn decoded(text: &[u8], plus: PlusDecoding) -> impl Iterator<Item = u8> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (value, behind) = decode_first(rest, plus)?;
        rest = behind;
        Some(value)
    })
}

/// Decodes the first character of `text`; returns its value and the text behind it.
fn decode_first(text: &[u8], plus: PlusDecoding) -> Option<(u8, &[u8])> {
    match text {
        [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            Some((hex_value(*high) << 4 | hex_value(*low), rest))
        }
        [b'+', rest @ ..] if plus == PlusDecoding::Space => Some((b' ', rest)),
        [byte, rest @ ..] => Some((*byte, rest)),
        [] => None,
    }
}

/// Returns the value of an ASCII hex digit.
fn hex_value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreserved_characters_equal_rfc_3986() {
        for byte in 0..=u8::MAX {
            let expected = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
            assert_eq!(is_unreserved(byte), expected, "{byte}");
        }
    }

    #[test]
    fn reserved_and_non_ascii_bytes_are_encoded_in_upper_case() {
        assert_eq!(percent_encode("!'()*a b+~/测"), "%21%27%28%29%2Aa%20b%2B~%2F%E6%B5%8B");
    }

    #[test]
    fn percent_without_two_hex_digits_is_unchanged() {
        assert_eq!(&*decode(b"100%&%4x%41+%4", PlusDecoding::Literal), b"100%&%4xA+%4");
        assert_eq!(&*decode(b"a+%2B%c3", PlusDecoding::Space), b"a +\xc3");
    }

    #[test]
    fn encoding_of_every_byte_can_be_decoded() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let mut out = CanonicalBuffer::new();
        encode_into(&mut out, &all, PathEncoding::EncodeSlashes);
        assert_eq!(&*decode(out.bytes(), PlusDecoding::Space), &all[..]);
        assert!(encoded(all.iter().copied()).eq(out.bytes().iter().copied()));
    }
}
