//! Instructions of each signer: the same on every run, whatever else the machine does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tingji_tests::Tally;

use super::{bench_home, output};
use crate::process;

/// So much more than what is kept is a failure.
const MOST_RISE: f64 = 1.05;
const FEW: u64 = 200;
const MANY: u64 = 1200;

type Counts = BTreeMap<String, u64>;

/// Counts and writes down.
pub(super) fn keep(program: &Path) -> Result<(), String> {
    let counts = count(program)?;
    let text = serde_json::to_string_pretty(&counts).map_err(|error| error.to_string())? + "\n";
    fs::write(kept(), text).map_err(|error| format!("{}: {error}", kept().display()))
}

/// Counts and compares.
pub(super) fn check(program: &Path, tally: &mut Tally) -> Result<(), String> {
    let text = fs::read_to_string(kept()).map_err(|error| format!("{}: {error}", kept().display()))?;
    let kept: Counts = serde_json::from_str(&text).map_err(|error| format!("instructions.json: {error}"))?;
    let counts = count(program)?;
    for (case, &counted) in &counts {
        match judge(kept.get(case).copied(), counted) {
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
    for case in kept.keys().filter(|case| !counts.contains_key(*case)) {
        println!("FAILED {case}: it is kept but no longer counted");
        tally.failures.push(case.clone());
    }
    Ok(())
}

fn judge(kept: Option<u64>, counted: u64) -> Result<String, String> {
    let Some(kept) = kept else { return Err(format!("{counted} instructions, none kept")) };
    let ratio = counted as f64 / kept as f64;
    let line = format!("{counted} instructions, kept {kept}, {:+.1} %", (ratio - 1.0) * 100.0);
    if ratio > MOST_RISE { Err(line) } else { Ok(line) }
}

fn kept() -> PathBuf {
    bench_home().join("instructions.json")
}

/// Of the signers and verifiers themselves: those of the hashes alone are taken off, as a machine without
/// SHA instructions, which is what valgrind plays, takes twenty times as many for them, and they would
/// hide every change.
fn count(program: &Path) -> Result<Counts, String> {
    let there = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        return Err("valgrind is not installed, and it counts the instructions".to_owned());
    }
    let cases = output(program, &["cases"])?;
    let ours = cases.lines().filter(|case| is_ours(case));
    ours.map(|case| Ok((case.to_owned(), beyond_hashes(program, case)?))).collect()
}

fn beyond_hashes(program: &Path, case: &str) -> Result<u64, String> {
    Ok(of_one_call(program, case)?.saturating_sub(of_one_call(program, &floor(case))?))
}

/// The hashes that it makes.
fn floor(case: &str) -> String {
    match case.split_once(' ') {
        Some(("volcengine", "sign, first of the day")) => "floor of volcengine, key derived".to_owned(),
        Some(("volcengine", _)) => "floor of volcengine, key cached".to_owned(),
        Some((cloud, _)) => format!("floor of {cloud}"),
        None => case.to_owned(),
    }
}

fn is_ours(case: &str) -> bool {
    ["ucloud ", "bce ", "volcengine ", "huaweicloud "].iter().any(|cloud| case.starts_with(cloud))
        && ["sign", "verify"].iter().any(|what| case.contains(what))
}

/// What a thousand more calls take, by a thousand.
fn of_one_call(program: &Path, case: &str) -> Result<u64, String> {
    let (few, many) = (total(program, case, FEW)?, total(program, case, MANY)?);
    Ok(many.saturating_sub(few) / (MANY - FEW))
}

fn total(program: &Path, case: &str, times: u64) -> Result<u64, String> {
    let out = process::target_dir().join("bench/callgrind.out");
    let mut valgrind = Command::new("valgrind");
    valgrind.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", out.display())).arg(program);
    valgrind.args(["repeat", case, &times.to_string()]);
    process::run(&mut valgrind)?;
    let text = fs::read_to_string(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    total.and_then(|total| total.trim().parse().ok()).ok_or_else(|| "callgrind says no total".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rise_of_five_in_a_hundred_is_let_pass_and_more_is_not() {
        assert_eq!(judge(Some(1000), 1050).unwrap(), "1050 instructions, kept 1000, +5.0 %");
        assert_eq!(judge(Some(1000), 1051).unwrap_err(), "1051 instructions, kept 1000, +5.1 %");
        assert!(judge(Some(1000), 10).is_ok() && judge(None, 10).is_err());
    }

    #[test]
    fn signers_and_verifiers_are_counted_and_nothing_else() {
        assert!(
            is_ours("ucloud sign") && is_ours("volcengine sign, first of the day") && is_ours("bce verify")
        );
        assert!(!is_ours("floor of bce") && !is_ours("aws-sigv4 sign") && !is_ours("clone of http's Parts"));
        assert!(!is_ours("volcengine authorize, with the clone"));
        assert_eq!(floor("volcengine sign, first of the day"), "floor of volcengine, key derived");
        assert_eq!(floor("volcengine verify"), "floor of volcengine, key cached");
        assert_eq!(floor("bce sign"), "floor of bce");
    }
}
