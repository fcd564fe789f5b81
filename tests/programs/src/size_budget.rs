//! `weight`: the cost of a library to the crates that depend on it: compiled crates, processor time of the build,
//! and bytes of a program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tingji_tests::report::{passed, record};
use tingji_tests::{Tally, process};

use crate::dependencies;

/// Arguments of `cargo xtask weight`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Count crates only, and build nothing
    #[arg(long)]
    count: bool,
}

/// A program or library, with its limits.
struct Budget {
    name: &'static str,
    /// Options of cargo that select the package, and the program if there is one.
    options: &'static [&'static str],
    max_crates: usize,
    /// User and system time of a clean build, over all cores.
    max_seconds: f64,
    /// Size of the stripped program; `None` for a library.
    max_bytes: Option<u64>,
}

/// The programs and libraries with a budget.
const BUDGETS: [Budget; 3] = [
    Budget {
        name: "tingji-signing-core",
        options: &["--package", "tingji-signing-core"],
        max_crates: dependencies::MAX_SIGNING_CRATES,
        max_seconds: 8.0,
        max_bytes: None,
    },
    Budget {
        name: "tingji-bce",
        options: &["--package", "tingji-bce"],
        max_crates: dependencies::MAX_PROVIDER_CRATES,
        max_seconds: 160.0,
        max_bytes: None,
    },
    // The program that stops one instance at one cloud.
    Budget {
        name: "examples/stop of tingji-bce",
        options: &["--package", "tingji-bce", "--example", "stop"],
        max_crates: dependencies::MAX_PROVIDER_CRATES,
        max_seconds: f64::INFINITY,
        max_bytes: Some(3_900_000),
    },
];

/// Measured values of a program or library, beside their limits.
pub(crate) struct Cost {
    pub(crate) name: &'static str,
    pub(crate) crates: usize,
    pub(crate) max_crates: usize,
    pub(crate) seconds: f64,
    pub(crate) max_seconds: f64,
    /// Size and maximum size of the program; `None` for a library.
    pub(crate) bytes: Option<(u64, u64)>,
}

/// Builds and measures everything that has a budget.
pub(crate) fn costs() -> Result<Vec<Cost>, String> {
    BUDGETS.iter().map(cost).collect()
}

fn cost(budget: &Budget) -> Result<Cost, String> {
    let folder = build_folder(budget.max_bytes.is_none())?;
    let crates = count_crates(budget)?;
    let seconds = build(budget, &folder)?;
    let bytes = match budget.max_bytes {
        Some(max) => Some((size(&folder.join("small/examples/stop"))?, max)),
        None => None,
    };
    Ok(Cost {
        name: budget.name,
        crates,
        max_crates: budget.max_crates,
        seconds,
        max_seconds: budget.max_seconds,
        bytes,
    })
}

/// Measures everything that has a budget, and compares each value with its limit.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    for budget in &BUDGETS {
        match measure(budget, options.count) {
            Ok(line) => passed(&mut tally, &line),
            Err(why) => record(&mut tally, budget.name, Err(why)),
        }
    }
    tally
}

fn measure(budget: &Budget, count: bool) -> Result<String, String> {
    if count {
        let crates = count_crates(budget)?;
        let line = format!("{}: {crates} crates (at most {})", budget.name, budget.max_crates);
        return if crates <= budget.max_crates { Ok(line) } else { Err(line) };
    }
    let cost = cost(budget)?;
    let mut line = format!("{}: {} crates (at most {})", cost.name, cost.crates, cost.max_crates);
    let mut is_within = cost.crates <= cost.max_crates && cost.seconds <= cost.max_seconds;
    match cost.bytes {
        None => {
            line += &format!(", {:.1} s of processor time (at most {})", cost.seconds, cost.max_seconds);
        }
        Some((bytes, max)) => {
            line += &format!(", {bytes} bytes (at most {max})");
            is_within &= bytes <= max;
        }
    }
    if is_within { Ok(line) } else { Err(line) }
}

/// Number of crates that a build of the package compiles.
fn count_crates(budget: &Budget) -> Result<usize, String> {
    let package = &budget.options[..2];
    let tree = ["tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let output =
        process::cargo(&[&tree[..], package].concat()).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let names: BTreeSet<_> = text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    if names.is_empty() { Err(String::from_utf8_lossy(&output.stderr).into_owned()) } else { Ok(names.len()) }
}

/// The build folder, emptied for a build whose time is measured.
fn build_folder(is_timed: bool) -> Result<PathBuf, String> {
    let folder = process::target_dir().join("weight");
    if is_timed && folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(folder)
}

/// Builds the package and returns the processor time of the build in seconds.
fn build(budget: &Budget, folder: &Path) -> Result<f64, String> {
    let profile = if budget.max_bytes.is_some() { "small" } else { "dist" };
    let mut command: Command =
        process::cargo(&[&["build", "--quiet", "--profile", profile], budget.options].concat());
    let before = children_cpu_seconds()?;
    process::run(command.env("CARGO_TARGET_DIR", folder))?;
    Ok(children_cpu_seconds()? - before)
}

/// Processor time in seconds of all children that have ended, from the fields `cutime` and `cstime` of
/// `/proc/self/stat`, which count hundredths of a second.
fn children_cpu_seconds() -> Result<f64, String> {
    let stat = fs::read_to_string("/proc/self/stat").map_err(|error| format!("/proc/self/stat: {error}"))?;
    // The fields begin behind the program's name, which is in brackets and may contain spaces.
    let fields: Vec<_> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    Ok((ticks(&fields, 13) + ticks(&fields, 14)) / 100.0)
}

fn ticks(fields: &[&str], index: usize) -> f64 {
    fields.get(index).and_then(|field| field.parse().ok()).unwrap_or_default()
}

fn size(program: &Path) -> Result<u64, String> {
    match fs::metadata(program) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) => Err(format!("{}: {error}", program.display())),
    }
}
