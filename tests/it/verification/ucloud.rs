//! UCloud. The signature covers the parameters, but no time, no headers and no body hash.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{Ucloud, VerifyError};

use super::{SECRET, error, error_at, malformed, parse_error, permanent, signed, temporary};
use crate::support::RawRequest;

fn stop() -> RawRequest {
    RawRequest::new("POST", "/").body("Action=StopCompShareInstance&UHostId=uhost-a")
}

fn replaced(wire: &RawRequest, from: &str, to: &str) -> RawRequest {
    let body = String::from_utf8(wire.body.clone()).unwrap();
    assert!(body.contains(from), "{body}");
    wire.clone().body(body.replacen(from, to, 1))
}

#[test]
fn form_without_signature_is_a_missing_signature() {
    assert_eq!(parse_error(&Ucloud, &stop()), VerifyError::MissingSignature);
    assert_eq!(parse_error(&Ucloud, &stop().body("PublicKey=my_ak")), VerifyError::MissingSignature);
    assert_eq!(parse_error(&Ucloud, &RawRequest::new("GET", "/")), VerifyError::MissingSignature);
}

#[test]
fn signature_without_public_key_is_malformed() {
    let wire = stop().body("Action=A&Signature=0");
    assert_eq!(malformed(&parse_error(&Ucloud, &wire)), "no PublicKey");
}

#[test]
fn json_body_that_is_not_an_object_is_malformed() {
    let wire = stop().header("Content-Type", "application/json").body("[]");
    assert_eq!(malformed(&parse_error(&Ucloud, &wire)), "is not a JSON object");
}

#[test]
fn other_public_key_is_unknown() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    let other = Credential::new("other", SECRET);
    assert_eq!(error(&Ucloud, &wire, &other), Some(VerifyError::UnknownAccessKey));
}

#[test]
fn absent_token_is_missing() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    assert_eq!(error(&Ucloud, &wire, &temporary()), Some(VerifyError::MissingToken));
}

#[test]
fn other_token_is_a_mismatch() {
    let wire = signed(&Ucloud, &stop(), &temporary());
    let other = permanent().with_security_token("other");
    assert_eq!(error(&Ucloud, &wire, &other), Some(VerifyError::TokenMismatch));
    assert_eq!(error(&Ucloud, &wire, &permanent()), Some(VerifyError::TokenMismatch), "no token is expected");
}

#[test]
fn changed_parameter_is_a_signature_mismatch() {
    let wire = replaced(&signed(&Ucloud, &stop(), &permanent()), "uhost-a", "uhost-b");
    assert_eq!(error(&Ucloud, &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn upper_case_or_truncated_signature_is_a_mismatch() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    let body = String::from_utf8(wire.body.clone()).unwrap();
    let (start, signature) = body.split_once("Signature=").unwrap();
    for other in [signature.to_uppercase(), signature[1..].to_owned(), String::new()] {
        let wire = stop().body(format!("{start}Signature={other}"));
        assert_eq!(error(&Ucloud, &wire, &permanent()), Some(VerifyError::SignatureMismatch));
    }
}

#[test]
fn signature_never_expires() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    for seconds in [0, 253_402_300_799] {
        let now = UnixTime::from_seconds(seconds);
        assert_eq!(error_at(&Ucloud, &wire, &permanent(), now), None);
    }
}

#[test]
fn host_and_path_are_not_signed() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    let elsewhere = RawRequest { path: "/elsewhere".into(), ..wire }.header("Host", "elsewhere.example.com");
    assert_eq!(error(&Ucloud, &elsewhere, &permanent()), None);
}
