//! The client, the engine alone, and the engine over a fleet, in virtual time.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod api;
mod change;
mod engine;
mod fleet;
mod listed;
mod source;
mod unasked;
