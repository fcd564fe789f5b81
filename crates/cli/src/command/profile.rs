//! `tingji profile`.

mod add;
mod import;
mod list;
mod outcome;
mod remove;

use crate::args::{Output, ProfileCommand};
use crate::error::Failure;

pub(crate) fn run(command: ProfileCommand, format: Output) -> Result<u8, Failure> {
    match command {
        ProfileCommand::List(arguments) => list::run(&arguments, format),
        ProfileCommand::Add(arguments) => add::run(&arguments, format),
        ProfileCommand::Remove(arguments) => remove::run(&arguments, format),
        ProfileCommand::Import(arguments) => import::run(&arguments, format),
    }
}
