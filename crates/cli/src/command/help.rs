//! `tingji help`: the help of a command or a topic.

use clap::Command;

use crate::args::{Cli, HelpArgs, credentials};
use crate::error::CliError;
use crate::error_catalog;
use crate::lang::{self, Lang, tr};
use crate::output;

/// Prints the long help of a command, or the text of the topic `exit-codes` or `credentials`.
///
/// # Errors
///
/// Exit code 2 for an unknown command or topic.
pub(crate) fn run(arguments: &HelpArgs) -> Result<u8, CliError> {
    let words: Vec<_> = arguments.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["exit-codes"] => output::line(exit_codes().trim_end()),
        ["credentials"] => output::line(&credentials()),
        words => output::line(long_help(words)?.trim_end()),
    }
    Ok(0)
}

/// Returns all exit codes, and the outcomes of a stop with their exit codes.
pub(super) fn exit_codes() -> String {
    let lang = lang::current();
    let codes = error_catalog::all(lang);
    let exit_code = error_catalog::group_name(error_catalog::CodeGroup::ExitCode, lang);
    let outcome = error_catalog::group_name(error_catalog::CodeGroup::Outcome, lang);
    let (title, outcomes, end) = match lang {
        Lang::En => (
            "Exit codes",
            "Outcomes of a stop, with their exit codes",
            "If all targets or clouds have the same result, the exit code is that of the result; otherwise it is 6.\n\
             `tingji doctor` exits with the lowest code of a failure instead. `tingji errors CODE` explains each code.",
        ),
        Lang::Zh => (
            "退出码",
            "停机的各种结果及其退出码",
            "所有目标或云的结果一致时，退出码即为该结果的退出码；不一致时为 6。只有 `tingji doctor`\n\
             例外，它以失败中最小的退出码退出。`tingji errors CODE` 逐一解释。",
        ),
    };
    let mut text = format!("{title}\n\n");
    for code in codes.iter().filter(|code| code.kind == exit_code) {
        text += &format!("  {:>2}  {}\n", code.code, code.advice);
    }
    text += &format!("\n{outcomes}\n\n");
    for code in codes.iter().filter(|code| code.kind == outcome) {
        text += &format!("  {:>2}  {:15}  {}\n", code.exit_code.unwrap_or_default(), code.code, code.advice);
    }
    text + &format!("\n{end}\n")
}

/// Returns the command line with every name in full, 100 columns wide.
pub(super) fn built() -> Command {
    let mut command = Cli::localized().term_width(100);
    command.build();
    command
}

/// Returns the long help of a command.
///
/// # Errors
///
/// Exit code 2 for an unknown command.
fn long_help(words: &[&str]) -> Result<String, CliError> {
    let mut command = built();
    for word in words {
        let Some(found) = command.find_subcommand(word).cloned() else {
            return Err(CliError::new(
                2,
                tr!(
                    "unknown command or topic `{words}`; `tingji help` lists the commands, and the topics are exit-codes and credentials",
                    "没有命令或主题 `{words}`；`tingji help` 列出各命令，主题有 exit-codes 和 credentials",
                    words = words.join(" ")
                ),
            ));
        };
        command = found;
    }
    Ok(command.term_width(100).render_long_help().to_string())
}
