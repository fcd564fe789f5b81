//! Outcomes of changes to the file of profiles.

use tingji::core::engine::overall_exit_code;
use tingji::profiles::{OnConflict, PutOutcome};

pub(super) fn existing(replace: bool) -> OnConflict {
    if replace { OnConflict::Replace } else { OnConflict::Keep }
}

/// The word for machines.
pub(super) fn word(put: PutOutcome, dry_run: bool) -> &'static str {
    match (put, dry_run) {
        (PutOutcome::Added, false) => "added",
        (PutOutcome::Added, true) => "would-add",
        (PutOutcome::Replaced, false) => "replaced",
        (PutOutcome::Replaced, true) => "would-replace",
        (PutOutcome::Unchanged, _) => "unchanged",
        (PutOutcome::Kept, _) => "kept",
    }
}

pub(super) fn worst(codes: Vec<u8>) -> u8 {
    overall_exit_code(codes)
}
