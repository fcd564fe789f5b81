//! The arguments of `tingji stop`, and those that `tingji resume` shares.

use std::path::PathBuf;

use clap::Args;

use super::credentials::CREDENTIALS;
use super::exit_codes::EXIT_CODES;
use super::poll::{PollArgs, WaitMode};
use super::targets::TargetArgs;

/// Arguments of `stop`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{CREDENTIALS}\n\n{EXIT_CODES}"))]
pub(crate) struct StopArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// Do not ask for confirmation. Required without a terminal for more than one target or with --force.
    #[arg(short, long)]
    pub(crate) yes: bool,
    /// Power off without a clean shutdown; unsaved data is lost. Required for CompShare spot instances.
    #[arg(long)]
    pub(crate) force: bool,
    /// Only stop if compute is no longer charged afterwards; refused if the product has no such stop.
    #[arg(long)]
    pub(crate) no_charge: bool,
    /// Idempotency token of the stop, 1 to 64 ASCII characters (Volcengine only; other clouds refuse it).
    /// Default: a random token per target.
    #[arg(long, value_name = "TOKEN")]
    pub(crate) client_token: Option<String>,
    #[command(flatten)]
    pub(crate) waiting: WaitMode,
    /// Show what would be sent and what would still be charged, and stop nothing. Where the vendor has a
    /// dry run (Volcengine), it is used.
    #[arg(long, conflicts_with = "no_wait")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
    /// Journal file; every request is recorded there before it is sent, for `tingji resume`. Default: a
    /// file in the user's state folder, deleted once every outcome is known.
    #[arg(long, value_name = "FILE", conflicts_with = "no_journal")]
    pub(crate) journal: Option<PathBuf>,
    /// Do not keep a journal.
    #[arg(long)]
    pub(crate) no_journal: bool,
}
