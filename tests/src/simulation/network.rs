//! [`Network`]: between a client and the clouds, with the kinds of failure that the real one has.

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

/// How long one request may take, as over the real network.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(30);
/// How large a reply may be, as over the real network.
const LARGEST_BODY: usize = 8 << 20;

/// Told of every request as it was sent.
type Tap = dyn Fn(&Request<Bytes>) + Send + Sync;

/// A transport to the sandbox's clouds without a socket. A test sends every kind of fault over both,
/// and finds the same kinds of error.
#[derive(Clone)]
pub struct Network {
    clouds: Arc<Emulator>,
    clock: VirtualClock,
    unplugged: Arc<Mutex<Range<Duration>>>,
    tap: Option<Arc<Tap>>,
}

impl Network {
    /// To these clouds, in this time.
    pub fn new(clouds: Arc<Emulator>, clock: VirtualClock) -> Self {
        Self { clouds, clock, unplugged: Arc::default(), tap: None }
    }

    /// Someone to tell of every request, with all that proves its sender.
    #[must_use]
    pub fn with_tap(mut self, tap: impl Fn(&Request<Bytes>) + Send + Sync + 'static) -> Self {
        self.tap = Some(Arc::new(tap));
        self
    }

    /// Lets no connection be made in this span of time from now.
    pub fn unplug(&self, span: Range<Duration>) {
        let now = self.clock.monotonic();
        let span = now.saturating_add(span.start)..now.saturating_add(span.end);
        *self.unplugged.lock().unwrap_or_else(PoisonError::into_inner) = span;
    }

    fn is_unplugged(&self) -> bool {
        let unplugged = self.unplugged.lock().unwrap_or_else(PoisonError::into_inner);
        unplugged.contains(&self.clock.monotonic())
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<HttpResponse> {
        let received = self.clouds.receive(request);
        self.clock.sleep(received.delay_before()).await;
        let after = received.delay_after();
        let delivered = self.clouds.process(received);
        self.clock.sleep(after).await;
        match delivered {
            Delivery::Response(response) => read(response),
            Delivery::NoResponse => pending().await,
            Delivery::Reset | Delivery::Close => Err(broken()),
        }
    }
}

/// Reads a reply to its end, or as far as it goes.
fn read(response: Response<ResponseBody>) -> Result<HttpResponse> {
    let (head, content) = response.into_parts();
    let status = head.status.as_u16();
    match content {
        ResponseBody::Complete(body) => Ok(HttpResponse { status, headers: head.headers, body }),
        ResponseBody::Filler(Some(length)) if length <= LARGEST_BODY => {
            Ok(HttpResponse { status, headers: head.headers, body: vec![b'.'; length].into() })
        }
        ResponseBody::Filler(_) => {
            Err(Error::new(ErrorKind::Decode, "the answer is larger than 8 MiB").with_status(status))
        }
        ResponseBody::Truncated { .. } => Err(broken()),
    }
}

fn broken() -> Error {
    Error::new(ErrorKind::Interrupted, "the connection broke, or the answer is not HTTP")
}

impl HttpClient for Network {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        Box::pin(async move {
            if self.is_unplugged() {
                return Err(Error::new(ErrorKind::Connect, "no connection"));
            }
            if let Some(tap) = &self.tap {
                tap(&request);
            }
            let exchange = Box::pin(self.exchange(request));
            match select(exchange, self.clock.sleep(TOTAL_TIMEOUT)).await {
                Either::Left((reply, _)) => reply,
                Either::Right(_) => Err(Error::new(ErrorKind::Timeout, "no answer in time")),
            }
        })
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("clouds", &self.clouds).finish_non_exhaustive()
    }
}
