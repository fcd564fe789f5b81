//! What must hold for every request, whatever is in it.

mod applying;
mod cases;
mod junk;
mod kinds;
mod order;
mod slowly;
mod tampering;

use proptest::prelude::*;

use cases::{Case, case};

/// Many small cases, and no files that remember the failed ones.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn what_is_signed_verifies(case in case()) {
        let verdict = case.verify(&case.signed());
        prop_assert!(
            verdict.is_valid(),
            "{:?}\n{}", verdict.error(), verdict.canonical_request().expose()
        );
    }

    #[test]
    fn what_is_signed_says_who_signed_it_and_when(case in case()) {
        let claim = case.claim(&case.signed()).unwrap();
        prop_assert_eq!(claim.access_key, case.credential.access_key());
        prop_assert_eq!(claim.time, case.kind.has_time().then_some(case.time));
    }

    #[test]
    fn a_signed_request_is_not_signed_again(case in case()) {
        let again = Case { wire: case.signed(), ..case };
        prop_assert_eq!(again.sign().unwrap_err(), tingji_signing_core::SignError::AlreadySigned);
    }

    #[test]
    fn signing_is_deterministic(case in case()) {
        prop_assert_eq!(case.sign().unwrap(), case.sign().unwrap());
    }
}
