//! `tingji completions`.

use clap::CommandFactory;

use crate::args::{Arguments, CompletionsArguments};
use crate::failure::Failure;
use crate::lang::pick;
use crate::output;

pub(crate) fn run(arguments: &CompletionsArguments) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "tingji", &mut script);
    let script = String::from_utf8(script)
        .map_err(|_| Failure::new(1, pick("the script is not UTF-8", "脚本不是 UTF-8")))?;
    output::line(script.trim_end());
    Ok(0)
}
