//! The quick ways of signers and verifiers come to what the slow ones do: the texts of an explanation, and
//! queries sorted as the vendors' pages say it.

use proptest::prelude::*;
use proptest::sample::select;
use tingji_core::Credential;
use tingji_signing_core::encode::percent_encode;
use tingji_signing_core::{Ucloud, VerifyError};

use super::cases::{Case, case};
use super::config;
use super::kinds::Kind;
use crate::support::{Wire, at, explained, hmac_hex, sha1, sha256};

type Pair = (Vec<u8>, Vec<u8>);

/// Escapes undone, byte by byte.
fn decoded(text: &str) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), text.as_bytes());
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

fn encoded(bytes: &[u8]) -> String {
    let kept = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
    let one = |byte: &u8| if kept(byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    bytes.iter().map(one).collect()
}

fn pairs(query: &str) -> Vec<Pair> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(k, v)| (decoded(k), decoded(v)))
        .collect()
}

fn text((key, value): &Pair) -> String {
    format!("{}={}", encoded(key), encoded(value))
}

/// The canonical query of the vendors whose requests have one.
fn canonical_query(kind: Kind, query: &str) -> String {
    let mut pairs = pairs(query);
    match kind {
        _ if kind.is_bce() => {
            pairs.retain(|(key, _)| !key.eq_ignore_ascii_case(b"authorization"));
            pairs.sort_by_key(text);
        }
        _ if kind.is_volcengine() => pairs.sort_by_key(|(key, _)| encoded(key)),
        _ => pairs.sort(),
    }
    pairs.iter().map(text).collect::<Vec<_>>().join("&")
}

/// Few pairs and many, with keys that are each other's starts, or differ late, or are the same.
fn queries() -> impl Strategy<Value = String> {
    let names =
        select(&["Action", "InstanceId", "InstanceIds.1", "InstanceIds.10", "InstanceIds.2", "a"][..]);
    let short = prop::string::string_regex("[a-b]{0,3}").unwrap();
    let junk = prop::string::string_regex("[ab=%+\\-.~é2]{0,9}").unwrap().boxed();
    let key = prop_oneof![
        3 => names.prop_map(str::to_owned),
        2 => short,
        1 => any::<String>().prop_map(|key| percent_encode(&key)),
        1 => junk.clone(),
    ];
    let value = prop_oneof![2 => prop::string::string_regex("[a-c0-9-]{0,40}").unwrap(), 1 => junk];
    let pair = (key, value, any::<bool>())
        .prop_map(|(key, value, both)| if both { format!("{key}={value}") } else { key })
        .boxed();
    let some = prop::collection::vec(pair.clone(), 0..30);
    let many = prop::collection::vec(pair, 250..270);
    prop_oneof![20 => some, 1 => many].prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn what_is_signed_is_what_is_explained(case in case()) {
        let wire = case.signed();
        let explained = case.explain(&wire);
        prop_assert_eq!(explained.signature_matches(), Some(true));
        let [canonical, string] =
            [explained.canonical_request(), explained.string_to_sign()].map(tingji_signing_core::CanonicalText::expose);
        // By hand, from the texts alone, where no key is derived.
        if string.contains('\u{FFFD}') {
            // What is no UTF-8 is not shown as it is hashed.
        } else if case.kind.is_ucloud() {
            prop_assert_eq!(&sha1(string.as_bytes()), explained.presented_signature().expose());
            prop_assert_eq!(string, canonical + case.credential.secret_key().expose());
        } else if case.kind.is_bce() {
            let key = hmac_hex(case.credential.secret_key().expose(), &string);
            prop_assert_eq!(&hmac_hex(key, &canonical), explained.presented_signature().expose());
        } else {
            prop_assert!(string.ends_with(&sha256(canonical.as_bytes())), "{}", string);
        }
    }

    #[test]
    fn a_verdict_on_what_is_not_valid_has_the_texts_of_the_explanation(case in case()) {
        let wire = case.signed();
        let valid = case.verify(&wire);
        prop_assert_eq!(valid.canonical_request().expose() + &valid.string_to_sign().expose(), "");
        let other = Credential::new(case.credential.access_key(), "another secret key");
        let other = case.credential.security_token().map(tingji_core::Secret::expose).into_iter()
            .fold(other, Credential::with_security_token);
        let case = Case { credential: other, ..case };
        let (verdict, explained) = (case.verify(&wire), case.explain(&wire));
        prop_assert_eq!(verdict.error(), Some(&VerifyError::SignatureMismatch));
        prop_assert_eq!(explained.signature_matches(), Some(false));
        prop_assert_eq!(verdict.canonical_request(), explained.canonical_request());
        prop_assert_eq!(verdict.string_to_sign(), explained.string_to_sign());
    }

    #[test]
    fn queries_are_sorted_as_the_vendors_say(query in queries()) {
        let who = Credential::new("my_ak", "my_sk");
        for kind in [Kind::BceMinimal, Kind::Volcengine, Kind::Huawei] {
            let wire = Wire { query: query.clone(), ..Wire::new("GET", "/") }.header("Host", "h");
            let case = Case { kind, wire, credential: who.clone(), time: at("20240102T030405Z") };
            let shown = case.explain(&case.signed()).canonical_request().expose();
            prop_assert_eq!(shown.split('\n').nth(2).unwrap(), canonical_query(kind, &query));
            prop_assert!(case.verify(&case.signed()).is_valid());
        }
    }

    #[test]
    fn parameters_are_joined_as_ucloud_says(query in queries()) {
        let who = Credential::new("my_ak", "my_sk");
        let case = Case {
            kind: Kind::UcloudForm,
            wire: Wire::new("POST", "/").body(query.clone()),
            credential: who.clone(),
            time: at("20240102T030405Z"),
        };
        let wire = case.signed();
        let mut pairs = pairs(&query);
        pairs.push((b"PublicKey".to_vec(), b"my_ak".to_vec()));
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let mut joined: Vec<u8> = pairs.into_iter().flat_map(|(key, value)| [key, value]).flatten().collect();
        joined.extend(b"my_sk");
        let explained = explained(&Ucloud, &wire, &who, case.time);
        prop_assert_eq!(&sha1(&joined), explained.presented_signature().expose());
        prop_assert_eq!(explained.string_to_sign().expose(), String::from_utf8_lossy(&joined).into_owned());
    }
}
