//! Tests of requests and responses, without a network.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod api;
mod credentials;
mod errors;
mod invalid_requests;
mod lifecycle;
mod operations;
mod readme;
mod regions;
mod requests;
mod responses;

use std::sync::Arc;

use tingji_compshare::{Client, ClientBuilder};
use tingji_core::testing::{FixedClock, Recorder};
use tingji_core::{Credential, UnixTime};

/// Keys of the vendor's signature example.
const PUBLIC_KEY: &str = "ucloudsomeone@example.com1296235120854146120";
const PRIVATE_KEY: &str = "46f09bb9fab4f12dfc160dae12273d5332b5debe";

fn bodies<const N: usize>(bodies: [&str; N]) -> Recorder {
    replay(bodies.map(|body| (200, body)))
}

fn replay<'a>(responses: impl IntoIterator<Item = (u16, &'a str)>) -> Recorder {
    let id = [("x-ucloud-request-uuid", "uuid-1")];
    let responses = responses.into_iter();
    responses
        .fold(Recorder::new(), |recorder, (status, body)| recorder.reply_with(status, &id, body.to_owned()))
}

fn builder(recorder: &Recorder) -> ClientBuilder {
    let credential = Credential::new(PUBLIC_KEY, PRIVATE_KEY);
    Client::builder(credential).http_client(Arc::new(recorder.clone())).clock(Arc::new(clock()))
}

fn client(recorder: &Recorder) -> Client {
    builder(recorder).build().unwrap()
}

/// Fixed clock. The protocol sends no time.
fn clock() -> FixedClock {
    FixedClock::at(UnixTime::from_seconds(1_500_000_000))
}
