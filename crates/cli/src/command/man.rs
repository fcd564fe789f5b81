//! `tingji man`: manual pages, and the command reference in Markdown.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::help::{built, exit_codes};
use crate::args::ManArgs;
use crate::error::CliError;
use crate::error_catalog::{self, CodeGroup};
use crate::lang::{self, Lang};
use crate::output;

/// Writes all pages into a folder, or one page or the Markdown to standard output.
///
/// # Errors
///
/// Exit code 1 if a file cannot be written.
pub(crate) fn run(arguments: &ManArgs) -> Result<u8, CliError> {
    // Packages and the book contain these pages, so the locale of the machine that builds them must not matter.
    lang::in_language(lang::requested(), || {
        let command = built();
        match &arguments.out {
            Some(folder) => write_all(&command, folder)?,
            None if arguments.markdown => output::line(markdown(&command).trim_end()),
            None => output::line(page(&command).trim_end()),
        }
        Ok(0)
    })
}

/// Writes a page per command.
///
/// # Errors
///
/// Exit code 1 with the path and the reason.
fn write_all(command: &Command, folder: &Path) -> Result<(), CliError> {
    let failed =
        |path: &Path, error: std::io::Error| CliError::new(1, format!("{}: {error}", path.display()));
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for command in tree(command) {
        let path = folder.join(format!("{}.1", name(command).replace(' ', "-")));
        std::fs::write(&path, page(command)).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

/// Returns a command and all below it, in the order of the help.
fn tree(command: &Command) -> Vec<&Command> {
    std::iter::once(command).chain(command.get_subcommands().flat_map(tree)).collect()
}

/// Returns the full name of a command: `tingji sign verify`.
fn name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

/// Returns a manual page with a section on the exit codes.
fn page(command: &Command) -> String {
    let lang = lang::current();
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = Man::new(command.clone()).render(&mut page);
    let mut status = Roff::new();
    status.control("SH", ["EXIT STATUS"]);
    for code in error_catalog::all(lang)
        .iter()
        .filter(|code| code.kind == error_catalog::group_name(CodeGroup::ExitCode, lang))
    {
        status.control("TP", []).text([roman(&code.code)]).text([roman(code.advice)]);
    }
    let _ = status.to_writer(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}

/// Returns the help of all commands as one Markdown page.
fn markdown(command: &Command) -> String {
    let (title, note, codes) = match lang::current() {
        Lang::En => (
            "The command line",
            "Written by `cargo xtask docs` from the help of the command; `tingji help COMMAND` shows the same.",
            "Exit codes",
        ),
        Lang::Zh => (
            "命令行",
            "由 `tingji man --markdown` 从命令的帮助生成；`tingji help COMMAND` 显示相同内容。",
            "退出码",
        ),
    };
    let mut text = format!("# {title}\n\n{note}\n");
    for command in tree(command) {
        let help = command.clone().term_width(100).render_long_help().to_string();
        text += &format!("\n## {}\n\n{}", name(command), block(&help));
    }
    text + &format!("\n## {codes}\n\n{}", block(&exit_codes()))
}

/// Wraps a text in a fenced code block, without trailing spaces.
fn block(text: &str) -> String {
    let lines: Vec<_> = text.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}
