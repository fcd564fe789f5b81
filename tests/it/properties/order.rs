//! The order of what has no order, and the case of header names, change nothing.

use proptest::prelude::*;

use super::cases::{Case, case};
use super::config;
use super::kinds::Kind;
use super::tampering::pairs;
use crate::support::Wire;

/// The items in another order: that of their numbers.
fn shuffled<T>(items: Vec<T>, numbers: &[u16]) -> Vec<T> {
    let mut numbered: Vec<_> = numbers.iter().copied().chain(std::iter::repeat(0)).zip(items).collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, item)| item).collect()
}

fn shuffled_text(text: &str, numbers: &[u16]) -> String {
    shuffled(text.split('&').collect(), numbers).join("&")
}

/// The pairs whose keys were not there before. Volcengine keeps the order of repeated keys; UCloud has
/// none (in its SDKs parameters are a map), so for both they must not repeat here.
fn without_repeats(text: &str) -> String {
    let mut seen = Vec::new();
    let parts = text.split('&').filter(|part| match pairs(part.as_bytes()).first() {
        Some((key, _)) if seen.contains(key) => false,
        Some((key, _)) => {
            seen.push(key.clone());
            true
        }
        None => true,
    });
    parts.collect::<Vec<_>>().join("&")
}

fn prepared(mut case: Case) -> Case {
    if case.kind.is_volcengine() || case.kind.is_ucloud() {
        case.wire.query = without_repeats(&case.wire.query);
    }
    if case.kind == Kind::UcloudForm {
        case.wire.body = without_repeats(&String::from_utf8_lossy(&case.wire.body)).into_bytes();
    }
    case
}

fn other_case(name: &str, number: u16) -> String {
    let flip = |(at, c): (usize, char)| {
        if number >> (at % 16) & 1 == 1 { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
    };
    name.chars().enumerate().map(flip).collect()
}

/// The same request in another order, with other names of its headers.
fn reordered(kind: Kind, mut wire: Wire, numbers: &[u16]) -> Wire {
    wire.query = shuffled_text(&wire.query, numbers);
    wire.headers = shuffled(wire.headers, numbers);
    for ((name, _), number) in wire.headers.iter_mut().zip(numbers) {
        *name = other_case(name, *number);
    }
    if kind == Kind::UcloudForm {
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
    fn a_signed_request_in_another_order_verifies(case in case(), numbers in numbers()) {
        let case = prepared(case);
        let verdict = case.verify(&reordered(case.kind, case.signed(), &numbers));
        prop_assert!(
            verdict.is_valid(),
            "{:?}\n{}", verdict.error(), verdict.canonical_request().expose()
        );
    }

    #[test]
    fn a_request_in_another_order_is_signed_the_same(case in case(), numbers in numbers()) {
        let case = prepared(case);
        // Here the list names the headers as the caller wrote them: they must be the same ones.
        let other = Case { wire: reordered(case.kind, case.wire.clone(), &numbers), ..case.clone() };
        prop_assert_eq!(case.sign().unwrap(), other.sign().unwrap());
    }

    #[test]
    fn blanks_around_header_values_change_nothing(case in case()) {
        let mut wire = case.signed();
        for (_, value) in &mut wire.headers {
            *value = format!(" {}\t", value.trim_ascii());
        }
        let verdict = case.verify(&wire);
        prop_assert!(
            verdict.is_valid(),
            "{:?}\n{}", verdict.error(), verdict.canonical_request().expose()
        );
    }

    #[test]
    fn another_order_of_a_repeated_key_is_another_request_at_volcengine(case in case()) {
        if case.kind == Kind::Volcengine {
            let case = Case { wire: Wire { query: "K=b&K=a".into(), ..case.wire.clone() }, ..case };
            let wire = Wire { query: "K=a&K=b".into(), ..case.signed() };
            prop_assert!(!case.verify(&wire).is_valid());
        }
    }
}
