//! The real binary against the sandbox: what it prints and how it exits, as files a person can read.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod act;
mod bad_input;
#[cfg(unix)]
mod called_off;
mod chinese;
mod completions;
mod credentials;
mod demo;
mod doctor;
mod errors;
mod events;
mod golden;
mod help;
mod list;
mod logging;
mod man;
mod plan;
mod profile;
mod resume;
mod schema;
#[cfg(unix)]
mod screen;
mod select;
mod sign;
mod sign_input;
mod stop;
mod support;
#[cfg(unix)]
mod terminal;
mod uai;
