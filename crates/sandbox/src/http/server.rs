//! The HTTP server of a sandbox.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderValue, Request, Response, header};
use serde_json::json;
use tokio::net::TcpListener;

use crate::emulator::Emulator;
use crate::http::body::ResponseBody;
use crate::http::delivery::Delivery;
use crate::http::listener::{ConnectionKill, FaultListener};
use crate::http::response::MockResponse;
use crate::http::shutdown::ShutdownSignal;

/// Largest request body, in bytes. Requests of the five protocols are far smaller.
const MAX_BODY_BYTES: usize = 1 << 20;

/// State that axum passes to every request.
type AppState = State<(Arc<Emulator>, ShutdownSignal)>;

/// Serves requests until the sandbox is dropped.
pub(crate) async fn run(
    listener: TcpListener,
    emulator: Arc<Emulator>,
    shutdown: ShutdownSignal,
) -> io::Result<()> {
    let app = Router::new().fallback(serve).with_state((emulator, shutdown.clone()));
    let service = app.into_make_service_with_connect_info::<ConnectionKill>();
    axum::serve(FaultListener(listener), service).with_graceful_shutdown(shutdown.wait()).await
}

async fn serve(
    State((emulator, shutdown)): AppState,
    ConnectInfo(kill): ConnectInfo<ConnectionKill>,
    request: Request<Body>,
) -> Response<Body> {
    let delivery = match read_request(request).await {
        Some(request) => respond(&emulator, request).await,
        None => {
            let body = json!({ "message": "the body is larger than 1 MiB or incomplete" });
            MockResponse::json(413, &body).into_delivery()
        }
    };
    match delivery {
        Delivery::Response(response) => return stream_response(response, shutdown),
        Delivery::Reset => kill.reset(),
        Delivery::Close => kill.close(),
        Delivery::NoResponse => {
            // A client that gives up cancels this wait.
            shutdown.wait().await;
            kill.close();
        }
    }
    Response::default()
}

/// Reads a request to its end; `None` if its body is too large or the connection ended.
async fn read_request(request: Request<Body>) -> Option<Request<Bytes>> {
    let (head, body) = request.into_parts();
    Some(Request::from_parts(head, axum::body::to_bytes(body, MAX_BODY_BYTES).await.ok()?))
}

async fn respond(emulator: &Emulator, request: Request<Bytes>) -> Delivery {
    let pending = emulator.receive(request);
    let delay_after = pending.delay_after();
    sleep(pending.delay_before()).await;
    let delivery = emulator.process(pending);
    sleep(delay_after).await;
    delivery
}

async fn sleep(duration: Duration) {
    if !duration.is_zero() {
        tokio::time::sleep(duration).await;
    }
}

/// Converts a response to a stream that stops when the sandbox is dropped.
fn stream_response(response: Response<ResponseBody>, shutdown: ShutdownSignal) -> Response<Body> {
    let (mut head, body) = response.into_parts();
    if let Some(length) = body.content_length() {
        head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(head, body.into_body(shutdown))
}
