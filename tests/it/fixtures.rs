//! Recorded responses and snapshots: every operation of every provider has a fixture, a snapshot of its request and
//! a snapshot of its parsed response. Other fixtures and snapshots do not exist.

use std::collections::BTreeSet;
use std::fs;

use tingji_tests::{operations, provider};

const CLOUDS: [&str; 5] = ["bce", "compshare", "huaweicloud", "ucloud", "volcengine"];

/// Names of the files in a folder of a provider's tests, without a common start and end.
fn names(cloud: &str, folder: &str, start: &str, end: &str) -> BTreeSet<String> {
    let folder = provider(cloud).join("tests").join(folder);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    files.filter_map(|file| Some(file.strip_prefix(start)?.strip_suffix(end)?.to_owned())).collect()
}

fn snapshots(cloud: &str, start: &str, end: &str) -> BTreeSet<String> {
    names(cloud, "it/snapshots", start, end)
}

#[test]
fn every_operation_has_a_fixture_and_two_snapshots() {
    for cloud in CLOUDS {
        let operations = operations(cloud).unwrap();
        assert_eq!(names(cloud, "fixtures", "", ".http"), operations, "{cloud}");
        for kind in ["_request.snap", "_response.snap"] {
            let mut names = snapshots(cloud, "it__operations__", kind);
            // An operation may have further snapshots, such as `Resize_disk`.
            names.retain(|name| !name.contains('_'));
            assert_eq!(names, operations, "{cloud}: {kind}");
        }
    }
}

#[test]
fn every_recorded_error_has_a_snapshot() {
    for cloud in CLOUDS {
        let errors = names(cloud, "fixtures/errors", "", ".http");
        assert!(["WrongKey", "UnknownId", "WrongState"].iter().all(|name| errors.contains(*name)), "{cloud}");
        assert_eq!(snapshots(cloud, "it__errors__", ".snap"), errors, "{cloud}");
    }
}

#[test]
fn operation_counts_match_the_vendors() {
    let counts = CLOUDS.map(|cloud| operations(cloud).unwrap().len());
    // In the order of `CLOUDS`. The last two include `Invoke`.
    assert_eq!(counts, [19, 24, 24, 28, 15]);
    assert!(operations("nowhere").is_err());
}
