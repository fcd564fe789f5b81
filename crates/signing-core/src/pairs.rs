//! The pairs of a query or a form, read and written without building their decoded texts.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::canonical::{Sink, is_secret_name};
use crate::encode::{Plus, Slash, decode, decoded, encode_into, encoded, recode_into};
use crate::few::Few;

/// Those of one request; twelve are more than any of the clouds' calls here has.
pub(crate) type Pairs<'a> = Few<Pair<'a>, 12>;

/// One pair, as it came or as it is.
#[derive(Clone, Copy)]
pub(crate) enum Pair<'a> {
    /// `key=value` on the wire: its key ends at `at`.
    Wire {
        text: &'a [u8],
        at: usize,
        /// It has one `=`, and nothing in it is an escape or needs one.
        plain: bool,
    },
    /// Not encoded.
    Literal { key: &'a [u8], value: &'a [u8] },
}

impl Default for Pair<'_> {
    fn default() -> Self {
        Self::Literal { key: b"", value: b"" }
    }
}

/// The pairs in wire order; a key without `=` has an empty value.
#[inline]
pub(crate) fn pairs(query: &[u8]) -> Pairs<'_> {
    let mut pairs = Few::new();
    read_into(&mut pairs, query);
    pairs
}

/// Apart from its caller, so that the list is made where it stays and not moved there.
pub(crate) fn read_into<'a>(pairs: &mut Pairs<'a>, query: &'a [u8]) {
    let all_plain = is_plain_query(query);
    let mut rest = query;
    while !rest.is_empty() {
        let (at, len, one_equals) = first(rest);
        let text = &rest[..len];
        if len > 0 {
            let plain = one_equals && (all_plain || is_plain_query(text));
            pairs.push(Pair::Wire { text, at, plain });
        }
        rest = rest.get(len + 1..).unwrap_or_default();
    }
}

/// Whether there is nothing but unreserved characters, `&` and `=`. Without a way out of the loop, and
/// with comparisons alone, it takes many bytes at a time.
fn is_plain_query(query: &[u8]) -> bool {
    query.iter().fold(true, |plain, &byte| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        let mark = (byte == b'-') | (byte == b'_') | (byte == b'.') | (byte == b'~');
        plain & (letter | digit | mark | (byte == b'&') | (byte == b'='))
    })
}

/// Where the key of the pair at the start ends, where the pair does, and whether it has just one `=`.
fn first(text: &[u8]) -> (usize, usize, bool) {
    let at = end(text, 0, b'=');
    if text.get(at) != Some(&b'=') {
        return (at, at, false);
    }
    let len = end(text, at + 1, b'=');
    match text.get(len) {
        Some(b'=') => (at, end(text, len, b'&'), false),
        _ => (at, len, true),
    }
}

/// The place of the next `&` or of this other byte: eight bytes at a time, then one by one.
fn end(text: &[u8], start: usize, other: u8) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let zero_byte = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let (and, other_word) = (u64::from_ne_bytes([b'&'; 8]), u64::from_ne_bytes([other; 8]));
    let mut at = start;
    while let Some(word) = text[at..].first_chunk::<8>().copied().map(u64::from_le_bytes) {
        let found = zero_byte(word ^ and) | zero_byte(word ^ other_word);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + text[at..].iter().position(|&byte| byte == b'&' || byte == other).unwrap_or(text.len() - at)
}

/// As slices compare, sooner for those that differ in their first byte.
#[inline]
fn compare(a: &[u8], b: &[u8]) -> Ordering {
    match (a, b) {
        ([x, ..], [y, ..]) if x != y => x.cmp(y),
        _ => a.cmp(b),
    }
}

impl<'a> Pair<'a> {
    pub(crate) fn new(key: &'a str, value: &'a str) -> Self {
        Self::Literal { key: key.as_bytes(), value: value.as_bytes() }
    }

    /// Key and value as they stand, and whether they must be decoded to be read.
    #[inline]
    fn parts(&self) -> (&'a [u8], &'a [u8], bool) {
        match self {
            Self::Wire { text, at, plain } => (&text[..*at], text.get(*at + 1..).unwrap_or_default(), !plain),
            Self::Literal { key, value } => (key, value, false),
        }
    }

    /// The key, decoded.
    pub(crate) fn key(&self) -> Cow<'a, [u8]> {
        let (key, _, escaped) = self.parts();
        if escaped { decode(key, Plus::Space) } else { Cow::Borrowed(key) }
    }

    /// The value, decoded.
    pub(crate) fn value(&self) -> Cow<'a, [u8]> {
        let (_, value, escaped) = self.parts();
        if escaped { decode(value, Plus::Space) } else { Cow::Borrowed(value) }
    }

    #[inline(always)]
    pub(crate) fn key_is(&self, name: &[u8]) -> bool {
        if let Self::Wire { text, at, plain: true } = self {
            return *at == name.len() && text[..*at] == *name;
        }
        let (key, _, escaped) = self.parts();
        if escaped { *decode(key, Plus::Space) == *name } else { key == name }
    }

    #[inline]
    pub(crate) fn key_is_in_any_case(&self, name: &[u8]) -> bool {
        // An escape is longer than what it stands for.
        self.parts().0.len() >= name.len() && self.key().eq_ignore_ascii_case(name)
    }

    /// Whether what stands there is both the decoded and the encoded text.
    fn is_plain(&self) -> bool {
        matches!(self, Self::Wire { plain: true, .. })
    }

    /// By the decoded keys.
    #[inline]
    pub(crate) fn by_key(&self, other: &Self) -> Ordering {
        let ((a, _, x), (b, _, y)) = (self.parts(), other.parts());
        if x || y { bytes(a, x).cmp(bytes(b, y)) } else { compare(a, b) }
    }

    /// By the decoded keys, then by the decoded values.
    pub(crate) fn by_key_and_value(&self, other: &Self) -> Ordering {
        let ((_, a, x), (_, b, y)) = (self.parts(), other.parts());
        self.by_key(other).then_with(|| if x || y { bytes(a, x).cmp(bytes(b, y)) } else { a.cmp(b) })
    }

    /// By the encoded keys.
    #[inline]
    pub(crate) fn by_encoded_key(&self, other: &Self) -> Ordering {
        let ((a, _, x), (b, _, y)) = (self.parts(), other.parts());
        if self.is_plain() && other.is_plain() {
            return compare(a, b);
        }
        encoded(bytes(a, x)).cmp(encoded(bytes(b, y)))
    }

    /// By the whole encoded texts, `=` included.
    pub(crate) fn by_encoded_text(&self, other: &Self) -> Ordering {
        if let (Self::Wire { text: a, plain: true, .. }, Self::Wire { text: b, plain: true, .. }) =
            (self, other)
        {
            return compare(a, b);
        }
        let text = |pair: &Self| {
            let (key, value, escaped) = pair.parts();
            encoded(bytes(key, escaped)).chain([b'=']).chain(encoded(bytes(value, escaped)))
        };
        text(self).cmp(text(other))
    }

    /// `enc(key)=enc(value)`, the value marked secret where its name says so.
    pub(crate) fn put_encoded<S: Sink>(&self, sink: &mut S) {
        match self {
            Self::Wire { text, plain: true, .. } if !(S::HIDES && is_secret_name(&self.key())) => {
                sink.put(text);
            }
            _ => {
                let (key, value, escaped) = self.parts();
                put_part(sink, key, escaped);
                sink.put(b"=");
                self.put_hidden(sink, |sink| put_part(sink, value, escaped));
            }
        }
    }

    /// Key and value decoded, with nothing between them.
    pub(crate) fn put_decoded<S: Sink>(&self, sink: &mut S) {
        let (key, value, escaped) = self.parts();
        if escaped {
            sink.put(&decode(key, Plus::Space));
            self.put_hidden(sink, |sink| sink.put(&decode(value, Plus::Space)));
        } else {
            sink.put(key);
            self.put_hidden(sink, |sink| sink.put(value));
        }
    }

    fn put_hidden<S: Sink>(&self, sink: &mut S, put: impl FnOnce(&mut S)) {
        let secret = S::HIDES && is_secret_name(&self.key());
        sink.secret(secret);
        put(sink);
        sink.secret(false);
    }
}

fn put_part(sink: &mut impl Sink, part: &[u8], escaped: bool) {
    if escaped {
        recode_into(sink, part, Plus::Space);
    } else {
        encode_into(sink, part, Slash::Encode);
    }
}

/// The decoded bytes.
fn bytes(part: &[u8], escaped: bool) -> impl Iterator<Item = u8> + '_ {
    let (as_it_is, rest) = if escaped { (&[][..], part) } else { (part, &[][..]) };
    as_it_is.iter().copied().chain(decoded(rest, Plus::Space))
}

/// Sorted pairs, `&` between them.
pub(crate) fn put_query(sink: &mut impl Sink, pairs: &[Pair<'_>]) {
    for (at, pair) in pairs.iter().enumerate() {
        if at > 0 {
            sink.put(b"&");
        }
        pair.put_encoded(sink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
        pairs(query).iter().map(|pair| (pair.key().to_vec(), pair.value().to_vec())).collect()
    }

    fn written(query: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        put_query(&mut out, &pairs(query));
        out
    }

    #[test]
    fn keys_without_a_value_have_an_empty_one() {
        let pair = |key: &[u8], value: &[u8]| (key.to_vec(), value.to_vec());
        assert_eq!(
            read(b"stop&&a=1&b=&=c&d=e=f"),
            [pair(b"stop", b""), pair(b"a", b"1"), pair(b"b", b""), pair(b"", b"c"), pair(b"d", b"e=f")]
        );
        assert_eq!(written(b"stop&&a=1&b=&=c&d=e=f"), b"stop=&a=1&b=&=c&d=e%3Df");
    }

    #[test]
    fn escapes_are_read_and_written_in_one_form() {
        assert_eq!(written(b"a+b=%7e%2f/%zz%4"), b"a%20b=~%2F%2F%25zz%254");
        assert_eq!(read(b"a+b=%7e%2f/%zz%4")[0], (b"a b".to_vec(), b"~//%zz%4".to_vec()));
    }

    #[test]
    fn every_byte_that_is_plain_stays_and_every_other_one_is_escaped() {
        for byte in 0..=u8::MAX {
            let unreserved = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
            assert_eq!(is_plain_query(&[byte]), unreserved || b"&=".contains(&byte), "{byte}");
        }
    }

    #[test]
    fn pairs_of_every_length_end_where_they_should() {
        for key in 0..20 {
            for value in 0..20 {
                let pair = format!("{}={}", "k".repeat(key), "v".repeat(value));
                for before in ["", "a=b&", "long-name=long-value&", "%61=b&"] {
                    let query = format!("{before}{pair}&last");
                    let last = pairs(query.as_bytes());
                    let [.., this, last] = &*last else { panic!("{query}") };
                    assert_eq!((this.key().len(), this.value().len()), (key, value), "{query}");
                    assert_eq!((&*last.key(), &*last.value()), (&b"last"[..], &b""[..]));
                }
            }
        }
    }
}
