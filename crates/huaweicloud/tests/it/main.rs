//! Requests and responses of ModelArts and IAM, without a network except loopback.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod api;
mod credentials;
mod errors;
mod iam;
mod lifecycle;
mod operations;
mod readme;
mod requests;
mod responses;
mod sandbox;
mod temporary_keys;
mod tokens;

use std::sync::Arc;

use tingji_core::operation::Operation;
use tingji_core::testing::{FixedClock, Recorder};
use tingji_core::{Credential, Result, UnixTime};
use tingji_huaweicloud::{Client, ClientBuilder, ModelArts};

const PROJECT: &str = "77b6a44cba5143ab91d13ab9a8ff44fd";
/// Server in the vendor's examples.
const SERVER: &str = "62383738-e52a-450a-9f84-f9e705402be8";

fn credential() -> Credential {
    Credential::new("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc")
}

fn with(builder: ClientBuilder, recorder: &Recorder) -> ClientBuilder {
    let clock = FixedClock::at(UnixTime::parse("20260820T010203Z").unwrap());
    builder.http_client(Arc::new(recorder.clone())).clock(Arc::new(clock))
}

fn builder(recorder: &Recorder) -> ClientBuilder {
    with(Client::builder(credential()), recorder).project_id(PROJECT)
}

fn client(recorder: &Recorder) -> Client {
    builder(recorder).build().unwrap()
}

/// Sends one operation and returns the output of this response.
async fn answer<O: Operation<Protocol = ModelArts>>(
    operation: &O,
    status: u16,
    body: &str,
) -> Result<O::Output> {
    let recorder = Recorder::responding(vec![(status, body); 3]);
    client(&recorder).send(operation).await.map(|response| response.output)
}

/// Returns method, path and query of all requests.
fn lines(recorder: &Recorder) -> Vec<String> {
    let requests = recorder.requests();
    let mut lines = Vec::new();
    for request in &requests {
        lines.push(format!("{} {}", request.method(), request.uri().path_and_query().unwrap()));
    }
    lines
}
