//! Recorded requests of real clients. Each must verify from its wire bytes alone.

use serde::Deserialize;
use tingji_core::UnixTime;
use tingji_signing_core::{Bce, Huaweicloud, RequestView, Scheme, Ucloud, Volcengine};

use crate::CredentialFields;

/// A line of a captures file.
#[derive(Debug, Deserialize)]
struct Capture {
    #[serde(default)]
    id: String,
    client: String,
    scheme: String,
    credentials: CredentialFields,
    request: Request,
}

#[derive(Debug, Deserialize)]
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    #[serde(default)]
    body: String,
}

/// Verifies the request of one line at the time of its signature.
///
/// # Errors
///
/// Contains the id of the case, the problem, and the canonical request that the verifier computed.
pub fn check(line: &str) -> Result<(), String> {
    let capture: Capture =
        serde_json::from_str(line).map_err(|error| format!("unreadable capture: {error}"))?;
    let checked = match capture.scheme.as_str() {
        "ucloud" => verify(&capture, &Ucloud),
        "bce" => verify(&capture, &Bce::new()),
        // A verifier reads the scope from the request. The scope of the scheme is for signing only.
        "volcengine" => verify(&capture, &Volcengine::new("", "")),
        "huaweicloud" | "huaweicloud-derived" => verify(&capture, &Huaweicloud::new()),
        other => Err(format!("unknown scheme {other:?}")),
    };
    checked.map_err(|why| format!("{} ({}): {why}", capture.id, capture.client))
}

/// Verifies the signature, and compares the result with the trace of the signature.
fn verify(capture: &Capture, scheme: &impl Scheme) -> Result<(), String> {
    let Request { method, target, headers, body } = &capture.request;
    let view = RequestView::from_target(method, target, headers, body.as_bytes());
    let presented = scheme.presented_credential(&view).map_err(|error| error.to_string())?;
    let now = presented.time.unwrap_or(UnixTime::from_seconds(0));
    let verification = scheme.verify(&view, &capture.credentials.credential(), now);
    let trace = scheme.trace(&view, Some(&capture.credentials.credential()));
    let matches = trace.map_err(|error| error.to_string())?.signature_matches();
    match verification.error() {
        None if matches != Some(true) => Err("verified, but the trace has another signature".to_owned()),
        None => Ok(()),
        Some(error) => {
            Err(format!("{error}\n  computed canonical request: {:?}", verification.canonical_request()))
        }
    }
}
