use proptest::prelude::*;
use tingji::core::{Secret, UnixTime};

use super::{Comparison, Echo, Key, Kind, detect, judge};
use crate::request::Request;

const KINDS: [Kind; 4] = [Kind::Ucloud, Kind::Bce, Kind::Volcengine, Kind::Huaweicloud];

/// Requests that are nearly signed ones.
fn requests() -> impl Strategy<Value = Request> {
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
            let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            let mut headers = vec![
                pair("Host", "h:80"),
                pair("X-Date", "20261121T000000Z"),
                pair("X-Sdk-Date", "20261121T000000Z"),
                pair("X-Security-Token", &header),
            ];
            let mut body = body;
            if form {
                body.extend_from_slice(b"&PublicKey=ak&Signature=00");
            } else {
                headers.push(pair("Authorization", authorization));
            }
            Request {
                method: "POST".into(),
                target: format!("/{query}"),
                headers,
                body,
                ..Request::default()
            }
        },
    )
}

proptest! {
    #[test]
    fn nothing_panics_and_nothing_wrong_is_valid(request in requests(), answer in "\\PC{0,60}", kind in 0..4_usize) {
        let key = Key { access_key: None, secret: Secret::new("sk"), source: "here".into() };
        let kind = detect(&request).unwrap_or(KINDS[kind]);
        if let Ok(judgement) = judge(&request, kind, Some(&key), Some(UnixTime::from_seconds(0))) {
            prop_assert_eq!(judgement.is_valid(), Some(false));
            let ours = judgement.explanation.canonical_request().expose();
            for answer in [answer.clone(), format!("canonicalRequest:{}|{answer}", ours.replace('\n', "|")), ours + &answer] {
                let _ = Comparison::of(&Echo::read(&answer), &judgement.explanation, kind, false);
            }
        }
    }

    #[test]
    fn a_canonical_request_that_is_echoed_is_the_same(request in requests()) {
        let Ok(kind) = detect(&request) else { return Ok(()) };
        // The others are never echoed.
        if !matches!(kind, Kind::Volcengine | Kind::Huaweicloud) {
            return Ok(());
        }
        let Ok(judgement) = judge(&request, kind, None, None) else { return Ok(()) };
        let ours = judgement.explanation.canonical_request().expose();
        let answer = format!("verify aksk signature fail, canonicalRequest:{}", ours.replace('\n', "|"));
        prop_assert_eq!(Comparison::of(&Echo::read(&answer), &judgement.explanation, kind, false), Comparison::Same);
    }
}
