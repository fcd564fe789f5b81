//! Baidu's SDKs for Java and Node.

use tingji_core::Credential;
use tingji_signing_core::{Bce, Scheme, VerifyError};

use super::{SECRET, TOKEN, permanent, temporary};
use crate::support::{Wire, assert_valid, at, hmac_hex};

const DATE: &str = "2024-01-02T03:04:05Z";

/// The request with an `Authorization` made by hand from a canonical text.
fn by_hand(wire: Wire, list: &str, canonical: &str) -> Wire {
    let prefix = format!("bce-auth-v1/AKexample/{DATE}/1800");
    let signature = hmac_hex(hmac_hex(SECRET, &prefix), canonical);
    wire.header("x-bce-date", DATE).header("Authorization", &format!("{prefix}/{list}/{signature}"))
}

#[track_caller]
fn verifies(wire: &Wire, credential: &Credential) {
    assert_valid(&Bce::new().verify(&wire.view(), credential, at(DATE)));
}

fn stop(target: &str) -> Wire {
    Wire::new("PUT", target).header("Host", "bcc.bj.baidubce.com")
}

const MINIMAL: &str = "host;x-bce-date";

fn minimal(query: &str) -> String {
    format!("PUT\n/v2/instance/i-a\n{query}\nhost:bcc.bj.baidubce.com\nx-bce-date:2024-01-02T03%3A04%3A05Z")
}

#[test]
fn the_java_client_sends_its_token_without_signing_it() {
    let wire = stop("/v2/instance/i-a?stop")
        .header("x-bce-security-token", TOKEN)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Content-Length", "19")
        .body("{\"forceStop\":false}");
    let wire = by_hand(wire, MINIMAL, &minimal("stop="));
    verifies(&wire, &temporary());
    let other = permanent().with_security_token("other");
    let verdict = Bce::new().verify(&wire.view(), &other, at(DATE));
    assert_eq!(verdict.error(), Some(&VerifyError::TokenMismatch), "it is compared all the same");
}

#[test]
fn the_node_client_signs_length_and_type_as_well() {
    let list = "content-length;content-type;host;x-bce-date";
    let wire = stop("/v2/instance/i-a?stop=")
        .header("Content-Type", "application/json; charset=UTF-8")
        .header("Content-Length", "19")
        .body("{\"forceStop\":false}");
    let text = "PUT\n/v2/instance/i-a\nstop=\ncontent-length:19\n\
                content-type:application%2Fjson%3B%20charset%3DUTF-8\nhost:bcc.bj.baidubce.com\n\
                x-bce-date:2024-01-02T03%3A04%3A05Z";
    verifies(&by_hand(wire, list, text), &permanent());
}

#[test]
fn an_older_python_client_lists_its_headers_unsorted() {
    let wire = stop("/v2/instance/i-a?stop=");
    verifies(&by_hand(wire, "x-bce-date;host", &minimal("stop=")), &permanent());
}

#[test]
fn a_stop_is_the_same_with_and_without_the_equals_sign() {
    for target in ["/v2/instance/i-a?stop", "/v2/instance/i-a?stop=", "/v2/instance/i%2Da?&stop&"] {
        verifies(&by_hand(stop(target), MINIMAL, &minimal("stop=")), &permanent());
    }
}

#[test]
fn the_go_sdk_leaves_some_characters_of_a_query_as_they_are() {
    let text = minimal("name=a%20b%2Bc%20%2A%21%28%29&stop=");
    for query in ["stop&name=a+b%2Bc+*!()", "name=a%20b%2bc%20%2A%21%28%29&stop="] {
        let wire = stop(&format!("/v2/instance/i-a?{query}"));
        verifies(&by_hand(wire, MINIMAL, &text), &permanent());
    }
}
