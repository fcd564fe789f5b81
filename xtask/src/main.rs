//! Maintenance commands of the project: `cargo xtask COMMAND`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints to the terminal")]

mod case_files;
mod ci;
mod docs;
mod fixtures;
mod import_cycles;
mod language;
mod programs;
mod provider_docs;
mod publish;
mod source_files;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use tingji_tests::{captures, report, vectors};

/// Maintenance commands of the project
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
    /// Signature vectors: compare this project's signatures with those of the vendors' SDKs
    #[command(subcommand, arg_required_else_help = true)]
    Vectors(CaseCommand),
    /// Recorded requests: verify the signatures that real clients sent
    #[command(subcommand, arg_required_else_help = true)]
    Captures(CaseCommand),
    /// Run the vendors' official Python SDKs against the sandbox
    Conformance(programs::Arguments),
    /// Record the sandbox's responses that the providers' tests read
    ///
    /// Runs a script of each cloud through the project's own client against a sandbox with a stopped clock and
    /// seeded ids, and writes the responses to crates/CLOUD/tests/fixtures: OPERATION.http for each operation,
    /// errors/NAME.http for each refusal. An operation that no script sends is a failure. The scripts are in
    /// tests/src/fixtures, the instances in tests/data/fixtures/scenario.json.
    Fixtures(fixtures::Options),
    /// Stop instances at every cloud under every fault, and write docs/faults.md
    Faults(programs::Arguments),
    /// Stop thousands of instances while random requests fail; a single false outcome is a failure
    Soak(programs::Arguments),
    /// Write the book's pages about the command line and about each provider
    ///
    /// docs/cli.md comes from the help of `tingji`, docs/providers from the tables of the crates.
    Docs(docs::Options),
    /// Build every program of the READMEs and of the book with the dependencies that its page states
    Examples(programs::Arguments),
    /// Compile the crates with the combinations of their features, for WebAssembly and with the oldest Rust
    Features(programs::Arguments),
    /// Package every crate for the registry, then build and test it from its package
    ///
    /// Checks the crates in the order of publishing: the metadata, README, CHANGELOG and licenses, then the
    /// tests, with the packaged sources of the other crates as dependencies. Prints one line for each crate.
    Publish(publish::Options),
    /// Measure the cost of signing, stopping and building, and write docs/performance.md
    Bench(programs::Arguments),
    /// Run all checks that a change must pass
    ///
    /// Each step prints its own output; the last lines name the failed steps. A step that cannot run on this
    /// machine is SKIPPED, with the tool to install.
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
    Dependencies(programs::Arguments),
    /// Measure the crates, the build time and the bytes of the libraries against their limits
    Weight(programs::Arguments),
}

/// Command of a kind of case files.
#[derive(Debug, Subcommand)]
enum CaseCommand {
    /// Check every line of JSON-lines files
    Check {
        /// Files with one case on each line; the repository's files if none is named
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    match Cli::try_parse_from(arguments()) {
        Ok(cli) => run(&cli.command),
        Err(error) => print_usage(&error),
    }
}

/// The arguments of this process. `help COMMAND` becomes `COMMAND --help`, which a program of another package answers.
fn arguments() -> Vec<OsString> {
    let arguments: Vec<_> = std::env::args_os().collect();
    match &arguments[..] {
        [program, help, command] if help == "help" => vec![program.clone(), command.clone(), "--help".into()],
        _ => arguments,
    }
}

fn run(command: &Command) -> ExitCode {
    let tally = match command {
        Command::Vectors(CaseCommand::Check { files }) => case_files::check("vectors", files, vectors::check),
        Command::Captures(CaseCommand::Check { files }) => {
            case_files::check("captures", files, captures::check)
        }
        Command::Fixtures(options) => fixtures::run(options),
        Command::Docs(options) => docs::run(options),
        Command::Publish(options) => publish::run(options),
        Command::Ci(options) => ci::run(options),
        Command::Cycles(options) => import_cycles::run(options),
        Command::Language(options) => language::run(options),
        Command::Bench(arguments) => return programs::run("bench", arguments),
        Command::Conformance(arguments) => return programs::run("conformance", arguments),
        Command::Dependencies(arguments) => return programs::run("dependencies", arguments),
        Command::Examples(arguments) => return programs::run("examples", arguments),
        Command::Faults(arguments) => return programs::run("faults", arguments),
        Command::Features(arguments) => return programs::run("features", arguments),
        Command::Soak(arguments) => return programs::run("soak", arguments),
        Command::Weight(arguments) => return programs::run("weight", arguments),
    };
    report::print_summary(&tally)
}

/// Prints an error about the arguments; for an unknown command also the list of commands.
fn print_usage(error: &clap::Error) -> ExitCode {
    let printed = error.print();
    if error.kind() == ErrorKind::InvalidSubcommand {
        eprintln!("\n{}", Cli::command().render_help());
    }
    match printed {
        Ok(()) if !error.use_stderr() => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}
