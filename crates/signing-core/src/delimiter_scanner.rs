//! [`DelimiterScanner`]: search for the delimiters of a query, 64 bytes at a time.
//!
//! This is the only module of the crate that is written for speed at the cost of plainness. A loop over the
//! bytes of a query ends at every `=` and `&`, and the processor predicts few of these ends: in a UCloud
//! signature, whose hash takes 0.14 µs, that costs a tenth of the whole time. The scanner has no such loop.
//! It turns 64 bytes into 64 bits, one for each delimiter, and the position of the next delimiter is the
//! number of zero bits before the lowest one.
//!
//! The compiler vectorizes the comparison of a block because the loop has a constant length and no early end.
//! It does not vectorize the collection of the bits, so that a multiplication collects eight bits at once.
//! The text is a slice and the code is safe; the tests compare it with a search byte by byte.

/// Bytes in a block, one for each bit of a `u64`.
const BLOCK_LEN: usize = 64;

/// Iterator-like search for the bytes of a text that `is_plain` does not accept.
///
/// `is_plain` must consist of comparisons joined by `&` and `|`, because a branch prevents the vectorization.
pub(crate) struct DelimiterScanner<'a, F> {
    text: &'a [u8],
    is_plain: F,
    /// Index of the current block in the text.
    block_start: usize,
    /// Bits of the delimiters of the block that were not returned yet; the lowest bit is the first byte.
    delimiters: u64,
}

impl<'a, F: Fn(u8) -> bool> DelimiterScanner<'a, F> {
    #[inline(always)]
    pub(crate) fn new(text: &'a [u8], is_plain: F) -> Self {
        let mut scanner = Self { text, is_plain, block_start: 0, delimiters: 0 };
        scanner.scan_block();
        scanner
    }

    /// Returns the index of the next delimiter. Behind the last one, every call returns a greater index, the first
    /// of which is the length of the text.
    #[inline(always)]
    pub(crate) fn next_delimiter(&mut self) -> usize {
        while self.delimiters == 0 {
            self.block_start += BLOCK_LEN;
            self.scan_block();
        }
        let index = self.block_start + self.delimiters.trailing_zeros() as usize;
        // Clears the lowest bit.
        self.delimiters &= self.delimiters - 1;
        index
    }

    /// Finds the delimiters of the block at `block_start`. All positions behind the text count as delimiters.
    #[inline(always)]
    fn scan_block(&mut self) {
        let rest = self.text.get(self.block_start..).unwrap_or_default();
        if let Some(block) = rest.first_chunk() {
            self.delimiters = self.delimiter_bits(block);
            return;
        }
        let bits = match self.text.last_chunk() {
            // The last 64 bytes of the text: the bits before `block_start` are shifted out.
            Some(block) => {
                self.delimiter_bits(block).checked_shr((BLOCK_LEN - rest.len()) as u32).unwrap_or(0)
            }
            None => {
                let mut block = [0; BLOCK_LEN];
                block[..rest.len()].copy_from_slice(rest);
                self.delimiter_bits(&block)
            }
        };
        self.delimiters = bits | u64::MAX << rest.len();
    }

    /// Returns one bit for each delimiter of a block.
    #[inline(always)]
    fn delimiter_bits(&self, block: &[u8; BLOCK_LEN]) -> u64 {
        let flags = block.map(|byte| u8::from(!(self.is_plain)(byte)));
        let (groups, _) = flags.as_chunks::<8>();
        let mut bits = 0;
        for (index, group) in groups.iter().enumerate() {
            // Eight bytes of 0 or 1 become eight bits in the highest byte of the product.
            let product = u64::from_le_bytes(*group).wrapping_mul(0x0102_0408_1020_4080);
            bits |= (product >> 56) << (8 * index);
        }
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_equal_search_byte_by_byte() {
        for len in (0..200).chain([1000]) {
            for distance in [1, 2, 3, 7, 8, 63, 64, 65, 100] {
                let text: Vec<u8> =
                    (1..=len).map(|at| if at % distance == 0 { b'=' } else { b'a' }).collect();
                let mut scanner = DelimiterScanner::new(&text, |byte| byte != b'=');
                let expected = (0..len).filter(|index| text[*index] == b'=').chain([len, len + 1]);
                for index in expected {
                    assert_eq!(scanner.next_delimiter(), index, "{len} {distance}");
                }
            }
        }
    }
}
