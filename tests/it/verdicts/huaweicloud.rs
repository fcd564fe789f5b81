//! Huawei Cloud, with the secret key itself and with a derived one.

use tingji_core::Credential;
use tingji_signing_core::{Huaweicloud, Scheme, SignError, VerifyError};

use super::{
    SECRET, edited, malformed, permanent, problem, problem_at, signed, temporary, time, unread, without,
};
use crate::support::{Wire, sha256};

fn sdk() -> Huaweicloud {
    Huaweicloud::new()
}

fn derived() -> Huaweicloud {
    Huaweicloud::derived("cn-north-4", "modelarts")
}

fn stop() -> Wire {
    Wire::new("PUT", "/v1/p/dev-servers/s/stop")
        .header("Host", "modelarts.cn-north-4.myhuaweicloud.com")
        .header("Content-Type", "application/json")
        .body("{}")
}

#[test]
fn a_request_without_an_authorization_is_unsigned() {
    assert_eq!(unread(&sdk(), &stop()), VerifyError::MissingSignature);
}

#[test]
fn an_authorization_that_can_not_be_read_is_malformed() {
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
        assert_eq!(malformed(&unread(&sdk(), &wire)), part, "{text}");
    }
}

#[test]
fn a_date_that_is_missing_or_unreadable_is_malformed() {
    let wire = without(signed(&sdk(), &stop(), &permanent()), "x-sdk-date");
    assert_eq!(malformed(&unread(&sdk(), &wire)), "no X-Sdk-Date");
    let wire = wire.header("X-Sdk-Date", "Tue, 02 Jan 2024 03:04:05 GMT");
    assert_eq!(malformed(&unread(&sdk(), &wire)), "the time is not YYYYMMDDThhmmssZ");
}

#[test]
fn an_access_key_of_someone_else_is_unknown() {
    for scheme in [sdk(), derived()] {
        let wire = signed(&scheme, &stop(), &permanent());
        let other = Credential::new("other", SECRET);
        assert_eq!(problem(&sdk(), &wire, &other), Some(VerifyError::UnknownAccessKey));
    }
}

#[test]
fn a_token_that_is_not_sent_is_missing() {
    let wire = signed(&sdk(), &stop(), &permanent());
    assert_eq!(problem(&sdk(), &wire, &temporary()), Some(VerifyError::MissingToken));
}

#[test]
fn another_token_is_wrong() {
    let wire = signed(&sdk(), &stop(), &temporary());
    let other = permanent().with_security_token("other");
    assert_eq!(problem(&sdk(), &wire, &other), Some(VerifyError::TokenMismatch));
    assert_eq!(problem(&sdk(), &wire, &permanent()), Some(VerifyError::TokenMismatch), "none is expected");
}

#[test]
fn a_signature_holds_for_fifteen_minutes_either_way() {
    for scheme in [sdk(), derived()] {
        let wire = signed(&scheme, &stop(), &permanent());
        let at = |seconds: i64| problem_at(&sdk(), &wire, &permanent(), time().plus(seconds));
        assert_eq!([at(-900), at(900)], [None, None]);
        assert_eq!(at(901), Some(VerifyError::Expired(time())));
        assert_eq!(at(-901), Some(VerifyError::ClockSkew(time())));
    }
}

#[test]
fn the_date_must_be_signed() {
    let wire = signed(&sdk(), &stop(), &permanent());
    let wire = edited(wire, "authorization", ";x-sdk-date", "");
    assert_eq!(problem(&sdk(), &wire, &permanent()), Some(VerifyError::HeaderNotSigned("x-sdk-date")));
}

#[test]
fn a_body_that_its_hash_does_not_name_is_wrong() {
    let wire = stop().header("X-Sdk-Content-Sha256", &sha256(b"{}"));
    let wire = signed(&sdk(), &wire, &permanent()).body("{\"a\":1}");
    assert_eq!(problem(&sdk(), &wire, &permanent()), Some(VerifyError::BodyHashMismatch));
}

#[test]
fn a_body_is_not_signed_with_a_hash_that_is_not_its_own() {
    let wire = stop().header("X-Sdk-Content-Sha256", &sha256(b"other"));
    let refused = sdk().sign(&wire.view(), &permanent(), time());
    assert_eq!(refused, Err(SignError::InvalidBody("is not the one that X-Sdk-Content-Sha256 names")));
}

#[test]
fn another_body_without_a_hash_header_is_a_wrong_signature() {
    let wire = signed(&sdk(), &stop(), &permanent()).body("{\"a\":1}");
    assert_eq!(problem(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn a_signed_body_can_not_be_declared_unsigned() {
    let wire = signed(&sdk(), &stop(), &permanent()).header("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD");
    assert_eq!(problem(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn a_body_that_is_no_json_may_change_but_not_vanish() {
    let mut wire = stop();
    wire.headers[1].1 = "application/octet-stream".into();
    let wire = signed(&sdk(), &wire, &permanent());
    assert_eq!(problem(&sdk(), &wire.clone().body("other"), &permanent()), None);
    assert_eq!(problem(&sdk(), &wire.body(""), &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn a_changed_request_is_a_wrong_signature() {
    for scheme in [sdk(), derived()] {
        let wire = signed(&scheme, &stop(), &permanent());
        let other_action = Wire { path: wire.path.replace("stop", "start"), ..wire.clone() };
        let more = Wire { query: "force=true".into(), ..wire.clone() };
        let other_host = edited(wire, "host", "north", "south");
        for wire in [other_action, more, other_host] {
            assert_eq!(problem(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
        }
    }
}

#[test]
fn another_region_is_a_wrong_signature_with_a_derived_key() {
    let wire = signed(&derived(), &stop(), &permanent());
    let wire = edited(wire, "authorization", "cn-north-4", "cn-north-1");
    assert_eq!(problem(&sdk(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn a_slash_at_the_end_of_the_path_makes_no_difference_however_it_is_sent() {
    let wire = signed(&sdk(), &stop(), &permanent());
    for path in ["/v1/p/dev-servers/s/stop/", "/v1/p/dev-servers/s/stop%2F", "/v1/p/dev-servers/s%2fstop"] {
        let wire = Wire { path: path.into(), ..wire.clone() };
        assert_eq!(problem(&sdk(), &wire, &permanent()), None, "{path}");
    }
}
