use clap::ValueEnum;
use proptest::prelude::*;
use tingji::core::{Secret, UnixTime};

use super::{CanonicalComparison, SchemeName, SecretKeyInput, ServerCanonical, detect, inspect};
use crate::request::InputRequest;

/// Returns one of the schemes.
fn schemes() -> impl Strategy<Value = SchemeName> {
    prop::sample::select(SchemeName::value_variants())
}

fn header_pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// Requests whose signatures are almost valid.
fn requests() -> impl Strategy<Value = InputRequest> {
    let authorization = prop::sample::select(vec![
        "bce-auth-v1/ak/2026-11-21T00:00:00Z/1800/host;x/00",
        "HMAC-SHA256 Credential=ak/20261121/r/s/request, SignedHeaders=host;é, Signature=00",
        "SDK-HMAC-SHA256 Access=ak, SignedHeaders=host;x-sdk-date, Signature=00",
        "V11-HMAC-SHA256 Credential=ak/20261121/r/s, SignedHeaders=x-sdk-date, Signature=00",
        "Signature",
    ]);
    let text = "[\\PC%&=+;/?|]{0,30}";
    (authorization, text, text, prop::collection::vec(any::<u8>(), 0..30), any::<bool>()).prop_map(
        |(authorization, query, header, body, form)| {
            let mut headers = vec![
                header_pair("Host", "h:80"),
                header_pair("X-Date", "20261121T000000Z"),
                header_pair("X-Sdk-Date", "20261121T000000Z"),
                header_pair("X-Security-Token", &header),
            ];
            let mut body = body;
            if form {
                body.extend_from_slice(b"&PublicKey=ak&Signature=00");
            } else {
                headers.push(header_pair("Authorization", authorization));
            }
            InputRequest {
                method: "POST".into(),
                target: format!("/{query}"),
                headers,
                body,
                ..InputRequest::default()
            }
        },
    )
}

#[test]
fn every_provider_has_a_known_scheme() {
    for provider in tingji::providers() {
        assert!(SchemeName::from_str(provider.scheme, false).is_ok(), "{}", provider.name);
    }
}

proptest! {
    #[test]
    fn invalid_signatures_never_panic_or_verify(request in requests(), answer in "\\PC{0,60}", scheme in schemes()) {
        let key = SecretKeyInput { access_key: None, secret: Secret::new("sk"), source: "here".into() };
        let kind = detect(&request).unwrap_or(scheme);
        if let Ok(judgement) = inspect(&request, kind, Some(&key), Some(UnixTime::from_seconds(0))) {
            prop_assert_eq!(judgement.is_valid(), Some(false));
            let ours = judgement.explanation.canonical_request().expose_secret();
            for answer in [answer.clone(), format!("canonicalRequest:{}|{answer}", ours.replace('\n', "|")), ours + &answer] {
                let _ = CanonicalComparison::of(&ServerCanonical::read(&answer), &judgement.explanation, kind, false);
            }
        }
    }

    #[test]
    fn returned_canonical_request_compares_as_equal(request in requests()) {
        let Ok(kind) = detect(&request) else { return Ok(()) };
        // The others are never echoed.
        if !kind.is_returned {
            return Ok(());
        }
        let Ok(judgement) = inspect(&request, kind, None, None) else { return Ok(()) };
        let ours = judgement.explanation.canonical_request().expose_secret();
        let answer = format!("verify aksk signature fail, canonicalRequest:{}", ours.replace('\n', "|"));
        prop_assert_eq!(CanonicalComparison::of(&ServerCanonical::read(&answer), &judgement.explanation, kind, false), CanonicalComparison::Same);
    }
}
