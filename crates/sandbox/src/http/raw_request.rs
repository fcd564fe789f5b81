//! [`RawRequest`]: a request as it arrived.

use axum::body::Bytes;
use axum::http::Request;
use tingji_signing_core::RequestView;

use crate::http::params::{RequestParams, percent_decode};

/// A complete request. Path and query are still percent-encoded.
pub(crate) struct RawRequest {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}

impl RawRequest {
    pub(crate) fn from_http(request: Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let mut headers = Vec::with_capacity(head.headers.len());
        for (name, value) in &head.headers {
            headers.push((name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        }
        Self {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers,
            body,
        }
    }

    /// The request as the verifiers of the signing crate read it.
    pub(crate) fn view(&self) -> RequestView<'_> {
        RequestView::new(&self.method, &self.path, &self.query, &self.headers, &self.body)
    }

    /// First value of a header, without surrounding spaces. The name is case-insensitive.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The decoded segments of the path, without empty ones.
    pub(crate) fn path_segments(&self) -> Vec<String> {
        let segments = self.path.split('/').filter(|segment| !segment.is_empty());
        segments.map(|segment| percent_decode(segment.as_bytes(), false)).collect()
    }

    /// The decoded parameters of the query.
    pub(crate) fn query_params(&self) -> RequestParams {
        RequestParams::from_form(self.query.as_bytes())
    }

    /// True if the `Content-Type` header begins with this media type.
    pub(crate) fn has_content_type(&self, media_type: &str) -> bool {
        self.header("content-type").is_some_and(|value| value.starts_with(media_type))
    }
}
