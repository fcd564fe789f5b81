//! The sandbox from outside: requests signed with the signing crate, sent over a plain socket.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail like tests")]

mod bce;
mod bce_lifecycle;
mod client;
mod compshare;
mod compshare_places;
mod faults;
mod huaweicloud;
mod keys_that_end;
mod seed;
mod server;
mod uai;
mod volcengine;
mod volcengine_life;
