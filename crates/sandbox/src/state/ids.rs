//! [`IdGenerator`]: the source of all ids that the sandbox invents.

use uuid::{Builder, Uuid};

/// Random ids. With a seed, every run produces the same ids in the same order.
#[derive(Debug)]
pub(crate) struct IdGenerator {
    seed: Option<u64>,
    count: u64,
}

impl IdGenerator {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self { seed, count: 0 }
    }

    /// The next id. Its leading digits already differ from those of other ids, because some ids use only a part.
    pub(crate) fn next_uuid(&mut self) -> Uuid {
        let Some(seed) = self.seed else { return Uuid::new_v4() };
        self.count += 1;
        let upper = split_mix(split_mix(seed).wrapping_add(self.count));
        let bytes = (u128::from(upper) << 64) | u128::from(split_mix(upper));
        Builder::from_random_bytes(bytes.to_be_bytes()).into_uuid()
    }

    /// The next id as 32 hexadecimal digits.
    pub(crate) fn next_hex(&mut self) -> String {
        self.next_uuid().simple().to_string()
    }
}

/// Output function of SplitMix64: a bijection that maps neighbors to distant numbers.
fn split_mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn first_ids(seed: Option<u64>) -> [Uuid; 3] {
        let mut ids = IdGenerator::new(seed);
        [(); 3].map(|()| ids.next_uuid())
    }

    #[test]
    fn seed_determines_the_ids() {
        assert_eq!(first_ids(Some(7)), first_ids(Some(7)));
        let starts: HashSet<_> = (0..1000)
            .flat_map(|seed| first_ids(Some(seed)))
            .map(|id| id.simple().to_string()[..16].to_owned())
            .collect();
        assert_eq!(starts.len(), 3000);
        assert_ne!(first_ids(None), first_ids(None));
    }
}
