//! Instruction counts of the signers, which are the same on a busy machine and an idle one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tingji_tests::{Tally, process};

use super::bench_program::{bench_home, output};
use super::signers::{HASH_BASELINES, VERIFIERS};

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
    for case in cases.lines() {
        let Some(baseline) = hash_baseline(case) else { continue };
        let all = instructions_per_call(program, case)?;
        let hashes = instructions_per_call(program, baseline)?;
        counts.insert(case.to_owned(), all.saturating_sub(hashes));
    }
    Ok(counts)
}

/// The case with only the hash calls of a signer or verifier of this project; `None` for other cases.
fn hash_baseline(case: &str) -> Option<&'static str> {
    let verifier = VERIFIERS.iter().find(|(verifier, _)| *verifier == case);
    let signer = verifier.map_or(case, |(_, signer)| signer);
    let baseline = HASH_BASELINES.iter().find(|(case, ..)| *case == signer);
    baseline.map(|(_, baseline, _)| *baseline)
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
        for case in ["hash baseline of bce", "aws-sigv4 sign", "clone of http's Parts"] {
            assert_eq!(hash_baseline(case), None);
        }
        assert_eq!(hash_baseline("clone and sign of an http::Request"), None);
        assert_eq!(hash_baseline("ucloud sign"), Some("hash baseline of ucloud"));
        assert_eq!(hash_baseline("bce sign"), Some("hash baseline of bce"));
        assert_eq!(hash_baseline("bce verify"), Some("hash baseline of bce"));
        let first = "volcengine sign, first of the day";
        assert_eq!(hash_baseline(first), Some("hash baseline of volcengine, key derived"));
        assert_eq!(hash_baseline("volcengine verify"), Some("hash baseline of volcengine, key cached"));
    }

    #[test]
    fn every_stored_case_is_counted() {
        let stored = fs::read_to_string(counts_file()).unwrap();
        let stored: Counts = serde_json::from_str(&stored).unwrap();
        assert!(stored.keys().all(|case| hash_baseline(case).is_some()), "{stored:?}");
        assert_eq!(stored.len(), HASH_BASELINES.len() + VERIFIERS.len());
    }
}
