//! `ci`: the list of all checks that a change must pass.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use clap::builder::{PossibleValue, PossibleValuesParser};
use tingji_tests::report::{failed, record, skipped};
use tingji_tests::{Tally, process};

/// Arguments of `cargo xtask ci`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Continue after a step that failed
    #[arg(long)]
    keep_going: bool,
    /// Run only these steps, in the order of the list; all steps if none is named
    #[arg(value_name = "STEP", value_parser = step_names())]
    only: Vec<String>,
}

fn step_names() -> PossibleValuesParser {
    PossibleValuesParser::new(STEPS.iter().map(|step| PossibleValue::new(step.name).help(step.command_line)))
}

/// A command line that must succeed.
struct Step {
    name: &'static str,
    command_line: &'static str,
    /// A program that the step needs. The step is skipped where the program is not installed.
    needs: Option<&'static str>,
}

const fn step(name: &'static str, command_line: &'static str) -> Step {
    Step { name, command_line, needs: None }
}

/// The steps in their order. The steps without `--all-features` come first, because later steps download crates
/// that would hide a missing feature. Instruction counts (`bench --check`) depend on the compiler's version and
/// are checked by hand after a change to a signer.
const STEPS: [Step; 21] = [
    step("format", "cargo fmt --all --check"),
    step("language", "cargo xtask language"),
    step("cycles", "cargo xtask cycles"),
    step("test", "cargo test --workspace"),
    step(OFFLINE, "cargo test --workspace --offline"),
    step("demo", "cargo run --release --quiet -- demo"),
    step("clippy", "cargo clippy --workspace --all-targets --all-features -- -D warnings"),
    step(DOC, "cargo doc --workspace --all-features --no-deps --quiet"),
    step("vectors", "cargo xtask vectors check"),
    step("captures", "cargo xtask captures check"),
    step("fixtures", "cargo xtask fixtures --check"),
    step("faults", "cargo xtask faults --check"),
    step("soak", "cargo xtask soak --stops 5000"),
    step("docs", "cargo xtask docs --check"),
    step("examples", "cargo xtask examples"),
    Step { name: "book", command_line: "mdbook build docs", needs: Some("mdbook") },
    step("conformance", "cargo xtask conformance"),
    step("dependencies", "cargo xtask dependencies"),
    step("weight", "cargo xtask weight --count"),
    step("features", "cargo xtask features"),
    step("publish", "cargo xtask publish --check"),
];
/// Prefix of the steps that this program runs itself.
const XTASK: &str = "cargo xtask ";
/// The step in which the warnings of rustdoc are errors.
const DOC: &str = "doc";
/// The step in which no cargo may use the network, including a cargo that a test starts.
const OFFLINE: &str = "offline";

/// Runs the selected steps, each with its own output, up to the first failure.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    // Read before the first step: a step can make cargo replace this program's file, and Linux then reports the
    // path with " (deleted)" at its end.
    let this_program = match std::env::current_exe() {
        Ok(path) => path,
        Err(error) => {
            failed(&mut tally, format!("the path of this program is unknown: {error}"));
            return tally;
        }
    };
    for step in STEPS.iter().filter(|step| is_selected(options, step)) {
        if tally.failures.is_empty() || options.keep_going {
            step.run(&this_program, &mut tally);
        } else {
            skipped(&format!("{}: a step before it failed", step.name));
        }
    }
    tally
}

fn is_selected(options: &Options, step: &Step) -> bool {
    options.only.is_empty() || options.only.iter().any(|name| name == step.name)
}

impl Step {
    /// Runs the step and prints its result with its duration in seconds.
    fn run(&self, this_program: &Path, tally: &mut Tally) {
        println!("\n== {}", self.command_line);
        if let Some(program) = self.needs.filter(|program| !is_installed(program)) {
            return skipped(&format!("{}: {program} is not installed", self.name));
        }
        #[expect(clippy::disallowed_methods, reason = "the duration of a step is only printed")]
        let start = Instant::now();
        let outcome = self.outcome(this_program);
        record(tally, &format!("{} ({} s)", self.name, start.elapsed().as_secs()), outcome);
    }

    fn outcome(&self, this_program: &Path) -> Result<(), String> {
        let mut words = self.command_line.split(' ');
        let program = words.next().unwrap_or_default();
        let mut command = if self.command_line.starts_with(XTASK) {
            // Cargo would build this program again, with other features.
            words.next();
            Command::new(this_program)
        } else if program == "cargo" {
            process::cargo(&[])
        } else {
            Command::new(program)
        };
        command.args(words).current_dir(process::root()).stdin(Stdio::null());
        match self.name {
            DOC => command.env("RUSTDOCFLAGS", "-D warnings"),
            OFFLINE => command.env("CARGO_NET_OFFLINE", "true"),
            _ => &mut command,
        };
        let status = command.status().map_err(|error| format!("{program} did not start: {error}"))?;
        if status.success() { Ok(()) } else { Err(status.to_string()) }
    }
}

fn is_installed(program: &str) -> bool {
    process::run(Command::new(program).arg("--version")).is_ok()
}
