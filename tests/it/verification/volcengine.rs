//! Volcengine, with the signature in headers and in the query.

use tingji_core::Credential;
use tingji_signing_core::{PresignHeaders, VerifyError, Volcengine};

use super::{
    SECRET, edited, error, error_at, malformed, parse_error, permanent, signed, temporary, time, without,
};
use crate::support::{RawRequest, assert_valid};

fn ecs() -> Volcengine {
    Volcengine::new("cn-beijing", "ecs")
}

fn stop() -> RawRequest {
    RawRequest::new("POST", "/?Action=StopInstance&Version=2020-04-01")
        .header("Host", "open.volcengineapi.com")
        .header("Content-Type", "application/json")
        .body("{\"InstanceId\":\"i-a\"}")
}

#[test]
fn missing_authorization_is_a_missing_signature() {
    assert_eq!(parse_error(&ecs(), &stop()), VerifyError::MissingSignature);
}

#[test]
fn unparsable_authorization_is_malformed() {
    let scope = "my_ak/20240102/cn-beijing/ecs";
    let rest = "SignedHeaders=x-date, Signature=0";
    for (text, part) in [
        ("HMAC-SHA256".to_owned(), "no algorithm"),
        (format!("HMAC-SHA256 {rest}"), "no access key"),
        (format!("HMAC-SHA256 Credential={scope}/request, Signature=0"), "no signed headers"),
        (format!("HMAC-SHA256 Credential={scope}/request, SignedHeaders=x-date"), "no signature"),
        (format!("AWS4-HMAC-SHA256 Credential={scope}/request, {rest}"), "the algorithm is not HMAC-SHA256"),
        (format!("HMAC-SHA256 Credential=my_ak/request, {rest}"), "the credential scope has too few parts"),
        (
            format!("HMAC-SHA256 Credential={scope}/aws4_request, {rest}"),
            "the credential scope is not date/region/service/request",
        ),
        (
            format!("HMAC-SHA256 Credential=my_ak/20240103/cn-beijing/ecs/request, {rest}"),
            "the credential scope is not date/region/service/request",
        ),
    ] {
        let wire = stop().header("X-Date", "20240102T030405Z").header("authorization", &text);
        assert_eq!(malformed(&parse_error(&ecs(), &wire)), part, "{text}");
    }
}

#[test]
fn missing_or_unparsable_date_is_malformed() {
    let wire = without(signed(&ecs(), &stop(), &permanent()), "x-date");
    assert_eq!(malformed(&parse_error(&ecs(), &wire)), "no X-Date");
    let wire = wire.header("X-Date", "yesterday");
    assert_eq!(malformed(&parse_error(&ecs(), &wire)), "the time is not YYYYMMDDThhmmssZ");
}

#[test]
fn other_access_key_is_unknown() {
    let wire = signed(&ecs(), &stop(), &permanent());
    assert_eq!(error(&ecs(), &wire, &Credential::new("other", SECRET)), Some(VerifyError::UnknownAccessKey));
}

#[test]
fn absent_token_is_missing() {
    let wire = signed(&ecs(), &stop(), &permanent());
    assert_eq!(error(&ecs(), &wire, &temporary()), Some(VerifyError::MissingToken));
}

#[test]
fn other_token_is_a_mismatch() {
    let wire = signed(&ecs(), &stop(), &temporary());
    let other = permanent().with_security_token("other");
    assert_eq!(error(&ecs(), &wire, &other), Some(VerifyError::TokenMismatch));
    assert_eq!(error(&ecs(), &wire, &permanent()), Some(VerifyError::TokenMismatch), "no token is expected");
}

#[test]
fn signature_is_valid_within_fifteen_minutes() {
    let wire = signed(&ecs(), &stop(), &permanent());
    for (seconds, expected) in [
        (-901, Some(VerifyError::ClockSkew(time()))),
        (-900, None),
        (900, None),
        (901, Some(VerifyError::Expired(time()))),
    ] {
        assert_eq!(error_at(&ecs(), &wire, &permanent(), time().plus(seconds)), expected);
    }
}

#[test]
fn unsigned_date_is_rejected() {
    let wire = signed(&ecs(), &stop(), &permanent());
    let wire = edited(wire, "authorization", ";x-date", "");
    assert_eq!(error(&ecs(), &wire, &permanent()), Some(VerifyError::HeaderNotSigned("x-date")));
}

#[test]
fn changed_body_is_a_body_hash_mismatch() {
    let wire = signed(&ecs(), &stop(), &permanent()).body("{\"InstanceId\":\"i-b\"}");
    assert_eq!(error(&ecs(), &wire, &permanent()), Some(VerifyError::BodyHashMismatch));
}

#[test]
fn changed_request_is_a_signature_mismatch() {
    let wire = signed(&ecs(), &stop(), &permanent());
    let other_action = RawRequest { query: wire.query.replace("Stop", "Start"), ..wire.clone() };
    let other_method = RawRequest { method: "PUT".into(), ..wire.clone() };
    let other_region = edited(wire.clone(), "authorization", "cn-beijing", "cn-shanghai");
    let other_host = edited(wire, "host", "open", "iam");
    for wire in [other_action, other_method, other_region, other_host] {
        assert_eq!(error(&ecs(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
    }
}

#[test]
fn repeated_header_may_be_reordered_and_padded() {
    let wire = signed(&ecs(), &stop().header("X-Tag", " b").header("x-tag", "a"), &permanent());
    for (first, second) in [("b", "a"), ("a", "b"), ("a ", " b")] {
        let repeated = without(wire.clone(), "x-tag").header("X-Tag", first).header("X-Tag", second);
        assert_eq!(error(&ecs(), &repeated, &permanent()), None);
    }
}

/// Signs a request in its query.
fn url(wire: &RawRequest, credential: &Credential) -> RawRequest {
    let signed = ecs().sign_query(&wire.view(), credential, time(), PresignHeaders::Host).unwrap();
    wire.clone().with(&signed)
}

fn get(query: &str) -> RawRequest {
    RawRequest::new("GET", &format!("/?{query}")).header("Host", "open.volcengineapi.com")
}

fn without_parameter(wire: &RawRequest, name: &str) -> RawRequest {
    let parts = wire.query.split('&').filter(|part| !part.starts_with(&format!("{name}=")));
    RawRequest { query: parts.collect::<Vec<_>>().join("&"), ..wire.clone() }
}

#[test]
fn url_with_missing_parts_is_rejected() {
    let url = url(&get("Action=A"), &permanent());
    assert_eq!(parse_error(&ecs(), &without_parameter(&url, "X-Signature")), VerifyError::MissingSignature);
    assert_eq!(malformed(&parse_error(&ecs(), &without_parameter(&url, "X-Credential"))), "no X-Credential");
    assert_eq!(malformed(&parse_error(&ecs(), &without_parameter(&url, "X-Date"))), "no X-Date");
    let unlisted = without_parameter(&url, "X-SignedQueries");
    assert_eq!(error(&ecs(), &unlisted, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn unsigned_url_token_is_compared() {
    let url = url(&get("Action=A"), &temporary());
    assert_eq!(error(&ecs(), &url, &temporary()), None);
    let bare = without_parameter(&url, "X-Security-Token");
    assert_eq!(error(&ecs(), &bare, &temporary()), Some(VerifyError::MissingToken));
    let other = RawRequest { query: format!("{}&X-Security-Token=other", bare.query), ..bare };
    assert_eq!(error(&ecs(), &other, &temporary()), Some(VerifyError::TokenMismatch));
}

fn error_after(wire: &RawRequest, seconds: i64) -> Option<VerifyError> {
    error_at(&ecs(), wire, &permanent(), time().plus(seconds))
}

#[test]
fn url_is_valid_for_fifteen_minutes_by_default() {
    let plain = url(&get("Action=A"), &permanent());
    assert_eq!(error_after(&plain, 900), None);
    assert_eq!(error_after(&plain, 901), Some(VerifyError::Expired(time())));
    assert_eq!(error_after(&plain, -901), Some(VerifyError::ClockSkew(time())));
    let hour = url(&get("Action=A&X-Expires=3600"), &permanent());
    assert_eq!(error_after(&hour, 3600), None);
    assert_eq!(error_after(&hour, 3601), Some(VerifyError::Expired(time())));
}

#[test]
fn added_validity_of_a_url_is_ignored() {
    let url = url(&get("Action=A"), &permanent());
    let longer = RawRequest { query: format!("{}&X-Expires=999999", url.query), ..url.clone() };
    let late = error_at(&ecs(), &longer, &permanent(), time().plus(901));
    assert_eq!(late, Some(VerifyError::Expired(time())));
    let named =
        RawRequest { query: longer.query.replace("SignedQueries=", "SignedQueries=X-Expires%3B"), ..url };
    let late = error_at(&ecs(), &named, &permanent(), time().plus(901));
    assert_eq!(late, Some(VerifyError::SignatureMismatch));
}

#[test]
fn unlisted_url_parameter_is_not_signed() {
    // The signature covers only the parameters that `X-SignedQueries` lists.
    let url = url(&get("Action=A"), &permanent());
    let more = RawRequest { query: format!("{}&Force=true", url.query), ..url.clone() };
    assert_valid(&tingji_signing_core::Scheme::verify(&ecs(), &more.view(), &permanent(), time()));
    let again = RawRequest { query: format!("{}&Action=B", url.query), ..url };
    assert_eq!(error(&ecs(), &again, &permanent()), Some(VerifyError::SignatureMismatch));
}
