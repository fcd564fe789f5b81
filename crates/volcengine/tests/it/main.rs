//! Tests of the crate against recorded requests and made-up replies: no network.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

mod errors;
mod lifecycle;
mod replies;
mod requests;
mod support;
