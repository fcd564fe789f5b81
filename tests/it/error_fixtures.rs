//! Requests that the signers reject, for each kind of [`SignError`]. A signer only reads its request.

use bytes::Bytes;
use http::{HeaderValue, Request};
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, RequestView, Scheme, SignError, Ucloud, Volcengine,
};

use crate::support::RawRequest;

fn time() -> UnixTime {
    UnixTime::from_seconds(1_704_164_645)
}

fn permanent() -> Credential {
    Credential::new("my_ak", "my_sk")
}

fn temporary() -> Credential {
    permanent().with_security_token("my_token")
}

fn volcengine() -> Volcengine {
    Volcengine::new("cn-beijing", "ecs")
}

fn get() -> RawRequest {
    RawRequest::new("GET", "/p?a=1").header("Host", "h.example.com")
}

#[track_caller]
fn assert_rejected(scheme: &dyn Scheme, wire: &RawRequest, credential: &Credential, expected: &SignError) {
    assert_eq!(scheme.sign(&wire.view(), credential, time()).as_ref(), Err(expected));
}

/// Asserts that a request is rejected when it is signed as a URL.
#[track_caller]
fn assert_url_rejected(wire: &RawRequest, credential: &Credential, expected: &SignError) {
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        let signed = volcengine().sign_query(&wire.view(), credential, time(), presign);
        assert_eq!(signed.as_ref(), Err(expected));
    }
}

/// Schemes with the signature in a header, with the names of the headers of the time and of the token.
fn header_schemes() -> [(Box<dyn Scheme>, &'static str, &'static str); 4] {
    [
        (Box::new(Bce::new()), "x-bce-date", "x-bce-security-token"),
        (Box::new(volcengine()), "x-date", "x-security-token"),
        (Box::new(Huaweicloud::new()), "x-sdk-date", "x-security-token"),
        (Box::new(Huaweicloud::derived("r", "s")), "x-sdk-date", "x-security-token"),
    ]
}

#[test]
fn request_with_authorization_is_already_signed() {
    let wire = get().header("AUTHORIZATION", "Bearer token");
    for (scheme, ..) in header_schemes() {
        assert_rejected(&*scheme, &wire, &permanent(), &SignError::AlreadySigned);
    }
    assert_url_rejected(&wire, &permanent(), &SignError::AlreadySigned);
}

#[test]
fn form_with_signature_or_public_key_is_already_signed() {
    for body in ["Action=A&Signature=", "Public%4bey=my_ak", "a=1&PublicKey"] {
        assert_rejected(
            &Ucloud,
            &RawRequest::new("POST", "/").body(body),
            &permanent(),
            &SignError::AlreadySigned,
        );
    }
}

#[test]
fn url_with_a_signature_parameter_is_already_signed() {
    let parts =
        ["Algorithm", "Credential", "Date", "NotSignBody", "SignedHeaders", "SignedQueries", "Signature"];
    for part in parts {
        let wire = RawRequest { query: format!("a=1&X-{part}=1"), ..get() };
        assert_url_rejected(&wire, &permanent(), &SignError::AlreadySigned);
    }
}

#[test]
fn missing_host_is_an_error_if_it_is_signed() {
    let missing = SignError::MissingHeader("host");
    let bare = RawRequest::new("GET", "/");
    assert_rejected(&Bce::new(), &bare, &permanent(), &missing);
    assert_rejected(&Bce::new(), &bare.clone().header("Host", " "), &permanent(), &missing);
    assert_rejected(&volcengine(), &bare, &permanent(), &missing);
    let with_host = volcengine().sign_query(&bare.view(), &permanent(), time(), PresignHeaders::Host);
    assert_eq!(with_host, Err(missing));
    let without_host = volcengine().sign_query(&bare.view(), &permanent(), time(), PresignHeaders::None);
    assert!(without_host.is_ok());
    let huawei = Huaweicloud::new().sign(&bare.view(), &permanent(), time());
    assert!(huawei.is_ok(), "this scheme requires only the date");
}

#[test]
fn request_with_another_time_is_rejected() {
    for (scheme, date, _) in header_schemes() {
        for other in ["20240102T030406Z", "2024-01-02T03:04:06Z", "Tue, 02 Jan 2024 03:04:05 GMT", ""] {
            assert_rejected(
                &*scheme,
                &get().header(date, other),
                &permanent(),
                &SignError::DateMismatch(date),
            );
        }
    }
}

#[test]
fn request_with_another_token_is_rejected() {
    for (scheme, _, token) in header_schemes() {
        let wire = get().header(token, "other");
        assert_rejected(&*scheme, &wire, &temporary(), &SignError::TokenMismatch);
        assert_rejected(&*scheme, &wire, &permanent(), &SignError::TokenMismatch);
    }
    assert_url_rejected(&get().header("X-Security-Token", "other"), &temporary(), &SignError::TokenMismatch);
    let wire = RawRequest { query: "X-Security-Token=other".into(), ..get() };
    assert_url_rejected(&wire, &temporary(), &SignError::TokenMismatch);
    assert_url_rejected(&wire, &permanent(), &SignError::TokenMismatch);
    let form = RawRequest::new("POST", "/").body("SecurityToken=other");
    assert_rejected(&Ucloud, &form, &temporary(), &SignError::TokenMismatch);
    assert_rejected(&Ucloud, &form, &permanent(), &SignError::TokenMismatch);
}

#[test]
fn access_key_with_a_separator_is_rejected() {
    for key in ["", "a b", "a,b", "a\nb", "a\u{3000}b", "a\u{7f}b"] {
        let credential = Credential::new(key, "my_sk");
        for (scheme, ..) in header_schemes() {
            assert_rejected(&*scheme, &get(), &credential, &SignError::InvalidAccessKey);
        }
        assert_url_rejected(&get(), &credential, &SignError::InvalidAccessKey);
    }
    assert_rejected(&Ucloud, &get(), &Credential::new("", "my_sk"), &SignError::InvalidAccessKey);
}

#[test]
fn body_that_contradicts_its_hash_header_is_rejected() {
    let wire = get().header("X-Content-Sha256", "0").body("b");
    let error = SignError::InvalidBody("is not the one that X-Content-Sha256 names");
    assert_rejected(&volcengine(), &wire, &permanent(), &error);
    let wire = get().header("X-Sdk-Content-Sha256", "0").body("b");
    let error = SignError::InvalidBody("is not the one that X-Sdk-Content-Sha256 names");
    assert_rejected(&Huaweicloud::new(), &wire, &permanent(), &error);
}

#[test]
fn json_body_that_is_not_an_object_is_rejected() {
    let wire = RawRequest::new("POST", "/").header("Content-Type", "application/json");
    for body in ["", "[]", "1", "{", "{\"a\":1}x"] {
        let error = SignError::InvalidBody("is not a JSON object");
        assert_rejected(&Ucloud, &wire.clone().body(body), &permanent(), &error);
    }
}

#[test]
fn non_text_time_or_token_is_rejected() {
    // A signer that ignored these values would add a second header of the same name.
    for (scheme, date, token) in header_schemes() {
        for (name, error) in [(date, SignError::DateMismatch(date)), (token, SignError::TokenMismatch)] {
            let mut request = Request::new(Bytes::new());
            request.headers_mut().insert("host", HeaderValue::from_static("h"));
            request.headers_mut().insert(name, HeaderValue::from_bytes(b"\xff").unwrap());
            let signed = scheme.sign(&RequestView::from_http(&request), &temporary(), time());
            assert_eq!(signed, Err(error));
        }
    }
}

#[test]
fn every_sign_error_has_a_message() {
    for (error, text) in [
        (SignError::AlreadySigned, "the request is already signed"),
        (SignError::MissingHeader("host"), "the header host is needed for signing"),
        (SignError::DateMismatch("x-date"), "the header x-date holds another time than the signature's"),
        (SignError::TokenMismatch, "the request holds another session token than the credential"),
        (SignError::InvalidBody("is not a JSON object"), "the body is not a JSON object"),
        (
            SignError::InvalidHeaderValue("the query"),
            "the value of the query has characters that no header can contain",
        ),
    ] {
        assert_eq!(error.to_string(), text);
    }
}
