//! The arguments of `tingji stop`, and what `tingji resume` shares with it.

use std::path::PathBuf;
use std::time::Duration;

use super::CREDENTIALS;
use super::act::Targets;
use super::exit_codes::EXIT_CODES;
use super::limits::Limits;
use super::parse::{parse_duration, parse_parallel};
use clap::{Args, ValueEnum};

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

/// Whether to wait for what was asked for.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Waiting {
    /// Wait until the vendor's own state confirms it. This is the default; of --wait and --no-wait the
    /// last one counts.
    #[arg(long = "wait", overrides_with = "no_wait")]
    _wait: bool,
    /// Return when the vendor took it on; the outcome is then `unconfirmed`.
    #[arg(long, overrides_with = "_wait")]
    pub(crate) no_wait: bool,
}

/// How long and how often.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Patience {
    /// When to give up waiting, such as 90s, 15m or 1h.
    #[arg(long, value_name = "DURATION", default_value = "15m", value_parser = parse_duration)]
    pub(crate) deadline: Duration,
    /// What to do about an instance that another operation holds.
    #[arg(long, value_enum, default_value_t = Lock::Wait)]
    pub(crate) lock: Lock,
    /// How many instances are dealt with at once in each account.
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = parse_parallel)]
    pub(crate) parallel: usize,
    /// The first pause between two looks; it grows to 15 s.
    #[arg(long, value_name = "DURATION", default_value = "1s", value_parser = parse_duration)]
    pub(crate) poll_interval: Duration,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

/// What to do about a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lock {
    /// Try again within the deadline.
    Wait,
    /// Give up at once; the outcome is `locked`.
    Fail,
}
