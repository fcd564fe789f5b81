//! Requests that the official Python SDK, 3.1.219, signed with a fixed clock.

use tingji_core::Credential;
use tingji_signing_core::Huaweicloud;

use super::{PROJECT, java, sign};
use crate::support::{RawRequest, canonical_hash, sha256};

const DATE: &str = "20260820T010203Z";
const HOST: &str = "modelarts.cn-north-4.myhuaweicloud.com";

fn server(action: &str) -> String {
    format!("/v1/{PROJECT}/dev-servers/62383738-e52a-450a-9f84-f9e705402be8/{action}")
}

fn wire(method: &str, target: &str) -> RawRequest {
    RawRequest::new(method, target).header("Host", HOST)
}

fn stop() -> RawRequest {
    wire("PUT", &server("stop")).header("Content-Type", "application/json")
}

/// Compares the list of signed headers, the hash of the canonical request, and the signature.
#[track_caller]
fn check(scheme: &Huaweicloud, wire: &RawRequest, credential: &Credential, expected: [&str; 3]) {
    let (list, signature, trace) = sign(scheme, wire, credential, DATE);
    let text = trace.canonical_request().expose_secret();
    assert_eq!([list.as_str(), &canonical_hash(&trace), &signature], expected, "{text}");
}

#[track_caller]
fn check_plain(wire: &RawRequest, expected: [&str; 3]) {
    check(&Huaweicloud::new(), wire, &java(), expected);
}

#[test]
fn stop_without_body_has_the_sdk_signature() {
    check_plain(
        &stop(),
        [
            "content-type;host;x-sdk-date",
            "9508d4e013912135aa90583e2def40cc3ccda5331394e11079d263accf48da57",
            "a5e4fa38b1390dd00d0390bfa362d349ebe68164fdc4f2ce733872c56acdcdd1",
        ],
    );
}

#[test]
fn stop_with_project_and_token_has_the_sdk_signature() {
    let wire = stop().header("User-Agent", "ua/1").header("X-Project-Id", PROJECT);
    check(
        &Huaweicloud::new(),
        &wire,
        &java().with_security_token("TOKEN=="),
        [
            "content-type;host;user-agent;x-project-id;x-sdk-date;x-security-token",
            "8e1e51ea08f790f55c92f4b61f6de068ca3b44579b1a111d05ed1ef802b03258",
            "5466aba4f2b565ea5f98af446940a541264f7fcc9a804fc914e9e9119e1b5035",
        ],
    );
}

#[test]
fn list_request_has_the_sdk_signature() {
    let target = format!("/v1/{PROJECT}/dev-servers?limit=100&offset=0&sort_dir=DESC&sort_key=createTime");
    check_plain(
        &wire("GET", &target).header("Content-Type", "application/json"),
        [
            "content-type;host;x-sdk-date",
            "a76fe1e12983f862562efee6444b99b5287d95c7bcd7e6edd042bedd528f42e1",
            "06fe28d782f26ba199cf5519b2f7dcafeb1916a7c2f8d28f39da249ad8f2b7b0",
        ],
    );
}

#[test]
fn start_with_empty_object_has_the_sdk_signature() {
    assert_eq!(sha256(b"{}"), "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    check_plain(
        &wire("PUT", &server("start")).header("Content-Type", "application/json;charset=UTF-8").body("{}"),
        [
            "content-type;host;x-sdk-date",
            "7928d161d87acdfba094f22aeb0122d14ad8ee761b608549d72411971cc50d2a",
            "b7f467d1ac716a59ab52790b72c4c14cd71118107114b60e20c5999922fb1bd5",
        ],
    );
}

const SPECIAL: [&str; 3] = [
    "host;x-sdk-date;x-trim",
    "e8976061d7b1518776e81b78486faa6ff74249fa8ba3764aaf2f9a3e8d68a4ad",
    "d3e10cdd22642e400f06dfc0a32168671a995082420461baad1ad73704c0f46d",
];

#[test]
fn special_characters_are_normalized() {
    let query = "K=1&empty=&k=a%2Bb&k=b%20a&z=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29";
    let path = "/v1/a%20b/%E4%B8%AD%E6%96%87/x~y.z";
    check_plain(&wire("GET", &format!("{path}?{query}")).header("X-Trim", "  v  w  "), SPECIAL);
    let (_, _, trace) = sign(
        &Huaweicloud::new(),
        &wire("GET", &format!("{path}?{query}")).header("X-Trim", "  v  w  "),
        &java(),
        DATE,
    );
    let text = trace.canonical_request().expose_secret();
    assert_eq!(text.lines().nth(1), Some("/v1/a%20b/%E4%B8%AD%E6%96%87/x~y.z/"));
    assert_eq!(text.lines().nth(2), Some(query));
    assert_eq!(text.lines().nth(5), Some("x-trim:v  w"));
}

#[test]
fn equivalent_requests_have_the_same_signature() {
    let query = "k=b+a&k=a%2bb&z=一+(%26=?!%23%25.*)&empty&K=1";
    let wire = wire("GET", &format!("/v1/a%20b/中文/x%7ey.z?{query}")).header("X-Trim", "v  w");
    check_plain(&wire, SPECIAL);
}

#[test]
fn stop_with_derived_key_has_the_sdk_signature() {
    check(
        &Huaweicloud::derived("cn-north-4", "modelarts"),
        &stop(),
        &java(),
        [
            "content-type;host;x-sdk-date",
            "9508d4e013912135aa90583e2def40cc3ccda5331394e11079d263accf48da57",
            "13e5f12f35fdda40a95b958b23eff5439f1529d6aedf34023962ca0e50cb1e46",
        ],
    );
}

#[test]
fn values_of_a_repeated_key_are_sorted() {
    for query in ["k=b&k=a&t=true", "t=true&k=a&k=b"] {
        check_plain(
            &wire("GET", &format!("/x?{query}")),
            [
                "host;x-sdk-date",
                "dd54a85b90bc185f763eecf93c70e46293fa43b0b92b7ecd5317653e1282eac5",
                "003bc3ef7bbccd91b0f66da78350d7bfe7293b41e9fc6bf8af5eac9ae87f915f",
            ],
        );
    }
}

#[test]
fn non_json_body_is_declared_unsigned() {
    let wire = wire("POST", "/x").header("Content-Type", "application/octet-stream").body("abc");
    check_plain(
        &wire,
        [
            "content-type;host;x-sdk-content-sha256;x-sdk-date",
            "21903461632dd0317ad145401d342727b22ea4a7fe92db23be8fd9f8e42147e6",
            "a09ccfa58f05e4f5bb50f4dd11b5364f716fefec4f8a4780c0e0965c0ee93a13",
        ],
    );
    let (_, _, trace) = sign(&Huaweicloud::new(), &wire, &java(), DATE);
    assert!(trace.canonical_request().expose_secret().ends_with("\nUNSIGNED-PAYLOAD"));
}

#[test]
fn empty_body_is_hashed_with_any_content_type() {
    // The Python SDK hashes an empty body even if the header is `UNSIGNED-PAYLOAD`. The Go SDK would sign that text
    // in place of the hash. This signer follows the Python SDK.
    let wire = wire("POST", "/x").header("Content-Type", "text/plain");
    let (list, _, trace) = sign(&Huaweicloud::new(), &wire, &java(), DATE);
    assert_eq!(list, "content-type;host;x-sdk-content-sha256;x-sdk-date");
    assert!(trace.canonical_request().expose_secret().ends_with(super::EMPTY));
}
