//! Requests of Volcengine's signing demos and of the Go SDK.

use tingji_signing_core::{Scheme, Volcengine};

use super::{EMPTY, SECRET, permanent};
use crate::support::{RawRequest, assert_valid, at, hmac, hmac_hex, sha256};

const DATE: &str = "20240102T030405Z";
const SCOPE: &str = "20240102/cn-beijing/ecs/request";

/// Adds an `Authorization` header, computed by hand from a canonical text.
fn signed_by_hand(wire: RawRequest, list: &str, canonical: &str) -> RawRequest {
    let key = SCOPE.split('/').fold(SECRET.as_bytes().to_vec(), hmac);
    let text = format!("HMAC-SHA256\n{DATE}\n{SCOPE}\n{}", sha256(canonical.as_bytes()));
    let signature = hmac_hex(key, &text);
    let authorization =
        format!("HMAC-SHA256 Credential=AKexample/{SCOPE}, SignedHeaders={list}, Signature={signature}");
    wire.header("X-Date", DATE).header("Authorization", &authorization)
}

#[track_caller]
fn assert_verifies(wire: &RawRequest) {
    assert_valid(&Volcengine::new("", "").verify(&wire.view(), &permanent(), at(DATE)));
}

const LIST: &str = "/?Action=DescribeInstances&Version=2020-04-01";

fn get(target: &str) -> RawRequest {
    RawRequest::new("GET", target).header("Host", "open.volcengineapi.com")
}

#[test]
fn node_demo_get_signs_only_its_date() {
    let query = "Action=DescribeInstances&Version=2020-04-01";
    let text = format!("GET\n/\n{query}\nx-date:{DATE}\n\nx-date\n{EMPTY}");
    assert_verifies(&signed_by_hand(get(LIST), "x-date", &text));
}

#[test]
fn node_demo_post_signs_body_hash_and_date() {
    let body = "{\"MaxResults\":10}";
    let hash = sha256(body.as_bytes());
    let wire = RawRequest::new("POST", LIST)
        .header("host", "open.volcengineapi.com")
        .header("content-type", "application/json")
        .header("X-Content-Sha256", &hash)
        .body(body);
    let text = format!(
        "POST\n/\nAction=DescribeInstances&Version=2020-04-01\nx-content-sha256:{hash}\nx-date:{DATE}\n\n\
         x-content-sha256;x-date\n{hash}"
    );
    assert_verifies(&signed_by_hand(wire, "x-content-sha256;x-date", &text));
}

#[test]
fn go_demo_lists_headers_unsorted() {
    let list = "host;x-date;x-content-sha256;content-type";
    let wire = get(LIST)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Content-Sha256", EMPTY);
    let text = format!(
        "GET\n/\nAction=DescribeInstances&Version=2020-04-01\nhost:open.volcengineapi.com\nx-date:{DATE}\n\
         x-content-sha256:{EMPTY}\ncontent-type:application/x-www-form-urlencoded\n\n{list}\n{EMPTY}"
    );
    assert_verifies(&signed_by_hand(wire, list, &text));
}

#[test]
fn go_sdk_sends_a_space_as_plus_and_signs_it_escaped() {
    let text =
        format!("GET\n/\nAction=A&Name=a%20b%2Bc%20%2A%21%28%29&stop=\nx-date:{DATE}\n\nx-date\n{EMPTY}");
    for target in ["/?Action=A&Name=a+b%2Bc+%2A%21%28%29&stop=", "/?stop&Name=a%20b%2bc+*!()&Action=A"] {
        assert_verifies(&signed_by_hand(get(target), "x-date", &text));
    }
}
