//! Requests of Terraform's provider for Huawei Cloud and of the SDKs for Node and Go.

use tingji_core::Credential;
use tingji_signing_core::{Huaweicloud, Scheme};

use super::{EMPTY, SECRET, TOKEN, permanent, temporary};
use crate::support::{RawRequest, assert_valid, at, hmac_hex, sha256};

const DATE: &str = "20240102T030405Z";
const HOST: &str = "modelarts.cn-north-4.myhuaweicloud.com";

/// Adds an `Authorization` header, computed by hand from a canonical text.
fn signed_by_hand(wire: RawRequest, list: &str, canonical: &str) -> RawRequest {
    let text = format!("SDK-HMAC-SHA256\n{DATE}\n{}", sha256(canonical.as_bytes()));
    let signature = hmac_hex(SECRET, &text);
    let authorization =
        format!("SDK-HMAC-SHA256 Access=AKexample, SignedHeaders={list}, Signature={signature}");
    wire.header("X-Sdk-Date", DATE).header("Authorization", &authorization)
}

#[track_caller]
fn assert_verifies(wire: &RawRequest, credential: &Credential) {
    assert_valid(&Huaweicloud::new().verify(&wire.view(), credential, at(DATE)));
}

#[test]
fn terraform_request_with_unsigned_headers_verifies() {
    let wire = RawRequest::new("GET", "/v1/p/dev-servers?limit=10")
        .header("Host", HOST)
        .header("Content-Type", "application/json")
        .header("X_Trace", "t")
        .header("User-Agent", "terraform-provider")
        .header("Accept", "application/json");
    let list = "accept;content-type;user-agent;x-sdk-date;x_trace";
    let text = format!(
        "GET\n/v1/p/dev-servers/\nlimit=10\naccept:application/json\ncontent-type:application/json\n\
         user-agent:terraform-provider\nx-sdk-date:{DATE}\nx_trace:t\n\n{list}\n{EMPTY}"
    );
    let wire =
        signed_by_hand(wire, list, &text).header("X-Project-Id", "p").header("X-Security-Token", TOKEN);
    assert_verifies(&wire, &temporary());
}

#[test]
fn node_sdk_request_with_empty_object_verifies() {
    let list = "content-type;host;x-project-id;x-sdk-date";
    let wire = RawRequest::new("PUT", "/v1/p/dev-servers/s/stop")
        .header("host", HOST)
        .header("content-type", "application/json")
        .header("x-project-id", "p")
        .body("{}");
    let text = format!(
        "PUT\n/v1/p/dev-servers/s/stop/\n\ncontent-type:application/json\nhost:{HOST}\nx-project-id:p\n\
         x-sdk-date:{DATE}\n\n{list}\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    );
    assert_verifies(&signed_by_hand(wire, list, &text), &permanent());
}

#[test]
fn go_sdk_query_without_the_equals_sign_verifies() {
    let text =
        format!("GET\n/x/\nname=a%20b%2Bc%20%2A%21%28%29&stop=\nx-sdk-date:{DATE}\n\nx-sdk-date\n{EMPTY}");
    for query in ["name=a%20b%2Bc%20%2A%21%28%29&stop", "stop=&name=a+b%2bc+*!()"] {
        let wire = RawRequest::new("GET", &format!("/x?{query}")).header("Host", HOST);
        assert_verifies(&signed_by_hand(wire, "x-sdk-date", &text), &permanent());
    }
}
