//! Applying a signature adds, and takes nothing away; if it fails, nothing has changed.

use bytes::Bytes;
use http::Request;
use proptest::prelude::*;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, PresignHeaders, RequestView, Scheme, SignError, SignatureLocation, SigningInstructions, Ucloud,
    Volcengine,
};

use super::cases::{Case, case};
use super::config;
use super::kinds::Kind;
use crate::support::{Wire, assert_valid};

/// The request as the `http` crate holds it; `None` if it can't (a raw blank in a path, say).
fn request(wire: &Wire) -> Option<Request<Bytes>> {
    let mark = if wire.query.is_empty() { "" } else { "?" };
    let uri = format!("https://example.com{}{mark}{}", wire.path, wire.query);
    let builder = Request::builder().method(wire.method.as_str()).uri(uri);
    let builder = wire.headers.iter().fold(builder, |builder, (name, value)| builder.header(name, value));
    let request = builder.body(Bytes::from(wire.body.clone())).ok()?;
    let same = request.uri().path() == wire.path && request.uri().query().unwrap_or_default() == wire.query;
    same.then_some(request)
}

/// The request back as its parts.
fn wire(request: &Request<Bytes>) -> Wire {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let headers = request.headers().iter().map(|(name, value)| (name.to_string(), text(value.as_bytes())));
    Wire {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: request.body().to_vec(),
    }
}

/// Everything of the old request is in the new one, and only the place of the signature has grown.
fn only_added(old: &Wire, new: &Wire, place: SignatureLocation) -> Result<(), TestCaseError> {
    prop_assert_eq!((&old.method, &old.path), (&new.method, &new.path));
    let start = old.body.strip_suffix(b"}").unwrap_or_default();
    match place {
        SignatureLocation::Query => prop_assert!(new.query.starts_with(&old.query)),
        SignatureLocation::Form => prop_assert!(new.body.starts_with(&old.body)),
        SignatureLocation::Json => {
            prop_assert!(new.body.starts_with(start) && new.body.last() == Some(&b'\x7d'))
        }
        _ => {}
    }
    for (name, value) in &old.headers {
        let values =
            |wire: &Wire| wire.headers.iter().filter(|given| given.0 == *name).cloned().collect::<Vec<_>>();
        prop_assert_eq!(values(old), values(new), "{}={}", name, value);
    }
    prop_assert!(place == SignatureLocation::Query || old.query == new.query);
    prop_assert!(matches!(place, SignatureLocation::Form | SignatureLocation::Json) || old.body == new.body);
    prop_assert!(place == SignatureLocation::Headers || old.headers.len() == new.headers.len());
    Ok(())
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn applying_keeps_every_byte_that_was_there(case in case()) {
        let Some(mut request) = request(&case.wire) else { return Ok(()) };
        let before = wire(&request);
        let case = Case { wire: before.clone(), ..case };
        let signed = case.sign().unwrap();
        if signed.apply(&mut request).is_err() {
            // The access key or the token is no header value: `é`, say.
            prop_assert_eq!(wire(&request), before);
            return Ok(());
        }
        only_added(&before, &wire(&request), signed.location())?;
        let verdict = case.verify(&wire(&request));
        prop_assert!(verdict.is_valid(), "{:?} {:?}", verdict.error(), wire(&request));
    }

    #[test]
    fn an_escaped_path_and_any_token_in_json_survive(token in "[\\x00-\\x7f]{1,20}", key in "[\\x00-\\x7f]{1,20}") {
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

/// Applies and fails, and nothing has changed.
#[track_caller]
fn fails(signed: &SigningInstructions, mut request: Request<Bytes>, expected: &SignError) {
    let before = wire(&request);
    assert_eq!(signed.apply(&mut request).as_ref(), Err(expected));
    assert_eq!(wire(&request), before);
}

fn get() -> Request<Bytes> {
    Request::get("https://h.example.com/p?q").header("host", "h.example.com").body(Bytes::new()).unwrap()
}

#[test]
fn a_token_that_can_not_stand_in_a_header_leaves_the_request_as_it_was() {
    let credential = Credential::new("ak", "sk").with_security_token("to\nken");
    let signed = Bce::new().sign(&RequestView::from_http(&get()), &credential, time()).unwrap();
    fails(&signed, get(), &SignError::InvalidHeaderValue("x-bce-security-token"));
}

#[test]
fn a_body_that_is_no_object_leaves_the_request_as_it_was() {
    let credential = Credential::new("ak", "sk");
    let signed = Ucloud.sign(&RequestView::from_http(&json("{}")), &credential, time()).unwrap();
    fails(&signed, json("[1]"), &SignError::InvalidBody("is not a JSON object"));
    assert_eq!(
        Ucloud.sign(&RequestView::from_http(&json("[1]")), &credential, time()),
        Err(SignError::InvalidBody("is not a JSON object"))
    );
}

#[test]
fn a_query_that_would_grow_too_long_leaves_the_request_as_it_was() {
    let credential = Credential::new("ak".repeat(40_000), "sk");
    let scheme = Volcengine::new("cn-beijing", "ecs");
    let signed = scheme
        .sign_query(&RequestView::from_http(&get()), &credential, time(), PresignHeaders::Host)
        .unwrap();
    fails(&signed, get(), &SignError::InvalidHeaderValue("the query"));
}

#[test]
fn the_kinds_of_this_module_cover_every_place() {
    let places = |kind: Kind| {
        let wire = Wire::new("POST", "/?a=1")
            .header("host", "h")
            .header("content-type", "application/json")
            .body("{}");
        let wire = if kind == Kind::UcloudJson {
            wire
        } else {
            Wire { headers: vec![("host".into(), "h".into())], ..wire }
        };
        let wire = if kind == Kind::UcloudQuery { wire.body("") } else { wire };
        kind.sign(&wire, &Credential::new("ak", "sk"), time()).unwrap().location()
    };
    assert_eq!(places(Kind::UcloudForm), SignatureLocation::Form);
    assert_eq!(places(Kind::UcloudJson), SignatureLocation::Json);
    assert_eq!(places(Kind::UcloudQuery), SignatureLocation::Query);
    assert_eq!(places(Kind::VolcengineUrl), SignatureLocation::Query);
    assert_eq!(places(Kind::Huawei), SignatureLocation::Headers);
}
