//! Volcengine, in headers and in the query.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{PresignHeaders, VerifyError, Volcengine};

use super::{
    SECRET, edited, malformed, permanent, problem, problem_at, signed, temporary, time, unread, without,
};
use crate::support::{Wire, assert_valid};

fn ecs() -> Volcengine {
    Volcengine::new("cn-beijing", "ecs")
}

fn stop() -> Wire {
    Wire::new("POST", "/?Action=StopInstance&Version=2020-04-01")
        .header("Host", "open.volcengineapi.com")
        .header("Content-Type", "application/json")
        .body("{\"InstanceId\":\"i-a\"}")
}

#[test]
fn a_request_without_an_authorization_is_unsigned() {
    assert_eq!(unread(&ecs(), &stop()), VerifyError::MissingSignature);
}

#[test]
fn an_authorization_that_can_not_be_read_is_malformed() {
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
        assert_eq!(malformed(&unread(&ecs(), &wire)), part, "{text}");
    }
}

#[test]
fn a_date_that_is_missing_or_unreadable_is_malformed() {
    let wire = without(signed(&ecs(), &stop(), &permanent()), "x-date");
    assert_eq!(malformed(&unread(&ecs(), &wire)), "no X-Date");
    let wire = wire.header("X-Date", "yesterday");
    assert_eq!(malformed(&unread(&ecs(), &wire)), "the time is not YYYYMMDDThhmmssZ");
}

#[test]
fn an_access_key_of_someone_else_is_unknown() {
    let wire = signed(&ecs(), &stop(), &permanent());
    assert_eq!(
        problem(&ecs(), &wire, &Credential::new("other", SECRET)),
        Some(VerifyError::UnknownAccessKey)
    );
}

#[test]
fn a_token_that_is_not_sent_is_missing() {
    let wire = signed(&ecs(), &stop(), &permanent());
    assert_eq!(problem(&ecs(), &wire, &temporary()), Some(VerifyError::MissingToken));
}

#[test]
fn another_token_is_wrong() {
    let wire = signed(&ecs(), &stop(), &temporary());
    let other = permanent().with_security_token("other");
    assert_eq!(problem(&ecs(), &wire, &other), Some(VerifyError::TokenMismatch));
    assert_eq!(problem(&ecs(), &wire, &permanent()), Some(VerifyError::TokenMismatch), "none is expected");
}

#[test]
fn a_signature_holds_for_fifteen_minutes_either_way() {
    let wire = signed(&ecs(), &stop(), &permanent());
    let at = |seconds: i64| problem_at(&ecs(), &wire, &permanent(), time().plus(seconds));
    assert_eq!([at(-900), at(900)], [None, None]);
    assert_eq!(at(901), Some(VerifyError::Expired(time())));
    assert_eq!(at(-901), Some(VerifyError::ClockSkew(time())));
}

#[test]
fn the_date_must_be_signed() {
    let wire = signed(&ecs(), &stop(), &permanent());
    let wire = edited(wire, "authorization", ";x-date", "");
    assert_eq!(problem(&ecs(), &wire, &permanent()), Some(VerifyError::HeaderNotSigned("x-date")));
}

#[test]
fn a_body_that_its_hash_does_not_name_is_wrong() {
    let wire = signed(&ecs(), &stop(), &permanent()).body("{\"InstanceId\":\"i-b\"}");
    assert_eq!(problem(&ecs(), &wire, &permanent()), Some(VerifyError::BodyHashMismatch));
}

#[test]
fn a_changed_request_is_a_wrong_signature() {
    let wire = signed(&ecs(), &stop(), &permanent());
    let other_action = Wire { query: wire.query.replace("Stop", "Start"), ..wire.clone() };
    let other_method = Wire { method: "PUT".into(), ..wire.clone() };
    let other_region = edited(wire.clone(), "authorization", "cn-beijing", "cn-shanghai");
    let other_host = edited(wire, "host", "open", "iam");
    for wire in [other_action, other_method, other_region, other_host] {
        assert_eq!(problem(&ecs(), &wire, &permanent()), Some(VerifyError::SignatureMismatch));
    }
}

#[test]
fn a_repeated_header_may_come_in_any_order_and_with_any_blanks() {
    let wire = signed(&ecs(), &stop().header("X-Tag", " b").header("x-tag", "a"), &permanent());
    for (first, second) in [("b", "a"), ("a", "b"), ("a ", " b")] {
        let repeated = without(wire.clone(), "x-tag").header("X-Tag", first).header("X-Tag", second);
        assert_eq!(problem(&ecs(), &repeated, &permanent()), None);
    }
}

/// The stop as a URL.
fn url(wire: &Wire, credential: &Credential) -> Wire {
    let signed = ecs().sign_query(&wire.view(), credential, time(), PresignHeaders::Host).unwrap();
    wire.clone().with(&signed)
}

fn get(query: &str) -> Wire {
    Wire::new("GET", &format!("/?{query}")).header("Host", "open.volcengineapi.com")
}

fn without_parameter(wire: &Wire, name: &str) -> Wire {
    let parts = wire.query.split('&').filter(|part| !part.starts_with(&format!("{name}=")));
    Wire { query: parts.collect::<Vec<_>>().join("&"), ..wire.clone() }
}

#[test]
fn a_url_with_parts_missing_is_unsigned_or_malformed() {
    let url = url(&get("Action=A"), &permanent());
    assert_eq!(unread(&ecs(), &without_parameter(&url, "X-Signature")), VerifyError::MissingSignature);
    assert_eq!(malformed(&unread(&ecs(), &without_parameter(&url, "X-Credential"))), "no X-Credential");
    assert_eq!(malformed(&unread(&ecs(), &without_parameter(&url, "X-Date"))), "no X-Date");
    let unlisted = without_parameter(&url, "X-SignedQueries");
    assert_eq!(problem(&ecs(), &unlisted, &permanent()), Some(VerifyError::SignatureMismatch));
}

#[test]
fn the_token_of_a_url_is_compared_though_it_is_not_signed() {
    let url = url(&get("Action=A"), &temporary());
    assert_eq!(problem(&ecs(), &url, &temporary()), None);
    let bare = without_parameter(&url, "X-Security-Token");
    assert_eq!(problem(&ecs(), &bare, &temporary()), Some(VerifyError::MissingToken));
    let other = Wire { query: format!("{}&X-Security-Token=other", bare.query), ..bare };
    assert_eq!(problem(&ecs(), &other, &temporary()), Some(VerifyError::TokenMismatch));
}

#[test]
fn a_url_holds_for_fifteen_minutes_unless_it_says_otherwise() {
    let at = |wire: &Wire, now: UnixTime| problem_at(&ecs(), wire, &permanent(), now);
    let plain = url(&get("Action=A"), &permanent());
    assert_eq!(at(&plain, time().plus(900)), None);
    assert_eq!(at(&plain, time().plus(901)), Some(VerifyError::Expired(time())));
    assert_eq!(at(&plain, time().plus(-901)), Some(VerifyError::ClockSkew(time())));
    let hour = url(&get("Action=A&X-Expires=3600"), &permanent());
    assert_eq!(at(&hour, time().plus(3600)), None);
    assert_eq!(at(&hour, time().plus(3601)), Some(VerifyError::Expired(time())));
}

#[test]
fn a_validity_that_was_added_to_a_url_does_not_count() {
    let url = url(&get("Action=A"), &permanent());
    let longer = Wire { query: format!("{}&X-Expires=999999", url.query), ..url.clone() };
    let late = problem_at(&ecs(), &longer, &permanent(), time().plus(901));
    assert_eq!(late, Some(VerifyError::Expired(time())));
    let named = Wire { query: longer.query.replace("SignedQueries=", "SignedQueries=X-Expires%3B"), ..url };
    let late = problem_at(&ecs(), &named, &permanent(), time().plus(901));
    assert_eq!(late, Some(VerifyError::SignatureMismatch));
}

#[test]
fn a_parameter_that_a_url_does_not_name_is_not_covered_by_it() {
    // So it is with every signature of this form: `X-SignedQueries` says what was signed.
    let url = url(&get("Action=A"), &permanent());
    let more = Wire { query: format!("{}&Force=true", url.query), ..url.clone() };
    assert_valid(&tingji_signing_core::Scheme::verify(&ecs(), &more.view(), &permanent(), time()));
    let again = Wire { query: format!("{}&Action=B", url.query), ..url };
    assert_eq!(problem(&ecs(), &again, &permanent()), Some(VerifyError::SignatureMismatch));
}
