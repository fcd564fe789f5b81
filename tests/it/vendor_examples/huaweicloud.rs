//! Huawei Cloud. Sources: the tests of the signers in the official Java and Go SDKs and in `golangsdk`, the library
//! of Terraform's provider, and requests that the official Python SDK signed with a fixed clock.
//!
//! Tests for `SDK-HMAC-SM3` are omitted, because this project does not implement that algorithm.

use tingji_core::Credential;
use tingji_signing_core::{Algorithm, Huaweicloud, Scheme, SignedHeaderPolicy, SigningTrace};

use crate::support::{RawRequest, at, canonical_hash, hmac, hmac_hex, sha256, verified_trace};

mod python_sdk;

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const PROJECT: &str = "77b6a44cba5143ab91d13ab9a8ff44fd";

fn java() -> Credential {
    Credential::new("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc")
}

fn go() -> Credential {
    Credential::new("AccessKey", "SecretKey")
}

/// Signs and verifies a request, and returns the list of signed headers, the signature and the trace.
#[track_caller]
fn sign(
    scheme: &Huaweicloud,
    wire: &RawRequest,
    credential: &Credential,
    date: &str,
) -> (String, String, SigningTrace) {
    let signed = scheme.sign(&wire.view(), credential, at(date)).unwrap();
    let trace = verified_trace(&Huaweicloud::new(), &wire.clone().with(&signed), credential, at(date));
    let authorization = signed.authorization().unwrap();
    let (rest, signature) = authorization.split_once(", Signature=").unwrap();
    let (_, list) = rest.split_once(", SignedHeaders=").unwrap();
    (list.to_owned(), signature.to_owned(), trace)
}

/// The derived key as hex text: HKDF of the secret key with the access key as salt.
fn derived_key(credential: &Credential, info: &str) -> String {
    let extracted = hmac(credential.access_key(), credential.secret_key().expose_secret());
    hmac_hex(extracted, &format!("{info}\u{1}"))
}

fn vpcs(host: &str, query: &str) -> RawRequest {
    RawRequest::new("GET", &format!("/v1/{PROJECT}/vpcs?{query}"))
        .header("Content-Type", "application/json")
        .header("Host", host)
}

const JAVA_DATE: &str = "20191115T033655Z";

#[test]
fn java_request_with_query_has_the_sdk_signature() {
    let wire = vpcs("service.region.example.com", "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0");
    let (list, signature, trace) = sign(&Huaweicloud::new(), &wire, &java(), JAVA_DATE);
    assert_eq!(list, "content-type;host;x-sdk-date");
    assert_eq!(signature, "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe");
    let text = format!(
        "GET\n/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs/\nlimit=2&marker=13551d6b-755d-4757-b956-536f674975c0\n\
         content-type:application/json\nhost:service.region.example.com\nx-sdk-date:20191115T033655Z\n\n\
         content-type;host;x-sdk-date\n{EMPTY}"
    );
    assert_eq!(trace.canonical_request().expose_secret(), text);
    assert_eq!(canonical_hash(&trace), "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");
}

#[test]
fn java_request_without_query_has_the_sdk_signature() {
    let wire = vpcs("service.test-region-1.myhuaweicloud.com", "");
    let (_, signature, trace) = sign(&Huaweicloud::new(), &wire, &java(), JAVA_DATE);
    assert_eq!(signature, "4a30e690c3032a1975323588d79e858f188834f91df411a47ada7def6ad8081f");
    assert_eq!(canonical_hash(&trace), "24aab8df594d405e1695b18d270eb1eb1ef8b420e6b9f94d4313664ddb28dc48");
}

#[test]
fn java_request_with_derived_key_has_the_sdk_signature() {
    let wire = vpcs("service.region.example.com", "");
    let scheme = Huaweicloud::derived("region-id-1", "service");
    let (_, signature, trace) = sign(&scheme, &wire, &java(), JAVA_DATE);
    assert_eq!(signature, "34d69dec633c079bba13e0f72d9788b9431e0291b4a563a3e801c46d10750e29");
    assert_eq!(canonical_hash(&trace), "53e7df3d7cf9897d569fccc92907bb9fcb2be9e5c8040b19be81365e41f3d8e5");
    let key = derived_key(&java(), "20191115/region-id-1/service");
    assert_eq!(key, "2ab2ae5b2edc6bd9e51bbcb7f9a58a04ed811d722d6646016aa2f2d70f6a042c");
    assert_eq!(hmac_hex(key, &trace.string_to_sign().expose_secret()), signature);
}

const GO_DATE: &str = "20060102T150405Z";

fn go_get() -> RawRequest {
    RawRequest::new("GET", "/path?limit=1").header("TEST_UNDERSCORE", "TEST_VALUE")
}

/// A POST request. The JSON encoder of the Go SDK ends the body with a line feed, that of `golangsdk` does not.
fn go_post(end: &str) -> RawRequest {
    RawRequest::new("POST", "/path?key=value")
        .header("Content-Type", "application/json")
        .header("TEST_UNDERSCORE", "TEST_VALUE")
        .body(format!("{{\"Name\":\"test\",\"Id\":1}}{end}"))
}

fn plain(headers: SignedHeaderPolicy) -> Huaweicloud {
    Huaweicloud { algorithm: Algorithm::Sdk, headers }
}

fn derived(headers: SignedHeaderPolicy) -> Huaweicloud {
    Huaweicloud { headers, ..Huaweicloud::derived("test-region-1", "demo") }
}

#[test]
fn go_sdk_signs_only_its_subset_of_headers() {
    let policy = SignedHeaderPolicy::NoUnderscoreHostContentType;
    let wire = go_get().header("Host", "h");
    let (list, signature, trace) = sign(&plain(policy), &wire, &go(), GO_DATE);
    assert_eq!(list, "x-sdk-date");
    assert_eq!(signature, "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624");
    assert_eq!(canonical_hash(&trace), "85c3b7730f308aee452b16138a42a914397e43a8f0d732dfa521c0ef2afa98a4");
    let text = format!("GET\n/path/\nlimit=1\nx-sdk-date:20060102T150405Z\n\nx-sdk-date\n{EMPTY}");
    assert_eq!(trace.canonical_request().expose_secret(), text);
}

#[test]
fn go_post_is_signed_with_the_final_line_feed() {
    let policy = SignedHeaderPolicy::NoUnderscoreHostContentType;
    let wire = go_post("\n");
    assert_eq!(sha256(&wire.body), "a29d7b4c5efd1a22011d69fd7b7aee76fe51e4083c609244228de258afd61289");
    let (list, signature, trace) = sign(&plain(policy), &wire, &go(), GO_DATE);
    assert_eq!(list, "x-sdk-date");
    assert_eq!(signature, "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59");
    assert_eq!(canonical_hash(&trace), "13f75ff5f5216199f986c7e7f2f77834d5e160ad9e46f37319816dc72ba7eeab");
}

#[test]
fn go_requests_with_derived_key_have_the_sdk_signature() {
    let scheme = derived(SignedHeaderPolicy::NoUnderscoreHostContentType);
    let (_, signature, trace) = sign(&scheme, &go_get(), &go(), GO_DATE);
    assert_eq!(signature, "8fd3610508884bb19718317797c7378716a94bc740d97502e569322e366341cc");
    let key = derived_key(&go(), "20060102/test-region-1/demo");
    assert_eq!(key, "fded840bf50eb1da840c631cec6649d58c4df22167c366bce4534ec85997f429");
    assert_eq!(hmac_hex(key, &trace.string_to_sign().expose_secret()), signature);
    let (_, signature, _) = sign(&scheme, &go_post("\n"), &go(), GO_DATE);
    assert_eq!(signature, "4112f88b92d82dd1e1b7dd142f1e99e4f1762c42ca8fe0968b3045120870a903");
}

#[test]
fn terraform_library_signs_every_header() {
    let (list, signature, _) = sign(&plain(SignedHeaderPolicy::All), &go_get(), &go(), GO_DATE);
    assert_eq!(list, "test_underscore;x-sdk-date");
    assert_eq!(signature, "daeadcf4a306599f7422401cc55d3718a23ef159fed370c62c551a2c45ae9655");
    let wire = go_post("");
    assert_eq!(sha256(&wire.body), "4beb4e25467baf0f987a4dbb1c8fd2d9f01c9a79992f8a4ac387eceb0d934dbc");
    let (list, signature, _) = sign(&plain(SignedHeaderPolicy::All), &wire, &go(), GO_DATE);
    assert_eq!(list, "content-type;test_underscore;x-sdk-date");
    assert_eq!(signature, "0238c3bedddfe8bf113c7530f783322380dedf720d514861623cfe5f73aa8f64");
}

#[test]
fn terraform_derived_key_requests_have_its_signature() {
    let scheme = derived(SignedHeaderPolicy::All);
    let (_, signature, _) = sign(&scheme, &go_get(), &go(), GO_DATE);
    assert_eq!(signature, "00196d6926ef54489f9f1a1bdfa24870cadbf0af55cc1dffe26574341f1da7b0");
    let (_, signature, _) = sign(&scheme, &go_post(""), &go(), GO_DATE);
    assert_eq!(signature, "ec6f411f852fb2badae3d4927dd1a559e3a3f02a7689527a9a116f8edc7ce3fb");
}
