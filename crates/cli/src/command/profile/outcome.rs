//! Outcomes of changes to the profile file.

use tingji::profiles::{OnConflict, PutOutcome};

use crate::exit_code;

/// Returns what to do with an existing profile of the same name.
pub(super) fn existing(replace: bool) -> OnConflict {
    if replace { OnConflict::Replace } else { OnConflict::Keep }
}

/// Returns the outcome in the spelling of every output format.
pub(super) fn outcome_text(put: PutOutcome, dry_run: bool) -> &'static str {
    match (put, dry_run) {
        (PutOutcome::Added, false) => "added",
        (PutOutcome::Added, true) => "would-add",
        (PutOutcome::Replaced, false) => "replaced",
        (PutOutcome::Replaced, true) => "would-replace",
        (PutOutcome::Unchanged, _) => "unchanged",
        (PutOutcome::Kept, _) => "kept",
    }
}

/// Returns the overall exit code; 6 if the outcomes differ.
pub(super) fn worst(codes: Vec<u8>) -> u8 {
    exit_code::overall(codes)
}
