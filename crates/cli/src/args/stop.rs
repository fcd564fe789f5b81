//! The arguments of `tingji stop`, and what `tingji resume` shares with it.

use std::path::PathBuf;

use clap::Args;

use super::credentials::CREDENTIALS;
use super::exit_codes::EXIT_CODES;
use super::poll::{Patience, Waiting};
use super::targets::Targets;

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{CREDENTIALS}\n\n{EXIT_CODES}"))]
pub(crate) struct StopArguments {
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// Do not ask. Needed without a terminal, for more than one target or with --force.
    #[arg(short, long)]
    pub(crate) yes: bool,
    /// Cut the power: data not yet written is lost. CompShare's spot instances stop only so.
    #[arg(long)]
    pub(crate) force: bool,
    /// Only a stop after which compute is not charged; refused where the product has none.
    #[arg(long)]
    pub(crate) no_charge: bool,
    /// Makes repeated stops one, where the product has such a token (Volcengine): 1 to 64 ASCII
    /// characters. Refused by the others. Without it one is made up for each target that takes one.
    #[arg(long, value_name = "TOKEN")]
    pub(crate) client_token: Option<String>,
    #[command(flatten)]
    pub(crate) waiting: Waiting,
    /// Show what would be sent to whom and what would stay charged, and stop nothing. Where the vendor
    /// has a dry run of its own (Volcengine), it is asked for one.
    #[arg(long, conflicts_with = "no_wait")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) patience: Patience,
    /// Where to write down what is sent before it is sent, for `tingji resume`. Default: a file of
    /// its own in the user's state folder, taken away when nothing is left open.
    #[arg(long, value_name = "FILE", conflicts_with = "no_journal")]
    pub(crate) journal: Option<PathBuf>,
    /// Write nothing down.
    #[arg(long)]
    pub(crate) no_journal: bool,
}
