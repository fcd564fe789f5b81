//! [`Text`]: canonical text while it is written, into a hash when signing and a [`CanonicalText`] when
//! explaining.

use std::ops::Range;

use sha1::block_api::compress;
use sha1::{Digest, Sha1};

use crate::CanonicalText;

/// Longer than the canonical request of a usual call.
const SHORT: usize = 640;

/// On the stack while it is short: there it costs no allocation, and a hash takes its time with every piece
/// it is given, but not with one text. It is passed by reference: to move it takes as long as to write it.
pub(crate) struct CanonicalBuffer {
    here: [u8; SHORT],
    /// More than `SHORT` once `all` holds it.
    len: usize,
    all: Vec<u8>,
    hidden: Vec<Range<usize>>,
    /// Whether anybody wants to know which parts are secret.
    hides: bool,
}

impl CanonicalBuffer {
    /// For a hash.
    #[inline(always)]
    pub(crate) fn new() -> Self {
        Self { here: [0; SHORT], len: 0, all: Vec::new(), hidden: Vec::new(), hides: false }
    }

    /// To be shown: it knows where its secrets are.
    pub(crate) fn to_show() -> Self {
        Self { hides: true, ..Self::new() }
    }

    /// Of what is written to it.
    pub(crate) fn shown(put: impl FnOnce(&mut Self)) -> CanonicalText {
        let mut text = Self::to_show();
        put(&mut text);
        text.canonical()
    }

    #[inline]
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        match self.room(bytes.len()) {
            Some(room) => copy(room, bytes),
            None => self.put_beyond(bytes),
        }
    }

    /// One behind the other. A piece is not put before it is known where the one before it ends, and so
    /// there are fewer to wait for.
    #[inline]
    pub(crate) fn put_both(&mut self, first: &[u8], second: &[u8]) {
        match self.room(first.len() + second.len()).and_then(|room| room.split_at_mut_checked(first.len())) {
            Some((room, behind)) => {
                copy(room, first);
                copy(behind, second);
            }
            None => {
                self.put_beyond(first);
                self.put_beyond(second);
            }
        }
    }

    #[inline]
    pub(crate) fn put_lower(&mut self, name: &str) {
        let start = self.bytes().len();
        self.put(name.as_bytes());
        self.bytes_mut()[start..].make_ascii_lowercase();
    }

    /// Puts what is secret if it is to be hidden.
    #[inline]
    pub(crate) fn put_secret(&mut self, is_secret: impl FnOnce() -> bool, put: impl FnOnce(&mut Self)) {
        let start = (self.hides && is_secret()).then(|| self.bytes().len());
        put(self);
        if let Some(start) = start {
            // One that stands in another is hidden with it.
            let end = self.bytes().len();
            self.hidden.retain(|hidden| hidden.start < start);
            self.hidden.push(start..end);
        }
    }

    /// Whether anybody wants to know which parts are secret.
    #[inline]
    pub(crate) fn hides(&self) -> bool {
        self.hides
    }

    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        self.here.get(..self.len).unwrap_or(&self.all)
    }

    #[inline]
    fn bytes_mut(&mut self) -> &mut [u8] {
        self.here.get_mut(..self.len).unwrap_or(&mut self.all)
    }

    /// Ready for another text.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.len = 0;
        self.all.clear();
        self.hidden.clear();
    }

    /// Overwrites what was put from here on, which is a secret.
    #[inline]
    pub(crate) fn wipe(&mut self, start: usize) {
        let secret = &mut self.bytes_mut()[start..];
        secret.fill(0);
        // Seen from outside, it can't be left out for want of a reader.
        std::hint::black_box(secret);
    }

    /// Its SHA-1.
    #[inline]
    pub(crate) fn sha1(&mut self) -> [u8; 20] {
        self.sha1_here().unwrap_or_else(|| Sha1::digest(self.bytes()).into())
    }

    /// Of a short text. It is padded where it stands: the library's way to it copies the end of the text into
    /// a block of its own first, which takes a tenth of the time.
    #[inline]
    fn sha1_here(&mut self) -> Option<[u8; 20]> {
        const START: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
        let blocks = self.here.get_mut(..(self.len + 9).next_multiple_of(64))?;
        let padding = blocks.get_mut(self.len..)?;
        padding.fill(0);
        *padding.first_mut()? = 0x80;
        *padding.last_chunk_mut()? = (8 * self.len as u64).to_be_bytes();
        let (mut state, mut digest) = (START, [0; 20]);
        compress(&mut state, blocks.as_chunks().0);
        digest.as_chunks_mut().0.iter_mut().zip(state).for_each(|(to, word)| *to = word.to_be_bytes());
        Some(digest)
    }

    /// A copy to keep.
    pub(crate) fn canonical(&self) -> CanonicalText {
        CanonicalText { text: self.bytes().to_vec(), hidden: self.hidden.clone() }
    }

    /// A place for so many bytes.
    #[inline]
    fn room(&mut self, bytes: usize) -> Option<&mut [u8]> {
        let room = self.here.get_mut(self.len..)?.get_mut(..bytes)?;
        self.len += bytes;
        Some(room)
    }

    #[cold]
    fn put_beyond(&mut self, bytes: &[u8]) {
        if let Some(here) = self.here.get(..self.len) {
            self.all.reserve(4 * SHORT + bytes.len());
            self.all.extend_from_slice(here);
            self.len = SHORT + 1;
        }
        self.all.extend_from_slice(bytes);
    }
}

/// As `copy_from_slice`, without its call for pieces of 4 to 64 bytes, which most are: two words that may
/// overlap.
#[inline]
fn copy(to: &mut [u8], from: &[u8]) {
    match from.len() {
        8..=16 => copy_words::<8>(to, from),
        17..=32 => copy_words::<16>(to, from),
        4..=7 => copy_words::<4>(to, from),
        33..=64 => copy_words::<32>(to, from),
        _ => to.copy_from_slice(from),
    }
}

/// Of `N` to `2 * N` bytes.
#[inline(always)]
fn copy_words<const N: usize>(to: &mut [u8], from: &[u8]) {
    if let (Some(to), Some(from)) = (to.first_chunk_mut::<N>(), from.first_chunk()) {
        *to = *from;
    }
    if let (Some(to), Some(from)) = (to.last_chunk_mut::<N>(), from.last_chunk()) {
        *to = *from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_any_length_in_pieces_of_any_length_is_the_whole() {
        let whole: Vec<u8> = (0..4000_u32).map(|at| (at * 31 % 251) as u8).collect();
        let mut text = CanonicalBuffer::new();
        for piece in (1..70).chain([SHORT - 1, SHORT, SHORT + 1, 1000, 4000]) {
            for len in [0, 1, 31, SHORT - 1, SHORT, SHORT + 1, 1024, 3999] {
                text.clear();
                whole[..len].chunks(piece).for_each(|part| text.put(part));
                assert_eq!(text.bytes(), &whole[..len], "{len} by {piece}");
            }
        }
    }

    #[test]
    fn the_sha1_of_text_of_any_length_is_the_librarys() {
        let whole: Vec<u8> = (0..2 * SHORT).map(|at| (at * 31 % 251) as u8).collect();
        let mut text = CanonicalBuffer::new();
        for len in (0..=whole.len()).rev() {
            text.clear();
            text.put(&whole[..len]);
            let expected: [u8; 20] = Sha1::digest(&whole[..len]).into();
            assert_eq!(text.sha1(), expected, "{len}");
            assert_eq!(text.bytes(), &whole[..len]);
        }
    }

    #[test]
    fn what_is_wiped_is_gone_and_the_rest_stays() {
        for before in [0, 10, SHORT - 2, SHORT + 5] {
            let mut text = CanonicalBuffer::new();
            text.put("a".repeat(before).as_bytes());
            text.put(b"secret");
            text.wipe(before);
            assert_eq!(text.bytes(), format!("{}{}", "a".repeat(before), "\0".repeat(6)).as_bytes());
        }
    }

    #[test]
    fn names_are_put_in_lower_case_and_nothing_else_is() {
        let (mut text, before) = (CanonicalBuffer::new(), "A".repeat(SHORT - 3));
        for name in ["Host", "X-Date"] {
            text.clear();
            text.put(before.as_bytes());
            text.put_lower(name);
            text.put(b"Z");
            assert_eq!(text.bytes(), format!("{before}{}Z", name.to_lowercase()).as_bytes());
        }
    }

    #[test]
    fn what_is_secret_is_marked_once_and_only_where_it_is_to_be_hidden() {
        let write = |text: &mut CanonicalBuffer| {
            text.put_secret(
                || true,
                |text| {
                    text.put(b"a");
                    text.put_secret(|| true, |text| text.put(b"b"));
                },
            );
            text.put_secret(|| false, |text| text.put(b"c"));
            text.put_secret(|| true, |text| text.put(b"d"));
        };
        let shown = CanonicalBuffer::shown(write);
        assert_eq!((shown.to_string().as_str(), shown.expose_secret().as_str()), ("***c***", "abcd"));
        let mut text = CanonicalBuffer::new();
        write(&mut text);
        assert_eq!(text.canonical().to_string(), "abcd");
    }
}
