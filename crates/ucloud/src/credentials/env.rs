//! Keys in environment variables.

use tingji_core::Result;
use tingji_core::source::{Found, Surroundings};

pub(super) fn from_env(surroundings: &Surroundings) -> Result<Option<Found>> {
    let pair = surroundings.pair(&["UCLOUD_PUBLIC_KEY"], &["UCLOUD_PRIVATE_KEY"], &[])?;
    Ok(pair.map(Found::from))
}
