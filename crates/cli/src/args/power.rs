//! The arguments of `tingji get`, `start`, `reboot`, `delete` and `wait`.

use clap::{Args, ValueEnum};
use tingji::core::Phase;

use super::credentials::CREDENTIALS;
use super::exit_codes::{REBOOT, WAIT};
use super::poll::{PollArgs, WaitMode};
use super::targets::TargetArgs;
use super::timeouts::TimeoutArgs;

/// Confirmation, waiting and polling of an action that changes an instance.
#[derive(Debug, Args)]
pub(crate) struct ActionArgs {
    /// Do not ask for confirmation. Required without a terminal for more than one target, for every
    /// deletion and with --force.
    #[arg(short, long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) waiting: WaitMode,
    /// Only show what would be sent; send nothing.
    #[arg(long, conflicts_with = "no_wait")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
}

/// Arguments of `start` and `delete`.
#[derive(Debug, Args)]
pub(crate) struct PowerArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[command(flatten)]
    pub(crate) change: ActionArgs,
}

/// Arguments of `reboot`.
#[derive(Debug, Args)]
#[command(after_help = REBOOT, after_long_help = format!("{CREDENTIALS}\n\n{REBOOT}"))]
pub(crate) struct RebootArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// Power off without a clean shutdown; unsaved data is lost.
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) change: ActionArgs,
}

/// Arguments of `wait`.
#[derive(Debug, Args)]
#[command(after_help = WAIT, after_long_help = format!("{CREDENTIALS}\n\n{WAIT}"))]
pub(crate) struct WaitArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// The state to wait for.
    #[arg(long = "for", value_name = "STATE", value_enum, default_value_t = WaitState::Stopped)]
    pub(crate) awaited: WaitState,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
}

/// Arguments of `get`.
#[derive(Debug, Args)]
#[command(after_help = CREDENTIALS)]
pub(crate) struct GetArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[command(flatten)]
    pub(crate) limits: TimeoutArgs,
}

/// A state to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WaitState {
    /// Stopped.
    Stopped,
    /// Running.
    Running,
    /// Deleted.
    Gone,
}

impl WaitState {
    /// Returns the phase that ends the wait.
    pub(crate) fn phase(self) -> Phase {
        match self {
            Self::Stopped => Phase::Stopped,
            Self::Running => Phase::Running,
            Self::Gone => Phase::Deleted,
        }
    }
}
