//! The arguments of the commands that tell of the command itself.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

pub(crate) const COMPLETIONS: &str = "\
Examples:
  tingji completions bash > ~/.local/share/bash-completion/completions/tingji
  tingji completions zsh > \"${fpath[1]}/_tingji\"
  tingji completions fish > ~/.config/fish/completions/tingji.fish
  tingji completions powershell | Out-String | Invoke-Expression

The script calls tingji, which offers the targets that are there: for `stop` those that are not
stopped, for `start` those that are. The accounts whose credentials are found are asked for
them, all at once and for two seconds at most; answers are offered again for 30 seconds, from a
file in the folder for caches (~/.cache/tingji on Linux). Write the script anew after an update
of tingji.";

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(crate) struct CompletionsArguments {
    /// Whose completions.
    #[arg(value_parser = clap::builder::EnumValueParser::<Shell>::new())]
    pub(crate) shell: Shell,
}

pub(crate) const MAN: &str = "\
Examples:
  tingji man | man -l -
  tingji man --out ~/.local/share/man/man1       tingji.1, tingji-stop.1, …
  tingji man --markdown";

#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(crate) struct ManArguments {
    /// Write a page for each command into this folder, which is made if it is not there. Without it
    /// the main page goes to standard output.
    #[arg(long, value_name = "DIR", conflicts_with = "markdown")]
    pub(crate) out: Option<PathBuf>,
    /// Write all help as one page of Markdown to standard output.
    #[arg(long)]
    pub(crate) markdown: bool,
}

pub(crate) const SCHEMA: &str = "\
Examples:
  tingji schema                  all of it; each output is one of `$defs`
  tingji schema stop             what `tingji stop -o json` writes, by itself

Within a schema version fields may be added; none goes away or changes its meaning.";

#[derive(Debug, Args)]
#[command(after_help = SCHEMA)]
pub(crate) struct SchemaArguments {
    /// Of what. Default: all.
    #[arg(value_enum)]
    pub(crate) name: Option<SchemaName>,
}

/// What is written as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    /// The outcomes of stop, resume and demo.
    Stop,
    /// A line that `-o ndjson` writes while stop, start, reboot, delete, wait, resume and demo go on.
    Event,
    /// The instances of list, and the errors of the clouds that could not be listed.
    List,
    /// The codes of errors.
    Errors,
    /// The answer to uai stop.
    Uai,
    /// The signature of sign explain and sign verify.
    Sign,
    /// The comparison of sign diff.
    SignDiff,
    /// The checks of doctor.
    Doctor,
    /// The profiles of profile list.
    ProfileList,
    /// What became of profiles, by profile add, remove and import.
    ProfileChange,
    /// What version tells.
    Version,
    /// The line with which sandbox serve announces itself.
    Sandbox,
}

pub(crate) const HELP: &str = "\
Examples:
  tingji help stop
  tingji help sign verify
  tingji help exit-codes
  tingji help credentials";

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct HelpArguments {
    /// A command, or a topic: exit-codes, credentials.
    #[arg(value_name = "COMMAND")]
    pub(crate) words: Vec<String>,
}
