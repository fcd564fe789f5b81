//! [`Ids`]: where every id comes from that the sandbox invents.

use uuid::{Builder, Uuid};

/// Random ids, or with a seed the same ones in the same order on every run.
#[derive(Debug)]
pub(crate) struct Ids {
    seed: Option<u64>,
    made: u64,
}

impl Ids {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self { seed, made: 0 }
    }

    /// The next id. All of its digits differ from one to the next, as some ids are cut from it.
    pub(crate) fn next(&mut self) -> Uuid {
        let Some(seed) = self.seed else { return Uuid::new_v4() };
        self.made += 1;
        let upper = mixed(mixed(seed).wrapping_add(self.made));
        let bytes = (u128::from(upper) << 64) | u128::from(mixed(upper));
        Builder::from_random_bytes(bytes.to_be_bytes()).into_uuid()
    }

    /// The same without its dashes.
    pub(crate) fn digits(&mut self) -> String {
        self.next().simple().to_string()
    }
}

/// SplitMix64: each number goes to another one, and neighbours far apart.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_seed_gives_the_same_ids_again_and_another_one_others() {
        let first = |seed| {
            let mut ids = Ids::new(seed);
            [(); 3].map(|()| ids.next())
        };
        assert_eq!(first(Some(7)), first(Some(7)));
        let starts: HashSet<_> = (0..1000)
            .flat_map(|seed| first(Some(seed)))
            .map(|id| id.simple().to_string()[..16].to_owned())
            .collect();
        assert_eq!(starts.len(), 3000);
        assert_ne!(first(None), first(None));
    }
}
