//! Requests with the signature in their query.

use tingji_core::Credential;
use tingji_signing_core::{PresignHeaders, Scheme, SignatureLocation, VerifyError, Volcengine};

use super::go_sdk::{DATE, OPEN, SECRET};
use super::{EMPTY, get, signing_key};
use crate::support::{RawRequest, assert_valid, at, hmac_hex, sha256};

const STOP: &str = "/?Action=StopInstance&Version=2020-04-01&InstanceId=i-abc";

fn ecs() -> Volcengine {
    Volcengine::new("cn-beijing", "ecs")
}

fn permanent() -> Credential {
    Credential::new("AKLTexample", SECRET)
}

fn temporary() -> Credential {
    permanent().with_security_token("STSTOKENexample==")
}

fn stop() -> RawRequest {
    get(OPEN, STOP)
}

/// Signs and verifies a request, and returns the signature and the signed request.
#[track_caller]
fn sign(wire: &RawRequest, credential: &Credential, presign: PresignHeaders) -> (String, RawRequest) {
    let signed = ecs().sign_query(&wire.view(), credential, at(DATE), presign).unwrap();
    assert_eq!(signed.location(), SignatureLocation::Query);
    let signature = signed.get("X-Signature").unwrap().to_owned();
    let url = wire.clone().with(&signed);
    assert_valid(&ecs().verify(&url.view(), credential, at(DATE)));
    (signature, url)
}

#[test]
fn byteplus_url_has_its_signature() {
    let credential = Credential::new("AKTESTFIXTURE", "SKTESTFIXTURE");
    let wire = get("vod.byteplusapi.com", "/?Action=GetPlayInfo&Version=2023-01-01&Vid=v-fixture-001");
    let scheme = Volcengine::new("ap-singapore-1", "vod");
    let time = at("20230101T000000Z");
    let signed = scheme.sign_query(&wire.view(), &credential, time, PresignHeaders::None).unwrap();
    let signature = "a46cace09bcd8baaf58134b9713331884a4ee133ee2f702b1eb2baf7512d041f";
    assert_eq!(signed.get("X-Signature"), Some(signature));
    let queries =
        "Action;Version;Vid;X-Algorithm;X-Credential;X-Date;X-NotSignBody;X-SignedHeaders;X-SignedQueries";
    assert_eq!(signed.get("X-SignedQueries"), Some(queries));
    assert_valid(&scheme.verify(&wire.with(&signed).view(), &credential, time));
}

#[test]
fn url_without_signed_headers_matches_older_sdks() {
    let (signature, url) = sign(&stop(), &permanent(), PresignHeaders::None);
    assert_eq!(signature, "3e025a9a21d9e020ca916e06445e54450d2d0a2e418f67d9f5a8ec17d3a2c863");
    let elsewhere = RawRequest { headers: vec![("Host".into(), "elsewhere.example.com".into())], ..url };
    assert_valid(&ecs().verify(&elsewhere.view(), &permanent(), at(DATE)));
}

#[test]
fn url_that_signs_the_host_matches_current_sdks() {
    let (signature, url) = sign(&stop(), &permanent(), PresignHeaders::Host);
    assert_eq!(signature, "0746b758ed288280662612b8c52c33a5ee6666dc5598350ff7722aa924f594f1");
    let elsewhere = RawRequest { headers: vec![("Host".into(), "elsewhere.example.com".into())], ..url };
    let verification = ecs().verify(&elsewhere.view(), &permanent(), at(DATE));
    assert_eq!(verification.error(), Some(&VerifyError::SignatureMismatch));
}

#[test]
fn url_token_is_sent_but_not_signed() {
    let (signature, url) = sign(&stop(), &temporary(), PresignHeaders::Host);
    assert_eq!(signature, "0746b758ed288280662612b8c52c33a5ee6666dc5598350ff7722aa924f594f1");
    assert!(url.query.ends_with("&X-Security-Token=STSTOKENexample%3D%3D"));
}

#[test]
fn existing_query_token_is_signed_like_older_go_sdk() {
    let wire = get(OPEN, &format!("{STOP}&X-Security-Token=STSTOKENexample%3D%3D"));
    let (signature, url) = sign(&wire, &temporary(), PresignHeaders::None);
    assert_eq!(signature, "ac8e4d25f956bef946836d849bd1e30ce5dc4ed535cffbf031c8ae909f0ccb58");
    assert_eq!(url.query.matches("X-Security-Token=").count(), 1, "the token is not added again");
}

/// Canonical query of the stop, written by hand. `extra` contains further signed parameters.
fn canonical_query(extra: &str) -> String {
    format!(
        "Action=StopInstance&InstanceId=i-abc&Version=2020-04-01&X-Algorithm=HMAC-SHA256\
         &X-Credential=AKLTexample%2F20240102%2Fcn-beijing%2Fecs%2Frequest&X-Date=20240102T030405Z\
         &X-NotSignBody={extra}&X-SignedHeaders=&X-SignedQueries=Action%3BInstanceId%3BVersion%3BX-Algorithm\
         %3BX-Credential%3BX-Date%3BX-NotSignBody%3BX-SignedHeaders%3BX-SignedQueries"
    )
}

/// Signature of a canonical query, computed without the signer.
fn signature_by_hand(query: &str) -> String {
    let canonical = format!("GET\n/\n{query}\n\n\n\n{EMPTY}");
    let scope = "20240102/cn-beijing/ecs/request";
    let text = format!("HMAC-SHA256\n{DATE}\n{scope}\n{}", sha256(canonical.as_bytes()));
    hmac_hex(signing_key(SECRET, "20240102", "cn-beijing", "ecs"), &text)
}

#[test]
fn signed_but_unlisted_token_is_rejected() {
    // The older Python SDK signs the token without listing it in `X-SignedQueries`. A verifier that signs the listed
    // parameters cannot accept this signature.
    let by_hand = signature_by_hand(&canonical_query("&X-Security-Token=STSTOKENexample%3D%3D"));
    let older = "74c751708eef85b67b9832df919adbadecac942ce00119fb0a5094217483b49d";
    assert_eq!(by_hand, older);
    let (signature, url) = sign(&stop(), &temporary(), PresignHeaders::None);
    assert_eq!(signature, signature_by_hand(&canonical_query("")));
    let older_url = RawRequest { query: url.query.replace(&signature, older), ..url };
    let verification = ecs().verify(&older_url.view(), &temporary(), at(DATE));
    assert_eq!(verification.error(), Some(&VerifyError::SignatureMismatch));
}

#[test]
fn query_key_that_cannot_be_listed_is_rejected() {
    for query in ["a%3Bb=1", "a;b=1", "%ff=1"] {
        let wire = get(OPEN, &format!("{STOP}&{query}"));
        let refused =
            ecs().sign_query(&wire.view(), &permanent(), at(DATE), PresignHeaders::Host).unwrap_err();
        assert!(refused.to_string().starts_with("the query holds a key"), "{query}: {refused}");
    }
}
