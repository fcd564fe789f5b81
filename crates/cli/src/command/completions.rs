//! `tingji completions`.

use crate::args::CompletionsArguments;
use crate::complete;
use crate::error::Failure;
use crate::output;

pub(crate) fn run(arguments: &CompletionsArguments) -> Result<u8, Failure> {
    let script = complete::script(arguments.shell).map_err(|error| Failure::new(1, error.to_string()))?;
    output::line(script.trim_end());
    Ok(0)
}
