//! Every operation of every provider has a recorded answer, and snapshots of its request and of what is
//! read from its answer; and nothing else has.

use std::collections::BTreeSet;
use std::fs;

use tingji_tests::{operations, provider};

const CLOUDS: [&str; 5] = ["bce", "compshare", "huaweicloud", "ucloud", "volcengine"];

/// The names of the files of a folder in a provider's tests that start and end so, without that.
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
fn every_operation_has_its_fixture_and_its_two_snapshots() {
    for cloud in CLOUDS {
        let operations = operations(cloud).unwrap();
        assert_eq!(names(cloud, "fixtures", "", ".http"), operations, "{cloud}");
        for kind in ["_request.snap", "_reply.snap"] {
            let mut shown = snapshots(cloud, "it__operations__", kind);
            // An operation may have others beside its own, such as `Resize_disk`.
            shown.retain(|name| !name.contains('_'));
            assert_eq!(shown, operations, "{cloud}: {kind}");
        }
    }
}

#[test]
fn every_recorded_refusal_has_its_snapshot() {
    for cloud in CLOUDS {
        let refusals = names(cloud, "fixtures/errors", "", ".http");
        assert!(
            ["WrongKey", "UnknownId", "WrongState"].iter().all(|name| refusals.contains(*name)),
            "{cloud}"
        );
        assert_eq!(snapshots(cloud, "it__errors__", ".snap"), refusals, "{cloud}");
    }
}

#[test]
fn the_operations_are_as_many_as_the_vendors() {
    let counts = CLOUDS.map(|cloud| operations(cloud).unwrap().len());
    // CompShare's 21, BCC's 19, ModelArts' and IAM's 24, UAI's 27 and Volcengine's 14; two have `Invoke`.
    assert_eq!(counts, [19, 24, 24, 28, 15]);
    assert!(operations("nowhere").is_err());
}
