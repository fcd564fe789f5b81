//! The program `tingji`. See the library of this package.

use std::process::ExitCode;

fn main() -> ExitCode {
    tingji_cli::run(tingji::providers())
}
