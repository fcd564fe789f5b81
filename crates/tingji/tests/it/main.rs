//! Accounts as they are found, and what is done with them in the sandbox.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod accounts;
mod machines;
mod own_http;
mod profiles;
mod select;
mod transport;
