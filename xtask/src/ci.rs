//! `ci`: everything that must hold before a change lands, in one list.

use std::process::{Command, Stdio};
use std::time::Instant;

use clap::builder::{PossibleValue, PossibleValuesParser};
use tingji_tests::Tally;

use crate::process;
use crate::report::{settle, skipped};

/// What the command can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Go on after a step that failed
    #[arg(long)]
    keep_going: bool,
    /// Run these steps alone, in the order of the list; all of them if none is named
    #[arg(value_name = "STEP", value_parser = names())]
    only: Vec<String>,
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(STEPS.iter().map(|step| PossibleValue::new(step.name).help(step.words)))
}

/// One step: a command line.
struct Step {
    name: &'static str,
    words: &'static str,
    /// A program without which it can't be taken; a machine that lacks it only says so.
    needs: Option<&'static str>,
}

const fn step(name: &'static str, words: &'static str) -> Step {
    Step { name, words, needs: None }
}

/// The steps in their order. The first ones run before any step with `--all-features` downloads crates that
/// they would then find. Instruction counts (`bench --check`) depend on the compiler's version and are no
/// step: they are checked by hand after a change to a signer.
const STEPS: [Step; 20] = [
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
    Step { name: "book", words: "mdbook build docs", needs: Some("mdbook") },
    step("conformance", "cargo xtask conformance"),
    step("dependencies", "cargo xtask dependencies"),
    step("weight", "cargo xtask weight --count"),
    step("features", "cargo xtask features"),
    step("publish", "cargo xtask publish --check"),
];
/// Prefix of the steps that this program runs itself.
const XTASK: &str = "cargo xtask ";
/// The step in which rustdoc's warnings are errors.
const DOC: &str = "doc";
/// The step in which no cargo may use the network, including a cargo that a test starts.
const OFFLINE: &str = "offline";

/// Takes the steps, each with its own output, up to the first that fails.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    let wanted = |step: &&Step| options.only.is_empty() || options.only.iter().any(|name| name == step.name);
    for step in STEPS.iter().filter(wanted) {
        if tally.failures.is_empty() || options.keep_going {
            step.take(&mut tally);
        } else {
            skipped(&format!("{}: a step before it failed", step.name));
        }
    }
    tally
}

impl Step {
    fn take(&self, tally: &mut Tally) {
        println!("\n== {}", self.words);
        if let Some(program) = self.needs.filter(|program| !is_there(program)) {
            return skipped(&format!("{}: {program} is not installed", self.name));
        }
        #[expect(clippy::disallowed_methods, reason = "how long a step takes is only told")]
        let start = Instant::now();
        let outcome = self.outcome();
        settle(tally, &format!("{} ({} s)", self.name, start.elapsed().as_secs()), outcome);
    }

    fn outcome(&self) -> Result<(), String> {
        let mut words = self.words.split(' ');
        let program = words.next().unwrap_or_default();
        let mut command = if self.words.starts_with(XTASK) {
            // The program that runs this step: cargo would build it again, with other features.
            words.next();
            Command::new(std::env::current_exe().map_err(|error| error.to_string())?)
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

fn is_there(program: &str) -> bool {
    process::run(Command::new(program).arg("--version")).is_ok()
}
