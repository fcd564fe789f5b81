//! Requests as they go out, replies as they come in, without a network.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod errors;
mod lifecycle;
mod model;
mod requests;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::testing::Recorder;
use tingji_core::{BoxFuture, Credential, UnixTime};
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
    Client::builder(credential).transport(Arc::new(recorder.clone())).clock(Arc::new(Quick::default()))
}

fn client(recorder: &Recorder) -> Client {
    builder(recorder).build().unwrap()
}

/// Whose sleep takes no time, but moves its steady time on.
#[derive(Debug, Default)]
struct Quick(Mutex<Duration>);

impl Clock for Quick {
    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(1_500_000_000)
    }

    fn steady(&self) -> Duration {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            *self.0.lock().unwrap() += duration;
        })
    }
}

/// The requests with their decoded forms, a parameter a line, signature and all.
fn shown(recorder: &Recorder) -> String {
    let mut text = String::new();
    for request in recorder.requests() {
        let kind = request.headers()["content-type"].to_str().unwrap();
        text.push_str(&format!("\n{} {}\n{kind}\n", request.method(), request.uri()));
        for pair in std::str::from_utf8(request.body()).unwrap().split('&') {
            text.push_str(&format!("  {}\n", decode(pair)));
        }
    }
    text.trim_start().to_owned()
}

fn decode(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next().unwrap()).to_digit(16).unwrap();
        out.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).unwrap() } else { byte });
    }
    String::from_utf8(out).unwrap()
}
