//! The pairs of a query or a form, read and written without building their decoded texts.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::canonical::is_secret_name;
use crate::encode::{Plus, Slash, decode, decoded, encode_into, encoded, recode_into};
use crate::few::Few;
use crate::text::Text;

/// Those of one request; twelve are more than any of the clouds' calls here has.
pub(crate) type Pairs<'a> = Few<Pair<'a>, 12>;

/// One pair, as it came or as it is.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    /// The first eight bytes as a number: it puts most pairs in order. There are zeros behind fewer.
    head: u64,
    form: Form<'a>,
}

#[derive(Clone, Copy)]
enum Form<'a> {
    /// `key=value` on the wire: its key ends at `at`.
    Wire {
        text: &'a [u8],
        at: usize,
        /// It has one `=`, and nothing in it must be decoded to be read, or encoded to be written.
        plain: bool,
    },
    /// Not encoded.
    Literal { key: &'a [u8], value: &'a [u8] },
}

impl Default for Pair<'_> {
    fn default() -> Self {
        Self { head: 0, form: Form::Literal { key: b"", value: b"" } }
    }
}

/// Adds the pairs in wire order; a key without `=` has an empty value. They are read where they stay: to
/// move them takes as long as to hash them.
pub(crate) fn read_encoded<'a>(pairs: &mut Pairs<'a>, query: &'a [u8]) {
    read(pairs, query, is_encoded);
}

/// The same for those who never write them encoded.
pub(crate) fn read_decoded<'a>(pairs: &mut Pairs<'a>, query: &'a [u8]) {
    read(pairs, query, is_decoded);
}

#[inline]
fn read<'a>(pairs: &mut Pairs<'a>, query: &'a [u8], is_plain: impl Fn(&[u8]) -> bool) {
    let all_plain = is_plain(query);
    let (mut start, mut marks) = (0, Marks::of(query));
    while let Some(rest) = query.get(start..).filter(|rest| !rest.is_empty()) {
        let at = marks.next() - start;
        let (mut len, mut equals) = (at, 0);
        while rest.get(len) == Some(&b'=') {
            len = marks.next() - start;
            equals += 1;
        }
        let text = rest.get(..len).unwrap_or(rest);
        if len > 0 {
            let plain = equals == 1 && (all_plain || is_plain(text));
            pairs.push(Pair { head: head(rest, text.len()), form: Form::Wire { text, at, plain } });
        }
        start += len + 1;
    }
}

/// The places of `&` and `=`, looked for in eight bytes at a time. There are as many `&` as one likes behind
/// the end.
struct Marks<'a> {
    rest: &'a [u8],
    /// Where the word begins.
    at: usize,
    /// The high bit of each mark in it that is not told yet, the first one lowest.
    word: u64,
}

impl<'a> Marks<'a> {
    fn of(text: &'a [u8]) -> Self {
        Self { rest: text, at: 0_usize.wrapping_sub(8), word: 0 }
    }

    #[inline(always)]
    fn next(&mut self) -> usize {
        while self.word == 0 {
            let (word, rest) = match self.rest.split_first_chunk() {
                Some((word, rest)) => (*word, rest),
                None => (padded(self.rest), &[][..]),
            };
            self.rest = rest;
            self.at = self.at.wrapping_add(8);
            self.word = marks(u64::from_le_bytes(word));
        }
        let mark = self.at + self.word.trailing_zeros() as usize / 8;
        self.word &= self.word - 1;
        mark
    }
}

/// The high bit of each byte that is `&` or `=`.
#[inline]
fn marks(word: u64) -> u64 {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let is_not = |byte: u8| ((word ^ u64::from_ne_bytes([byte; 8])) & LOW) + LOW;
    !((is_not(b'&') & is_not(b'=')) | word | LOW)
}

/// Less than eight bytes, and `&` behind them. It is made in a register: what is written to memory byte by
/// byte can't be read as a word at once.
#[inline(never)]
fn padded(text: &[u8]) -> [u8; 8] {
    let rest = u64::from_ne_bytes([b'&'; 8]);
    text.iter().take(8).rev().fold(rest, |word, byte| word << 8 | u64::from(*byte)).to_le_bytes()
}

/// Whether there is nothing but unreserved characters, `&` and `=`.
fn is_encoded(query: &[u8]) -> bool {
    all(query, |byte| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        let mark = (byte == b'-') | (byte == b'_') | (byte == b'.') | (byte == b'~');
        letter | digit | mark | (byte == b'&') | (byte == b'=')
    })
}

/// Whether there is no escape.
fn is_decoded(query: &[u8]) -> bool {
    all(query, |byte| (byte != b'%') & (byte != b'+'))
}

/// Without a way out of the loop, and with comparisons alone, the compiler takes many bytes at a time.
#[inline(always)]
fn all(text: &[u8], wanted: impl Fn(u8) -> bool) -> bool {
    text.iter().fold(true, |all, &byte| all & wanted(byte))
}

/// The first eight of so many bytes at the start of a text, as a number.
#[inline]
fn head(text: &[u8], len: usize) -> u64 {
    let word = text.first_chunk().copied().unwrap_or_else(|| padded(text));
    first_bytes(u64::from_be_bytes(word), len)
}

/// Without what is behind the first so many bytes.
#[inline]
fn first_bytes(head: u64, len: usize) -> u64 {
    if len < 8 { head & !(u64::MAX >> (8 * len)) } else { head }
}

impl<'a> Pair<'a> {
    pub(crate) fn new(key: &'a str, value: &'a str) -> Self {
        let (key, value) = (key.as_bytes(), value.as_bytes());
        Self { head: head(key, key.len()), form: Form::Literal { key, value } }
    }

    /// Key and value as they stand, and whether they must be decoded to be read.
    #[inline(always)]
    fn parts(&self) -> (&'a [u8], &'a [u8], bool) {
        match self.form {
            Form::Wire { text, at, plain } => (&text[..at], text.get(at + 1..).unwrap_or_default(), !plain),
            Form::Literal { key, value } => (key, value, false),
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

    #[inline]
    pub(crate) fn key_is(&self, name: &[u8]) -> bool {
        let (key, _, escaped) = self.parts();
        if escaped { *decode(key, Plus::Space) == *name } else { key == name }
    }

    #[inline]
    pub(crate) fn key_is_in_any_case(&self, name: &[u8]) -> bool {
        // An escape is longer than what it stands for.
        self.parts().0.len() >= name.len() && self.key().eq_ignore_ascii_case(name)
    }

    /// What stands there, if it needs neither decoding nor encoding.
    #[inline]
    fn plain(&self) -> Option<&'a [u8]> {
        match self.form {
            Form::Wire { text, plain: true, .. } => Some(text),
            _ => None,
        }
    }

    /// The first bytes of what it is sorted by, if it is not escaped.
    #[inline]
    fn rank(&self, by: By) -> u64 {
        if by == By::EncodedText { self.head } else { first_bytes(self.head, self.parts().0.len()) }
    }

    fn compare(&self, other: &Self, by: By) -> Ordering {
        let ((a, v, x), (b, w, y)) = (self.parts(), other.parts());
        match by {
            By::Key => compare_decoded((a, x), (b, y)),
            By::KeyAndValue => compare_decoded((a, x), (b, y)).then_with(|| compare_decoded((v, x), (w, y))),
            By::EncodedKey => encoded(bytes(a, x)).cmp(encoded(bytes(b, y))),
            By::EncodedText => self.encoded_text().cmp(other.encoded_text()),
        }
    }

    fn encoded_text(&self) -> impl Iterator<Item = u8> + 'a {
        let (key, value, escaped) = self.parts();
        encoded(bytes(key, escaped)).chain([b'=']).chain(encoded(bytes(value, escaped)))
    }

    /// `enc(key)=enc(value)`, the value marked secret where its name says so.
    pub(crate) fn put_encoded(&self, out: &mut Text) {
        if let Some(plain) = self.plain().filter(|_| !out.hides()) {
            return out.put(plain);
        }
        let (key, value, escaped) = self.parts();
        put_part(out, key, escaped);
        out.put(b"=");
        out.put_secret(|| is_secret_name(&self.key()), |out| put_part(out, value, escaped));
    }

    /// Key and value decoded, with nothing between them.
    #[inline]
    pub(crate) fn put_decoded(&self, out: &mut Text) {
        let (key, value, escaped) = self.parts();
        if escaped || out.hides() {
            out.put(&self.key());
            out.put_secret(|| is_secret_name(&self.key()), |out| out.put(&self.value()));
        } else {
            out.put(key);
            out.put(value);
        }
    }
}

/// What pairs are sorted by. Equal ones keep their order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
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
pub(crate) fn in_order<'p, 'a>(pairs: &'p [Pair<'a>], by: By, mut take: impl FnMut(&'p Pair<'a>)) {
    let mut order = Order::new();
    let place = sort(&mut order, pairs, by);
    for number in &*order {
        take(&pairs[(number & place) as usize]);
    }
}

type Order = Few<u64, 12>;

/// Sorts numbers: the first bytes of each pair, and its place in the bits that are returned. Only where
/// these don't tell are the pairs themselves looked at.
fn sort(order: &mut Order, pairs: &[Pair<'_>], by: By) -> u64 {
    // So many are not sent to any cloud: then there are no bytes in the numbers, and they tell nothing.
    let place = if pairs.len() <= 0xff { 0xff } else { u64::MAX };
    let mut told = true;
    for (at, pair) in (0..).zip(pairs) {
        told &= !pair.parts().2;
        order.push(pair.rank(by) & !place | at);
    }
    order.sort_unstable();
    if !(told && order.windows(2).all(|two| two[0] ^ two[1] > place)) {
        let pair = |number: &u64| &pairs[(number & place) as usize];
        order.sort_by(|a, b| pair(a).compare(pair(b), by).then((a & place).cmp(&(b & place))));
    }
    place
}

fn put_part(out: &mut Text, part: &[u8], escaped: bool) {
    if escaped {
        recode_into(out, part, Plus::Space);
    } else {
        encode_into(out, part, Slash::Encode);
    }
}

fn compare_decoded((a, x): (&[u8], bool), (b, y): (&[u8], bool)) -> Ordering {
    if x || y { bytes(a, x).cmp(bytes(b, y)) } else { a.cmp(b) }
}

/// The decoded bytes.
fn bytes(part: &[u8], escaped: bool) -> impl Iterator<Item = u8> + '_ {
    let (as_it_is, rest) = if escaped { (&[][..], part) } else { (part, &[][..]) };
    as_it_is.iter().copied().chain(decoded(rest, Plus::Space))
}

/// `&` between the pairs in order.
pub(crate) fn put_query(out: &mut Text, pairs: &[Pair<'_>], by: By) {
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

    fn pairs(query: &[u8]) -> Pairs<'_> {
        let mut pairs = Pairs::new();
        read_encoded(&mut pairs, query);
        pairs
    }

    fn parts(query: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
        pairs(query).iter().map(|pair| (pair.key().to_vec(), pair.value().to_vec())).collect()
    }

    fn written(query: &[u8]) -> Vec<u8> {
        let mut out = Text::new();
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
            assert_eq!(is_encoded(&[byte]), unreserved || b"&=".contains(&byte), "{byte}");
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
