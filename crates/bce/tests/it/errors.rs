//! Errors that the vendor's responses in `tests/fixtures/errors` produce.

use tingji_bce::operation::StopInstance;
use tingji_core::testing::{Recorder, describe_result, error_fixtures, poll_ready};

use crate::client;

#[test]
fn recorded_errors_are_parsed() {
    for (name, reply) in error_fixtures(env!("CARGO_MANIFEST_DIR")) {
        let client = client(&Recorder::new().replay(reply));
        insta::assert_snapshot!(name, describe_result(&poll_ready(client.send(&StopInstance::new("i-1")))));
    }
}
