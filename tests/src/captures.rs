//! Recorded requests of real clients: each must verify from its wire bytes alone.

use serde::Deserialize;
use tingji_core::UnixTime;
use tingji_signing_core::{Bce, Huaweicloud, RequestView, Scheme, Ucloud, Volcengine};

use crate::Keys;

#[derive(Debug, Deserialize)]
struct Capture {
    #[serde(default)]
    id: String,
    client: String,
    scheme: String,
    credentials: Keys,
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

/// Verifies the request of one line, at the time it says it was signed.
///
/// # Errors
///
/// The id of the case, what is wrong, and the canonical request as we see it.
pub fn check(line: &str) -> Result<(), String> {
    let capture: Capture =
        serde_json::from_str(line).map_err(|error| format!("unreadable capture: {error}"))?;
    let checked = match capture.scheme.as_str() {
        "ucloud" => verify(&capture, &Ucloud),
        "bce" => verify(&capture, &Bce::new()),
        // The scope is read from the request; the one given here is for signing only.
        "volcengine" => verify(&capture, &Volcengine::new("", "")),
        "huaweicloud" | "huaweicloud-derived" => verify(&capture, &Huaweicloud::new()),
        other => Err(format!("unknown scheme {other:?}")),
    };
    checked.map_err(|why| format!("{} ({}): {why}", capture.id, capture.client))
}

fn verify(capture: &Capture, scheme: &impl Scheme) -> Result<(), String> {
    let Request { method, target, headers, body } = &capture.request;
    let view = RequestView::from_target(method, target, headers, body.as_bytes());
    let claim = scheme.presented_credential(&view).map_err(|problem| problem.to_string())?;
    let now = claim.time.unwrap_or(UnixTime::from_seconds(0));
    let verdict = scheme.verify(&view, &capture.credentials.credential(), now);
    let explained = scheme.trace(&view, Some(&capture.credentials.credential()));
    let matches = explained.map_err(|problem| problem.to_string())?.signature_matches();
    match verdict.error() {
        None if matches != Some(true) => Err("it verifies, but is explained to another signature".to_owned()),
        None => Ok(()),
        Some(problem) => {
            Err(format!("{problem}\n  canonical request as we see it: {:?}", verdict.canonical_request()))
        }
    }
}
