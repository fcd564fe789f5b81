//! Requests and responses of BCC, without a network.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod api;
mod codes;
mod credentials;
mod errors;
mod lifecycle;
mod operations;
mod readme;
mod requests;
mod responses;

use std::sync::Arc;

use tingji_bce::Client;
use tingji_core::testing::{FixedClock, Recorder};
use tingji_core::{Credential, UnixTime};

/// Returns a client at a fixed time that replays recorded responses.
fn client(recorder: &Recorder) -> Client {
    client_of(recorder, Credential::new("my_ak", "my_sk_is_secret"))
}

fn client_of(recorder: &Recorder, credential: Credential) -> Client {
    Client::builder(credential)
        .http_client(Arc::new(recorder.clone()))
        .clock(Arc::new(FixedClock::at(UnixTime::parse("2015-08-11T04:17:29Z").unwrap())))
        .build()
        .unwrap()
}
