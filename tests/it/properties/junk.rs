//! Nothing that comes over the wire makes a signer or a verifier panic.

use http::{HeaderName, HeaderValue, Request};
use proptest::prelude::*;
use proptest::sample::select;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, RequestView, Scheme, SignedHeaderPolicy, SignedHeaders, Ucloud,
    Volcengine,
};

use super::config;
use crate::support::Wire;

/// Pieces that signatures are made of, in any order, with anything between them.
fn shards(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => select(pieces).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

const HEADER: &[&str] = &[
    "HMAC-SHA256 ",
    "SDK-HMAC-SHA256 ",
    "V11-HMAC-SHA256 ",
    "bce-auth-v1/",
    "Credential=",
    "Access=",
    "SignedHeaders=",
    "Signature=",
    "host;x-date",
    "/",
    ", ",
    ";",
    "ak",
    "20240102T030405Z",
    "2015-08-11T04:17:29Z",
    "20240102",
    "/request",
    "1800",
    "99999999999999999999",
    "-1",
    "UNSIGNED-PAYLOAD",
    "application/json",
    "\u{0}",
    "é",
];

const QUERY: &[&str] = &[
    "&",
    "=",
    "%",
    "%4",
    "%ff",
    "+",
    ";",
    "X-Signature=",
    "X-Credential=",
    "ak/20240102/r/s/request",
    "X-Date=20240102T030405Z",
    "X-Expires=",
    "9223372036854775807",
    "-9223372036854775808",
    "X-SignedHeaders=host",
    "X-SignedQueries=",
    "X-Security-Token=",
    "Signature=",
    "PublicKey=",
    "SecurityToken=",
    "authorization=",
    "/",
];

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"a\"",
    "\"Signature\"",
    "\"PublicKey\"",
    "null",
    "1e999",
    "-0.0",
    "1e-300",
    "true",
    "\"\\ud800\"",
    "\"\\u0000\"",
    " ",
];

const NAMES: &[&str] = &[
    "authorization",
    "host",
    "content-type",
    "x-date",
    "x-sdk-date",
    "x-bce-date",
    "x-content-sha256",
    "x-sdk-content-sha256",
    "x-security-token",
    "x-bce-security-token",
    "x-a",
];

fn wire() -> impl Strategy<Value = Wire> {
    let name = prop_oneof![6 => select(NAMES).prop_map(str::to_owned), 1 => any::<String>()];
    let headers = prop::collection::vec((name, shards(HEADER)), 0..6);
    let body = prop_oneof![
        shards(JSON).prop_map(String::into_bytes),
        shards(QUERY).prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..30),
    ];
    (any::<String>(), shards(QUERY), shards(QUERY), headers, body)
        .prop_map(|(method, path, query, headers, body)| Wire { method, path, query, headers, body })
}

fn credential() -> impl Strategy<Value = Credential> {
    (any::<String>(), any::<String>(), any::<String>()).prop_map(|(key, secret, token)| {
        // Mostly the key that the shards name, so that more than the first check is reached.
        let key = if key.len() % 4 == 0 { key } else { "ak".to_owned() };
        Credential::new(key, secret).with_security_token(token)
    })
}

/// Everything that reads a request reads this one; what is judged is shown as well.
fn all(view: &RequestView<'_>, credential: &Credential, now: UnixTime) {
    let one = |scheme: &dyn Scheme| {
        let _ = scheme.presented_credential(view);
        let verdict = scheme.verify(view, credential, now);
        let _ = format!("{verdict:?} {} {}", verdict.canonical_request(), verdict.string_to_sign());
        let _ = scheme.sign(view, credential, now).map_err(|error| error.to_string());
    };
    one(&Ucloud);
    for signed_headers in
        [SignedHeaders::Minimal, SignedHeaders::VendorDefault, SignedHeaders::Explicit(vec!["X-A".into()])]
    {
        one(&Bce { signed_headers, ..Bce::new() });
    }
    let volcengine = Volcengine::new("r", "s");
    one(&volcengine);
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        let _ = volcengine.sign_query(view, credential, now, presign);
    }
    for headers in [
        SignedHeaderPolicy::All,
        SignedHeaderPolicy::NoUnderscore,
        SignedHeaderPolicy::NoUnderscoreHostContentType,
    ] {
        one(&Huaweicloud { headers, ..Huaweicloud::new() });
    }
    one(&Huaweicloud::derived("r", "s"));
}

/// Header values of any bytes that HTTP allows, which need not be text.
fn bytes() -> impl Strategy<Value = Vec<(&'static str, Vec<u8>)>> {
    let value = prop::collection::vec(any::<u8>(), 0..40);
    prop::collection::vec((select(NAMES), value), 0..6)
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn no_request_makes_anything_panic(wire in wire(), who in credential(), now in any::<i64>()) {
        all(&wire.view(), &who, UnixTime::from_seconds(now));
    }

    #[test]
    fn no_bytes_in_headers_make_anything_panic(headers in bytes(), text in shards(HEADER), who in credential()) {
        let mut request = Request::new(bytes::Bytes::new());
        let given = headers.into_iter().chain([("authorization", text.into_bytes())]);
        for (name, value) in given {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                request.headers_mut().append(HeaderName::from_static(name), value);
            }
        }
        all(&RequestView::from_http(&request), &who, UnixTime::from_seconds(1_704_164_645));
    }
}

/// What a caller may have put into the request before it is signed; most of it is refused.
const GIVEN: &[&str] = &[
    "20240102T030405Z",
    "2024-01-02T03:04:05Z",
    "tok",
    "UNSIGNED-PAYLOAD",
    "",
    " ",
    "h",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
];

proptest! {
    #![proptest_config(config(800))]

    #[test]
    fn a_request_that_already_holds_something_is_refused_or_signed_so_that_it_verifies(
        headers in prop::collection::vec((select(&NAMES[1..]), select(GIVEN)), 0..4),
        query in prop::collection::vec((select(&["X-Date", "X-Security-Token", "X-SignedQueries", "a"][..]), select(GIVEN)), 0..3),
        body in select(&["", "{}"][..]),
        host in any::<bool>(),
    ) {
        let query: Vec<_> = query.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut wire = Wire::new("GET", &format!("/?{}", query.join("&"))).body(body);
        for (name, value) in [("host", "h")].iter().filter(|_| host).chain(&headers) {
            wire = wire.header(name, value);
        }
        for token in ["", "tok"] {
            let who = Credential::new("ak", "sk").with_security_token(token);
            signed_well_or_not_at_all(&wire, &who)?;
        }
    }
}

fn signed_well_or_not_at_all(wire: &Wire, who: &Credential) -> Result<(), TestCaseError> {
    let time = UnixTime::from_seconds(1_704_164_645);
    let volcengine = Volcengine::new("r", "s");
    let schemes: [&dyn Scheme; 6] = [
        &Bce::new(),
        &Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() },
        &volcengine,
        &Huaweicloud::new(),
        &Huaweicloud { headers: SignedHeaderPolicy::All, ..Huaweicloud::new() },
        &Huaweicloud::derived("r", "s"),
    ];
    for scheme in schemes {
        if let Ok(signed) = scheme.sign(&wire.view(), who, time) {
            verified(scheme, &wire.clone().with(&signed), who, time)?;
        }
    }
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        if let Ok(signed) = volcengine.sign_query(&wire.view(), who, time, presign) {
            verified(&volcengine, &wire.clone().with(&signed), who, time)?;
        }
    }
    Ok(())
}

fn verified(scheme: &dyn Scheme, wire: &Wire, who: &Credential, time: UnixTime) -> Result<(), TestCaseError> {
    let verdict = scheme.verify(&wire.view(), who, time);
    prop_assert!(
        verdict.is_valid(),
        "{:?} {wire:?}\n{}",
        verdict.error(),
        verdict.canonical_request().expose()
    );
    Ok(())
}
