//! `tingji help`: of a command, or of a topic.

use clap::{Command, CommandFactory};

use crate::args::{Arguments, CREDENTIALS, HelpArguments};
use crate::failure::Failure;
use crate::lang::Lang;
use crate::output;
use crate::own_codes;

pub(crate) fn run(arguments: &HelpArguments) -> Result<u8, Failure> {
    let words: Vec<_> = arguments.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["exit-codes"] => output::line(exit_codes().trim_end()),
        ["credentials"] => output::line(CREDENTIALS),
        words => output::line(long_help(words)?.trim_end()),
    }
    Ok(0)
}

/// All exit codes, and with which outcome of a stop they go.
pub(crate) fn exit_codes() -> String {
    let codes = own_codes::all(Lang::En);
    let of = |kind: &'static str| codes.iter().filter(move |code| code.kind == kind);
    let mut text = "Exit codes\n\n".to_owned();
    for code in of("exit code") {
        text += &format!("  {:>2}  {}\n", code.code, code.advice);
    }
    text += "\nOutcomes of a stop, with their exit codes\n\n";
    for code in of("outcome") {
        text += &format!("  {:>2}  {:15}  {}\n", code.exit_code.unwrap_or_default(), code.code, code.advice);
    }
    text + "\nIf all targets or clouds agree, theirs is the exit code; if they differ, it is 6. Only `tingji\n\
            doctor` exits with the lowest code of a failure instead. `tingji errors CODE` explains each of these.\n"
}

/// The command line with every name in full.
pub(super) fn built() -> Command {
    let mut command = Arguments::command().term_width(100);
    command.build();
    command
}

fn long_help(words: &[&str]) -> Result<String, Failure> {
    let mut command = built();
    for word in words {
        let found = command.find_subcommand(word).cloned();
        let unknown = || {
            Failure::new(
                2,
                format!(
                    "there is no command or topic `{}`; `tingji help` lists the commands, the topics are exit-codes and credentials",
                    words.join(" ")
                ),
            )
        };
        command = found.ok_or_else(unknown)?;
    }
    Ok(command.term_width(100).render_long_help().to_string())
}
