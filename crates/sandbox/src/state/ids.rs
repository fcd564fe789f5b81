//! [`IdGenerator`]: the source of all ids that the sandbox invents.

use fastrand::Rng;
use uuid::{Builder, Uuid};

/// Random ids. With a seed, every run produces the same ids in the same order.
#[derive(Debug)]
pub(crate) struct IdGenerator {
    /// Seeded generator; `None` without a seed.
    rng: Option<Rng>,
}

impl IdGenerator {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self { rng: seed.map(Rng::with_seed) }
    }

    /// The next id. Its leading digits already differ from those of other ids, because some ids use only a part.
    pub(crate) fn next_uuid(&mut self) -> Uuid {
        match &mut self.rng {
            Some(rng) => Builder::from_random_bytes(rng.u128(..).to_be_bytes()).into_uuid(),
            None => Uuid::new_v4(),
        }
    }

    /// The next id as 32 hexadecimal digits.
    pub(crate) fn next_hex(&mut self) -> String {
        self.next_uuid().simple().to_string()
    }
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
