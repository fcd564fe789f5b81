//! `features`: every combination of the libraries' features compiles without a warning, the pure crates
//! compile for WebAssembly, everything that is published compiles with the oldest Rust that is promised,
//! all that it stands on is licensed as `deny.toml` says, and nothing public was broken since the last
//! release.

use std::process::{Command, Stdio};

use tingji_tests::Tally;

use crate::process;
use crate::report::{settle, skipped};

const WASM: &str = "wasm32-unknown-unknown";
/// One TLS at a time: each is a path of its own, and clippy runs with all of them.
const TLS: &str = "rustls-ring,rustls-aws-lc,no-provider,native-tls";
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
const FACADE: [&str; 5] =
    ["tingji", "--depth", "2", "--exclude-features", "default,full,native-tls,no-provider,rustls-aws-lc"];

/// Runs all of it.
pub(crate) fn run() -> Tally {
    let mut tally = Tally::default();
    powerset(&mut tally);
    let lacks_tls = ["test", "--package", "tingji-core", "--lib", "--features", "client", "http_transport"];
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
        step(tally, library, &[&hack[..], &[library, "--mutually-exclusive-features", TLS]].concat());
    }
    step(tally, FACADE[0], &[&hack[..], &FACADE].concat());
}

/// The crates without I/O, for a machine that has none.
fn wasm(tally: &mut Tally) {
    let library = Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]).output();
    let folder = library.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    if !folder.is_ok_and(|folder| std::path::Path::new(&folder).is_dir()) {
        return skipped(&format!("{WASM}: the target is not installed (rustup target add {WASM})"));
    }
    for (library, features) in [("tingji-signing-core", "http,json"), ("tingji-core", "wire,blocking")] {
        let check = ["check", "--package", library, "--features", features, "--target", WASM];
        step(tally, &format!("{library} for {WASM}"), &check);
    }
}

/// Everything but what is never published: tests and chores may need a newer one.
fn oldest_rust(tally: &mut Tally) {
    let version = format!("{}.0", env!("CARGO_PKG_RUST_VERSION"));
    let toolchain = format!("+{version}");
    let rustup = |arguments: &[&str]| process::run(Command::new("cargo").arg(&toolchain).args(arguments));
    if rustup(&["--version"]).is_err() {
        return skipped(&format!(
            "Rust {version}: it is not installed (rustup toolchain install {version} --profile minimal)"
        ));
    }
    let check = ["check", "--workspace", "--exclude", "tingji-tests", "--exclude", "xtask", "--all-features"];
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
