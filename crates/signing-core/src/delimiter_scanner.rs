//! [`DelimiterScanner`]: where something ends in a text, looked for in many bytes at a time.

/// So many bytes are looked at together.
const BLOCK: usize = 64;

/// The places of bytes that are not plain. There are as many as one likes behind the end.
pub(crate) struct DelimiterScanner<'a, F> {
    whole: &'a [u8],
    is_plain: F,
    /// Where the block begins.
    at: usize,
    /// A bit for each mark in it that is not told yet, the first one lowest.
    bits: u64,
}

impl<'a, F: Fn(u8) -> bool> DelimiterScanner<'a, F> {
    #[inline(always)]
    pub(crate) fn of(whole: &'a [u8], is_plain: F) -> Self {
        let mut marks = Self { whole, is_plain, at: 0, bits: 0 };
        marks.look();
        marks
    }

    #[inline(always)]
    pub(crate) fn next(&mut self) -> usize {
        while self.bits == 0 {
            self.at += BLOCK;
            self.look();
        }
        let mark = self.at + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        mark
    }

    /// At the block that begins here.
    #[inline(always)]
    fn look(&mut self) {
        let rest = self.whole.get(self.at..).unwrap_or_default();
        if let Some(block) = rest.first_chunk() {
            self.bits = self.marks(block);
            return;
        }
        // The last block ends where the text does, and begins before what is left of it.
        let bits = match self.whole.last_chunk() {
            Some(block) => self.marks(block).checked_shr((BLOCK - rest.len()) as u32).unwrap_or(0),
            None => {
                let mut block = [b'&'; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                self.marks(&block)
            }
        };
        self.bits = bits | u64::MAX << rest.len();
    }

    /// A bit for each mark.
    #[inline(always)]
    fn marks(&self, block: &[u8; BLOCK]) -> u64 {
        // Comparisons alone, which the compiler makes many of at a time; then eight bytes of 0 or 1 become
        // eight bits.
        let marked = block.map(|byte| u8::from(!(self.is_plain)(byte)));
        let (words, _) = marked.as_chunks();
        (0..).step_by(8).zip(words).fold(0, |bits, (at, word)| {
            let eight = u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080);
            bits | (eight >> (56 - at)) & (0xff << at)
        })
    }
}
