//! `features`: the combinations of the crates' features compile without a warning, and so do the packages
//! that stand apart; the pure crates compile for WebAssembly, and everything with the oldest Rust that is
//! promised; all that it stands on is licensed as `deny.toml` says, and nothing public was broken since the
//! last release.

use std::process::{Command, Stdio};

use tingji_tests::Tally;

use crate::process;
use crate::report::{settle, skipped};

const WASM: &str = "wasm32-unknown-unknown";
/// One at a time: each is a path of its own. Where their code is, any two are together as well.
const TLS: &str = "rustls-ring,rustls-aws-lc,rustls-no-provider,native-tls";
const WITH_TLS_CODE: &str = "tingji-core";
const LIBRARIES: [&str; 7] = [
    "tingji-signing-core",
    "tingji-core",
    "tingji-bce",
    "tingji-compshare",
    "tingji-huaweicloud",
    "tingji-ucloud",
    "tingji-volcengine",
];
/// The facade has clouds enough for thousands of combinations, and no code of its own for TLS.
const FACADE: [&str; 5] = [
    "tingji",
    "--depth",
    "2",
    "--exclude-features",
    "default,full,native-tls,rustls-no-provider,rustls-aws-lc",
];
const COMMAND: &str = "tingji-cli";
/// Workspaces of their own, with lock files of their own.
const APART: [&str; 2] = ["tests/bench", "tests/fuzz"];

/// Runs all of it.
pub(crate) fn run() -> Tally {
    let mut tally = Tally::default();
    powerset(&mut tally);
    APART.iter().for_each(|home| apart(&mut tally, home));
    let lacks_tls = ["test", "--package", "tingji-core", "--lib", "--features", "client", "reqwest_client"];
    step(&mut tally, "what a build without TLS says", &lacks_tls);
    wasm(&mut tally);
    oldest_rust(&mut tally);
    deny(&mut tally);
    semver(&mut tally);
    tally
}

fn powerset(tally: &mut Tally) {
    if !is_there(&["hack", "--version"]) {
        skipped("the powerset of features: cargo-hack is not installed (cargo install cargo-hack)");
        println!("each library is checked without features and with all of them instead");
        for library in LIBRARIES.into_iter().chain([FACADE[0]]) {
            step(tally, library, &["check", "--package", library, "--no-default-features"]);
            step(tally, library, &["check", "--package", library, "--all-features"]);
        }
        return;
    }
    let hack = ["hack", "check", "--feature-powerset", "--no-dev-deps", "--package"];
    for library in LIBRARIES {
        let what = format!("{library}: all combinations, each with one TLS at most");
        step(tally, &what, &[&hack[..], &[library, "--mutually-exclusive-features", TLS]].concat());
    }
    let pairs = [WITH_TLS_CODE, "--depth", "2", "--include-features", TLS];
    step(tally, &format!("{WITH_TLS_CODE}: any two TLS"), &[&hack[..], &pairs].concat());
    step(tally, "tingji: any two features, but for the kinds of TLS", &[&hack[..], &FACADE].concat());
    let each = ["hack", "check", "--each-feature", "--no-dev-deps", "--package", COMMAND];
    step(tally, &format!("{COMMAND}: each feature alone, none and all"), &each);
}

/// What stands outside the workspace: only whoever uses it would find it broken.
fn apart(tally: &mut Tally, home: &str) {
    let manifest = format!("{home}/Cargo.toml");
    let format = ["fmt", "--manifest-path", &manifest, "--check"];
    step(tally, &format!("{home} is formatted"), &format);
    let folder = process::target_dir().join("apart");
    let check = ["clippy", "--quiet", "--locked", "--all-targets", "--manifest-path", &manifest];
    let mut command = process::cargo(&check);
    command.args(["--", "-D", "warnings"]).env("CARGO_TARGET_DIR", folder);
    match process::run(&mut command) {
        Err(why) if why.contains("requires rustc") => {
            skipped(&format!("{home}: it needs a newer Rust than this one"));
        }
        outcome => settle(tally, home, outcome),
    }
}

/// The crates without I/O, for a machine that has none.
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

/// Everything in the workspace, its tests too.
fn oldest_rust(tally: &mut Tally) {
    let version = format!("{}.0", env!("CARGO_PKG_RUST_VERSION"));
    let toolchain = format!("+{version}");
    let rustup = |arguments: &[&str]| process::run(Command::new("cargo").arg(&toolchain).args(arguments));
    if rustup(&["--version"]).is_err() {
        return skipped(&format!(
            "Rust {version}: it is not installed (rustup toolchain install {version} --profile minimal)"
        ));
    }
    let check = ["check", "--workspace", "--all-targets", "--all-features"];
    let folder = process::target_dir().join("oldest-rust");
    let mut cargo = Command::new("cargo");
    cargo.arg(&toolchain).args(check).args(["--locked", "--quiet"]).current_dir(process::root());
    // Of the toolchain that runs this one.
    cargo.env("CARGO_TARGET_DIR", folder).env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC");
    settle(tally, &format!("Rust {version}"), process::run(&mut cargo));
}

/// Against the newest release; before the first one there is nothing to compare with.
fn semver(tally: &mut Tally) {
    const WHAT: &str = "what changed in public since the last release";
    let released = cargo(&["info", "--quiet", "--registry", "crates-io", LIBRARIES[1]]);
    match released {
        Err(why) if why.contains("could not find") => {
            skipped(&format!("{WHAT}: there is no release, so nothing to compare with"));
        }
        Err(why) => skipped(&format!("{WHAT}: the registry was not reached: {}", why.trim())),
        Ok(()) if !is_there(&["semver-checks", "--version"]) => {
            skipped(&format!(
                "{WHAT}: cargo-semver-checks is not installed (cargo install cargo-semver-checks)"
            ));
        }
        Ok(()) => {
            let libraries = LIBRARIES.into_iter().chain([FACADE[0], "tingji-sandbox"]);
            let packages: Vec<_> = libraries.flat_map(|library| ["--package", library]).collect();
            step(tally, WHAT, &[&["semver-checks"][..], &packages].concat());
        }
    }
}

fn deny(tally: &mut Tally) {
    if !is_there(&["deny", "--version"]) {
        return skipped("licences and advisories: cargo-deny is not installed (cargo install cargo-deny)");
    }
    let deny = ["deny", "--log-level", "error", "check"];
    step(tally, "licences, bans and sources", &[&deny[..], &["licenses", "bans", "sources"]].concat());
    match cargo(&[&deny[..], &["advisories"]].concat()) {
        Err(why) if why.contains("failed to fetch advisory database") => {
            skipped("advisories: their database can't be fetched from here");
        }
        outcome => settle(tally, "advisories", outcome),
    }
}

fn is_there(arguments: &[&str]) -> bool {
    cargo(arguments).is_ok()
}

fn step(tally: &mut Tally, what: &str, arguments: &[&str]) {
    settle(tally, what, cargo(arguments));
}

/// A cargo command that must succeed without a warning of the compiler's about the workspace.
fn cargo(arguments: &[&str]) -> Result<(), String> {
    let mut command = process::cargo(arguments);
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let warned = said.lines().any(|line| line.starts_with("warning: `"));
    if output.status.success() && !warned { Ok(()) } else { Err(said) }
}
