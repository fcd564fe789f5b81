//! Numbers of generated tests: cases of properties and cells of the fault matrix. The minimum numbers here prevent a
//! silent loss. Print the numbers with `cargo test -p tingji-tests --test it test_counts -- --nocapture`.
#![expect(clippy::print_stdout, reason = "prints the numbers for the reader of a test run")]

use std::fs;
use std::path::{Path, PathBuf};

use tingji_sandbox::Cloud;
use tingji_tests::fuzz::{TARGETS, corpus};
use tingji_tests::matrix::MatrixRow;

use crate::fuzz::{mutated_cases, random_cases};

/// Minimum number of properties in calls of `proptest!`.
const MIN_PROPERTIES: usize = 39;
/// Minimum number of generated cases of these properties.
const MIN_PROPERTY_CASES: usize = 15_872;
/// Minimum number of inputs of the fuzz targets, without the files of the corpus.
const MIN_FUZZ_CASES: usize = 7_435;
/// Minimum number of cells in the fault matrix.
const MIN_MATRIX_CELLS: usize = 1_874;
/// Number of cases of a property in a call of `proptest!` without settings.
const DEFAULT_CASES: usize = 256;

/// Rust files below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Number of properties in each call of `proptest!` of a source, with the number of cases of each property.
fn properties(source: &str) -> Vec<(usize, usize)> {
    let calls = source.split("\nproptest! {\n").skip(1);
    calls
        .map(|rest| {
            let call = rest.split("\n}\n").next().unwrap_or_default();
            (call.matches("#[test]").count(), cases(call))
        })
        .collect()
}

/// Number of cases in the settings of a call of `proptest!`.
fn cases(call: &str) -> usize {
    for start in ["(config(", "with_cases(", "cases: "] {
        if let Some((_, rest)) = call.split_once(start) {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            return digits.parse().unwrap();
        }
    }
    DEFAULT_CASES
}

#[test]
fn property_cases_do_not_decrease() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = rust_files(&tests.join("it"));
    files.extend(rust_files(&tests.join("../crates")));
    let mut count = 0;
    let mut case_count = 0;
    for file in files {
        for (in_call, cases) in properties(&fs::read_to_string(&file).unwrap()) {
            count += in_call;
            case_count += in_call * cases;
        }
    }
    println!("{count} properties with {case_count} cases");
    assert!(count >= MIN_PROPERTIES, "{count}");
    assert!(case_count >= MIN_PROPERTY_CASES, "{case_count}");
}

#[test]
fn fuzz_cases_do_not_decrease() {
    let mut generated = 0;
    let mut files = 0;
    for (name, _) in TARGETS {
        generated += (mutated_cases(name) + random_cases(name)) as usize;
        files += corpus(name).unwrap().len();
    }
    println!("{} fuzz targets with {generated} generated inputs and {files} files", TARGETS.len());
    assert!(generated >= MIN_FUZZ_CASES, "{generated}");
}

#[test]
fn matrix_cells_do_not_decrease() {
    let rows = MatrixRow::all();
    let mut cells = 0;
    for cloud in Cloud::ALL {
        cells += rows.iter().filter(|row| row.applies_to(cloud)).count();
    }
    println!("{} rows of the fault matrix with {cells} cells", rows.len());
    assert!(cells >= MIN_MATRIX_CELLS, "{cells}");
}
