//! The program `tingji`. See the library of this package.

use std::process::ExitCode;

/// Runs the command with the providers of this build.
fn main() -> ExitCode {
    tingji_cli::run(tingji::providers())
}
