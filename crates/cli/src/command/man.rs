//! `tingji man`.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::help::{built, exit_codes};
use crate::args::ManArguments;
use crate::failure::Failure;
use crate::lang::Lang;
use crate::{output, own_codes};

pub(crate) fn run(arguments: &ManArguments) -> Result<u8, Failure> {
    let command = built();
    match &arguments.out {
        Some(folder) => write_all(&command, folder)?,
        None if arguments.markdown => output::line(markdown(&command).trim_end()),
        None => output::line(page(&command).trim_end()),
    }
    Ok(0)
}

fn write_all(command: &Command, folder: &Path) -> Result<(), Failure> {
    let failed = |path: &Path, error: std::io::Error| Failure::new(1, format!("{}: {error}", path.display()));
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for command in tree(command) {
        let path = folder.join(format!("{}.1", name(command).replace(' ', "-")));
        std::fs::write(&path, page(command)).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

/// A command and all below it, in the order of the help.
fn tree(command: &Command) -> Vec<&Command> {
    std::iter::once(command).chain(command.get_subcommands().flat_map(tree)).collect()
}

/// As it is typed: `tingji sign verify`.
fn name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

/// A page of the manual, with what the exit codes mean.
fn page(command: &Command) -> String {
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = Man::new(command.clone()).render(&mut page);
    let mut status = Roff::new();
    status.control("SH", ["EXIT STATUS"]);
    for code in own_codes::all(Lang::En).iter().filter(|code| code.kind == "exit code") {
        status.control("TP", []).text([roman(&code.code)]).text([roman(code.advice)]);
    }
    let _ = status.to_writer(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}

/// All help on one page.
fn markdown(command: &Command) -> String {
    let mut text = "# The command line\n\n\
        Written by `cargo xtask docs` from the help of the command; `tingji help COMMAND` shows the same.\n"
        .to_owned();
    for command in tree(command) {
        let help = command.clone().term_width(100).render_long_help().to_string();
        text += &format!("\n## {}\n\n{}", name(command), block(&help));
    }
    text + "\n## Exit codes\n\n" + &block(&exit_codes())
}

fn block(text: &str) -> String {
    let lines: Vec<_> = text.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}
