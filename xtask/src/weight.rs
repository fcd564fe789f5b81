//! `weight`: what a crate costs who depends on it: crates, seconds of the processor, bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tingji_tests::Tally;

use crate::dependencies;
use crate::process;
use crate::report::{passed, settle};

/// What is measured.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Count crates alone: build nothing
    #[arg(long)]
    count: bool,
}

/// One program or library, and what it may cost.
struct Case {
    name: &'static str,
    /// What is counted and built: options of cargo.
    options: &'static [&'static str],
    crates: usize,
    /// Of user and system time, on all cores.
    seconds: f64,
    /// Of the program, if it is one.
    bytes: Option<u64>,
}

const CASES: [Case; 2] = [
    Case {
        name: "tingji-signing-core",
        options: &["--package", "tingji-signing-core"],
        crates: dependencies::MAX_SIGNING_CRATES,
        seconds: 8.0,
        bytes: None,
    },
    Case {
        name: "tingji-bce",
        options: &["--package", "tingji-bce"],
        crates: dependencies::MAX_PROVIDER_CRATES,
        seconds: 160.0,
        bytes: None,
    },
];

/// The program that stops one instance at one cloud.
const STOP: Case = Case {
    name: "examples/stop of tingji-bce",
    options: &["--package", "tingji-bce", "--example", "stop"],
    crates: dependencies::MAX_PROVIDER_CRATES,
    seconds: f64::INFINITY,
    bytes: Some(3_900_000),
};

/// What one of them costs, and what it may.
pub(crate) struct Cost {
    pub(crate) name: &'static str,
    pub(crate) crates: usize,
    pub(crate) most_crates: usize,
    pub(crate) seconds: f64,
    pub(crate) most_seconds: f64,
    /// Of the program, if it is one, and how many they may be.
    pub(crate) bytes: Option<(u64, u64)>,
}

/// What all of them cost, built.
pub(crate) fn costs() -> Result<Vec<Cost>, String> {
    CASES.iter().chain([&STOP]).map(cost).collect()
}

fn cost(case: &Case) -> Result<Cost, String> {
    let folder = folder(case.bytes.is_none())?;
    let (crates, seconds) = (crates(case)?, build(case, &folder)?);
    let bytes = match case.bytes {
        Some(most) => Some((size(&folder.join("small/examples/stop"))?, most)),
        None => None,
    };
    let (most_crates, most_seconds) = (case.crates, case.seconds);
    Ok(Cost { name: case.name, crates, most_crates, seconds, most_seconds, bytes })
}

/// Counts and builds, and compares with what was promised.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    for case in CASES.iter().chain([&STOP]) {
        match measure(case, options.count) {
            Ok(line) => passed(&mut tally, &line),
            Err(why) => settle(&mut tally, case.name, Err(why)),
        }
    }
    tally
}

fn measure(case: &Case, count: bool) -> Result<String, String> {
    if count {
        let crates = crates(case)?;
        let line = format!("{}: {crates} crates (at most {})", case.name, case.crates);
        return if crates <= case.crates { Ok(line) } else { Err(line) };
    }
    let cost = cost(case)?;
    let mut line = format!("{}: {} crates (at most {})", case.name, cost.crates, case.crates);
    let mut good = cost.crates <= case.crates && cost.seconds <= case.seconds;
    match cost.bytes {
        None => line += &format!(", {:.1} s of processor time (at most {})", cost.seconds, case.seconds),
        Some((bytes, most)) => {
            line += &format!(", {bytes} bytes (at most {most})");
            good &= bytes <= most;
        }
    }
    if good { Ok(line) } else { Err(line) }
}

fn crates(case: &Case) -> Result<usize, String> {
    let package = &case.options[..2];
    let tree = ["tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let output =
        process::cargo(&[&tree[..], package].concat()).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let names: std::collections::BTreeSet<_> =
        text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    if names.is_empty() { Err(String::from_utf8_lossy(&output.stderr).into_owned()) } else { Ok(names.len()) }
}

/// A folder to build in, empty if the time counts.
fn folder(empty: bool) -> Result<PathBuf, String> {
    let folder = process::target_dir().join("weight");
    if empty && folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(folder)
}

/// Builds it, and says how much processor time that took.
fn build(case: &Case, folder: &Path) -> Result<f64, String> {
    let profile = if case.bytes.is_some() { "small" } else { "dist" };
    let mut command: Command =
        process::cargo(&[&["build", "--quiet", "--profile", profile], case.options].concat());
    let before = children()?;
    process::run(command.env("CARGO_TARGET_DIR", folder))?;
    Ok(children()? - before)
}

/// The processor time of all children that have ended, as Linux tells it, in hundredths of a second.
fn children() -> Result<f64, String> {
    let told = fs::read_to_string("/proc/self/stat").map_err(|error| format!("/proc/self/stat: {error}"))?;
    // After the name, which may hold anything, in brackets.
    let fields: Vec<_> = told.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    Ok((ticks(13) + ticks(14)) / 100.0)
}

fn size(program: &Path) -> Result<u64, String> {
    fs::metadata(program)
        .map(|metadata| metadata.len())
        .map_err(|error| format!("{}: {error}", program.display()))
}
