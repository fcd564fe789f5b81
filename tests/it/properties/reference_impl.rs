//! The optimized signers compared with a simple reference implementation: hashes of the trace's texts, and
//! queries that are sorted as the vendors' pages describe.

use proptest::prelude::*;
use proptest::sample::select;
use tingji_core::Credential;
use tingji_signing_core::encode::percent_encode;
use tingji_signing_core::{Ucloud, VerifyError};

use super::cases::{SigningCase, case};
use super::config;
use super::schemes::SchemeKind;
use crate::support::{RawRequest, at, hmac_hex, sha1, sha256, verified_trace};

type Pair = (Vec<u8>, Vec<u8>);

/// Decodes percent escapes and `+`, byte by byte.
fn decode(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let escape = escape.filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let (byte, used) = match (first, escape) {
            (b'+', _) => (b' ', 1),
            (b'%', Some(hex)) => (u8::from_str_radix(hex, 16).unwrap(), 3),
            _ => (*first, 1),
        };
        out.push(byte);
        rest = &rest[used..];
    }
    out
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text += &format!("%{byte:02X}");
        }
    }
    text
}

fn pairs(query: &str) -> Vec<Pair> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect()
}

fn pair_text((key, value): &Pair) -> String {
    format!("{}={}", encode(key), encode(value))
}

/// Canonical query of the vendors other than UCloud.
fn canonical_query(kind: SchemeKind, query: &str) -> String {
    let mut pairs = pairs(query);
    match kind {
        _ if kind.is_bce() => {
            pairs.retain(|(key, _)| !key.eq_ignore_ascii_case(b"authorization"));
            pairs.sort_by_key(pair_text);
        }
        _ if kind.is_volcengine() => pairs.sort_by_key(|(key, _)| encode(key)),
        _ => pairs.sort(),
    }
    pairs.iter().map(pair_text).collect::<Vec<_>>().join("&")
}

/// Queries with few or many pairs, with keys that are equal, prefixes of each other, or differ only at the end.
fn queries() -> impl Strategy<Value = String> {
    let names =
        select(&["Action", "InstanceId", "InstanceIds.1", "InstanceIds.10", "InstanceIds.2", "a"][..]);
    let short = prop::string::string_regex("[a-b]{0,3}").unwrap();
    let unescaped = prop::string::string_regex("[ab=%+\\-.~é2]{0,9}").unwrap().boxed();
    let key = prop_oneof![
        3 => names.prop_map(str::to_owned),
        2 => short,
        1 => any::<String>().prop_map(|key| percent_encode(&key)),
        1 => unescaped.clone(),
    ];
    let value = prop_oneof![2 => prop::string::string_regex("[a-c0-9-]{0,40}").unwrap(), 1 => unescaped];
    let pair = (key, value, any::<bool>())
        .prop_map(|(key, value, has_value)| if has_value { format!("{key}={value}") } else { key })
        .boxed();
    let few = prop::collection::vec(pair.clone(), 0..30);
    let many = prop::collection::vec(pair, 250..270);
    prop_oneof![20 => few, 1 => many].prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn trace_texts_reproduce_the_signature(case in case()) {
        let wire = case.signed();
        let trace = case.trace(&wire);
        prop_assert_eq!(trace.signature_matches(), Some(true));
        let [canonical, string] = [trace.canonical_request(), trace.string_to_sign()]
            .map(tingji_signing_core::CanonicalText::expose_secret);
        // Schemes without a derived key: compute the signature from the texts.
        if string.contains('\u{FFFD}') {
            // The text of bytes that are not UTF-8 differs from the hashed bytes.
        } else if case.kind.is_ucloud() {
            prop_assert_eq!(&sha1(string.as_bytes()), trace.presented_signature().expose_secret());
            prop_assert_eq!(string, canonical + case.credential.secret_key().expose_secret());
        } else if case.kind.is_bce() {
            let key = hmac_hex(case.credential.secret_key().expose_secret(), &string);
            prop_assert_eq!(&hmac_hex(key, &canonical), trace.presented_signature().expose_secret());
        } else {
            prop_assert!(string.ends_with(&sha256(canonical.as_bytes())), "{}", string);
        }
    }

    #[test]
    fn failed_verification_has_the_texts_of_the_trace(case in case()) {
        let wire = case.signed();
        let valid = case.verify(&wire);
        prop_assert_eq!(valid.canonical_request().expose_secret() + &valid.string_to_sign().expose_secret(), "");
        let other = Credential::new(case.credential.access_key(), "another secret key");
        let other = case.credential.security_token().map(tingji_core::Secret::expose_secret).into_iter()
            .fold(other, Credential::with_security_token);
        let case = SigningCase { credential: other, ..case };
        let verification = case.verify(&wire);
        let trace = case.trace(&wire);
        prop_assert_eq!(verification.error(), Some(&VerifyError::SignatureMismatch));
        prop_assert_eq!(trace.signature_matches(), Some(false));
        prop_assert_eq!(verification.canonical_request(), trace.canonical_request());
        prop_assert_eq!(verification.string_to_sign(), trace.string_to_sign());
    }

    #[test]
    fn canonical_query_matches_the_reference(query in queries()) {
        let credential = Credential::new("my_ak", "my_sk");
        for kind in [SchemeKind::BceMinimal, SchemeKind::Volcengine, SchemeKind::Huawei] {
            let wire = RawRequest { query: query.clone(), ..RawRequest::new("GET", "/") }.header("Host", "h");
            let case = SigningCase { kind, wire, credential: credential.clone(), time: at("20240102T030405Z") };
            let canonical = case.trace(&case.signed()).canonical_request().expose_secret();
            prop_assert_eq!(canonical.split('\n').nth(2).unwrap(), canonical_query(kind, &query));
            prop_assert!(case.verify(&case.signed()).is_valid());
        }
    }

    #[test]
    fn ucloud_signature_matches_the_reference(query in queries()) {
        let credential = Credential::new("my_ak", "my_sk");
        let case = SigningCase {
            kind: SchemeKind::UcloudForm,
            wire: RawRequest::new("POST", "/").body(query.clone()),
            credential: credential.clone(),
            time: at("20240102T030405Z"),
        };
        let wire = case.signed();
        let mut pairs = pairs(&query);
        pairs.push((b"PublicKey".to_vec(), b"my_ak".to_vec()));
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let mut joined: Vec<u8> = pairs.into_iter().flat_map(|(key, value)| [key, value]).flatten().collect();
        joined.extend(b"my_sk");
        let trace = verified_trace(&Ucloud, &wire, &credential, case.time);
        prop_assert_eq!(&sha1(&joined), trace.presented_signature().expose_secret());
        prop_assert_eq!(trace.string_to_sign().expose_secret(), String::from_utf8_lossy(&joined).into_owned());
    }
}
