//! [`VendorProtocol`]: the vendors' protocols, and the choice of the protocol of a request.
//!
//! The clouds share one port, so that a request's protocol follows from its path and headers. Each vendor's module
//! identifies, authenticates and handles its requests; nothing outside the module knows the vendor's shapes.

mod bce;
pub(crate) mod call;
mod compshare;
mod huaweicloud;
pub(crate) mod issue;
mod rpc;
mod ucloud;
pub(crate) mod vendor_error;
mod volcengine;

use uuid::Uuid;

use crate::clock::RequestTime;
use crate::http::raw_request::RawRequest;
use crate::http::response::MockResponse;
use crate::request_log::RequestRecord;
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// A vendor's protocol. CompShare uses UCloud's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VendorProtocol {
    Ucloud,
    Bce,
    Volcengine,
    Huaweicloud,
}

impl VendorProtocol {
    /// Chooses the protocol by path and headers; `None` for a request that no cloud would receive.
    pub(crate) fn detect(request: &RawRequest) -> Option<Self> {
        let segments = request.path_segments();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let authorization = request.header("authorization").unwrap_or_default();
        match segments[..] {
            [version, "instance", ..] if is_version(version) => Some(Self::Bce),
            ["v1", _, "dev-servers", ..] | ["v3", "projects"] | ["v3", "auth", "tokens"] => {
                Some(Self::Huaweicloud)
            }
            ["v3.0", "OS-CREDENTIAL" | "OS-AUTH", ..] | ["v5", "agencies", ..] => Some(Self::Huaweicloud),
            ["meta-data" | "openstack", "latest", ..] => Some(Self::Huaweicloud),
            ["latest", "api", "token"] | ["volcstack", "latest", ..] => Some(Self::Volcengine),
            _ if authorization.starts_with("bce-auth-v") => Some(Self::Bce),
            _ if authorization.starts_with("SDK-") || authorization.starts_with("V11-") => {
                Some(Self::Huaweicloud)
            }
            _ if request.header("x-auth-token").is_some() => Some(Self::Huaweicloud),
            _ if authorization.starts_with("HMAC-SHA256") => Some(Self::Volcengine),
            [] if has_query_key(request, "Version") || has_query_key(request, "X-Signature") => {
                Some(Self::Volcengine)
            }
            [] if ["GET", "POST"].contains(&request.method.as_str()) => Some(Self::Ucloud),
            _ => None,
        }
    }

    /// Names the operation and the ids of a request, before anything is checked or processed.
    pub(crate) fn identify(self, request: &RawRequest) -> RequestRecord {
        match self {
            Self::Ucloud => ucloud::identify(request),
            Self::Bce => bce::identify(request),
            Self::Volcengine => volcengine::identify(request),
            Self::Huaweicloud => huaweicloud::identify(request),
        }
    }

    /// Builds a refusal in the vendor's error format.
    pub(crate) fn error_response(
        self,
        action: &str,
        error: &VendorError,
        now: RequestTime,
        request_id: Uuid,
    ) -> MockResponse {
        match self {
            Self::Ucloud => ucloud::error_response(action, error, request_id),
            Self::Bce => bce::error_response(error, request_id),
            Self::Volcengine => volcengine::error_response(action, error, now, request_id),
            Self::Huaweicloud => huaweicloud::error_response(error, request_id),
        }
    }

    /// Checks the signature of a request, processes it and returns the vendor's response.
    pub(crate) fn handle(self, ctx: &mut RequestContext<'_>) -> MockResponse {
        match self {
            Self::Ucloud => ucloud::handle(ctx),
            Self::Bce => bce::handle(ctx),
            Self::Volcengine => volcengine::handle(ctx),
            Self::Huaweicloud => huaweicloud::handle(ctx),
        }
    }
}

fn has_query_key(request: &RawRequest, name: &str) -> bool {
    request.query_params().get(name).is_some()
}

fn is_version(segment: &str) -> bool {
    segment
        .strip_prefix('v')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}
