//! Instruction counts of the signers, which are the same on a busy machine and an idle one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tingji_tests::Tally;

use super::bench_program::{bench_home, output};
use crate::process;

/// Maximum ratio of a count to the stored count.
const MAX_RATIO: f64 = 1.05;
/// Calls in the shorter of the two runs whose difference is measured.
const SHORT_RUN_CALLS: u64 = 200;
/// Calls in the longer run.
const LONG_RUN_CALLS: u64 = 1200;

/// Instructions of one call, by the name of the case.
type Counts = BTreeMap<String, u64>;

/// Counts the instructions and stores the counts.
pub(super) fn store(program: &Path) -> Result<(), String> {
    let counts = count(program)?;
    let text = serde_json::to_string_pretty(&counts).map_err(|error| error.to_string())? + "\n";
    fs::write(counts_file(), text).map_err(|error| format!("{}: {error}", counts_file().display()))
}

/// Counts the instructions and compares the counts with the stored ones.
pub(super) fn check(program: &Path, tally: &mut Tally) -> Result<(), String> {
    let text =
        fs::read_to_string(counts_file()).map_err(|error| format!("{}: {error}", counts_file().display()))?;
    let stored: Counts =
        serde_json::from_str(&text).map_err(|error| format!("instructions.json: {error}"))?;
    let counts = count(program)?;
    for (case, &counted) in &counts {
        match compare(stored.get(case).copied(), counted) {
            Ok(line) => {
                println!("ok {case}: {line}");
                tally.passed += 1;
            }
            Err(line) => {
                println!("FAILED {case}: {line}");
                tally.failures.push(case.clone());
            }
        }
    }
    for case in stored.keys().filter(|case| !counts.contains_key(*case)) {
        println!("FAILED {case}: the count is stored, but the case does not exist");
        tally.failures.push(case.clone());
    }
    Ok(())
}

fn compare(stored: Option<u64>, counted: u64) -> Result<String, String> {
    let Some(stored) = stored else { return Err(format!("{counted} instructions, no stored count")) };
    let ratio = counted as f64 / stored as f64;
    let line = format!("{counted} instructions, stored {stored}, {:+.1} %", (ratio - 1.0) * 100.0);
    if ratio > MAX_RATIO { Err(line) } else { Ok(line) }
}

fn counts_file() -> PathBuf {
    bench_home().join("instructions.json")
}

/// Counts the instructions of each signer and verifier, without those of the hashes. Valgrind simulates a machine
/// without SHA instructions, on which the hashes take twenty times as many instructions and would hide a change.
fn count(program: &Path) -> Result<Counts, String> {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status();
    if !version.is_ok_and(|status| status.success()) {
        return Err("valgrind is not installed; it is needed to count instructions".to_owned());
    }
    let cases = output(program, &["cases"])?;
    let mut counts = Counts::new();
    for case in cases.lines().filter(|case| is_counted(case)) {
        let all = instructions_per_call(program, case)?;
        let hashes = instructions_per_call(program, &hash_baseline(case))?;
        counts.insert(case.to_owned(), all.saturating_sub(hashes));
    }
    Ok(counts)
}

/// The case with only the hash calls of a case.
fn hash_baseline(case: &str) -> String {
    match case.split_once(' ') {
        Some(("volcengine", "sign, first of the day")) => {
            "hash baseline of volcengine, key derived".to_owned()
        }
        Some(("volcengine", _)) => "hash baseline of volcengine, key cached".to_owned(),
        Some((cloud, _)) => format!("hash baseline of {cloud}"),
        None => case.to_owned(),
    }
}

/// True for the signers and verifiers of this project.
fn is_counted(case: &str) -> bool {
    ["ucloud ", "bce ", "volcengine ", "huaweicloud "].iter().any(|cloud| case.starts_with(cloud))
        && ["sign", "verify"].iter().any(|what| case.contains(what))
}

/// Instructions of one call: the difference of two runs, so that the start of the program does not count.
fn instructions_per_call(program: &Path, case: &str) -> Result<u64, String> {
    let short = total_instructions(program, case, SHORT_RUN_CALLS)?;
    let long = total_instructions(program, case, LONG_RUN_CALLS)?;
    Ok(long.saturating_sub(short) / (LONG_RUN_CALLS - SHORT_RUN_CALLS))
}

/// Instructions of a run of the program that makes this many calls.
fn total_instructions(program: &Path, case: &str, calls: u64) -> Result<u64, String> {
    let out = process::target_dir().join("bench/callgrind.out");
    let mut valgrind = Command::new("valgrind");
    valgrind.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", out.display())).arg(program);
    valgrind.args(["repeat", case, &calls.to_string()]);
    process::run(&mut valgrind)?;
    let text = fs::read_to_string(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    total.and_then(|total| total.trim().parse().ok()).ok_or_else(|| "callgrind printed no total".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rise_of_more_than_five_percent_fails() {
        assert_eq!(compare(Some(1000), 1050).unwrap(), "1050 instructions, stored 1000, +5.0 %");
        assert_eq!(compare(Some(1000), 1051).unwrap_err(), "1051 instructions, stored 1000, +5.1 %");
        assert!(compare(Some(1000), 10).is_ok() && compare(None, 10).is_err());
    }

    #[test]
    fn only_signers_and_verifiers_are_counted() {
        assert!(
            is_counted("ucloud sign")
                && is_counted("volcengine sign, first of the day")
                && is_counted("bce verify")
        );
        assert!(
            !is_counted("hash baseline of bce")
                && !is_counted("aws-sigv4 sign")
                && !is_counted("clone of http's Parts")
        );
        assert!(!is_counted("clone and sign of an http::Request"));
        assert_eq!(
            hash_baseline("volcengine sign, first of the day"),
            "hash baseline of volcengine, key derived"
        );
        assert_eq!(hash_baseline("volcengine verify"), "hash baseline of volcengine, key cached");
        assert_eq!(hash_baseline("bce sign"), "hash baseline of bce");
    }
}
