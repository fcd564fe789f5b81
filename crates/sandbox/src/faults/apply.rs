//! [`apply_fault`]: the response of a request that met a fault.

use serde_json::json;
use uuid::Uuid;

use crate::clock::RequestTime;
use crate::faults::kind::{FaultKind, FaultTiming, Framing, Truncation};
use crate::faults::rules::MatchedFault;
use crate::faults::vendor_errors::{locked, processing, throttled};
use crate::http::response::{ConnectionAction, MockResponse};
use crate::request_log::RequestRecord;
use crate::vendors::VendorProtocol;
use crate::vendors::vendor_error::VendorError;

/// Length of an oversized body, in bytes: slightly more than the 8 MiB that clients accept.
const OVERSIZED_BYTES: usize = (8 << 20) + 65_536;

/// The request and other values that a faulty response may contain.
pub(crate) struct FaultContext<'a> {
    pub(crate) protocol: VendorProtocol,
    pub(crate) record: &'a RequestRecord,
    pub(crate) now: RequestTime,
    /// Request id of a refusal that the fault produces.
    pub(crate) request_id: Uuid,
    /// Target of redirects.
    pub(crate) redirect_url: &'a str,
}

impl FaultContext<'_> {
    fn refuse(&self, error: &VendorError) -> MockResponse {
        self.protocol.error_response(&self.record.action, error, self.now, self.request_id)
    }
}

/// Returns the response under a fault. `intact` is the vendor's own response if the request was processed.
pub(crate) fn apply_fault(
    fault: &MatchedFault,
    intact: Option<MockResponse>,
    context: &FaultContext<'_>,
) -> MockResponse {
    match &fault.kind {
        FaultKind::TimeOut => MockResponse::empty(ConnectionAction::Hang),
        FaultKind::Reset => MockResponse::empty(ConnectionAction::Reset),
        FaultKind::Close => MockResponse::empty(ConnectionAction::Close),
        FaultKind::Http { status } => plain_text(*status),
        FaultKind::TooManyRequests { retry_after_s, as_date } => {
            with_retry_after(plain_text(429), *retry_after_s, *as_date, context.now)
        }
        FaultKind::Throttle { retry_after_s } => {
            let response = context.refuse(&throttled(context.record.cloud));
            with_retry_after(response, *retry_after_s, false, context.now)
        }
        FaultKind::Refusal { status, code, message } => {
            context.refuse(&VendorError::new(*status, code.clone(), message.clone()))
        }
        FaultKind::Html { status } => html_page(*status),
        FaultKind::Truncated { truncation } => {
            intact.unwrap_or_else(not_processed).truncated(*truncation == Truncation::Connection)
        }
        FaultKind::Oversized { framing: Framing::Chunked } => MockResponse::filler(None),
        FaultKind::Oversized { framing: Framing::ContentLength } => {
            MockResponse::filler(Some(OVERSIZED_BYTES))
        }
        FaultKind::Redirect { status } => plain_text(*status).with_header("location", context.redirect_url),
        FaultKind::Empty => MockResponse::empty(ConnectionAction::Respond).with_content_type("text/plain"),
        FaultKind::WrongContentType { content_type } => {
            intact.unwrap_or_else(not_processed).with_content_type(content_type)
        }
        FaultKind::Lock { .. } if fault.timing == FaultTiming::After => {
            context.refuse(&locked(context.record.cloud))
        }
        FaultKind::Processing { .. } => context.refuse(&processing()),
        _ => intact.unwrap_or_else(not_processed),
    }
}

/// Placeholder for the vendor's response where the fault prevented the processing.
fn not_processed() -> MockResponse {
    MockResponse::json(200, &json!({ "message": "not processed" }))
}

fn plain_text(status: u16) -> MockResponse {
    let reason = axum::http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    MockResponse::text(status, reason.unwrap_or("Error").to_owned()).with_content_type("text/plain")
}

fn html_page(status: u16) -> MockResponse {
    let page = "<!DOCTYPE html>\n<html><head><title>Gateway</title></head><body><h1>Please wait</h1></body></html>\n";
    MockResponse::text(status, page.to_owned()).with_content_type("text/html; charset=utf-8")
}

fn with_retry_after(
    response: MockResponse,
    seconds: Option<u64>,
    as_date: bool,
    now: RequestTime,
) -> MockResponse {
    let Some(seconds) = seconds else { return response };
    let ms = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000);
    let retry_at = RequestTime { wall_ms: now.wall_ms.saturating_add(ms), ..now };
    response.with_header("retry-after", if as_date { retry_at.http_date() } else { seconds.to_string() })
}
