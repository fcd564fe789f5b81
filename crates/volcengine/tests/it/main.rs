//! Requests and responses of ECS, without a network.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod api;
mod codes;
mod credentials;
mod errors;
mod invoke;
mod lifecycle;
mod operations;
mod readme;
mod requests;
mod responses;
mod temporary_keys;

use std::sync::Arc;

use tingji_core::operation::Operation;
use tingji_core::testing::{FixedClock, Recorder};
use tingji_core::{Credential, Result, UnixTime};
use tingji_volcengine::{Client, ClientBuilder, Ecs};

fn clock() -> FixedClock {
    FixedClock::at(UnixTime::parse("20240102T030405Z").unwrap())
}

fn builder(recorder: &Recorder) -> ClientBuilder {
    let credential = Credential::new("AKLTexample", "c2VjcmV0LWV4YW1wbGU=");
    Client::builder(credential).http_client(Arc::new(recorder.clone())).clock(Arc::new(clock()))
}

fn client(recorder: &Recorder) -> Client {
    builder(recorder).build().unwrap()
}

/// Sends one operation and returns the output of this response.
async fn answer<O: Operation<Protocol = Ecs>>(operation: &O, status: u16, body: &str) -> Result<O::Output> {
    let recorder = Recorder::responding(vec![(status, body); 3]);
    client(&recorder).send(operation).await.map(|response| response.output)
}

/// Returns the queries of all requests.
fn queries(recorder: &Recorder) -> Vec<String> {
    let requests = recorder.requests();
    requests.iter().map(|request| request.uri().query().unwrap_or_default().to_owned()).collect()
}
