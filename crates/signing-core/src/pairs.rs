//! The pairs of a query or a form, read and written without building their decoded texts.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::canonical::{Sink, is_secret_name};
use crate::encode::{Kind, Plus, Slash, decode, decoded, encode_into, encoded, kind, recode_into};
use crate::few::Few;

/// Those of one request; sixteen are more than any of the clouds' calls here has.
pub(crate) type Pairs<'a> = Few<Pair<'a>, 16>;

/// One pair, as it came or as it is.
#[derive(Clone, Copy)]
pub(crate) enum Pair<'a> {
    /// `key=value` on the wire: its key ends at `at`.
    Wire {
        text: &'a [u8],
        at: usize,
        /// Nothing in it is an escape or needs one.
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
pub(crate) fn pairs(query: &[u8]) -> Pairs<'_> {
    let mut pairs = Few::new();
    let mut rest = query;
    while !rest.is_empty() {
        let (pair, len) = first(rest);
        if len > 0 {
            pairs.push(pair);
        }
        rest = rest.get(len + 1..).unwrap_or_default();
    }
    pairs
}

/// The pair at the start, and its length: one pass finds its parts and whether it is plain.
fn first(text: &[u8]) -> (Pair<'_>, usize) {
    let (mut at, mut plain, mut len) = (None, true, text.len());
    for (here, &byte) in text.iter().enumerate() {
        match kind(byte) {
            Kind::Unreserved => {}
            Kind::And => {
                len = here;
                break;
            }
            Kind::Equals if at.is_none() => at = Some(here),
            _ => plain = false,
        }
    }
    (Pair::Wire { text: &text[..len], at: at.unwrap_or(len), plain }, len)
}

impl<'a> Pair<'a> {
    pub(crate) fn new(key: &'a str, value: &'a str) -> Self {
        Self::Literal { key: key.as_bytes(), value: value.as_bytes() }
    }

    /// Key and value as they stand, and whether they must be decoded to be read.
    fn parts(self) -> (&'a [u8], &'a [u8], bool) {
        match self {
            Self::Wire { text, at, plain } => (&text[..at], text.get(at + 1..).unwrap_or_default(), !plain),
            Self::Literal { key, value } => (key, value, false),
        }
    }

    /// The key, decoded.
    pub(crate) fn key(self) -> Cow<'a, [u8]> {
        let (key, _, escaped) = self.parts();
        if escaped { decode(key, Plus::Space) } else { Cow::Borrowed(key) }
    }

    /// The value, decoded.
    pub(crate) fn value(self) -> Cow<'a, [u8]> {
        let (_, value, escaped) = self.parts();
        if escaped { decode(value, Plus::Space) } else { Cow::Borrowed(value) }
    }

    pub(crate) fn key_is(self, name: &[u8]) -> bool {
        let (key, _, escaped) = self.parts();
        if escaped { *decode(key, Plus::Space) == *name } else { key == name }
    }

    /// Whether what stands there is both the decoded and the encoded text.
    fn is_plain(self) -> bool {
        matches!(self, Self::Wire { plain: true, .. })
    }

    /// By the decoded keys.
    pub(crate) fn by_key(&self, other: &Self) -> Ordering {
        let ((a, _, x), (b, _, y)) = (self.parts(), other.parts());
        if x || y { bytes(a, x).cmp(bytes(b, y)) } else { a.cmp(b) }
    }

    /// By the decoded keys, then by the decoded values.
    pub(crate) fn by_key_and_value(&self, other: &Self) -> Ordering {
        let ((_, a, x), (_, b, y)) = (self.parts(), other.parts());
        self.by_key(other).then_with(|| bytes(a, x).cmp(bytes(b, y)))
    }

    /// By the encoded keys.
    pub(crate) fn by_encoded_key(&self, other: &Self) -> Ordering {
        let ((a, _, x), (b, _, y)) = (self.parts(), other.parts());
        if self.is_plain() && other.is_plain() {
            return a.cmp(b);
        }
        encoded(bytes(a, x)).cmp(encoded(bytes(b, y)))
    }

    /// By the whole encoded texts, `=` included.
    pub(crate) fn by_encoded_text(&self, other: &Self) -> Ordering {
        let text = |pair: &Self| {
            let (key, value, escaped) = pair.parts();
            encoded(bytes(key, escaped)).chain([b'=']).chain(encoded(bytes(value, escaped)))
        };
        text(self).cmp(text(other))
    }

    /// `enc(key)=enc(value)`, the value marked secret where its name says so.
    pub(crate) fn put_encoded<S: Sink>(self, sink: &mut S) {
        match self {
            Self::Wire { text, at, plain: true } if !S::HIDES && at < text.len() => sink.put(text),
            _ => {
                let (key, value, escaped) = self.parts();
                put_part(sink, key, escaped);
                sink.put(b"=");
                self.put_hidden(sink, |sink| put_part(sink, value, escaped));
            }
        }
    }

    /// Key and value decoded, with nothing between them.
    pub(crate) fn put_decoded<S: Sink>(self, sink: &mut S) {
        let (key, value, escaped) = self.parts();
        if escaped {
            sink.put(&decode(key, Plus::Space));
            self.put_hidden(sink, |sink| sink.put(&decode(value, Plus::Space)));
        } else {
            sink.put(key);
            self.put_hidden(sink, |sink| sink.put(value));
        }
    }

    fn put_hidden<S: Sink>(self, sink: &mut S, put: impl FnOnce(&mut S)) {
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
}
