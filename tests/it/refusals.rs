//! What a signer refuses to sign. It looks at a view, so there is nothing it could have changed.

use bytes::Bytes;
use http::{HeaderValue, Request};
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, RequestView, Scheme, SignError, Ucloud, Volcengine,
};

use crate::support::Wire;

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

fn get() -> Wire {
    Wire::new("GET", "/p?a=1").header("Host", "h.example.com")
}

#[track_caller]
fn refuses(scheme: &dyn Scheme, wire: &Wire, who: &Credential, expected: &SignError) {
    assert_eq!(scheme.sign(&wire.view(), who, time()).as_ref(), Err(expected));
}

#[track_caller]
fn refuses_url(wire: &Wire, who: &Credential, expected: &SignError) {
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        let signed = volcengine().sign_query(&wire.view(), who, time(), presign);
        assert_eq!(signed.as_ref(), Err(expected));
    }
}

/// The header schemes, with the headers of their time and their token.
fn header_schemes() -> [(Box<dyn Scheme>, &'static str, &'static str); 4] {
    [
        (Box::new(Bce::new()), "x-bce-date", "x-bce-security-token"),
        (Box::new(volcengine()), "x-date", "x-security-token"),
        (Box::new(Huaweicloud::new()), "x-sdk-date", "x-security-token"),
        (Box::new(Huaweicloud::derived("r", "s")), "x-sdk-date", "x-security-token"),
    ]
}

#[test]
fn a_request_with_any_authorization() {
    let wire = get().header("AUTHORIZATION", "Bearer token");
    for (scheme, ..) in header_schemes() {
        refuses(&*scheme, &wire, &permanent(), &SignError::AlreadySigned);
    }
    refuses_url(&wire, &permanent(), &SignError::AlreadySigned);
}

#[test]
fn a_form_that_names_a_signature_or_a_public_key() {
    for body in ["Action=A&Signature=", "Public%4bey=my_ak", "a=1&PublicKey"] {
        refuses(&Ucloud, &Wire::new("POST", "/").body(body), &permanent(), &SignError::AlreadySigned);
    }
}

#[test]
fn a_url_that_has_a_part_of_a_signature() {
    let parts =
        ["Algorithm", "Credential", "Date", "NotSignBody", "SignedHeaders", "SignedQueries", "Signature"];
    for part in parts {
        let wire = Wire { query: format!("a=1&X-{part}=1"), ..get() };
        refuses_url(&wire, &permanent(), &SignError::AlreadySigned);
    }
}

#[test]
fn a_request_without_a_host_where_the_host_must_be_signed() {
    let missing = SignError::MissingHeader("host");
    let bare = Wire::new("GET", "/");
    refuses(&Bce::new(), &bare, &permanent(), &missing);
    refuses(&Bce::new(), &bare.clone().header("Host", " "), &permanent(), &missing);
    refuses(&volcengine(), &bare, &permanent(), &missing);
    let url = |presign| volcengine().sign_query(&bare.view(), &permanent(), time(), presign);
    assert_eq!(url(PresignHeaders::Host), Err(missing));
    assert!(url(PresignHeaders::None).is_ok());
    assert!(
        Huaweicloud::new().sign(&bare.view(), &permanent(), time()).is_ok(),
        "it asks for the date alone"
    );
}

#[test]
fn a_request_with_another_time() {
    for (scheme, date, _) in header_schemes() {
        for given in ["20240102T030406Z", "2024-01-02T03:04:06Z", "Tue, 02 Jan 2024 03:04:05 GMT", ""] {
            refuses(&*scheme, &get().header(date, given), &permanent(), &SignError::DateMismatch(date));
        }
    }
}

#[test]
fn a_request_with_another_token_than_the_credentials() {
    for (scheme, _, token) in header_schemes() {
        let wire = get().header(token, "other");
        refuses(&*scheme, &wire, &temporary(), &SignError::TokenMismatch);
        refuses(&*scheme, &wire, &permanent(), &SignError::TokenMismatch);
    }
    refuses_url(&get().header("X-Security-Token", "other"), &temporary(), &SignError::TokenMismatch);
    let wire = Wire { query: "X-Security-Token=other".into(), ..get() };
    refuses_url(&wire, &temporary(), &SignError::TokenMismatch);
    refuses_url(&wire, &permanent(), &SignError::TokenMismatch);
    let form = Wire::new("POST", "/").body("SecurityToken=other");
    refuses(&Ucloud, &form, &temporary(), &SignError::TokenMismatch);
    refuses(&Ucloud, &form, &permanent(), &SignError::TokenMismatch);
}

#[test]
fn an_access_key_that_would_break_the_header() {
    for key in ["", "a b", "a,b", "a\nb", "a\u{3000}b", "a\u{7f}b"] {
        let credential = Credential::new(key, "my_sk");
        for (scheme, ..) in header_schemes() {
            refuses(&*scheme, &get(), &credential, &SignError::InvalidAccessKey);
        }
        refuses_url(&get(), &credential, &SignError::InvalidAccessKey);
    }
    refuses(&Ucloud, &get(), &Credential::new("", "my_sk"), &SignError::InvalidAccessKey);
}

#[test]
fn a_body_that_is_not_the_one_its_hash_names() {
    let wire = get().header("X-Content-Sha256", "0").body("b");
    let error = SignError::InvalidBody("is not the one that X-Content-Sha256 names");
    refuses(&volcengine(), &wire, &permanent(), &error);
    let wire = get().header("X-Sdk-Content-Sha256", "0").body("b");
    let error = SignError::InvalidBody("is not the one that X-Sdk-Content-Sha256 names");
    refuses(&Huaweicloud::new(), &wire, &permanent(), &error);
}

#[test]
fn a_json_request_whose_body_is_no_object() {
    let wire = Wire::new("POST", "/").header("Content-Type", "application/json");
    for body in ["", "[]", "1", "{", "{\"a\":1}x"] {
        let error = SignError::InvalidBody("is not a JSON object");
        refuses(&Ucloud, &wire.clone().body(body), &permanent(), &error);
    }
}

#[test]
fn a_time_or_a_token_in_bytes_that_are_no_text() {
    // Taken for absent, they would be sent beside a second header of the same name.
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
fn every_refusal_has_a_text() {
    for (error, text) in [
        (SignError::AlreadySigned, "the request is already signed"),
        (SignError::MissingHeader("host"), "the header host is needed for signing"),
        (SignError::DateMismatch("x-date"), "the header x-date holds another time than the signature's"),
        (SignError::TokenMismatch, "the request holds another session token than the credential"),
        (SignError::InvalidBody("is not a JSON object"), "the body is not a JSON object"),
        (SignError::InvalidHeaderValue("the query"), "the value of the query can't stand in a header"),
    ] {
        assert_eq!(error.to_string(), text);
    }
}
