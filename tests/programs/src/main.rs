//! The checks and measurements that run other programs or stop whole fleets. `cargo xtask COMMAND` builds and starts
//! this program.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints to the terminal")]

mod bench;
mod conformance;
mod dependencies;
mod examples;
mod fault_matrix;
mod features;
mod scripts;
mod size_budget;
mod soak;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tingji_tests::report;

/// Checks and measurements of the project
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure the cost of signing, stopping and building, and write docs/performance.md
    ///
    /// Prints a table of measurements with the required and the measured value of each, and the reason of each
    /// value that misses its requirement. tests/bench/results.json stores all results, so that groups can be
    /// measured one at a time. All groups together take 15 to 20 minutes on two otherwise idle cores.
    Bench(bench::Options),
    /// Run the vendors' official Python SDKs against the sandbox
    Conformance(conformance::Options),
    /// Check which crates each library compiles, by feature
    ///
    /// Reads Cargo.lock, and downloads the manifests that are missing on this machine.
    Dependencies,
    /// Build every program of the READMEs and of the book with the dependencies that its page states
    ///
    /// Each page with Rust code becomes a crate whose Cargo.toml has exactly the page's dependencies, with paths to
    /// this project's crates. A page without dependencies, and code that does not compile, is a failure.
    Examples,
    /// Stop instances at every cloud under every fault, and write docs/faults.md
    Faults(fault_matrix::Options),
    /// Compile the crates with the combinations of their features, for WebAssembly and with the oldest Rust
    ///
    /// Compiles each library with all combinations of its features, with at most one TLS feature; the core also
    /// with any two TLS features; the facade with any two features; the command with each feature alone.
    /// Compiles tests/bench and tests/fuzz, which no other step does. Checks licenses and advisories, and
    /// compares the public API with the last release. Prints SKIPPED where a tool or a target is missing.
    Features,
    /// Stop thousands of instances while random requests fail; a single false outcome is a failure
    Soak(soak::Options),
    /// Measure the crates, the build time and the bytes of the libraries against their limits
    Weight(size_budget::Options),
}

fn main() -> ExitCode {
    let tally = match Cli::parse().command {
        Command::Bench(options) => bench::run(&options),
        Command::Conformance(options) => conformance::run(&options),
        Command::Dependencies => dependencies::run(),
        Command::Examples => examples::run(),
        Command::Faults(options) => fault_matrix::run(&options),
        Command::Features => features::run(),
        Command::Soak(options) => soak::run(&options),
        Command::Weight(options) => size_budget::run(&options),
    };
    report::print_summary(&tally)
}
