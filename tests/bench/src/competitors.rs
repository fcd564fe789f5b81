//! Other crates that sign the same kind of request.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use reqsign_core::{Context, SignRequest};
use reqsign_volcengine_tos::{Credential, RequestSigner};

use crate::inputs::{ACCESS_KEY, HOST, QUERY, REGION, SECRET_KEY, SERVICE, TIME};
use crate::timing::Case;
use crate::tingji_signers::http_request;

pub(crate) fn cases() -> Vec<Case> {
    vec![aws(), clone_of_parts(), reqsign()]
}

/// Only computes the signature, without adding it to the request.
fn aws() -> Case {
    let uri = format!("https://{HOST}/?{QUERY}");
    let identity = Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "bench").into();
    let time = UNIX_EPOCH + Duration::from_secs(TIME.unsigned_abs());
    Case::new("aws-sigv4 sign", move || {
        let parameters = SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name(SERVICE)
            .time(time)
            .settings(SigningSettings::default())
            .build()
            .expect("all parameters are set");
        let headers = [("host", HOST)].into_iter();
        let request = SignableRequest::new("GET", uri.as_str(), headers, SignableBody::Bytes(&[]));
        sign(request.expect("the input is a request"), &parameters.into()).expect("the input can be signed")
    })
}

fn clone_of_parts() -> Case {
    let (parts, _) = http_request().into_parts();
    Case::new("clone of http's Parts", move || parts.clone())
}

/// Signs a new copy of the request in place. The crate has no parameter for the time and reads the clock.
fn reqsign() -> Case {
    let (parts, _) = http_request().into_parts();
    let signer = RequestSigner::new(REGION);
    let context = Context::new();
    let credential = Credential::new(ACCESS_KEY, SECRET_KEY);
    Case::new("reqsign-volcengine-tos sign, with the clone", move || {
        let mut parts = parts.clone();
        let signing = signer.sign_request(&context, &mut parts, Some(&credential), None);
        pollster::block_on(signing).expect("the input can be signed");
        parts
    })
}
