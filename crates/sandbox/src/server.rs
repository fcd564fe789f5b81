//! The server: from a connection to an answer, or to none.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{Request, Response};
use serde_json::json;
use tokio::net::TcpListener;

use crate::admin;
use crate::answer::{Answer, Delivery};
use crate::door::{Door, Switch};
use crate::fault::Hit;
use crate::shared::{Asked, Shared};
use crate::wire::Wire;

/// Serves until the sandbox ends.
pub(crate) async fn run(listener: TcpListener, shared: Arc<Shared>) -> io::Result<()> {
    let end = shared.end();
    let app = Router::new().fallback(serve).with_state(shared);
    let service = app.into_make_service_with_connect_info::<Switch>();
    axum::serve(Door(listener), service).with_graceful_shutdown(end.wait()).await
}

async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request<Body>,
) -> Response<Body> {
    let answer = answer(&shared, request).await;
    match answer.delivery {
        Delivery::Answer => {}
        Delivery::Reset => switch.reset(),
        Delivery::Close => switch.close(),
        Delivery::Silence => {
            // A client that gives up ends this earlier.
            shared.end().wait().await;
            switch.close();
        }
    }
    answer.into_response(shared.end())
}

async fn answer(shared: &Shared, request: Request<Body>) -> Answer {
    let Some(wire) = Wire::read(request).await else {
        return Answer::json(413, &json!({ "message": "the body is too large, or broke off" }));
    };
    if let Some(answer) = admin::answer(shared, &wire) {
        return answer;
    }
    let Some(asked) = Asked::of(wire) else {
        let now = shared.now(&shared.lock());
        let nobody = Answer::json(404, &json!({ "message": "no cloud of the sandbox has this path" }));
        return nobody.header("date", now.http_date());
    };
    let hit = shared.meet(&asked);
    pause(hit.as_ref(), false).await;
    let answer = shared.answer(asked, hit.as_ref());
    pause(hit.as_ref(), true).await;
    answer
}

async fn pause(hit: Option<&Hit>, after: bool) {
    if let Some(duration) = hit.and_then(|hit| hit.pause(after)) {
        tokio::time::sleep(duration).await;
    }
}
