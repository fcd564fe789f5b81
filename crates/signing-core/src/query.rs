//! Parameters of a query, and the canonical query that the header schemes sign.
//!
//! A canonical query has the parameters in the order of a [`SortKey`], each encoded once. A parameter without any
//! character that needs an escape is plain: its text on the wire is its canonical text. The parser finds this out in the
//! same pass in which it finds the ends of key and value.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::canonical_buffer::CanonicalBuffer;
use crate::delimiter_scanner::DelimiterScanner;
use crate::encode::{PathEncoding, PlusDecoding, decode, decoded, encode_into, encoded, is_unreserved};

/// Parameters for which [`parse_query`] allocates memory; the calls of the four clouds have fewer.
const USUAL_PARAMS: usize = 16;

/// Order of the parameters in a canonical query. Equal parameters keep the order of the wire.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SortKey {
    /// The encoded keys.
    EncodedKey,
    /// The encoded texts `key=value`: `=` takes part in the comparison.
    EncodedText,
    /// The decoded keys, then the decoded values.
    DecodedKeyAndValue,
}

/// Parameter of a query or a form as it is on the wire.
#[derive(Clone, Copy)]
pub(crate) struct QueryParam<'a> {
    /// `key=value`, or only the key.
    text: &'a [u8],
    key_len: usize,
    is_plain: bool,
}

impl<'a> QueryParam<'a> {
    /// Creates a parameter that is not plain. The key ends at the first `=`.
    #[cold]
    fn escaped(text: &'a [u8]) -> Self {
        let key_len = text.iter().position(|byte| *byte == b'=').unwrap_or(text.len());
        Self { text, key_len, is_plain: false }
    }

    /// Returns true if the parameter is `key=value` and the predicate of [`SplitParams`] accepts all characters of
    /// key and value.
    pub(crate) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Returns the key as it is on the wire.
    pub(crate) fn wire_key(&self) -> &'a [u8] {
        &self.text[..self.key_len]
    }

    /// Returns the text behind the first `=` as it is on the wire, or nothing.
    pub(crate) fn wire_value(&self) -> &'a [u8] {
        self.text.get(self.key_len + 1..).unwrap_or_default()
    }

    /// Returns the decoded key.
    pub(crate) fn key(&self) -> Cow<'a, [u8]> {
        if self.is_plain {
            Cow::Borrowed(self.wire_key())
        } else {
            decode(self.wire_key(), PlusDecoding::Space)
        }
    }

    /// Returns the decoded value.
    pub(crate) fn value(&self) -> Cow<'a, [u8]> {
        decode(self.wire_value(), PlusDecoding::Space)
    }

    /// Compares two plain parameters, whose wire form, encoding and decoding are equal. Most of them differ in
    /// their first bytes, before a call of `memcmp` would pay off.
    fn compare_plain(&self, other: &Self, key: SortKey) -> Ordering {
        match key {
            SortKey::EncodedKey => self.wire_key().iter().cmp(other.wire_key()),
            SortKey::EncodedText => self.text.iter().cmp(other.text),
            SortKey::DecodedKeyAndValue => {
                let keys = self.wire_key().iter().cmp(other.wire_key());
                keys.then_with(|| self.wire_value().cmp(other.wire_value()))
            }
        }
    }

    /// Compares any two parameters.
    fn compare(&self, other: &Self, key: SortKey) -> Ordering {
        match key {
            SortKey::EncodedKey => self.encoded_key().cmp(other.encoded_key()),
            SortKey::EncodedText => self.encoded_text().cmp(other.encoded_text()),
            SortKey::DecodedKeyAndValue => {
                let keys = self.decoded_key().cmp(other.decoded_key());
                keys.then_with(|| self.decoded_value().cmp(other.decoded_value()))
            }
        }
    }

    fn encoded_key(&self) -> impl Iterator<Item = u8> {
        encoded(self.decoded_key())
    }

    fn encoded_text(&self) -> impl Iterator<Item = u8> {
        self.encoded_key().chain([b'=']).chain(encoded(self.decoded_value()))
    }

    fn decoded_key(&self) -> impl Iterator<Item = u8> {
        decoded(self.wire_key(), PlusDecoding::Space)
    }

    fn decoded_value(&self) -> impl Iterator<Item = u8> {
        decoded(self.wire_value(), PlusDecoding::Space)
    }

    /// Writes `key=value` in the canonical encoding. Marks the value of a secret parameter.
    fn write(&self, out: &mut CanonicalBuffer) {
        if self.is_plain && !out.is_redacting() {
            out.write(self.text);
            return;
        }
        let key = self.key();
        encode_into(out, &key, PathEncoding::EncodeSlashes);
        out.write(b"=");
        out.write_value_of(&key, |out| encode_into(out, &self.value(), PathEncoding::EncodeSlashes));
    }
}

/// Iterator over the parameters of a query or a form. A key without `=` has an empty value; empty parameters are
/// skipped.
pub(crate) struct SplitParams<'a, F> {
    query: &'a [u8],
    /// Index of the next parameter.
    start: usize,
    scanner: DelimiterScanner<'a, F>,
}

impl<'a, F: Fn(u8) -> bool> SplitParams<'a, F> {
    /// `is_plain` must return false for `&` and `=`, and should return true for characters that need no conversion.
    #[inline(always)]
    pub(crate) fn new(query: &'a [u8], is_plain: F) -> Self {
        Self { query, start: 0, scanner: DelimiterScanner::new(query, is_plain) }
    }

    /// Returns true for the index of a `&` and for the end of the query.
    #[inline(always)]
    fn is_param_end(&self, index: usize) -> bool {
        self.query.get(index).is_none_or(|byte| *byte == b'&')
    }
}

impl<'a, F: Fn(u8) -> bool> Iterator for SplitParams<'a, F> {
    type Item = QueryParam<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<QueryParam<'a>> {
        while self.start < self.query.len() {
            let key_end = self.scanner.next_delimiter();
            let mut end = key_end;
            if self.query.get(key_end) == Some(&b'=') {
                end = self.scanner.next_delimiter();
            }
            let is_plain = key_end < end && self.is_param_end(end);
            while !self.is_param_end(end) {
                end = self.scanner.next_delimiter();
            }
            let text = self.query.get(self.start..end)?;
            let key_len = key_end - self.start;
            self.start = end + 1;
            if is_plain {
                return Some(QueryParam { text, key_len, is_plain });
            }
            if !text.is_empty() {
                return Some(QueryParam::escaped(text));
            }
        }
        None
    }
}

/// Parses a query. The parameters are in the order of the wire.
pub(crate) fn parse_query(query: &str) -> Vec<QueryParam<'_>> {
    let mut params = Vec::with_capacity(USUAL_PARAMS);
    for param in SplitParams::new(query.as_bytes(), is_unreserved) {
        params.push(param);
    }
    params
}

/// Sorts the parameters for the canonical query.
pub(crate) fn sort(params: &mut [QueryParam<'_>], key: SortKey) {
    if params.iter().all(QueryParam::is_plain) {
        params.sort_by(|left, right| left.compare_plain(right, key));
    } else {
        params.sort_by(|left, right| left.compare(right, key));
    }
}

/// Writes sorted parameters, joined by `&`.
pub(crate) fn write_query(out: &mut CanonicalBuffer, params: &[QueryParam<'_>]) {
    for (index, param) in params.iter().enumerate() {
        if index > 0 {
            out.write(b"&");
        }
        param.write(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL_KEYS: [SortKey; 3] = [SortKey::EncodedKey, SortKey::EncodedText, SortKey::DecodedKeyAndValue];

    fn canonical(query: &str, key: SortKey) -> String {
        let mut params = parse_query(query);
        sort(&mut params, key);
        let mut out = CanonicalBuffer::new();
        write_query(&mut out, &params);
        String::from_utf8(out.bytes().to_vec()).unwrap()
    }

    #[test]
    fn key_without_equals_sign_has_empty_value() {
        assert_eq!(canonical("stop&&a=1&b=&=c&d=e=f&", SortKey::EncodedKey), "=c&a=1&b=&d=e%3Df&stop=");
        assert_eq!(canonical("&", SortKey::EncodedKey), "");
    }

    #[test]
    fn escapes_are_written_in_one_form() {
        assert_eq!(canonical("a+b=%7e%2f/%zz%4&c=%41", SortKey::EncodedKey), "a%20b=~%2F%2F%25zz%254&c=A");
    }

    #[test]
    fn equal_keys_keep_order_unless_values_are_compared() {
        for escape in ["", "&z=%2B"] {
            let query = format!("b=2&a=9&b=1{escape}");
            assert_eq!(canonical(&query, SortKey::EncodedKey), format!("a=9&b=2&b=1{escape}"));
            assert_eq!(canonical(&query, SortKey::EncodedText), format!("a=9&b=1&b=2{escape}"));
            assert_eq!(canonical(&query, SortKey::DecodedKeyAndValue), format!("a=9&b=1&b=2{escape}"));
        }
    }

    #[test]
    fn sort_keys_differ_for_escapes_and_for_prefixes() {
        // `{` is encoded as `%7B`, which sorts before letters; the character itself sorts after them.
        let query = "z=1&%7B=2&text=&text10=&text1=";
        assert_eq!(canonical(query, SortKey::EncodedKey), "%7B=2&text=&text1=&text10=&z=1");
        assert_eq!(canonical(query, SortKey::EncodedText), "%7B=2&text10=&text1=&text=&z=1");
        assert_eq!(canonical(query, SortKey::DecodedKeyAndValue), "text=&text1=&text10=&z=1&%7B=2");
    }

    #[test]
    fn comparison_of_plain_params_equals_general_comparison() {
        let params = parse_query("a=1&a=&ab=&a.b=0&B=2&text10=&text1=&text=&~=1&a=10&=x");
        for key in ALL_KEYS {
            for left in &params {
                for right in &params {
                    assert!(left.is_plain());
                    assert_eq!(left.compare_plain(right, key), left.compare(right, key));
                }
            }
        }
    }

    #[test]
    fn many_parameters_are_sorted_like_few() {
        let query: Vec<_> = (0..300).rev().map(|number| format!("k{number:03}=v")).collect();
        let sorted: Vec<_> = query.iter().rev().cloned().collect();
        for key in ALL_KEYS {
            assert_eq!(canonical(&query.join("&"), key), sorted.join("&"));
        }
    }
}
