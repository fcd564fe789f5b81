//! Volcengine. Sources: two revisions of the example of <https://www.volcengine.com/docs/6369/67270>, unit tests in
//! public repositories (Swift, Python, TypeScript for BytePlus, JavaScript), and requests that the old and the new
//! official Go SDK signed with a fixed clock.

use tingji_core::Credential;
use tingji_signing_core::{Scheme, SigningTrace, Volcengine};

use crate::support::{RawRequest, at, canonical_hash, hmac, hmac_hex, sha256, verified_trace};

mod go_sdk;
mod presigned;

const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const USERS: &str = "/?Action=ListUsers&Version=2018-01-01&Limit=10&Offset=0";

/// A scheme with a credential and a time.
struct Client {
    scheme: Volcengine,
    credential: Credential,
    date: &'static str,
}

impl Client {
    fn new(secret: &str, date: &'static str, region: &str, service: &str) -> Self {
        // The signature does not depend on the access key, so that an invented one works.
        let credential = Credential::new("AKLTexample", secret);
        Self { scheme: Volcengine::new(region, service), credential, date }
    }

    /// Signs and verifies a request, and returns the signature and the trace.
    #[track_caller]
    fn sign(&self, wire: &RawRequest) -> (String, SigningTrace) {
        let signed = self.scheme.sign(&wire.view(), &self.credential, at(self.date)).unwrap();
        let trace = self.verified_trace(&wire.clone().with(&signed));
        let (_, signature) = signed.authorization().unwrap().split_once("Signature=").unwrap();
        (signature.to_owned(), trace)
    }

    #[track_caller]
    fn signature(&self, wire: &RawRequest) -> String {
        self.sign(wire).0
    }

    #[track_caller]
    fn verified_trace(&self, wire: &RawRequest) -> SigningTrace {
        verified_trace(&self.scheme, wire, &self.credential, at(self.date))
    }
}

/// The signing key, derived by hand.
fn signing_key(secret: &str, day: &str, region: &str, service: &str) -> Vec<u8> {
    [day, region, service, "request"].iter().fold(secret.as_bytes().to_vec(), |key, part| hmac(key, part))
}

fn get(host: &str, target: &str) -> RawRequest {
    RawRequest::new("GET", target).header("Host", host)
}

const DOCUMENTED_SECRET: &str = "WkRZeE1EQmxPVGhsWWpWak5HVmtNbUUxTXpZeU9UVXlOMlE1TmpZeVlqTQ==";

/// The request of the current page, with the signature of the page, which covers only `host` and `x-date`.
fn documented() -> (Client, RawRequest) {
    let authorization = "HMAC-SHA256 Credential=AKLTexample/20240619/cn-beijing/iam/request, \
                         SignedHeaders=host;x-date, \
                         Signature=e31c4558bcfe08a286001f59cedbf0791ffd0b2362f10e55ee2627467bcdde93";
    let wire = get("iam.volcengineapi.com", USERS)
        .header("X-Date", "20240619T071306Z")
        .header("Authorization", authorization);
    (Client::new(DOCUMENTED_SECRET, "20240619T071306Z", "cn-beijing", "iam"), wire)
}

#[test]
fn documented_example_verifies() {
    // The signer covers more headers than the page, so that the test verifies the signature of the page.
    let (client, wire) = documented();
    let trace = client.verified_trace(&wire);
    assert_eq!(canonical_hash(&trace), "5ed5bca3905e1fcbf789abb56a17c2d819674a3bcfa468ae476bd1ea80d135cb");
    let text = format!(
        "GET\n/\nAction=ListUsers&Limit=10&Offset=0&Version=2018-01-01\n\
         host:iam.volcengineapi.com\nx-date:20240619T071306Z\n\nhost;x-date\n{EMPTY}"
    );
    assert_eq!(trace.canonical_request().expose_secret(), text);
}

#[test]
fn documented_signing_key_is_derived_without_a_prefix() {
    let (client, wire) = documented();
    let key = signing_key(DOCUMENTED_SECRET, "20240619", "cn-beijing", "iam");
    assert_eq!(hex::encode(&key), "abee62e533a58934c49954459a3c3237d2fccea517c9a7c8a2651d8ea7779826");
    let text = client.verified_trace(&wire).string_to_sign().expose_secret();
    assert_eq!(hmac_hex(key, &text), "e31c4558bcfe08a286001f59cedbf0791ffd0b2362f10e55ee2627467bcdde93");
}

#[test]
fn older_documented_example_has_its_signature() {
    let secret = "TnpCak5XWXpZV1U0WkRaaE5ERmxaR0ZpTmpjeVkyUXlZek0wTWpJMU1qWQ==";
    let client = Client::new(secret, "20201230T081805Z", "cn-north-1", "iam");
    let (signature, trace) = client.sign(&get("iam.volcengineapi.com", USERS).header("Content-Type", FORM));
    assert_eq!(signature, "28eeabbbd726b87002e0fe58ad8c1c768e619b06e2646f35b6ad7ed029a6d8a7");
    assert_eq!(canonical_hash(&trace), "3a4d4dee07c3308a52da01bc12d7a83c3705bfa543f51648f46de880bb2a7447");
    let key = signing_key(secret, "20201230", "cn-north-1", "iam");
    assert_eq!(hex::encode(&key), "e7d2eb478084eaaaf8f85c161de16f13d97e52e77bd0415f33e7feb561cccffd");
    assert_eq!(hmac_hex(key, &trace.string_to_sign().expose_secret()), signature);
}

const USAGE: &str = "/?Action=GetCodingPlanUsage&Version=2024-01-01";

#[test]
fn swift_example_has_its_signature() {
    let client = Client::new("dGVzdC1zZWNyZXQtYWNjZXNzLWtleQ==", "20260907T093000Z", "cn-beijing", "ark");
    let wire = get("open.volcengineapi.com", USAGE).header("Content-Type", FORM);
    let signature = "3bc6ebb4fd6da065cae0c05dbfc35285cdced26090d7c0aea87b2f2330cd031d";
    assert_eq!(client.signature(&wire), signature);
}

#[test]
fn chinese_json_body_is_hashed_as_sent() {
    // Source: a Python test with a signature of the official Python SDK.
    let client =
        Client::new("exampleSecretKey+/=0123456789", "20261001T120000Z", "cn-beijing", "imagination");
    let body = r#"{"Text":"雨夜里的悲伤钢琴曲，缓慢，小调，弦乐铺底","Version":"v5.0","Duration":30}"#;
    assert_eq!(sha256(body.as_bytes()), "857892f3e9e1618085291227563aebfe9ad34fb0c39dc30a857d3b491ea3842e");
    let wire = RawRequest::new("POST", "/?Action=GenBGMForTime&Version=2024-08-12")
        .header("Host", "open.volcengineapi.com")
        .header("Content-Type", "application/json")
        .body(body);
    let signature = "ab7ece670dd0b906f05a3f8d2cc92893252cb7099d9495e7ac0c61d02a710ae2";
    assert_eq!(client.signature(&wire), signature);
}

#[test]
fn byteplus_examples_have_their_signature() {
    let client = Client::new("SKTESTFIXTURE", "20230101T000000Z", "ap-singapore-1", "vod");
    let wire = get("vod.byteplusapi.com", "/?Action=GetPlayInfo&Version=2023-01-01&Vid=v-fixture-001");
    let signature = "3344775e63b0aa121e79cfd0d177f3ad2ce2b8f5b7583a36b5b7832885c2f0bd";
    assert_eq!(client.signature(&wire), signature);
    let wire = RawRequest::new("POST", "/?Action=GetVodMediaPlayData&Version=2025-04-01")
        .header("Host", "vod.byteplusapi.com")
        .header("Content-Type", "application/json")
        .body(r#"{"Vids": ["a", "b"]}"#);
    let signature = "c6b8363f08acd5d1ac420383e49dcfdfce51d883712f3b5ca928bb1a16e1b962";
    assert_eq!(client.signature(&wire), signature);
}

#[test]
fn javascript_example_has_its_signature() {
    let secret = "TestSecretAccessKey0000000000000000";
    let client = Client::new(secret, "20261009T093000Z", "cn-beijing", "ark");
    let wire = RawRequest::new("POST", USAGE)
        .header("host", "open.volcengineapi.com")
        .header("content-type", "application/json")
        .body("{}");
    let signature = "10958414d9ef40bd91ff9ed749bda1d7c60abf912bf7140938b452439490fff7";
    assert_eq!(client.signature(&wire), signature);
}
