//! Tests of the sandbox from outside: requests are signed with the signing crate and sent over a plain socket.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail like tests")]

mod bce;
mod bce_lifecycle;
mod client;
mod compshare;
mod compshare_locations;
mod faults;
mod huaweicloud;
mod seed;
mod server;
mod temporary_credentials;
mod uai;
mod volcengine;
mod volcengine_lifecycle;
