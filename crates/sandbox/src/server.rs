//! The server: from a connection to an answer, or to none.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderValue, Request, Response, header};
use serde_json::json;
use tokio::net::TcpListener;

use crate::answer::Answer;
use crate::clouds::Clouds;
use crate::content::Content;
use crate::delivery::Delivered;
use crate::door::{Door, Switch};
use crate::end::End;

/// No request of the five protocols comes near this many bytes.
const MAX_BODY: usize = 1 << 20;

/// What every connection needs.
type House = State<(Arc<Clouds>, End)>;

/// Serves until the sandbox ends.
pub(crate) async fn run(listener: TcpListener, clouds: Arc<Clouds>, end: End) -> io::Result<()> {
    let app = Router::new().fallback(serve).with_state((clouds, end.clone()));
    let service = app.into_make_service_with_connect_info::<Switch>();
    axum::serve(Door(listener), service).with_graceful_shutdown(end.wait()).await
}

async fn serve(
    State((clouds, end)): House,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request<Body>,
) -> Response<Body> {
    let delivered = match whole(request).await {
        Some(request) => answer(&clouds, request).await,
        None => Answer::json(413, &json!({ "message": "the body is too large, or broke off" })).deliver(),
    };
    match delivered {
        Delivered::Answer(response) => return send(response, end),
        Delivered::Reset => switch.reset(),
        Delivered::Close => switch.close(),
        Delivered::Silence => {
            // A client that gives up ends this earlier.
            end.wait().await;
            switch.close();
        }
    }
    Response::default()
}

/// Reads it to the end; `None` if the body is too large or breaks off.
async fn whole(request: Request<Body>) -> Option<Request<Bytes>> {
    let (head, body) = request.into_parts();
    Some(Request::from_parts(head, axum::body::to_bytes(body, MAX_BODY).await.ok()?))
}

async fn answer(clouds: &Clouds, request: Request<Bytes>) -> Delivered {
    let received = clouds.receive(request);
    let after = received.pause_after();
    pause(received.pause_before()).await;
    let delivered = clouds.act(received);
    pause(after).await;
    delivered
}

async fn pause(duration: Duration) {
    if !duration.is_zero() {
        tokio::time::sleep(duration).await;
    }
}

/// The response, whose body ends when the sandbox does.
fn send(response: Response<Content>, end: End) -> Response<Body> {
    let (mut head, content) = response.into_parts();
    if let Some(length) = content.announced() {
        head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(head, content.into_body(end))
}
