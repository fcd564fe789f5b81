//! Applying a signature to a request of the `http` crate. Success only adds to the request, and an error leaves the
//! request unchanged.

use bytes::Bytes;
use http::Request;
use proptest::prelude::*;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, PresignHeaders, RequestView, Scheme, SignError, SignatureLocation, SigningInstructions, Ucloud,
    Volcengine,
};

use super::cases::{SigningCase, case};
use super::config;
use super::schemes::SchemeKind;
use crate::support::{RawRequest, assert_valid};

/// The request of the `http` crate; `None` if a part is not valid there, such as a raw space in a path.
fn request(wire: &RawRequest) -> Option<Request<Bytes>> {
    let separator = if wire.query.is_empty() { "" } else { "?" };
    let uri = format!("https://example.com{}{separator}{}", wire.path, wire.query);
    let builder = Request::builder().method(wire.method.as_str()).uri(uri);
    let builder = wire.headers.iter().fold(builder, |builder, (name, value)| builder.header(name, value));
    let request = builder.body(Bytes::from(wire.body.clone())).ok()?;
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or_default();
    if path == wire.path && query == wire.query { Some(request) } else { None }
}

/// The parts of a request of the `http` crate.
fn wire(request: &Request<Bytes>) -> RawRequest {
    let headers = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8(value.as_bytes().to_vec()).unwrap()));
    RawRequest {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: request.body().to_vec(),
    }
}

/// Fails unless the new request contains everything of the old one, and grew only at the signature's location.
fn check_only_added(
    old: &RawRequest,
    new: &RawRequest,
    location: SignatureLocation,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(&old.method, &new.method);
    prop_assert_eq!(&old.path, &new.path);
    let start = old.body.strip_suffix(b"}").unwrap_or_default();
    match location {
        SignatureLocation::Query => prop_assert!(new.query.starts_with(&old.query)),
        SignatureLocation::Form => prop_assert!(new.body.starts_with(&old.body)),
        SignatureLocation::Json => {
            prop_assert!(new.body.starts_with(start) && new.body.last() == Some(&b'\x7d'));
        }
        _ => {}
    }
    for (name, value) in &old.headers {
        prop_assert_eq!(headers_named(old, name), headers_named(new, name), "{}={}", name, value);
    }
    prop_assert!(location == SignatureLocation::Query || old.query == new.query);
    prop_assert!(
        matches!(location, SignatureLocation::Form | SignatureLocation::Json) || old.body == new.body
    );
    prop_assert!(location == SignatureLocation::Headers || old.headers.len() == new.headers.len());
    Ok(())
}

fn headers_named(wire: &RawRequest, name: &str) -> Vec<(String, String)> {
    wire.headers.iter().filter(|header| header.0 == name).cloned().collect()
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn applied_signature_preserves_every_byte(case in case()) {
        let Some(mut request) = request(&case.wire) else { return Ok(()) };
        let before = wire(&request);
        let case = SigningCase { wire: before.clone(), ..case };
        let signed = case.sign().unwrap();
        if signed.apply(&mut request).is_err() {
            // The access key or the token is not a valid header value, such as `é`.
            prop_assert_eq!(wire(&request), before);
            return Ok(());
        }
        check_only_added(&before, &wire(&request), signed.location())?;
        let verification = case.verify(&wire(&request));
        prop_assert!(verification.is_valid(), "{:?} {:?}", verification.error(), wire(&request));
    }

    #[test]
    fn any_token_in_json_verifies(token in "[\\x00-\\x7f]{1,20}", key in "[\\x00-\\x7f]{1,20}") {
        let credential = Credential::new(key, "sk").with_security_token(token);
        let mut request = json("{\"Action\": \"Stop\" }\n");
        let signed = Ucloud.sign(&RequestView::from_http(&request), &credential, time()).unwrap();
        signed.apply(&mut request).unwrap();
        assert_valid(&Ucloud.verify(&RequestView::from_http(&request), &credential, time()));
    }
}

fn time() -> UnixTime {
    UnixTime::from_seconds(1_704_164_645)
}

fn json(body: &'static str) -> Request<Bytes> {
    let builder = Request::post("https://api.compshare.cn/").header("content-type", "application/json");
    builder.body(Bytes::from_static(body.as_bytes())).unwrap()
}

/// Asserts that applying a signature fails and leaves the request unchanged.
#[track_caller]
fn assert_fails(signed: &SigningInstructions, mut request: Request<Bytes>, expected: &SignError) {
    let before = wire(&request);
    assert_eq!(signed.apply(&mut request).as_ref(), Err(expected));
    assert_eq!(wire(&request), before);
}

fn get() -> Request<Bytes> {
    Request::get("https://h.example.com/p?q").header("host", "h.example.com").body(Bytes::new()).unwrap()
}

#[test]
fn invalid_header_token_leaves_the_request_unchanged() {
    let credential = Credential::new("ak", "sk").with_security_token("to\nken");
    let signed = Bce::new().sign(&RequestView::from_http(&get()), &credential, time()).unwrap();
    assert_fails(&signed, get(), &SignError::InvalidHeaderValue("x-bce-security-token"));
}

#[test]
fn non_object_body_leaves_the_request_unchanged() {
    let credential = Credential::new("ak", "sk");
    let signed = Ucloud.sign(&RequestView::from_http(&json("{}")), &credential, time()).unwrap();
    assert_fails(&signed, json("[1]"), &SignError::InvalidBody("is not a JSON object"));
    assert_eq!(
        Ucloud.sign(&RequestView::from_http(&json("[1]")), &credential, time()),
        Err(SignError::InvalidBody("is not a JSON object"))
    );
}

#[test]
fn overlong_query_leaves_the_request_unchanged() {
    let credential = Credential::new("ak".repeat(40_000), "sk");
    let scheme = Volcengine::new("cn-beijing", "ecs");
    let signed = scheme
        .sign_query(&RequestView::from_http(&get()), &credential, time(), PresignHeaders::Host)
        .unwrap();
    assert_fails(&signed, get(), &SignError::InvalidHeaderValue("the query"));
}

fn location_of(kind: SchemeKind) -> SignatureLocation {
    let mut wire = RawRequest::new("POST", "/?a=1").header("host", "h").body("{}");
    if kind == SchemeKind::UcloudJson {
        wire = wire.header("content-type", "application/json");
    }
    if kind == SchemeKind::UcloudQuery {
        wire = wire.body("");
    }
    kind.sign(&wire, &Credential::new("ak", "sk"), time()).unwrap().location()
}

#[test]
fn schemes_cover_every_signature_location() {
    assert_eq!(location_of(SchemeKind::UcloudForm), SignatureLocation::Form);
    assert_eq!(location_of(SchemeKind::UcloudJson), SignatureLocation::Json);
    assert_eq!(location_of(SchemeKind::UcloudQuery), SignatureLocation::Query);
    assert_eq!(location_of(SchemeKind::VolcengineUrl), SignatureLocation::Query);
    assert_eq!(location_of(SchemeKind::Huawei), SignatureLocation::Headers);
}
