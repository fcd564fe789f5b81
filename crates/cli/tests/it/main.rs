//! Runs of the real binary against the sandbox, with output and exit codes as readable snapshots.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod bad_input;
#[cfg(unix)]
mod cancel;
mod chinese;
mod completions;
mod credentials;
mod demo;
mod doctor;
mod errors;
mod events;
mod help;
mod list;
mod logging;
mod man;
mod plan;
mod power;
mod profile;
mod resume;
mod schema;
mod select;
mod sessions;
mod sign;
mod sign_input;
mod stop;
mod support;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod terminal_output;
mod uai;
