//! The project's own chores: `cargo xtask <command>`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to people on the terminal")]

mod bench;
mod cases;
mod ci;
mod conformance;
mod dependencies;
mod docs;
mod faults;
mod features;
mod fixtures;
mod generated;
mod import_cycles;
mod language;
mod pages;
mod process;
mod publish;
mod report;
mod soak;
mod source_files;
mod weight;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use tingji_tests::{Tally, captures, vectors};

/// The project's own chores.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Signature vectors: sign as the vendors' SDKs did
    #[command(subcommand, arg_required_else_help = true)]
    Vectors(Cases),
    /// Recorded requests: verify what real clients sent
    #[command(subcommand, arg_required_else_help = true)]
    Captures(Cases),
    /// Run the vendors' official Python SDKs against the sandbox
    Conformance(conformance::Options),
    /// Record the replies that the providers' tests read, from the sandbox
    ///
    /// Plays a story of each cloud through the project's own client against a sandbox whose clock stands
    /// still and whose ids are counted from a seed, and writes what came back to
    /// crates/CLOUD/tests/fixtures: OPERATION.http for each operation, errors/NAME.http for each refusal.
    /// An operation that no story plays is a failure. The stories are in xtask/src/fixtures, the
    /// machines in xtask/fixtures/scenario.json.
    Fixtures(fixtures::Options),
    /// Stop a fleet at every cloud under every fault, and write docs/faults.md
    Faults(faults::Options),
    /// Stop thousands while requests go wrong by chance, and fail on a single false outcome
    Soak(soak::Options),
    /// Write the book's pages on the command line and on each provider, from the help and the tables
    ///
    /// docs/cli.md comes from the help of `tingji`, docs/providers from the crates.
    Docs(docs::Options),
    /// Compile the crates with the combinations of their features, for WebAssembly and with the oldest Rust
    ///
    /// Each library with all combinations of its features, of which one TLS at most; where their code is, in
    /// the core, with any two of these too. The facade with any two features, the command with each alone.
    /// Compiles tests/bench and tests/fuzz, which no other step does. Checks licences and advisories too, and
    /// what changed in public since the last release. Says SKIPPED where a tool or a target is missing.
    Features,
    /// Package every crate for the registry, and build and test each from what was packaged
    ///
    /// In the order of publishing: the metadata, the README, the CHANGELOG and the licences of each; then
    /// its tests, from the packaged sources, standing on the packaged sources of the others. A line for
    /// each crate.
    Publish(publish::Options),
    /// Measure what signing, stopping and building cost, and write docs/performance.md
    ///
    /// Prints one table: what was measured, what it must be, what was reached, and whether that is enough; if
    /// not, why. tests/bench/results.json keeps all results, so that parts can be measured one at a time.
    /// All parts together take 15 to 20 minutes on two calm cores, which nothing else should use.
    Bench(bench::Options),
    /// Run everything that must hold before a change lands
    ///
    /// Each step prints its own output; the last lines tell which ones failed. What can't be done on this
    /// machine is told as SKIPPED, with what to install.
    Ci(ci::Options),
    /// Find source files that import each other, and files of more than 400 lines
    ///
    /// Prints each cycle with the imports that form it. A re-export counts for the file that defines the item.
    Cycles(import_cycles::Options),
    /// Check that comments, documentation, test names and messages are in plain language
    ///
    /// The retired terms and type names are in xtask/language/retired.toml, each with its reason.
    Language(language::Options),
    /// Check which crates each library compiles, by feature
    ///
    /// Reads Cargo.lock, and downloads the manifests that this machine lacks.
    Dependencies,
    /// Count the crates, the processor time and the bytes that the libraries cost
    Weight(weight::Options),
}

#[derive(Debug, Subcommand)]
enum Cases {
    /// Check every line of JSON-lines files
    Check {
        /// The files, one case a line; those of the repository if none is named
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => conclude(&run(&cli.command)),
        Err(error) => usage(&error),
    }
}

fn run(command: &Command) -> Tally {
    match command {
        Command::Vectors(Cases::Check { files }) => cases::check("vectors", files, vectors::check),
        Command::Captures(Cases::Check { files }) => cases::check("captures", files, captures::check),
        Command::Conformance(options) => conformance::run(options),
        Command::Fixtures(options) => fixtures::run(options),
        Command::Faults(options) => faults::run(options),
        Command::Soak(options) => soak::run(options),
        Command::Docs(options) => docs::run(options),
        Command::Features => features::run(),
        Command::Publish(options) => publish::run(options),
        Command::Bench(options) => bench::run(options),
        Command::Ci(options) => ci::run(options),
        Command::Cycles(options) => import_cycles::run(options),
        Command::Dependencies => dependencies::run(),
        Command::Language(options) => language::run(options),
        Command::Weight(options) => weight::run(options),
    }
}

/// The last line, and the exit code that goes with it.
fn conclude(tally: &Tally) -> ExitCode {
    println!("{} passed, {} failed", tally.passed, tally.failures.len());
    if tally.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Says what was wrong with the arguments; for a wrong command, which ones there are.
fn usage(error: &clap::Error) -> ExitCode {
    let shown = error.print();
    if error.kind() == ErrorKind::InvalidSubcommand {
        eprintln!("\n{}", Cli::command().render_help());
    }
    match shown {
        Ok(()) if !error.use_stderr() => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}
