//! [`MockResponse`]: the response of an emulated cloud.

use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::Value;

use crate::http::body::ResponseBody;
use crate::http::delivery::Delivery;

/// A response that faults can still change.
#[derive(Clone, Debug)]
pub(crate) struct MockResponse {
    pub(crate) status: u16,
    /// True if the cloud did what was requested. By default it follows the status.
    pub(crate) accepted: bool,
    pub(crate) action: ConnectionAction,
    headers: Vec<(&'static str, String)>,
    body: ResponseBody,
}

/// The treatment of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConnectionAction {
    /// The response is sent.
    Respond,
    /// Nothing is sent, and the connection stays open.
    Hang,
    /// The connection is reset by a TCP RST.
    Reset,
    /// The connection is closed by a TCP FIN.
    Close,
}

impl MockResponse {
    /// A response with a JSON body.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, body.to_string())
    }

    /// A response with this body, which may be empty, under the JSON content type.
    pub(crate) fn text(status: u16, body: String) -> Self {
        Self {
            status,
            accepted: (200..300).contains(&status),
            action: ConnectionAction::Respond,
            headers: vec![("content-type", "application/json;charset=UTF-8".to_owned())],
            body: ResponseBody::Complete(body.into()),
        }
    }

    /// An empty response with status 200; `action` decides what the client receives.
    pub(crate) fn empty(action: ConnectionAction) -> Self {
        Self { action, ..Self::text(200, String::new()) }
    }

    /// A response with a body of this many filler bytes; `None` means a body without end.
    pub(crate) fn filler(length: Option<usize>) -> Self {
        Self { body: ResponseBody::Filler(length), ..Self::text(200, String::new()) }
    }

    /// Keeps half of the body. If `keep_content_length`, the connection ends before the announced length.
    pub(crate) fn truncated(self, keep_content_length: bool) -> Self {
        Self { body: self.body.truncated(keep_content_length), ..self }
    }

    /// Replaces the content type.
    pub(crate) fn with_content_type(mut self, content_type: &str) -> Self {
        self.headers.retain(|(name, _)| *name != "content-type");
        self.with_header("content-type", content_type)
    }

    /// Overrides [`MockResponse::accepted`] where the status does not show the result.
    pub(crate) fn with_accepted(self, accepted: bool) -> Self {
        Self { accepted, ..self }
    }

    /// Adds a header.
    pub(crate) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Converts to the public form that a server or a simulation delivers.
    pub(crate) fn into_delivery(self) -> Delivery {
        match self.action {
            ConnectionAction::Respond => Delivery::Response(self.into_http()),
            ConnectionAction::Hang => Delivery::NoResponse,
            ConnectionAction::Reset => Delivery::Reset,
            ConnectionAction::Close => Delivery::Close,
        }
    }

    fn into_http(self) -> Response<ResponseBody> {
        let mut response = Response::new(self.body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().append(HeaderName::from_static(name), value);
            }
        }
        response
    }
}
