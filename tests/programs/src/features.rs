//! `features`: builds that the other steps of `ci` leave out.
//!
//! - The combinations of the crates' features compile without a warning.
//! - The workspaces `tests/bench` and `tests/fuzz` compile without a warning.
//! - The crates without I/O compile for WebAssembly.
//! - The workspace compiles with the oldest supported Rust.
//! - The licenses of all dependencies are allowed by `deny.toml`.
//! - The public API is compatible with the last release.

use std::process::{Command, Stdio};

use tingji_tests::report::{record, skipped};
use tingji_tests::{Tally, process};

use crate::dependencies::provider_crates;

const WASM: &str = "wasm32-unknown-unknown";
/// The TLS features. A library is checked with one of them at a time, and the crate with the TLS code
/// ([`WITH_TLS_CODE`]) with any two of them.
const TLS: &str = "rustls-ring,rustls-aws-lc,rustls-no-provider,native-tls";
const WITH_TLS_CODE: &str = "tingji-core";
/// The libraries below the providers.
const BASE_LIBRARIES: [&str; 2] = ["tingji-signing-core", WITH_TLS_CODE];
/// The facade, with any two features: all combinations of its clouds would be thousands. The TLS features are
/// left out because the facade has no code for them.
const FACADE: [&str; 5] = [
    "tingji",
    "--depth",
    "2",
    "--exclude-features",
    "default,full,native-tls,rustls-no-provider,rustls-aws-lc",
];
const COMMAND: &str = "tingji-cli";
/// Workspaces beside the main one, each with its own lock file.
const SEPARATE_WORKSPACES: [&str; 2] = ["tests/bench", "tests/fuzz"];

/// Runs every check and prints one line for each.
pub(crate) fn run() -> Tally {
    let mut tally = Tally::default();
    powerset(&mut tally);
    SEPARATE_WORKSPACES.iter().for_each(|folder| separate_workspace(&mut tally, folder));
    let no_tls = ["test", "--package", "tingji-core", "--lib", "--features", "client", "reqwest_client"];
    step(&mut tally, "the error message of a build without TLS", &no_tls);
    wasm(&mut tally);
    oldest_rust(&mut tally);
    deny(&mut tally);
    semver(&mut tally);
    tally
}

/// Names of the libraries below the facade: the base and the providers.
fn libraries() -> Vec<String> {
    BASE_LIBRARIES.into_iter().map(str::to_owned).chain(provider_crates()).collect()
}

fn powerset(tally: &mut Tally) {
    if !is_installed(&["hack", "--version"]) {
        skipped("the powerset of features: cargo-hack is not installed (cargo install cargo-hack)");
        println!("each library is checked without features and with all of them instead");
        for library in libraries().iter().map(String::as_str).chain([FACADE[0]]) {
            step(tally, library, &["check", "--package", library, "--no-default-features"]);
            step(tally, library, &["check", "--package", library, "--all-features"]);
        }
        return;
    }
    let hack = ["hack", "check", "--feature-powerset", "--no-dev-deps", "--package"];
    for library in libraries() {
        let what = format!("{library}: all combinations, each with one TLS at most");
        step(tally, &what, &[&hack[..], &[&library, "--mutually-exclusive-features", TLS]].concat());
    }
    let pairs = [WITH_TLS_CODE, "--depth", "2", "--include-features", TLS];
    step(tally, &format!("{WITH_TLS_CODE}: any two TLS"), &[&hack[..], &pairs].concat());
    step(tally, "tingji: any two features, without TLS", &[&hack[..], &FACADE].concat());
    let each = ["hack", "check", "--each-feature", "--no-dev-deps", "--package", COMMAND];
    step(tally, &format!("{COMMAND}: each feature alone, none and all"), &each);
}

/// Checks a workspace that the commands for the main workspace do not build.
fn separate_workspace(tally: &mut Tally, folder: &str) {
    let manifest = format!("{folder}/Cargo.toml");
    let format = ["fmt", "--manifest-path", &manifest, "--check"];
    step(tally, &format!("{folder} is formatted"), &format);
    let target = process::target_dir().join("apart");
    let check = ["clippy", "--quiet", "--locked", "--all-targets", "--manifest-path", &manifest];
    let mut command = process::cargo(&check);
    command.args(["--", "-D", "warnings"]).env("CARGO_TARGET_DIR", target);
    match process::run(&mut command) {
        Err(why) if why.contains("requires rustc") => {
            skipped(&format!("{folder}: it needs a newer Rust than this one"));
        }
        outcome => record(tally, folder, outcome.map_err(|why| with_lock_advice(why, &manifest))),
    }
}

/// Adds the command that renews a lock file to the message of cargo about a stale one.
fn with_lock_advice(why: String, manifest: &str) -> String {
    if why.contains("--locked") && why.contains("lock file") {
        format!(
            "{why}\nThe dependencies of a crate have changed. Renew the lock file and commit it:\n    \
             cargo update --workspace --manifest-path {manifest}"
        )
    } else {
        why
    }
}

/// Checks that the crates without I/O compile for a target that has no I/O.
fn wasm(tally: &mut Tally) {
    let library = Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]).output();
    let folder = library.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    if !folder.is_ok_and(|folder| std::path::Path::new(&folder).is_dir()) {
        return skipped(&format!("{WASM}: the target is not installed (rustup target add {WASM})"));
    }
    for (library, features) in [("tingji-signing-core", "http,json"), ("tingji-core", "http,blocking")] {
        let check = ["check", "--package", library, "--features", features, "--target", WASM];
        step(tally, &format!("{library} for {WASM}"), &check);
    }
}

/// Checks that the workspace and its tests compile with the oldest supported Rust.
fn oldest_rust(tally: &mut Tally) {
    let version = format!("{}.0", env!("CARGO_PKG_RUST_VERSION"));
    let toolchain = format!("+{version}");
    if process::run(Command::new("cargo").args([&toolchain, "--version"])).is_err() {
        return skipped(&format!(
            "Rust {version}: it is not installed (rustup toolchain install {version} --profile minimal)"
        ));
    }
    let check = ["check", "--workspace", "--all-targets", "--all-features"];
    let folder = process::target_dir().join("oldest-rust");
    let mut cargo = Command::new("cargo");
    cargo.arg(&toolchain).args(check).args(["--locked", "--quiet"]).current_dir(process::root());
    // The variables select the toolchain that built this program.
    cargo.env("CARGO_TARGET_DIR", folder).env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC");
    record(tally, &format!("Rust {version}"), process::run(&mut cargo));
}

/// Compares the public API with the newest release. The check is skipped before the first release.
fn semver(tally: &mut Tally) {
    const WHAT: &str = "public API against the last release";
    let released = cargo(&["info", "--quiet", "--registry", "crates-io", WITH_TLS_CODE]);
    match released {
        Err(why) if why.contains("could not find") => {
            skipped(&format!("{WHAT}: the registry has no release to compare with"));
        }
        Err(why) => skipped(&format!("{WHAT}: the registry was not reached: {}", why.trim())),
        Ok(()) if !is_installed(&["semver-checks", "--version"]) => {
            skipped(&format!(
                "{WHAT}: cargo-semver-checks is not installed (cargo install cargo-semver-checks)"
            ));
        }
        Ok(()) => {
            let libraries = libraries();
            let libraries = libraries.iter().map(String::as_str).chain([FACADE[0], "tingji-sandbox"]);
            let packages: Vec<_> = libraries.flat_map(|library| ["--package", library]).collect();
            step(tally, WHAT, &[&["semver-checks"][..], &packages].concat());
        }
    }
}

fn deny(tally: &mut Tally) {
    if !is_installed(&["deny", "--version"]) {
        return skipped("licenses and advisories: cargo-deny is not installed (cargo install cargo-deny)");
    }
    let deny = ["deny", "--log-level", "error", "check"];
    step(tally, "licenses, bans and sources", &[&deny[..], &["licenses", "bans", "sources"]].concat());
    match cargo(&[&deny[..], &["advisories"]].concat()) {
        Err(why) if why.contains("failed to fetch advisory database") => {
            skipped("advisories: their database can't be fetched from here");
        }
        outcome => record(tally, "advisories", outcome),
    }
}

fn is_installed(arguments: &[&str]) -> bool {
    cargo(arguments).is_ok()
}

fn step(tally: &mut Tally, what: &str, arguments: &[&str]) {
    record(tally, what, cargo(arguments));
}

/// Runs cargo, and fails on an error and on a warning of the compiler about the workspace.
fn cargo(arguments: &[&str]) -> Result<(), String> {
    let mut command = process::cargo(arguments);
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let has_warnings = errors.lines().any(|line| line.starts_with("warning: `"));
    if output.status.success() && !has_warnings { Ok(()) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::with_lock_advice;

    #[test]
    fn stale_lock_file_names_the_command() {
        let stale =
            "error: cannot update the lock file /a/Cargo.lock because --locked was passed to prevent this";
        let advice = with_lock_advice(stale.to_owned(), "tests/bench/Cargo.toml");
        assert!(advice.starts_with(stale), "{advice}");
        assert!(advice.ends_with("\n    cargo update --workspace --manifest-path tests/bench/Cargo.toml"));
        let other = "clippy --locked ended with 1\nerror: unused variable";
        assert_eq!(with_lock_advice(other.to_owned(), "tests/bench/Cargo.toml"), other);
    }
}
