//! Requests as they go out, replies as they come in, without a network.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod credentials;
mod errors;
mod invoke;
mod lifecycle;
mod operations;
mod readme;
mod refused;
mod replies;
mod requests;
mod retry;
mod story;

use std::sync::Arc;

use tingji_core::testing::{FixedClock, Recorder};
use tingji_core::{Credential, UnixTime};
use tingji_ucloud::{Client, ClientBuilder};

/// The keys of the vendor's own signature example.
const PUBLIC_KEY: &str = "ucloudsomeone@example.com1296235120854146120";
const PRIVATE_KEY: &str = "46f09bb9fab4f12dfc160dae12273d5332b5debe";

fn bodies<const N: usize>(bodies: [&str; N]) -> Recorder {
    play(bodies.map(|body| (200, body)))
}

fn play<'a>(replies: impl IntoIterator<Item = (u16, &'a str)>) -> Recorder {
    let id = [("x-ucloud-request-uuid", "uuid-1")];
    let replies = replies.into_iter();
    replies.fold(Recorder::new(), |tape, (status, body)| tape.reply_with(status, &id, body.to_owned()))
}

fn builder(recorder: &Recorder) -> ClientBuilder {
    let credential = Credential::new(PUBLIC_KEY, PRIVATE_KEY);
    Client::builder(credential).http_client(Arc::new(recorder.clone())).clock(Arc::new(clock()))
}

fn client(recorder: &Recorder) -> Client {
    builder(recorder).build().unwrap()
}

/// Its time goes into nothing that is sent.
fn clock() -> FixedClock {
    FixedClock::at(UnixTime::from_seconds(1_500_000_000))
}
