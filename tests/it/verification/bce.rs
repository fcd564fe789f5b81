//! Baidu AI Cloud. The signature does not cover the body.

use tingji_core::Credential;
use tingji_signing_core::{Bce, Scheme, SignedHeaders, VerifyError};

use super::{
    SECRET, edited, error, error_at, malformed, parse_error, permanent, signed, temporary, time, without,
};
use crate::support::RawRequest;

fn stop() -> RawRequest {
    RawRequest::new("PUT", "/v2/instance/i-a?stop")
        .header("Host", "bcc.bj.baidubce.com")
        .body("{\"forceStop\":false}")
}

fn bce() -> Bce {
    Bce::new()
}

#[test]
fn missing_authorization_is_a_missing_signature() {
    assert_eq!(parse_error(&bce(), &stop()), VerifyError::MissingSignature);
}

#[test]
fn unparsable_authorization_is_malformed() {
    for (text, part) in [
        ("", "too few parts"),
        ("Bearer token", "too few parts"),
        ("bce-auth-v1/my_ak/2024-01-02T03:04:05Z/host", "too few parts"),
        ("bce-auth-v1/my_ak/1800/host/0", "too few parts"),
        ("bce-auth-v2/my_ak/20240102/bj/bcc/host/0", "not bce-auth-v1"),
        ("bce-auth-v1/my_ak/2024-01-02T03:04:05Z/soon/host/0", "the validity is not a number"),
        ("bce-auth-v1/my_ak/2024-01-02T03:04:05Z/-1/host/0", "the validity is not a number"),
        ("bce-auth-v1/my_ak/20240102/1800/host/0", "the time is not YYYY-MM-DDThh:mm:ssZ"),
    ] {
        let wire = stop().header("authorization", text);
        assert_eq!(malformed(&parse_error(&bce(), &wire)), part, "{text}");
    }
}

#[test]
fn other_access_key_is_unknown() {
    let wire = signed(&bce(), &stop(), &permanent());
    assert_eq!(error(&bce(), &wire, &Credential::new("other", SECRET)), Some(VerifyError::UnknownAccessKey));
}

#[test]
fn absent_token_is_missing() {
    let wire = signed(&bce(), &stop(), &permanent());
    assert_eq!(error(&bce(), &wire, &temporary()), Some(VerifyError::MissingToken));
    let wire = without(signed(&bce(), &stop(), &temporary()), "x-bce-security-token");
    assert_eq!(error(&bce(), &wire, &temporary()), Some(VerifyError::MissingToken));
}

#[test]
fn other_token_is_a_mismatch() {
    let wire = signed(&bce(), &stop(), &temporary());
    let other = permanent().with_security_token("other");
    assert_eq!(error(&bce(), &wire, &other), Some(VerifyError::TokenMismatch));
    assert_eq!(error(&bce(), &wire, &permanent()), Some(VerifyError::TokenMismatch), "no token is expected");
}

#[test]
fn token_in_the_query_is_accepted() {
    // The Java SDK has an option for this. The signer of this project signs such a token as a usual parameter.
    let mut wire = stop();
    wire.query = "stop&x-bce-security-token=session%2Btoken%2Fof%3D%3Done".into();
    let signature = bce().sign(&wire.view(), &permanent(), time()).unwrap();
    let wire = wire.with(&signature);
    assert_eq!(error(&bce(), &wire, &temporary()), None);
    assert_eq!(error(&bce(), &wire, &permanent()), Some(VerifyError::TokenMismatch));
}

#[test]
fn signature_expires_after_its_validity() {
    let wire = signed(&bce(), &stop(), &permanent());
    assert_eq!(error_at(&bce(), &wire, &permanent(), time().plus(1800)), None);
    let late = error_at(&bce(), &wire, &permanent(), time().plus(1801));
    assert_eq!(late, Some(VerifyError::Expired(time())));
    let minute = Bce { expires_in_seconds: 60, ..bce() };
    let wire = signed(&minute, &stop(), &permanent());
    assert_eq!(error_at(&bce(), &wire, &permanent(), time().plus(61)), Some(VerifyError::Expired(time())));
}

#[test]
fn extended_validity_is_a_signature_mismatch() {
    let wire = signed(&bce(), &stop(), &permanent());
    let wire = edited(wire, "authorization", "/1800/", "/9999/");
    let late = error_at(&bce(), &wire, &permanent(), time().plus(1801));
    assert_eq!(late, Some(VerifyError::SignatureMismatch));
}

#[test]
fn signature_from_the_future_is_clock_skew() {
    let wire = signed(&bce(), &stop(), &permanent());
    assert_eq!(error_at(&bce(), &wire, &permanent(), time().plus(-900)), None);
    let early = error_at(&bce(), &wire, &permanent(), time().plus(-901));
    assert_eq!(early, Some(VerifyError::ClockSkew(time())));
}

#[test]
fn unsigned_host_is_rejected() {
    let wire = signed(&bce(), &stop(), &permanent());
    let unlisted = edited(wire.clone(), "authorization", "/host;x-bce-date/", "/x-bce-date/");
    assert_eq!(error(&bce(), &unlisted, &permanent()), Some(VerifyError::HeaderNotSigned("host")));
    let gone = without(wire, "host");
    assert_eq!(error(&bce(), &gone, &permanent()), Some(VerifyError::HeaderNotSigned("host")));
}

#[test]
fn changed_request_is_a_signature_mismatch() {
    let wire = signed(&bce(), &stop(), &permanent());
    let other_action = RawRequest { query: "start".into(), ..wire.clone() };
    let other_host = edited(wire.clone(), "host", "bj", "gz");
    for wire in [other_action, other_host, edited(wire, "x-bce-date", "03:04:05", "03:04:06")] {
        assert_eq!(error(&bce(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
    }
}

#[test]
fn changed_body_matters_only_with_a_signed_digest() {
    let wire = signed(&bce(), &stop(), &permanent()).body("{\"forceStop\":true}");
    assert_eq!(error(&bce(), &wire, &permanent()), None);
    let full = Bce { signed_headers: SignedHeaders::VendorDefault, ..bce() };
    let wire = signed(&full, &stop().header("Content-Md5", "A5qwV7yuXgEjkjXrIGfigQ=="), &permanent());
    let wire = edited(wire, "content-md5", "A5", "B5");
    assert_eq!(error(&bce(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}
