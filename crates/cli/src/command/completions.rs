//! `tingji completions`: prints a shell completion script.

use crate::args::CompletionsArgs;
use crate::complete;
use crate::error::CliError;
use crate::output;

/// Prints the script of the shell.
///
/// # Errors
///
/// Exit code 1 if clap has no script for the shell.
pub(crate) fn run(arguments: &CompletionsArgs) -> Result<u8, CliError> {
    let script = complete::script(arguments.shell).map_err(|error| CliError::new(1, error.to_string()))?;
    output::line(script.trim_end());
    Ok(0)
}
