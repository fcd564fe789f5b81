//! Requests of Baidu's SDKs for Java, Node, Python and Go.

use tingji_core::Credential;
use tingji_signing_core::{Bce, Scheme, VerifyError};

use super::{SECRET, TOKEN, permanent, temporary};
use crate::support::{RawRequest, assert_valid, at, hmac_hex};

const DATE: &str = "2024-01-02T03:04:05Z";

/// Adds an `Authorization` header, computed by hand from a canonical text.
fn signed_by_hand(wire: RawRequest, list: &str, canonical: &str) -> RawRequest {
    let prefix = format!("bce-auth-v1/AKexample/{DATE}/1800");
    let signature = hmac_hex(hmac_hex(SECRET, &prefix), canonical);
    wire.header("x-bce-date", DATE).header("Authorization", &format!("{prefix}/{list}/{signature}"))
}

#[track_caller]
fn assert_verifies(wire: &RawRequest, credential: &Credential) {
    assert_valid(&Bce::new().verify(&wire.view(), credential, at(DATE)));
}

fn stop(target: &str) -> RawRequest {
    RawRequest::new("PUT", target).header("Host", "bcc.bj.baidubce.com")
}

const MINIMAL: &str = "host;x-bce-date";

fn minimal(query: &str) -> String {
    format!("PUT\n/v2/instance/i-a\n{query}\nhost:bcc.bj.baidubce.com\nx-bce-date:2024-01-02T03%3A04%3A05Z")
}

#[test]
fn java_client_sends_the_token_unsigned() {
    let wire = stop("/v2/instance/i-a?stop")
        .header("x-bce-security-token", TOKEN)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Content-Length", "19")
        .body("{\"forceStop\":false}");
    let wire = signed_by_hand(wire, MINIMAL, &minimal("stop="));
    assert_verifies(&wire, &temporary());
    let other = permanent().with_security_token("other");
    let verification = Bce::new().verify(&wire.view(), &other, at(DATE));
    assert_eq!(verification.error(), Some(&VerifyError::TokenMismatch), "an unsigned token is compared too");
}

#[test]
fn node_client_signs_content_length_and_type() {
    let list = "content-length;content-type;host;x-bce-date";
    let wire = stop("/v2/instance/i-a?stop=")
        .header("Content-Type", "application/json; charset=UTF-8")
        .header("Content-Length", "19")
        .body("{\"forceStop\":false}");
    let text = "PUT\n/v2/instance/i-a\nstop=\ncontent-length:19\n\
                content-type:application%2Fjson%3B%20charset%3DUTF-8\nhost:bcc.bj.baidubce.com\n\
                x-bce-date:2024-01-02T03%3A04%3A05Z";
    assert_verifies(&signed_by_hand(wire, list, text), &permanent());
}

#[test]
fn older_python_client_lists_headers_unsorted() {
    let wire = stop("/v2/instance/i-a?stop=");
    assert_verifies(&signed_by_hand(wire, "x-bce-date;host", &minimal("stop=")), &permanent());
}

#[test]
fn stop_verifies_with_and_without_the_equals_sign() {
    for target in ["/v2/instance/i-a?stop", "/v2/instance/i-a?stop=", "/v2/instance/i%2Da?&stop&"] {
        assert_verifies(&signed_by_hand(stop(target), MINIMAL, &minimal("stop=")), &permanent());
    }
}

#[test]
fn go_sdk_query_with_unescaped_characters_verifies() {
    let text = minimal("name=a%20b%2Bc%20%2A%21%28%29&stop=");
    for query in ["stop&name=a+b%2Bc+*!()", "name=a%20b%2bc%20%2A%21%28%29&stop="] {
        let wire = stop(&format!("/v2/instance/i-a?{query}"));
        assert_verifies(&signed_by_hand(wire, MINIMAL, &text), &permanent());
    }
}
