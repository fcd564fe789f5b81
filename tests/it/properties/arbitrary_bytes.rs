//! Arbitrary bytes from the network never make a signer or a verifier panic.

use http::{HeaderName, HeaderValue, Request};
use proptest::prelude::*;
use proptest::sample::select;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, RequestView, Scheme, SignedHeaderPolicy, SignedHeaders, Ucloud,
    Volcengine,
};

use super::config;
use crate::support::RawRequest;

/// Parts of signatures in any order, mixed with any text.
fn fragments(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
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

fn wire() -> impl Strategy<Value = RawRequest> {
    let name = prop_oneof![6 => select(NAMES).prop_map(str::to_owned), 1 => any::<String>()];
    let headers = prop::collection::vec((name, fragments(HEADER)), 0..6);
    let body = prop_oneof![
        fragments(JSON).prop_map(String::into_bytes),
        fragments(QUERY).prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..30),
    ];
    (any::<String>(), fragments(QUERY), fragments(QUERY), headers, body)
        .prop_map(|(method, path, query, headers, body)| RawRequest { method, path, query, headers, body })
}

fn credential() -> impl Strategy<Value = Credential> {
    (any::<String>(), any::<String>(), any::<String>()).prop_map(|(key, secret, token)| {
        // The fragments contain the access key `ak`, with which verification passes the first check.
        let key = if key.len() % 4 == 0 { key } else { "ak".to_owned() };
        Credential::new(key, secret).with_security_token(token)
    })
}

/// Verifies and signs a request with every scheme, and prints each verification.
fn check_all_schemes(view: &RequestView<'_>, credential: &Credential, now: UnixTime) {
    check_scheme(&Ucloud, view, credential, now);
    for signed_headers in
        [SignedHeaders::Minimal, SignedHeaders::VendorDefault, SignedHeaders::Explicit(vec!["X-A".into()])]
    {
        check_scheme(&Bce { signed_headers, ..Bce::new() }, view, credential, now);
    }
    let volcengine = Volcengine::new("r", "s");
    check_scheme(&volcengine, view, credential, now);
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        let _ = volcengine.sign_query(view, credential, now, presign);
    }
    for headers in [
        SignedHeaderPolicy::All,
        SignedHeaderPolicy::NoUnderscore,
        SignedHeaderPolicy::NoUnderscoreHostContentType,
    ] {
        check_scheme(&Huaweicloud { headers, ..Huaweicloud::new() }, view, credential, now);
    }
    check_scheme(&Huaweicloud::derived("r", "s"), view, credential, now);
}

fn check_scheme(scheme: &dyn Scheme, view: &RequestView<'_>, credential: &Credential, now: UnixTime) {
    let _ = scheme.presented_credential(view);
    let verification = scheme.verify(view, credential, now);
    let _ =
        format!("{verification:?} {} {}", verification.canonical_request(), verification.string_to_sign());
    let _ = scheme.sign(view, credential, now).map_err(|error| error.to_string());
}

/// Headers with any bytes as values.
fn header_bytes() -> impl Strategy<Value = Vec<(&'static str, Vec<u8>)>> {
    let value = prop::collection::vec(any::<u8>(), 0..40);
    prop::collection::vec((select(NAMES), value), 0..6)
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn arbitrary_request_never_panics(wire in wire(), credential in credential(), now in any::<i64>()) {
        check_all_schemes(&wire.view(), &credential, UnixTime::from_seconds(now));
    }

    #[test]
    fn arbitrary_header_bytes_never_panic(headers in header_bytes(), text in fragments(HEADER), credential in credential()) {
        let mut request = Request::new(bytes::Bytes::new());
        for (name, value) in headers.into_iter().chain([("authorization", text.into_bytes())]) {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                request.headers_mut().append(HeaderName::from_static(name), value);
            }
        }
        check_all_schemes(&RequestView::from_http(&request), &credential, UnixTime::from_seconds(1_704_164_645));
    }
}

/// Values that a request may contain before it is signed. The signers reject most of them.
const PREFILLED: &[&str] = &[
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
    fn prefilled_request_is_rejected_or_verifies(
        headers in prop::collection::vec((select(&NAMES[1..]), select(PREFILLED)), 0..4),
        query in prop::collection::vec((select(&["X-Date", "X-Security-Token", "X-SignedQueries", "a"][..]), select(PREFILLED)), 0..3),
        body in select(&["", "{}"][..]),
        host in any::<bool>(),
    ) {
        let query: Vec<_> = query.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut wire = RawRequest::new("GET", &format!("/?{}", query.join("&"))).body(body);
        for (name, value) in [("host", "h")].iter().filter(|_| host).chain(&headers) {
            wire = wire.header(name, value);
        }
        for token in ["", "tok"] {
            let credential = Credential::new("ak", "sk").with_security_token(token);
            check_signature_or_rejection(&wire, &credential)?;
        }
    }
}

fn check_signature_or_rejection(wire: &RawRequest, credential: &Credential) -> Result<(), TestCaseError> {
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
        if let Ok(signed) = scheme.sign(&wire.view(), credential, time) {
            check_verifies(scheme, &wire.clone().with(&signed), credential, time)?;
        }
    }
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        if let Ok(signed) = volcengine.sign_query(&wire.view(), credential, time, presign) {
            check_verifies(&volcengine, &wire.clone().with(&signed), credential, time)?;
        }
    }
    Ok(())
}

fn check_verifies(
    scheme: &dyn Scheme,
    wire: &RawRequest,
    credential: &Credential,
    time: UnixTime,
) -> Result<(), TestCaseError> {
    let verification = scheme.verify(&wire.view(), credential, time);
    prop_assert!(
        verification.is_valid(),
        "{:?} {wire:?}\n{}",
        verification.error(),
        verification.canonical_request().expose_secret()
    );
    Ok(())
}
