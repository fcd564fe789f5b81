//! The arguments of `tingji get`, `start`, `reboot`, `delete` and `wait`.

use clap::{Args, ValueEnum};
use tingji::core::Phase;

use super::credentials::CREDENTIALS;
use super::exit_codes::{REBOOT, WAIT};
use super::poll::{Patience, Waiting};
use super::targets::Targets;
use super::timeouts::Limits;

/// How a change is asked for.
#[derive(Debug, Args)]
pub(crate) struct Change {
    /// Do not ask. Needed without a terminal, for more than one target, for every deletion and with
    /// --force.
    #[arg(short, long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) waiting: Waiting,
    /// Only look: say what would be sent, and send nothing.
    #[arg(long, conflicts_with = "no_wait")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) patience: Patience,
}

#[derive(Debug, Args)]
pub(crate) struct ChangeArguments {
    #[command(flatten)]
    pub(crate) targets: Targets,
    #[command(flatten)]
    pub(crate) change: Change,
}

#[derive(Debug, Args)]
#[command(after_help = REBOOT, after_long_help = format!("{CREDENTIALS}\n\n{REBOOT}"))]
pub(crate) struct RebootArguments {
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// As if the power went: data not yet written is lost.
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) change: Change,
}

#[derive(Debug, Args)]
#[command(after_help = WAIT, after_long_help = format!("{CREDENTIALS}\n\n{WAIT}"))]
pub(crate) struct WaitArguments {
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// What to wait for.
    #[arg(long = "for", value_name = "STATE", value_enum, default_value_t = Awaited::Stopped)]
    pub(crate) awaited: Awaited,
    #[command(flatten)]
    pub(crate) patience: Patience,
}

#[derive(Debug, Args)]
#[command(after_help = CREDENTIALS)]
pub(crate) struct GetArguments {
    #[command(flatten)]
    pub(crate) targets: Targets,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

/// A state to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Awaited {
    /// Stopped.
    Stopped,
    /// Running.
    Running,
    /// Deleted.
    Gone,
}

impl Awaited {
    pub(crate) fn phase(self) -> Phase {
        match self {
            Self::Stopped => Phase::Stopped,
            Self::Running => Phase::Running,
            Self::Gone => Phase::Deleted,
        }
    }
}
