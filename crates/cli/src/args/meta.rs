//! The arguments of the commands about tingji itself: completions, man, schema and help.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

/// Examples for each shell at the end of the help.
pub(crate) const COMPLETIONS: &str = "\
Examples:
  tingji completions bash > ~/.local/share/bash-completion/completions/tingji
  tingji completions zsh > \"${fpath[1]}/_tingji\"
  tingji completions fish > ~/.config/fish/completions/tingji.fish
  tingji completions powershell | Out-String | Invoke-Expression

The script calls tingji to complete targets: `stop` offers instances that are not stopped, `start`
offers stopped ones. tingji lists all accounts that have credentials, in parallel and for at most
two seconds, and caches the result for 30 seconds in the cache folder (~/.cache/tingji on Linux).
Generate the script again after you update tingji.";

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_parser = clap::builder::EnumValueParser::<Shell>::new())]
    pub(crate) shell: Shell,
}

/// Examples at the end of the help.
pub(crate) const MAN: &str = "\
Examples:
  tingji man | man -l -
  tingji man --out ~/.local/share/man/man1       tingji.1, tingji-stop.1, …
  tingji man --markdown";

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(crate) struct ManArgs {
    /// Write one page per command into this folder, creating it if needed. Without it, the main page goes
    /// to standard output.
    #[arg(long, value_name = "DIR", conflicts_with = "markdown")]
    pub(crate) out: Option<PathBuf>,
    /// Print the help of all commands as one Markdown page.
    #[arg(long)]
    pub(crate) markdown: bool,
}

/// Examples at the end of the help.
pub(crate) const SCHEMA: &str = "\
Examples:
  tingji schema                  everything; each output is one of `$defs`
  tingji schema stop             only the output of `tingji stop -o json`

Within a schema version, fields may be added; no field is removed or changes its meaning.";

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = SCHEMA)]
pub(crate) struct SchemaArgs {
    /// The output to describe. Default: all.
    #[arg(value_enum)]
    pub(crate) name: Option<SchemaName>,
}

/// The outputs that have a schema. The names are keys of `$defs` in the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    /// Outcomes of stop, resume and demo.
    Stop,
    /// A progress line of `-o ndjson` from stop, start, reboot, delete, wait, resume or demo.
    Event,
    /// Instances of list, and the errors of the clouds that could not be listed.
    List,
    /// Error codes.
    Errors,
    /// Response to uai stop.
    Uai,
    /// Signature of sign explain and sign verify.
    Sign,
    /// Comparison of sign diff.
    SignDiff,
    /// Checks of doctor.
    Doctor,
    /// Profiles of profile list.
    ProfileList,
    /// Changes made by profile add, remove and import.
    ProfileChange,
    /// Output of version.
    Version,
    /// Startup line of sandbox serve.
    Sandbox,
}

/// Examples at the end of the help.
pub(crate) const HELP: &str = "\
Examples:
  tingji help stop
  tingji help sign verify
  tingji help exit-codes
  tingji help credentials";

/// Arguments of `help`.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct HelpArgs {
    /// A command, or a topic: exit-codes, credentials.
    #[arg(value_name = "COMMAND")]
    pub(crate) words: Vec<String>,
}
