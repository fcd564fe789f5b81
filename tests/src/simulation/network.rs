//! [`Network`]: a simulated network between a client and the sandbox's emulator.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, pending, select};
use http::{Request, Response};
use tingji_core::clock::Clock;
use tingji_core::http_client::HttpClient;
use tingji_core::operation::HttpResponse;
use tingji_core::testing::VirtualClock;
use tingji_core::{BoxFuture, Error, ErrorKind, Result};
use tingji_sandbox::{Delivery, Emulator, ResponseBody};

/// Timeout of one request, equal to that of the built-in HTTP client.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// Maximum size of a response's body, equal to that of the built-in HTTP client.
const MAX_BODY_BYTES: usize = 8 << 20;

/// Function that receives every request as it is sent.
type NetworkTap = dyn Fn(&Request<Bytes>) + Send + Sync;

/// An HTTP client that passes requests to the emulator without a socket. `tests/it/network.rs` sends every
/// kind of fault over this client and over sockets, and compares the results.
#[derive(Clone)]
pub struct Network {
    emulator: Arc<Emulator>,
    clock: VirtualClock,
    disconnected: Arc<Mutex<Range<Duration>>>,
    tap: Option<Arc<NetworkTap>>,
}

impl Network {
    /// A network to an emulator. The clock measures delays and timeouts.
    pub fn new(emulator: Arc<Emulator>, clock: VirtualClock) -> Self {
        Self { emulator, clock, disconnected: Arc::default(), tap: None }
    }

    /// Calls a function with every request, including its signature and tokens.
    #[must_use]
    pub fn with_tap(mut self, tap: impl Fn(&Request<Bytes>) + Send + Sync + 'static) -> Self {
        self.tap = Some(Arc::new(tap));
        self
    }

    /// Refuses connections during a span of time, which is relative to the current time.
    pub fn disconnect(&self, span: Range<Duration>) {
        let now = self.clock.monotonic();
        let span = now.saturating_add(span.start)..now.saturating_add(span.end);
        *self.disconnected.lock().unwrap_or_else(PoisonError::into_inner) = span;
    }

    fn is_disconnected(&self) -> bool {
        let disconnected = self.disconnected.lock().unwrap_or_else(PoisonError::into_inner);
        disconnected.contains(&self.clock.monotonic())
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<HttpResponse> {
        let received = self.emulator.receive(request);
        self.clock.sleep(received.delay_before()).await;
        let delay_after = received.delay_after();
        let delivery = self.emulator.process(received);
        self.clock.sleep(delay_after).await;
        match delivery {
            Delivery::Response(response) => read(response),
            Delivery::NoResponse => pending().await,
            Delivery::Reset | Delivery::Close => Err(interrupted()),
        }
    }
}

/// Reads a response to its end, or up to its truncation or the size limit.
fn read(response: Response<ResponseBody>) -> Result<HttpResponse> {
    let (head, content) = response.into_parts();
    let status = head.status.as_u16();
    match content {
        ResponseBody::Complete(body) => Ok(HttpResponse { status, headers: head.headers, body }),
        ResponseBody::Filler(Some(length)) if length <= MAX_BODY_BYTES => {
            Ok(HttpResponse { status, headers: head.headers, body: vec![b'.'; length].into() })
        }
        ResponseBody::Filler(_) => {
            Err(Error::new(ErrorKind::Decode, "the answer is larger than 8 MiB").with_status(status))
        }
        ResponseBody::Truncated { .. } => Err(interrupted()),
    }
}

fn interrupted() -> Error {
    Error::new(ErrorKind::Interrupted, "the connection broke, or the answer is not HTTP")
}

impl HttpClient for Network {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        Box::pin(async move {
            if self.is_disconnected() {
                return Err(Error::new(ErrorKind::Connect, "no connection"));
            }
            if let Some(tap) = &self.tap {
                tap(&request);
            }
            let exchange = Box::pin(self.exchange(request));
            match select(exchange, self.clock.sleep(REQUEST_TIMEOUT)).await {
                Either::Left((response, _)) => response,
                Either::Right(_) => Err(Error::new(ErrorKind::Timeout, "no answer in time")),
            }
        })
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("emulator", &self.emulator).finish_non_exhaustive()
    }
}
