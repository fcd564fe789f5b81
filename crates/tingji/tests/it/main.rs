//! Tests of accounts, fleets, profiles and selections.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod accounts;
mod clouds;
#[path = "../../examples/stop_idle.rs"]
mod example_stop_idle;
mod fleet;
#[cfg(feature = "serde")]
mod json;
mod machines;
mod own_http;
mod profiles;
mod select;
mod transport;
