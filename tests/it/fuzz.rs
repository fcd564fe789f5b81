//! The properties of the fuzz targets over their corpus, over the corpus with spoiled bytes, and over
//! random bytes.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;
use tingji_tests::fuzz::{TARGETS, Target, corpus, folder, names};
use tingji_tests::operations;

use crate::properties::config;

/// Bytes that readers are apt to trip over.
const SPLINTERS: [&[u8]; 24] = [
    b"\0",
    b"\n\n",
    b"\r\n",
    b"\x1b[2J",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\\ud800",
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":null,",
    b"1e400",
    b"-1",
    b"18446744073709551616",
    b"-9223372036854775808",
    b"%",
    b"%00",
    b"../",
    b";",
    b"=",
    "停".as_bytes(),
];

#[derive(Clone, Debug)]
enum Spoil {
    Put(Index, &'static [u8]),
    Flip(Index, u8),
    Cut(Index),
    Drop(Index, Index),
    Double(Index, Index),
}

impl Spoil {
    fn to(&self, data: &mut Vec<u8>) {
        let at = |index: &Index| index.index(data.len() + 1);
        let range = |a: &Index, b: &Index| at(a).min(at(b))..at(a).max(at(b));
        match self {
            Self::Put(index, splinter) => drop(data.splice(at(index)..at(index), splinter.iter().copied())),
            Self::Flip(index, bits) if !data.is_empty() => {
                let place = index.index(data.len());
                data[place] ^= bits;
            }
            Self::Flip(..) => {}
            Self::Cut(index) => data.truncate(at(index)),
            Self::Drop(a, b) => drop(data.drain(range(a, b))),
            Self::Double(a, b) => {
                let part = data[range(a, b)].to_vec();
                data.extend(part);
            }
        }
    }
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let place = any::<Index>;
    prop_oneof![
        4 => (place(), select(&SPLINTERS[..])).prop_map(|(index, splinter)| Spoil::Put(index, splinter)),
        4 => (place(), 1..=255_u8).prop_map(|(index, bits)| Spoil::Flip(index, bits)),
        1 => place().prop_map(Spoil::Cut),
        1 => (place(), place()).prop_map(|(a, b)| Spoil::Drop(a, b)),
        1 => (place(), place()).prop_map(|(a, b)| Spoil::Double(a, b)),
    ]
}

fn files(name: &str) -> Vec<Vec<u8>> {
    corpus(name).unwrap().into_iter().map(|(_, data)| data).collect()
}

/// A file of the corpus with a few bytes spoiled.
fn spoiled(name: &str) -> impl Strategy<Value = Vec<u8>> {
    (select(files(name)), prop::collection::vec(spoil(), 1..6)).prop_map(|(mut data, spoils)| {
        spoils.iter().for_each(|spoil| spoil.to(&mut data));
        data
    })
}

fn holds(cases: u32, target: Target, data: impl Strategy<Value = Vec<u8>>) {
    let outcome = TestRunner::new(config(cases)).run(&data, |data| {
        let shown = String::from_utf8_lossy(&data).into_owned();
        let result = catch_unwind(AssertUnwindSafe(|| target(&data)));
        result.map_err(|_| TestCaseError::fail(shown))
    });
    outcome.unwrap();
}

fn holds_for_any(name: &str) {
    let (_, target) = TARGETS.iter().find(|(given, _)| *given == name).unwrap();
    for (file, data) in corpus(name).unwrap() {
        assert!(catch_unwind(AssertUnwindSafe(|| target(&data))).is_ok(), "{file}");
    }
    // The clients' targets send each input by dozens of operations.
    let cases = if name.starts_with("reply_") { 150 } else { 400 };
    holds(cases, *target, spoiled(name));
    holds(cases / 4, *target, prop::collection::vec(any::<u8>(), 0..200));
}

macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            holds_for_any(stringify!($name));
        })*

        const TESTED: &[&str] = &[$(stringify!($name)),*];
    };
}

targets! {
    endpoint http_headers instance_id journal lenient reply_bce reply_compshare reply_huaweicloud
    reply_ucloud reply_volcengine scenario scrub signature_bce signature_huaweicloud signature_ucloud
    signature_volcengine stop_target unix_time
}

fn entries(part: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder().join(part)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_target_has_a_test_a_binary_and_a_corpus() {
    let names: BTreeSet<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(TESTED.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), names);
    assert_eq!(entries("corpus"), names);
    assert_eq!(entries("fuzz_targets"), names.iter().map(|name| format!("{name}.rs")).collect());
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    for name in &names {
        let source = fs::read_to_string(folder().join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(source.contains(&format!("fuzz::{name}(data)")), "{name}");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
        assert!(corpus(name).unwrap().len() > 1, "{name}");
    }
}

#[test]
fn the_targets_of_replies_ask_every_operation() {
    for cloud in ["bce", "compshare", "huaweicloud", "ucloud", "volcengine"] {
        let asked: BTreeSet<_> = names(cloud).into_iter().map(str::to_owned).collect();
        assert_eq!(asked, operations(cloud).unwrap(), "{cloud}");
    }
}
