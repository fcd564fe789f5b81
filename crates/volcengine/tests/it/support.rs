//! A transport that records and answers from a list, and a clock that stands still.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request};
use tingji_core::clock::Clock;
use tingji_core::operation::{Operation, Reply, Transport};
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, Result, UnixTime};
use tingji_volcengine::{Client, ClientBuilder, Ecs};

/// Answers requests in order and keeps them.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    replies: Mutex<VecDeque<Reply>>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl Recorder {
    pub(crate) fn new<'a>(replies: impl IntoIterator<Item = (u16, &'a str)>) -> Arc<Self> {
        let replies = replies.into_iter().map(|(status, body)| reply(status, body)).collect();
        Arc::new(Self { replies: Mutex::new(replies), requests: Mutex::default() })
    }

    /// Every request: its line, its headers by name, its body.
    pub(crate) fn shown(&self) -> String {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(show).collect::<Vec<_>>().join("\n---\n")
    }

    /// The queries of all requests.
    pub(crate) fn queries(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|request| request.uri().query().unwrap_or_default().to_owned()).collect()
    }

    /// How many replies were not asked for.
    pub(crate) fn left(&self) -> usize {
        self.replies.lock().unwrap().len()
    }
}

impl Transport for Recorder {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Reply>> {
        self.requests.lock().unwrap().push(request);
        let reply = self.replies.lock().unwrap().pop_front();
        Box::pin(async move { reply.ok_or_else(|| Error::new(ErrorKind::Config, "no reply is left")) })
    }
}

/// 2024-01-02T03:04:05Z, for ever.
#[derive(Debug)]
pub(crate) struct Standing;

impl Clock for Standing {
    fn now(&self) -> UnixTime {
        UnixTime::parse("20240102T030405Z").unwrap()
    }

    fn steady(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

pub(crate) fn reply(status: u16, body: &str) -> Reply {
    Reply { status, headers: HeaderMap::new(), body: Bytes::copy_from_slice(body.as_bytes()) }
}

pub(crate) fn credential() -> Credential {
    Credential::new("AKLTexample", "c2VjcmV0LWV4YW1wbGU=")
}

pub(crate) fn builder(recorder: &Arc<Recorder>) -> ClientBuilder {
    Client::builder(credential()).transport(Arc::clone(recorder) as _).clock(Arc::new(Standing))
}

pub(crate) fn client(recorder: &Arc<Recorder>) -> Client {
    builder(recorder).build().unwrap()
}

/// Sends one operation, which is answered so.
pub(crate) async fn answer<O: Operation<Protocol = Ecs>>(
    operation: &O,
    status: u16,
    body: &str,
) -> Result<O::Output> {
    let recorder = Recorder::new(vec![(status, body); 3]);
    client(&recorder).send(operation).await.map(|response| response.output)
}

fn show(request: &Request<Bytes>) -> String {
    let mut lines = vec![format!("{} {}", request.method(), request.uri())];
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("(not text)")))
        .collect();
    headers.sort();
    lines.extend(headers);
    if !request.body().is_empty() {
        lines.push(String::new());
        lines.push(String::from_utf8_lossy(request.body()).into_owned());
    }
    lines.join("\n")
}
