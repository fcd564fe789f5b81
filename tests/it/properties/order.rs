//! The order of headers and parameters, and the case of header names, do not change a signature.

use proptest::prelude::*;

use super::cases::{SigningCase, case};
use super::config;
use super::schemes::SchemeKind;
use super::tampering::pairs;
use crate::support::RawRequest;

/// Sorts items by the numbers.
fn shuffled<T>(items: Vec<T>, numbers: &[u16]) -> Vec<T> {
    let mut numbered: Vec<_> = numbers.iter().copied().chain(std::iter::repeat(0)).zip(items).collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, item)| item).collect()
}

fn shuffled_text(text: &str, numbers: &[u16]) -> String {
    shuffled(text.split('&').collect(), numbers).join("&")
}

/// Keeps the first pair of each key. Volcengine signs the order of repeated keys, and UCloud's SDKs cannot
/// repeat a key because their parameters are a map.
fn without_repeats(text: &str) -> String {
    let mut keys = Vec::new();
    let mut parts = Vec::new();
    for part in text.split('&') {
        let key = pairs(part.as_bytes()).into_iter().next().map(|(key, _)| key);
        if key.is_some() && keys.contains(&key) {
            continue;
        }
        keys.push(key);
        parts.push(part);
    }
    parts.join("&")
}

/// Removes repeated keys where their order or number matters.
fn prepared(mut case: SigningCase) -> SigningCase {
    if case.kind.is_volcengine() || case.kind.is_ucloud() {
        case.wire.query = without_repeats(&case.wire.query);
    }
    if case.kind == SchemeKind::UcloudForm {
        case.wire.body = without_repeats(&String::from_utf8_lossy(&case.wire.body)).into_bytes();
    }
    case
}

/// Changes the case of letters by the bits of a number.
fn other_case(name: &str, number: u16) -> String {
    name.chars()
        .enumerate()
        .map(|(at, c)| match number >> (at % 16) & 1 {
            1 => c.to_ascii_uppercase(),
            _ => c.to_ascii_lowercase(),
        })
        .collect()
}

/// Reorders headers and parameters, and changes the case of header names.
fn reordered(kind: SchemeKind, mut wire: RawRequest, numbers: &[u16]) -> RawRequest {
    wire.query = shuffled_text(&wire.query, numbers);
    wire.headers = shuffled(wire.headers, numbers);
    for ((name, _), number) in wire.headers.iter_mut().zip(numbers) {
        *name = other_case(name, *number);
    }
    if kind == SchemeKind::UcloudForm {
        let text = String::from_utf8(wire.body).unwrap();
        wire.body = shuffled_text(&text, numbers).into_bytes();
    }
    wire
}

fn numbers() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 24)
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn reordered_signed_request_verifies(case in case(), numbers in numbers()) {
        let case = prepared(case);
        let verification = case.verify(&reordered(case.kind, case.signed(), &numbers));
        prop_assert!(
            verification.is_valid(),
            "{:?}\n{}", verification.error(), verification.canonical_request().expose_secret()
        );
    }

    #[test]
    fn reordered_request_has_the_same_signature(case in case(), numbers in numbers()) {
        let case = prepared(case);
        // `BceExplicit` lists the headers by the names in its own request. These differ in case from the first request.
        let other = SigningCase { wire: reordered(case.kind, case.wire.clone(), &numbers), ..case.clone() };
        prop_assert_eq!(case.sign().unwrap(), other.sign().unwrap());
    }

    #[test]
    fn blanks_around_header_values_are_ignored(case in case()) {
        let mut wire = case.signed();
        for (_, value) in &mut wire.headers {
            *value = format!(" {}\t", value.trim_ascii());
        }
        let verification = case.verify(&wire);
        prop_assert!(
            verification.is_valid(),
            "{:?}\n{}", verification.error(), verification.canonical_request().expose_secret()
        );
    }

    #[test]
    fn volcengine_rejects_reordered_values_of_a_key(case in case()) {
        if case.kind == SchemeKind::Volcengine {
            let case = SigningCase { wire: RawRequest { query: "K=b&K=a".into(), ..case.wire.clone() }, ..case };
            let wire = RawRequest { query: "K=a&K=b".into(), ..case.signed() };
            prop_assert!(!case.verify(&wire).is_valid());
        }
    }
}
