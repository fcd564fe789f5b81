//! UCloud: no time, no headers and no body hash are part of this signature.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{Ucloud, VerifyError};

use super::{SECRET, malformed, permanent, problem, problem_at, signed, temporary, unread};
use crate::support::Wire;

fn stop() -> Wire {
    Wire::new("POST", "/").body("Action=StopCompShareInstance&UHostId=uhost-a")
}

fn replaced(wire: &Wire, from: &str, to: &str) -> Wire {
    let body = String::from_utf8(wire.body.clone()).unwrap();
    assert!(body.contains(from), "{body}");
    wire.clone().body(body.replacen(from, to, 1))
}

#[test]
fn a_form_without_a_signature_is_unsigned() {
    assert_eq!(unread(&Ucloud, &stop()), VerifyError::MissingSignature);
    assert_eq!(unread(&Ucloud, &stop().body("PublicKey=my_ak")), VerifyError::MissingSignature);
    assert_eq!(unread(&Ucloud, &Wire::new("GET", "/")), VerifyError::MissingSignature);
}

#[test]
fn a_signature_without_a_public_key_is_malformed() {
    let wire = stop().body("Action=A&Signature=0");
    assert_eq!(malformed(&unread(&Ucloud, &wire)), "no PublicKey");
}

#[test]
fn a_json_body_that_is_no_object_is_malformed() {
    let wire = stop().header("Content-Type", "application/json").body("[]");
    assert_eq!(malformed(&unread(&Ucloud, &wire)), "is not a JSON object");
}

#[test]
fn a_public_key_of_someone_else_is_unknown() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    let other = Credential::new("other", SECRET);
    assert_eq!(problem(&Ucloud, &wire, &other), Some(VerifyError::UnknownAccessKey));
}

#[test]
fn a_token_that_is_not_sent_is_missing() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    assert_eq!(problem(&Ucloud, &wire, &temporary()), Some(VerifyError::MissingToken));
}

#[test]
fn another_token_is_wrong() {
    let wire = signed(&Ucloud, &stop(), &temporary());
    let other = permanent().with_security_token("other");
    assert_eq!(problem(&Ucloud, &wire, &other), Some(VerifyError::TokenMismatch));
    assert_eq!(problem(&Ucloud, &wire, &permanent()), Some(VerifyError::TokenMismatch), "none is expected");
}

#[test]
fn a_changed_parameter_is_a_wrong_signature() {
    let wire = replaced(&signed(&Ucloud, &stop(), &permanent()), "uhost-a", "uhost-b");
    assert_eq!(problem(&Ucloud, &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn a_signature_in_upper_case_or_cut_short_is_wrong() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    let body = String::from_utf8(wire.body.clone()).unwrap();
    let (start, signature) = body.split_once("Signature=").unwrap();
    for other in [signature.to_uppercase(), signature[1..].to_owned(), String::new()] {
        let wire = stop().body(format!("{start}Signature={other}"));
        assert_eq!(problem(&Ucloud, &wire, &permanent()), Some(VerifyError::SignatureMismatch));
    }
}

#[test]
fn a_signature_never_expires() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    for seconds in [0, 253_402_300_799] {
        let now = UnixTime::from_seconds(seconds);
        assert_eq!(problem_at(&Ucloud, &wire, &permanent(), now), None);
    }
}

#[test]
fn a_signature_binds_neither_host_nor_path() {
    let wire = signed(&Ucloud, &stop(), &permanent());
    let elsewhere = Wire { path: "/elsewhere".into(), ..wire }.header("Host", "elsewhere.example.com");
    assert_eq!(problem(&Ucloud, &elsewhere, &permanent()), None);
}
