//! Properties of the fuzz targets, over their corpus, over mutated files of the corpus, and over random bytes.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;
use tingji_tests::fuzz::{FuzzTarget, TARGETS, corpus, folder, operation_names};
use tingji_tests::operations;

use crate::properties::config;

/// Bytes that parsers often handle incorrectly.
const INSERTIONS: [&[u8]; 24] = [
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

/// A change of a file.
#[derive(Clone, Debug)]
enum Mutation {
    /// Inserts bytes.
    Insert(Index, &'static [u8]),
    /// Flips bits of one byte.
    Flip(Index, u8),
    /// Removes the end.
    Truncate(Index),
    /// Removes a range.
    Remove(Index, Index),
    /// Appends a copy of a range.
    Duplicate(Index, Index),
}

fn range(data: &[u8], a: Index, b: Index) -> Range<usize> {
    let a = a.index(data.len() + 1);
    let b = b.index(data.len() + 1);
    a.min(b)..a.max(b)
}

impl Mutation {
    fn apply(&self, data: &mut Vec<u8>) {
        match self {
            Self::Insert(index, bytes) => {
                let at = index.index(data.len() + 1);
                data.splice(at..at, bytes.iter().copied());
            }
            Self::Flip(index, bits) if !data.is_empty() => {
                let at = index.index(data.len());
                data[at] ^= bits;
            }
            Self::Flip(..) => {}
            Self::Truncate(index) => data.truncate(index.index(data.len() + 1)),
            Self::Remove(a, b) => {
                data.drain(range(data, *a, *b));
            }
            Self::Duplicate(a, b) => {
                let part = data[range(data, *a, *b)].to_vec();
                data.extend(part);
            }
        }
    }
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        4 => (any::<Index>(), select(&INSERTIONS[..])).prop_map(|(index, bytes)| Mutation::Insert(index, bytes)),
        4 => (any::<Index>(), 1..=255_u8).prop_map(|(index, bits)| Mutation::Flip(index, bits)),
        1 => any::<Index>().prop_map(Mutation::Truncate),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Mutation::Remove(a, b)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Mutation::Duplicate(a, b)),
    ]
}

fn files(name: &str) -> Vec<Vec<u8>> {
    corpus(name).unwrap().into_iter().map(|(_, data)| data).collect()
}

/// A file of the corpus with a few mutations.
fn mutated_file(name: &str) -> impl Strategy<Value = Vec<u8>> {
    (select(files(name)), prop::collection::vec(mutation(), 1..6)).prop_map(|(mut data, mutations)| {
        for mutation in &mutations {
            mutation.apply(&mut data);
        }
        data
    })
}

fn check_property(cases: u32, target: FuzzTarget, data: impl Strategy<Value = Vec<u8>>) {
    let outcome = TestRunner::new(config(cases)).run(&data, |data| {
        let text = String::from_utf8_lossy(&data).into_owned();
        let result = catch_unwind(AssertUnwindSafe(|| target(&data)));
        result.map_err(|_| TestCaseError::fail(text))
    });
    outcome.unwrap();
}

/// Number of mutated files for a target. Targets of clients send every operation with each file, so that they
/// have fewer.
pub(crate) fn mutated_cases(name: &str) -> u32 {
    if name.starts_with("reply_") { 150 } else { 400 }
}

/// Number of random inputs for a target.
pub(crate) fn random_cases(name: &str) -> u32 {
    mutated_cases(name) / 4
}

fn check_target(name: &str) {
    let (_, target) = TARGETS.iter().find(|(other, _)| *other == name).unwrap();
    for (file, data) in corpus(name).unwrap() {
        assert!(catch_unwind(AssertUnwindSafe(|| target(&data))).is_ok(), "{file}");
    }
    check_property(mutated_cases(name), *target, mutated_file(name));
    check_property(random_cases(name), *target, prop::collection::vec(any::<u8>(), 0..200));
}

/// Declares one test for each target.
macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check_target(stringify!($name));
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
fn reply_targets_send_every_operation() {
    for cloud in ["bce", "compshare", "huaweicloud", "ucloud", "volcengine"] {
        let sent: BTreeSet<_> = operation_names(cloud).into_iter().map(str::to_owned).collect();
        assert_eq!(sent, operations(cloud).unwrap(), "{cloud}");
    }
}
