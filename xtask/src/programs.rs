//! Starts the programs of `tests/programs`, which run other programs or stop whole fleets.

use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsString;
use std::process::{Command, ExitCode};

use tingji_tests::process;

/// Package and file name of the programs.
const PACKAGE: &str = "tingji-programs";

/// Arguments of a command that another program performs.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    /// Arguments of the program, such as `--help`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    arguments: Vec<OsString>,
}

/// Runs a command of the programs and returns its exit code.
pub(crate) fn run(command: &str, arguments: &Arguments) -> ExitCode {
    let status = program().map(|mut program| program.arg(command).args(&arguments.arguments).status());
    let why = match status {
        Ok(Ok(status)) => match status.code().map(u8::try_from) {
            Some(Ok(code)) => return ExitCode::from(code),
            _ => status.to_string(),
        },
        Ok(Err(error)) => format!("{PACKAGE} did not start: {error}"),
        Err(why) => why,
    };
    eprintln!("{why}");
    ExitCode::FAILURE
}

/// The command line that starts the programs.
///
/// Under cargo, cargo builds them first. Otherwise the file beside this program is used, which the same build made:
/// `cargo test --workspace` builds both with the features of the whole workspace, and cargo would build them again.
fn program() -> Result<Command, String> {
    if env::var_os("CARGO").is_some() {
        return Ok(process::cargo(&["run", "--quiet", "--package", PACKAGE, "--"]));
    }
    let this_program =
        env::current_exe().map_err(|error| format!("the path of this program is unknown: {error}"))?;
    let program = this_program.with_file_name(format!("{PACKAGE}{EXE_SUFFIX}"));
    if program.is_file() {
        Ok(Command::new(program))
    } else {
        Err(format!(
            "{} is missing: run `cargo xtask`, or `cargo build --package {PACKAGE}`",
            program.display()
        ))
    }
}
