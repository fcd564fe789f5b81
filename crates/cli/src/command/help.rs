//! `tingji help`: of a command, or of a topic.

use clap::{Command, CommandFactory};

use crate::args::zh::{self, CREDENTIALS_ZH};
use crate::args::{Arguments, CREDENTIALS, HelpArguments};
use crate::error::Failure;
use crate::error_catalog;
use crate::lang::{self, Lang, pick, say};
use crate::output;

pub(crate) fn run(arguments: &HelpArguments) -> Result<u8, Failure> {
    let words: Vec<_> = arguments.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["exit-codes"] => output::line(exit_codes(lang::chosen()).trim_end()),
        ["credentials"] => output::line(pick(CREDENTIALS, CREDENTIALS_ZH)),
        words => output::line(long_help(words)?.trim_end()),
    }
    Ok(0)
}

/// All exit codes, and with which outcome of a stop they go.
pub(crate) fn exit_codes(lang: Lang) -> String {
    let codes = error_catalog::all(lang);
    let of = |group| codes.iter().filter(move |code| code.kind == error_catalog::word_of(group, lang));
    let (title, outcomes, end) = match lang {
        Lang::En => (
            "Exit codes",
            "Outcomes of a stop, with their exit codes",
            "If all targets or clouds agree, theirs is the exit code; if they differ, it is 6. Only `tingji\n\
             doctor` exits with the lowest code of a failure instead. `tingji errors CODE` explains each of these.",
        ),
        Lang::Zh => (
            "退出码",
            "停机的各种结果及其退出码",
            "所有目标或云的结果一致时，退出码即为该结果的退出码；不一致时为 6。只有 `tingji doctor`\n\
             例外，它以失败中最小的退出码退出。`tingji errors CODE` 逐一解释。",
        ),
    };
    let mut text = format!("{title}\n\n");
    for code in of(error_catalog::Group::ExitCode) {
        text += &format!("  {:>2}  {}\n", code.code, code.advice);
    }
    text += &format!("\n{outcomes}\n\n");
    for code in of(error_catalog::Group::Outcome) {
        text += &format!("  {:>2}  {:15}  {}\n", code.exit_code.unwrap_or_default(), code.code, code.advice);
    }
    text + &format!("\n{end}\n")
}

/// The command line with every name in full.
pub(super) fn built(lang: Lang) -> Command {
    let mut command = zh::command(Arguments::command(), lang).term_width(100);
    command.build();
    command
}

fn long_help(words: &[&str]) -> Result<String, Failure> {
    let mut command = built(lang::chosen());
    for word in words {
        let found = command.find_subcommand(word).cloned();
        let unknown = || {
            Failure::new(
                2,
                say!(
                    "there is no command or topic `{words}`; `tingji help` lists the commands, the topics are exit-codes and credentials",
                    "没有命令或主题 `{words}`；`tingji help` 列出各命令，主题有 exit-codes 和 credentials",
                    words = words.join(" ")
                ),
            )
        };
        command = found.ok_or_else(unknown)?;
    }
    Ok(command.term_width(100).render_long_help().to_string())
}
