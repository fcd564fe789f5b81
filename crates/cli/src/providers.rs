//! The table of providers that this run of the command works with.

use std::sync::OnceLock;

use tingji::{Cloud, Providers};

/// Table of this process; unset in unit tests.
static TABLE: OnceLock<Providers> = OnceLock::new();

/// Sets the table. Only the first call has an effect.
pub(crate) fn init(providers: Providers) {
    TABLE.get_or_init(|| providers);
}

/// Returns the table. Default: the built-in one.
pub(crate) fn providers() -> Providers {
    TABLE.get().copied().unwrap_or_else(tingji::providers)
}

/// Returns the clouds of the table.
pub(crate) fn clouds() -> Vec<Cloud> {
    Cloud::of(providers())
}
