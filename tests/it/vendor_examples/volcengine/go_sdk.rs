//! Requests that the official Go SDKs, or where a comment says so the Python SDK, signed with a fixed clock.

use tingji_core::Credential;
use tingji_signing_core::Scheme;

use super::{Client, FORM, get, signing_key};
use crate::support::{RawRequest, canonical_hash, sha256};

pub(super) const SECRET: &str = "c2VjcmV0LWV4YW1wbGU=";
pub(super) const DATE: &str = "20240102T030405Z";
pub(super) const OPEN: &str = "open.volcengineapi.com";

pub(super) fn ecs() -> Client {
    Client::new(SECRET, DATE, "cn-beijing", "ecs")
}

/// A GET request with the content type that the Go SDKs add to every GET request.
fn go_get(host: &str, query: &str) -> RawRequest {
    get(host, &format!("/?{query}&Version=2020-04-01")).header("Content-Type", FORM)
}

#[track_caller]
fn check(client: &Client, wire: &RawRequest, hash: &str, signature: &str) {
    let (signed, trace) = client.sign(wire);
    let text = trace.canonical_request().expose_secret();
    assert_eq!((canonical_hash(&trace).as_str(), signed.as_str()), (hash, signature), "{text}");
}

/// Canonical query of a request.
fn query(client: &Client, wire: &RawRequest) -> String {
    client.sign(wire).1.canonical_request().expose_secret().lines().nth(2).unwrap().to_owned()
}

const STOP: &str = "Action=StopInstance&InstanceId=i-3tiefmkskq3vj0abcdef&ForceStop=false\
                    &StoppedMode=StopCharging&ClientToken=11111111-2222-4333-8444-555555555555";
const ECS: &str = "ecs.cn-beijing.volcengineapi.com";

fn hex_key(service: &str) -> String {
    hex::encode(signing_key(SECRET, "20240102", "cn-beijing", service))
}

#[test]
fn signing_keys_of_two_services_match_the_sdks() {
    assert_eq!(hex_key("ecs"), "5de3df7260c2b456e1312d41fd8d673b1664289ab00ae9c1fff1d0ab3a3947ac");
    assert_eq!(hex_key("ml_platform"), "8d6f65f7a6e53b0474d8c44405ac1e94d872cc3488d5fdc85a8165845e6ee5e8");
}

#[test]
fn stop_has_the_sdk_signature() {
    check(
        &ecs(),
        &go_get(ECS, STOP),
        "58748b160334ce35472ffacee1d2ee59b6c030db9d237cfe68b2fb8f5415107c",
        "eb87fcf80d06c884bfdc82d657adaa97bcf7a2c1a9e062e28d6ce13c97b9b53c",
    );
}

#[test]
fn stop_without_content_type_matches_older_python_sdk() {
    let wire = get(ECS, &format!("/?{STOP}&Version=2020-04-01"));
    check(
        &ecs(),
        &wire,
        "4fceef198b7a11005005b6dd9897b41787dbe1f83c648f17d6560f254819ab23",
        "2b6afb01bb8d5254e559605bf65a6897ee49d93c97c7ec09c81f61eb159212d8",
    );
}

#[test]
fn list_element_ten_precedes_element_two() {
    let wire = go_get(
        OPEN,
        "Action=StopInstances&InstanceIds.1=i-a&InstanceIds.2=i-b&InstanceIds.10=i-j&InstanceIds.11=i-k",
    );
    assert_eq!(
        query(&ecs(), &wire),
        "Action=StopInstances&InstanceIds.1=i-a&InstanceIds.10=i-j&InstanceIds.11=i-k&InstanceIds.2=i-b\
         &Version=2020-04-01"
    );
    check(
        &ecs(),
        &wire,
        "3d7310541fccdca3f91cfbf8364991a4ec924ec5f8ae31ea8aa7b52c8e77ad07",
        "cc0cd2acc2bd88393b068f8d16694455a47d6aaa1d024bbf8f31b3c156d86849",
    );
}

#[test]
fn special_characters_are_normalized() {
    let hash = "5e7a5d7a6d29830e2e97fca10397e843dcfb68d17b233353900a6be443e54b1c";
    let signature = "3dbf5f6cbff9181384d0cc575bc122cd043a581d8db6dd92dd71d2a1213e3edf";
    for name in ["a%20b%2Bc%2A~%2F%3D%26%25", "a+b%2bc*~/=%26%25"] {
        let wire = go_get(
            OPEN,
            &format!("Action=DescribeInstances&InstanceName={name}&Empty=&Zh=%E6%B5%8B%E8%AF%95"),
        );
        assert_eq!(
            query(&ecs(), &wire),
            "Action=DescribeInstances&Empty=&InstanceName=a%20b%2Bc%2A~%2F%3D%26%25&Version=2020-04-01\
             &Zh=%E6%B5%8B%E8%AF%95"
        );
        check(&ecs(), &wire, hash, signature);
    }
}

#[test]
fn repeated_key_keeps_the_order_of_its_values() {
    // The Go SDKs, the older Python SDK and the documentation keep the order. The demo for Node sorts the values,
    // and the newer Python SDK sends only the last one.
    let wire = go_get(OPEN, "Action=X&K=b&K=a&K=A");
    assert_eq!(query(&ecs(), &wire), "Action=X&K=b&K=a&K=A&Version=2020-04-01");
    check(
        &ecs(),
        &wire,
        "db09593772bc0aeb9b7dfb8b06f3868c5e5be533dcad59ae38e0488859c54d98",
        "de09d038c1c7ad4d298842a206cc1ec4b46d0d3cba5d3e21f3a162c2d4cd4695",
    );
    assert_ne!(ecs().signature(&go_get(OPEN, "Action=X&K=A&K=a&K=b")), ecs().signature(&wire));
}

#[test]
fn session_token_is_sent_and_signed() {
    let mut client = ecs();
    client.credential = Credential::new("AKLTexample", SECRET).with_security_token("STSTOKENexample==");
    let wire = go_get(OPEN, "Action=DescribeInstances&MaxResults=100");
    check(
        &client,
        &wire,
        "6c960a1f01464b6338548b1e1b8c11544764c1ce6ea0b4268e5fbde0ef42ff0a",
        "fd50372ccc75012261cf8a7c4431624a40e014db521fa6ebfba4ba5d81238552",
    );
    let signed = client.scheme.sign(&wire.view(), &client.credential, super::at(DATE)).unwrap();
    assert!(
        signed
            .authorization()
            .unwrap()
            .contains("SignedHeaders=content-type;host;x-content-sha256;x-date;x-security-token, ")
    );
}

#[test]
fn uncommon_port_is_signed() {
    check(
        &ecs(),
        &go_get("127.0.0.1:8080", "Action=DescribeInstances"),
        "113e5fba46f3ba585da18139c54aa77400c3ddc2f7d6828f810a4bf77ac5471a",
        "49a96b8b1cbb7ab95773b67f715bf3f78ea89906980944bdfefa0626e0f59795",
    );
}

#[test]
fn default_ports_are_not_signed() {
    for host in ["open.volcengineapi.com:443", "open.volcengineapi.com:80", OPEN] {
        check(
            &ecs(),
            &go_get(host, "Action=DescribeInstances"),
            "8052a17d657c79343bb39b2a447ff3012a4e9e5c43e28d8e545864ce7a47376f",
            "a16082a1d2dfd6ee2af91a17633d930e1220d65c783438319e548dd984d0c1ec",
        );
    }
}

#[test]
fn form_is_hashed_as_the_body() {
    let body = "InstanceIds.1=i-a&InstanceIds.2=i-b";
    assert_eq!(sha256(body.as_bytes()), "2dfac17235ed11f7ce58a7fa80d9d6abd35524b0aa2bd85159b165bd8e0d294f");
    let wire = RawRequest::new("POST", "/?Action=StopInstances&Version=2020-04-01")
        .header("Host", OPEN)
        .header("Content-Type", FORM)
        .body(body);
    check(
        &ecs(),
        &wire,
        "16e72071da379808aee90e2585e6c5ca5b4f419397f6e464d2d9744b4a8b6247",
        "e8ad0a42d9121f9edff2591d7dfa370e311e194c76ff3c5f422b62a81c54d858",
    );
}

#[test]
fn service_name_keeps_its_underscore() {
    let body = r#"{"Id":"di-20240101000000-abcde"}"#;
    assert_eq!(sha256(body.as_bytes()), "9a734a25c220a72ea5dac30e55da81b442d9a4a796300925d2f7ecc65b352027");
    let wire = RawRequest::new("POST", "/?Action=StopDevInstance&Version=2024-07-01")
        .header("Host", "ml-platform.cn-beijing.volcengineapi.com")
        .header("Content-Type", "application/json; charset=utf-8")
        .body(body);
    check(
        &Client::new(SECRET, DATE, "cn-beijing", "ml_platform"),
        &wire,
        "ecf015c5792fcae3dd70177bc9de398baab79d84d90d3294d81e4f0dd2d02f2f",
        "ee777d2ec43d911febe3bec2767c9bc574ca9a6a12e6055002227de04549f619",
    );
}

#[test]
fn path_is_escaped_once() {
    let wire = get(OPEN, "/a%20b/c~d?Action=X&Version=1").header("Content-Type", FORM);
    check(
        &ecs(),
        &wire,
        "0252669d3299f3ee7f074fb0581972e8b9ad1fa3ecaba18651313ac1358239dc",
        "69b94bbf7d91af54ee6c43b02084139c22aae396ace671f04608a930384cd693",
    );
}

#[test]
fn signature_depends_on_the_scope() {
    let wire = go_get(ECS, STOP);
    let right = ecs().signature(&wire);
    for other in [
        Client::new(SECRET, DATE, "cn-shanghai", "ecs"),
        Client::new(SECRET, DATE, "cn-beijing", "vke"),
        Client::new(SECRET, "20240102T030406Z", "cn-beijing", "ecs"),
        Client::new("c2VjcmV0LWV4YW1wbGU", DATE, "cn-beijing", "ecs"),
    ] {
        assert_ne!(other.signature(&wire), right);
    }
}
