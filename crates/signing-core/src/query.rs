//! The pairs of a query or a form, read and written without building their decoded texts.

use std::borrow::Cow;
use std::cmp::Ordering;

use smallvec::SmallVec;

use crate::canonical_buffer::CanonicalBuffer;
use crate::canonical_text::is_secret_name;
use crate::delimiter_scanner::DelimiterScanner;
use crate::encode::{PathEncoding, PlusDecoding, decode, decoded, encode_into, encoded, recode_into};

/// More than any of the clouds' calls here has.
const FEW: usize = 12;

/// Those of one request.
pub(crate) type QueryParams<'a> = SmallVec<[QueryParam<'a>; FEW]>;

/// One pair, as it came or as it is.
#[derive(Clone, Copy)]
pub(crate) struct QueryParam<'a> {
    /// Eight bytes from where its key begins, as a number: they put most pairs in order.
    head: u64,
    key: &'a [u8],
    value: &'a [u8],
    /// `key=value` as it stands in the request, where it is the same encoded; else nothing.
    plain: &'a [u8],
    /// Key and value must be decoded to be read.
    escaped: bool,
}

/// Adds the pairs in wire order; a key without `=` has an empty value. They are read where they stay: to
/// move them takes as long as to hash them.
pub(crate) fn read_encoded<'a>(pairs: &mut QueryParams<'a>, query: &'a [u8]) {
    read(pairs, query, is_encoded);
}

/// The same for those who never write them encoded.
pub(crate) fn read_decoded<'a>(pairs: &mut QueryParams<'a>, query: &'a [u8]) {
    read(pairs, query, is_decoded);
}

#[inline]
fn read<'a>(pairs: &mut QueryParams<'a>, query: &'a [u8], is_plain: impl Fn(u8) -> bool) {
    let ends_at = |at: usize| query.get(at).is_none_or(|byte| *byte == b'&');
    let (mut start, mut marks) = (0, DelimiterScanner::of(query, is_plain));
    while start < query.len() {
        let at = marks.next();
        let mut end = if query.get(at) == Some(&b'=') { marks.next() } else { at };
        let plain = at < end && ends_at(end);
        while !ends_at(end) {
            end = marks.next();
        }
        let (Some(text), Some(key)) = (query.get(start..end), query.get(start..at)) else { break };
        if let Some(value) = query.get(at + 1..end).filter(|_| plain) {
            pairs.push(QueryParam { head: head(&query[start..]), key, value, plain: text, escaped: false });
        } else if !text.is_empty() {
            pairs.push(QueryParam::odd(text));
        }
        start = end + 1;
    }
}

/// The first eight bytes as a number, with zeros behind fewer. It is made in a register: what is written to
/// memory byte by byte can't be read as a word at once.
#[inline]
fn head(text: &[u8]) -> u64 {
    text.first_chunk().map_or_else(|| short_head(text), |word| u64::from_be_bytes(*word))
}

#[inline(never)]
fn short_head(text: &[u8]) -> u64 {
    (0..8).fold(0, |head, at| head << 8 | text.get(at).map_or(0, |byte| u64::from(*byte)))
}

/// Whether it is an unreserved character. A table would be read byte by byte.
fn is_encoded(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    letter | digit | (byte == b'-') | (byte == b'_') | (byte == b'.') | (byte == b'~')
}

/// Whether it begins no escape, and ends no key and no value.
fn is_decoded(byte: u8) -> bool {
    (byte != b'%') & (byte != b'+') & (byte != b'&') & (byte != b'=')
}

/// Without what is behind the first so many bytes.
#[inline]
fn first_bytes(head: u64, len: usize) -> u64 {
    if len < 8 { head & !(u64::MAX >> (8 * len)) } else { head }
}

impl<'a> QueryParam<'a> {
    pub(crate) fn new(key: &'a str, value: &'a str) -> Self {
        let (key, value) = (key.as_bytes(), value.as_bytes());
        Self { head: head(key), key, value, plain: b"", escaped: false }
    }

    /// With escapes, with no `=`, or with more than one.
    #[cold]
    fn odd(text: &'a [u8]) -> Self {
        let at = text.iter().position(|byte| *byte == b'=').unwrap_or(text.len());
        let (key, value) = text.split_at(at);
        Self { head: 0, key, value: value.get(1..).unwrap_or_default(), plain: b"", escaped: true }
    }

    /// The key, decoded.
    #[inline]
    pub(crate) fn key(&self) -> Cow<'a, [u8]> {
        if self.escaped { decode(self.key, PlusDecoding::Space) } else { Cow::Borrowed(self.key) }
    }

    /// The value, decoded.
    pub(crate) fn value(&self) -> Cow<'a, [u8]> {
        if self.escaped { decode(self.value, PlusDecoding::Space) } else { Cow::Borrowed(self.value) }
    }

    #[inline]
    pub(crate) fn key_is(&self, name: &[u8]) -> bool {
        if self.escaped { *self.key() == *name } else { self.key == name }
    }

    /// Whether the key could begin with one of these.
    #[inline]
    pub(crate) fn key_may_begin(&self, with: &[[u8; 2]]) -> bool {
        self.escaped || with.contains(&((self.head >> 48) as u16).to_be_bytes())
    }

    #[inline]
    pub(crate) fn key_is_in_any_case(&self, name: &[u8]) -> bool {
        // An escape is longer than what it stands for.
        self.key.len() >= name.len() && self.key().eq_ignore_ascii_case(name)
    }

    /// The first bytes of what it is sorted by, and whether they tell.
    #[inline]
    fn rank(&self, by: SortKey) -> (u64, bool) {
        match by {
            SortKey::EncodedText => (first_bytes(self.head, self.plain.len()), !self.plain.is_empty()),
            _ => (first_bytes(self.head, self.key.len()), !self.escaped),
        }
    }

    fn compare(&self, other: &Self, by: SortKey) -> Ordering {
        let keys = || compare_decoded((self.key, self.escaped), (other.key, other.escaped));
        match by {
            SortKey::Key => keys(),
            SortKey::KeyAndValue => {
                keys().then_with(|| compare_decoded((self.value, self.escaped), (other.value, other.escaped)))
            }
            SortKey::EncodedKey => self.encoded_key().cmp(other.encoded_key()),
            SortKey::EncodedText => self.encoded_text().cmp(other.encoded_text()),
        }
    }

    fn encoded_key(&self) -> impl Iterator<Item = u8> + 'a {
        encoded(bytes(self.key, self.escaped))
    }

    fn encoded_text(&self) -> impl Iterator<Item = u8> + 'a {
        self.encoded_key().chain([b'=']).chain(encoded(bytes(self.value, self.escaped)))
    }

    /// `enc(key)=enc(value)`, the value marked secret where its name says so.
    #[inline]
    pub(crate) fn put_encoded(&self, out: &mut CanonicalBuffer) {
        if self.plain.is_empty() || out.hides() {
            self.put_encoding(out);
        } else {
            out.put(self.plain);
        }
    }

    fn put_encoding(&self, out: &mut CanonicalBuffer) {
        put_part(out, self.key, self.escaped);
        out.put(b"=");
        out.put_secret(|| is_secret_name(&self.key()), |out| put_part(out, self.value, self.escaped));
    }

    /// Key and value decoded, with nothing between them.
    #[inline]
    pub(crate) fn put_decoded(&self, out: &mut CanonicalBuffer) {
        if self.escaped || out.hides() {
            out.put(&self.key());
            out.put_secret(|| is_secret_name(&self.key()), |out| out.put(&self.value()));
        } else {
            out.put_both(self.key, self.value);
        }
    }
}

/// What pairs are sorted by. Equal ones keep their order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SortKey {
    /// The decoded keys.
    Key,
    /// The decoded keys, then the decoded values.
    KeyAndValue,
    /// The encoded keys.
    EncodedKey,
    /// The whole encoded texts, `=` included.
    EncodedText,
}

/// Takes each pair in order.
#[inline]
pub(crate) fn in_order<'p, 'a>(
    pairs: &'p [QueryParam<'a>],
    by: SortKey,
    mut take: impl FnMut(&'p QueryParam<'a>),
) {
    let (mut few, mut many) = ([0; FEW], Vec::new());
    let order = few.get_mut(..pairs.len()).unwrap_or_else(|| {
        many.resize(pairs.len(), 0);
        &mut many
    });
    // So many are not sent to any cloud: then there are no bytes in the numbers, and they tell nothing.
    let place = if pairs.len() <= 0xff { 0xff } else { u64::MAX };
    let mut told = true;
    for (at, (pair, number)) in pairs.iter().zip(&mut *order).enumerate() {
        let (rank, tells) = pair.rank(by);
        told &= tells;
        *number = rank & !place | at as u64;
    }
    sort(order, place, told, pairs, by);
    for number in order {
        take(&pairs[(*number & place) as usize]);
    }
}

/// Sorts numbers: the first bytes of each pair, and its place. Only where these don't tell are the pairs
/// themselves looked at.
fn sort(order: &mut [u64], place: u64, told: bool, pairs: &[QueryParam<'_>], by: SortKey) {
    if order.len() <= FEW {
        insert_each(order);
        if told && order.windows(2).all(|two| two[0] ^ two[1] > place) {
            return;
        }
    }
    let pair = |number: &u64| &pairs[(number & place) as usize];
    order.sort_unstable_by(|a, b| {
        let heads = if told { (a & !place).cmp(&(b & !place)) } else { Ordering::Equal };
        heads.then_with(|| pair(a).compare(pair(b), by)).then_with(|| (a & place).cmp(&(b & place)))
    });
}

/// What the library does too with a few, but it takes longer to begin.
fn insert_each(order: &mut [u64]) {
    for at in 1..order.len() {
        let (number, mut to) = (order[at], at);
        while to > 0 && order[to - 1] > number {
            order[to] = order[to - 1];
            to -= 1;
        }
        order[to] = number;
    }
}

fn put_part(out: &mut CanonicalBuffer, part: &[u8], escaped: bool) {
    if escaped {
        recode_into(out, part, PlusDecoding::Space);
    } else {
        encode_into(out, part, PathEncoding::Encode);
    }
}

fn compare_decoded((a, x): (&[u8], bool), (b, y): (&[u8], bool)) -> Ordering {
    if x || y { bytes(a, x).cmp(bytes(b, y)) } else { a.cmp(b) }
}

/// The decoded bytes.
fn bytes(part: &[u8], escaped: bool) -> impl Iterator<Item = u8> + '_ {
    let (as_it_is, rest) = if escaped { (&[][..], part) } else { (part, &[][..]) };
    as_it_is.iter().copied().chain(decoded(rest, PlusDecoding::Space))
}

/// `&` between the pairs in order.
pub(crate) fn put_query(out: &mut CanonicalBuffer, pairs: &[QueryParam<'_>], by: SortKey) {
    let mut between: &[u8] = b"";
    in_order(pairs, by, |pair| {
        out.put(between);
        pair.put_encoded(out);
        between = b"&";
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(query: &[u8]) -> QueryParams<'_> {
        let mut pairs = QueryParams::new();
        read_encoded(&mut pairs, query);
        pairs
    }

    fn parts(query: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
        pairs(query).iter().map(|pair| (pair.key().to_vec(), pair.value().to_vec())).collect()
    }

    fn written(query: &[u8]) -> Vec<u8> {
        let mut out = CanonicalBuffer::new();
        pairs(query).iter().for_each(|pair| {
            pair.put_encoded(&mut out);
            out.put(b"&");
        });
        out.bytes().to_vec()
    }

    #[test]
    fn keys_without_a_value_have_an_empty_one() {
        let pair = |key: &[u8], value: &[u8]| (key.to_vec(), value.to_vec());
        assert_eq!(
            parts(b"stop&&a=1&b=&=c&d=e=f"),
            [pair(b"stop", b""), pair(b"a", b"1"), pair(b"b", b""), pair(b"", b"c"), pair(b"d", b"e=f")]
        );
        assert_eq!(written(b"stop&&a=1&b=&=c&d=e=f"), b"stop=&a=1&b=&=c&d=e%3Df&");
    }

    #[test]
    fn escapes_are_read_and_written_in_one_form() {
        assert_eq!(written(b"a+b=%7e%2f/%zz%4"), b"a%20b=~%2F%2F%25zz%254&");
        assert_eq!(parts(b"a+b=%7e%2f/%zz%4")[0], (b"a b".to_vec(), b"~//%zz%4".to_vec()));
    }

    #[test]
    fn every_byte_that_is_plain_stays_and_every_other_one_is_escaped() {
        for byte in 0..=u8::MAX {
            let unreserved = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
            assert_eq!(is_encoded(byte), unreserved, "{byte}");
        }
    }

    #[test]
    fn pairs_of_every_length_end_where_they_should() {
        for key in 0..20 {
            for value in 0..20 {
                let pair = format!("{}={}", "k".repeat(key), "v".repeat(value));
                for before in ["", "a=b&", "long-name=long-value&", "%61=b&", &format!("{:=>130}&", "")] {
                    let query = format!("{before}{pair}&last");
                    let last = pairs(query.as_bytes());
                    let [.., this, last] = &*last else { panic!("{query}") };
                    assert_eq!((this.key().len(), this.value().len()), (key, value), "{query}");
                    assert_eq!((&*last.key(), &*last.value()), (&b"last"[..], &b""[..]));
                }
            }
        }
    }

    #[test]
    fn few_pairs_and_many_are_put_in_one_order_whether_their_heads_tell_or_not() {
        let keys = ["Ids", "Ids.1", "ids", "VeryLongName.1", "VeryLongName.0", "%49ds", "a+b", "Ids.0"];
        for count in [0, 1, 2, FEW, FEW + 1, 40, 0xff, 0x100, 300] {
            for differing in [1, 7, count.max(1)] {
                let part = |at: usize| format!("{}{}={}", keys[at * 5 % 8], at * 11 % differing, at * 7 % 3);
                let query: Vec<_> = (0..count).map(part).collect();
                let query = query.join("&");
                let pairs = pairs(query.as_bytes());
                for by in [SortKey::Key, SortKey::KeyAndValue, SortKey::EncodedKey, SortKey::EncodedText] {
                    let mut expected: Vec<_> = pairs.iter().collect();
                    expected.sort_by(|a, b| a.compare(b, by));
                    let mut at = expected.iter();
                    in_order(&pairs, by, |pair| assert!(std::ptr::eq(pair, *at.next().unwrap()), "{query}"));
                    assert!(at.next().is_none());
                }
            }
        }
    }
}
