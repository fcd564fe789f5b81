//! Stops an instance with another HTTP client and executor than the built-in ones: `ureq`, which is not
//! async, on threads of the crate `blocking`, with pauses from `futures-timer`, run by `pollster`.
//!
//! Such a program depends on `tingji` only with the features of its clouds (`features = ["bce"]`), and
//! compiles neither tokio nor a TLS library. This example stops an instance of the sandbox:
//!
//! ```sh
//! cargo run --package tingji --example own_http --features bce
//! ```

use std::error::Error as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Request;
use tingji::core::clock::{Clock, wall_time};
use tingji::core::http_client::HttpClient;
use tingji::core::operation::HttpResponse;
use tingji::core::{BoxFuture, Error, ErrorKind, Result, UnixTime};
use tingji::{Environment, Fleet, Reports, Target};

const MAX_BODY_BYTES: u64 = 8 << 20;

/// HTTP client over `ureq` that keeps the guarantees of [`HttpClient`].
#[derive(Clone, Debug)]
pub(crate) struct Ureq(ureq::Agent);

impl Ureq {
    /// Creates a client that follows no redirects, limits its times, and returns every HTTP status as a
    /// response.
    pub(crate) fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(5)))
            .timeout_global(Some(Duration::from_secs(30)));
        Self(config.build().into())
    }

    fn exchange(&self, request: Request<Bytes>) -> std::result::Result<HttpResponse, ureq::Error> {
        let (head, mut body) = self.0.run(request.map(|body| body.to_vec()))?.into_parts();
        let body = body.with_config().limit(MAX_BODY_BYTES).read_to_vec()?;
        Ok(HttpResponse { status: head.status.as_u16(), headers: head.headers, body: body.into() })
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl HttpClient for Ureq {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let agent = self.clone();
        let reply = blocking::unblock(move || agent.exchange(request));
        Box::pin(async move { reply.await.map_err(|error| failure(&error)) })
    }
}

/// Maps an error to its kind. An error that may have happened after sending counts as `Interrupted`.
fn failure(error: &ureq::Error) -> Error {
    use ureq::{Error as Ureq, Timeout};
    let kind = match error {
        Ureq::HostNotFound | Ureq::ConnectionFailed => ErrorKind::Connect,
        Ureq::Timeout(Timeout::Resolve | Timeout::Connect) => ErrorKind::Connect,
        Ureq::Timeout(_) => ErrorKind::Timeout,
        Ureq::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => ErrorKind::Connect,
        Ureq::BodyExceedsLimit(_) => ErrorKind::Decode,
        _ => ErrorKind::Interrupted,
    };
    let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    Error::new(kind, format!("ureq: {cause}"))
}

/// System clock whose pauses do not need tokio.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timer(Instant);

impl Timer {
    /// Creates a clock whose monotonic time starts now.
    #[expect(clippy::disallowed_methods, reason = "the implementation of the clock")]
    pub(crate) fn new() -> Self {
        Self(Instant::now())
    }
}

impl Default for Timer {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for Timer {
    fn now(&self) -> UnixTime {
        wall_time()
    }

    fn monotonic(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(futures_timer::Delay::new(duration))
    }
}

/// Stops a target with the keys from these variables, and waits until its state reads stopped.
pub(crate) fn stop(
    variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    target: Target,
) -> Reports {
    let environment =
        Environment::new(variable).with_http_client(Arc::new(Ureq::new())).with_clock(Arc::new(Timer::new()));
    pollster::block_on(Fleet::new(environment).stop([target]).into_future())
}

/// Starts a sandbox on a free port, and returns its startup information with the variables.
///
/// # Panics
///
/// Panics if the sandbox does not start.
#[allow(clippy::expect_used, reason = "an example may panic")]
pub(crate) fn sandbox() -> serde_json::Value {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await.expect("a sandbox");
            sender.send(sandbox.startup_info()).expect("a receiver");
            std::future::pending::<()>().await;
        });
    });
    let announced = receiver.recv().expect("a sandbox");
    serde_json::from_str(&announced).expect("JSON")
}

#[allow(clippy::print_stdout, reason = "an example may print")]
#[allow(dead_code, reason = "the test does not run main")]
fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let announced = sandbox();
    let target = "bce/bj/i-DemoV100".parse()?;
    // With your own keys: stop(|name| std::env::var(name).ok(), target)
    let reports = stop(move |name| announced["env"][name].as_str().map(str::to_owned), target);
    for stopped in reports.into_result()? {
        println!("{}: {}", stopped.target, stopped.report.message());
    }
    Ok(())
}
