//! Huawei Cloud, with the secret key and with a derived key.

use tingji_core::Credential;
use tingji_signing_core::{Huaweicloud, Scheme, SignError, VerifyError};

use super::{
    SECRET, edited, error, error_at, malformed, parse_error, permanent, signed, temporary, time, without,
};
use crate::support::{RawRequest, sha256};

fn sdk() -> Huaweicloud {
    Huaweicloud::new()
}

fn derived() -> Huaweicloud {
    Huaweicloud::derived("cn-north-4", "modelarts")
}

fn stop() -> RawRequest {
    RawRequest::new("PUT", "/v1/p/dev-servers/s/stop")
        .header("Host", "modelarts.cn-north-4.myhuaweicloud.com")
        .header("Content-Type", "application/json")
        .body("{}")
}

#[test]
fn missing_authorization_is_a_missing_signature() {
    assert_eq!(parse_error(&sdk(), &stop()), VerifyError::MissingSignature);
}

#[test]
fn unparsable_authorization_is_malformed() {
    let rest = "SignedHeaders=x-sdk-date, Signature=0";
    let algorithm = "the algorithm is neither SDK- nor V11-HMAC-SHA256";
    for (text, part) in [
        ("token".to_owned(), "no algorithm"),
        (format!("SDK-HMAC-SHA256 {rest}"), "no access key"),
        ("SDK-HMAC-SHA256 Access=my_ak, Signature=0".to_owned(), "no signed headers"),
        ("SDK-HMAC-SHA256 Access=my_ak, SignedHeaders=x-sdk-date".to_owned(), "no signature"),
        (format!("SDK-HMAC-SM3 Access=my_ak, {rest}"), algorithm),
        (
            format!("V11-HMAC-SHA256 Credential=my_ak/20240102, {rest}"),
            "the credential is not AK/date/region/service",
        ),
        (
            format!("V11-HMAC-SHA256 Credential=my_ak/20240103/cn-north-4/modelarts, {rest}"),
            "the credential's date is not that of X-Sdk-Date",
        ),
    ] {
        let wire = stop().header("X-Sdk-Date", "20240102T030405Z").header("authorization", &text);
        assert_eq!(malformed(&parse_error(&sdk(), &wire)), part, "{text}");
    }
}

#[test]
fn missing_or_unparsable_date_is_malformed() {
    let wire = without(signed(&sdk(), &stop(), &permanent()), "x-sdk-date");
    assert_eq!(malformed(&parse_error(&sdk(), &wire)), "no X-Sdk-Date");
    let wire = wire.header("X-Sdk-Date", "Tue, 02 Jan 2024 03:04:05 GMT");
    assert_eq!(malformed(&parse_error(&sdk(), &wire)), "the time is not YYYYMMDDThhmmssZ");
}

#[test]
fn other_access_key_is_unknown() {
    for scheme in [sdk(), derived()] {
        let wire = signed(&scheme, &stop(), &permanent());
        let other = Credential::new("other", SECRET);
        assert_eq!(error(&sdk(), &wire, &other), Some(VerifyError::UnknownAccessKey));
    }
}

#[test]
fn absent_token_is_missing() {
    let wire = signed(&sdk(), &stop(), &permanent());
    assert_eq!(error(&sdk(), &wire, &temporary()), Some(VerifyError::MissingToken));
}

#[test]
fn other_token_is_a_mismatch() {
    let wire = signed(&sdk(), &stop(), &temporary());
    let other = permanent().with_security_token("other");
    assert_eq!(error(&sdk(), &wire, &other), Some(VerifyError::TokenMismatch));
    assert_eq!(error(&sdk(), &wire, &permanent()), Some(VerifyError::TokenMismatch), "no token is expected");
}

#[test]
fn signature_is_valid_within_fifteen_minutes() {
    for scheme in [sdk(), derived()] {
        let wire = signed(&scheme, &stop(), &permanent());
        for (seconds, expected) in [
            (-901, Some(VerifyError::ClockSkew(time()))),
            (-900, None),
            (900, None),
            (901, Some(VerifyError::Expired(time()))),
        ] {
            assert_eq!(error_at(&sdk(), &wire, &permanent(), time().plus(seconds)), expected);
        }
    }
}

#[test]
fn unsigned_date_is_rejected() {
    let wire = signed(&sdk(), &stop(), &permanent());
    let wire = edited(wire, "authorization", ";x-sdk-date", "");
    assert_eq!(error(&sdk(), &wire, &permanent()), Some(VerifyError::HeaderNotSigned("x-sdk-date")));
}

#[test]
fn changed_body_is_a_body_hash_mismatch() {
    let wire = stop().header("X-Sdk-Content-Sha256", &sha256(b"{}"));
    let wire = signed(&sdk(), &wire, &permanent()).body("{\"a\":1}");
    assert_eq!(error(&sdk(), &wire, &permanent()), Some(VerifyError::BodyHashMismatch));
}

#[test]
fn wrong_hash_header_is_rejected_when_signing() {
    let wire = stop().header("X-Sdk-Content-Sha256", &sha256(b"other"));
    let refused = sdk().sign(&wire.view(), &permanent(), time());
    assert_eq!(refused, Err(SignError::InvalidBody("is not the one that X-Sdk-Content-Sha256 names")));
}

#[test]
fn changed_body_without_hash_is_a_signature_mismatch() {
    let wire = signed(&sdk(), &stop(), &permanent()).body("{\"a\":1}");
    assert_eq!(error(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn signed_body_cannot_be_declared_unsigned() {
    let wire = signed(&sdk(), &stop(), &permanent()).header("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD");
    assert_eq!(error(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn non_json_body_may_change_but_not_become_empty() {
    let mut wire = stop();
    wire.headers[1].1 = "application/octet-stream".into();
    let wire = signed(&sdk(), &wire, &permanent());
    assert_eq!(error(&sdk(), &wire.clone().body("other"), &permanent()), None);
    assert_eq!(error(&sdk(), &wire.body(""), &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn changed_request_is_a_signature_mismatch() {
    for scheme in [sdk(), derived()] {
        let wire = signed(&scheme, &stop(), &permanent());
        let other_action = RawRequest { path: wire.path.replace("stop", "start"), ..wire.clone() };
        let more = RawRequest { query: "force=true".into(), ..wire.clone() };
        let other_host = edited(wire, "host", "north", "south");
        for wire in [other_action, more, other_host] {
            assert_eq!(error(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
        }
    }
}

#[test]
fn other_region_with_derived_key_is_a_mismatch() {
    let wire = signed(&derived(), &stop(), &permanent());
    let wire = edited(wire, "authorization", "cn-north-4", "cn-north-1");
    assert_eq!(error(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn trailing_slash_of_the_path_is_ignored() {
    let wire = signed(&sdk(), &stop(), &permanent());
    for path in ["/v1/p/dev-servers/s/stop/", "/v1/p/dev-servers/s/stop%2F", "/v1/p/dev-servers/s%2fstop"] {
        let wire = RawRequest { path: path.into(), ..wire.clone() };
        assert_eq!(error(&sdk(), &wire, &permanent()), None, "{path}");
    }
}
