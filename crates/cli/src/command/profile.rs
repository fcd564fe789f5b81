//! `tingji profile`: the commands on the profile file.

mod add;
mod import;
mod list;
mod outcome;
mod remove;

use crate::args::{Output, ProfileCommand};
use crate::error::CliError;

/// Runs the subcommand and returns its exit code.
///
/// # Errors
///
/// The errors of the subcommand.
pub(crate) fn run(command: ProfileCommand, format: Output) -> Result<u8, CliError> {
    match command {
        ProfileCommand::List(arguments) => list::run(&arguments, format),
        ProfileCommand::Add(arguments) => add::run(&arguments, format),
        ProfileCommand::Remove(arguments) => remove::run(&arguments, format),
        ProfileCommand::Import(arguments) => import::run(&arguments, format),
    }
}
