//! Properties of the signers and verifiers that hold for every request.

mod apply;
mod arbitrary_bytes;
mod cases;
mod order;
mod reference_impl;
mod schemes;
mod tampering;

use proptest::prelude::*;

use cases::{SigningCase, case};

/// Settings with this number of cases for each property, without files of failed cases.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn signed_request_verifies(case in case()) {
        let verification = case.verify(&case.signed());
        prop_assert!(
            verification.is_valid(),
            "{:?}\n{}", verification.error(), verification.canonical_request().expose_secret()
        );
    }

    #[test]
    fn signed_request_presents_access_key_and_time(case in case()) {
        let presented = case.presented_credential(&case.signed()).unwrap();
        prop_assert_eq!(presented.access_key, case.credential.access_key());
        prop_assert_eq!(presented.time, case.kind.has_time().then_some(case.time));
    }

    #[test]
    fn signed_request_is_not_signed_again(case in case()) {
        let again = SigningCase { wire: case.signed(), ..case };
        prop_assert_eq!(again.sign().unwrap_err(), tingji_signing_core::SignError::AlreadySigned);
    }

    #[test]
    fn signing_is_deterministic(case in case()) {
        prop_assert_eq!(case.sign().unwrap(), case.sign().unwrap());
    }
}
