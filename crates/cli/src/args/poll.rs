//! [`PollArgs`] and [`WaitMode`]: deadline, pauses, locks and concurrency.

use std::time::Duration;

use clap::{Args, ValueEnum};

use super::parse::{parse_duration, parse_parallel};
use super::timeouts::TimeoutArgs;

/// `--wait` and `--no-wait`; the later one wins.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct WaitMode {
    /// Wait until the vendor reports the new state. This is the default; of --wait and --no-wait the last
    /// one wins.
    #[arg(long = "wait", overrides_with = "no_wait")]
    _wait: bool,
    /// Return once the vendor accepts the request; the outcome is then `unconfirmed`.
    #[arg(long, overrides_with = "_wait")]
    pub(crate) no_wait: bool,
}

/// Deadline, polling interval and concurrency of a run.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct PollArgs {
    /// Give up waiting after this time, such as 90s, 15m or 1h.
    #[arg(long, value_name = "DURATION", default_value = "15m", value_parser = parse_duration)]
    pub(crate) deadline: Duration,
    /// Action if another operation has locked the instance.
    #[arg(long, value_enum, default_value_t = Lock::Wait)]
    pub(crate) lock: Lock,
    /// Instances to process in parallel per account.
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = parse_parallel)]
    pub(crate) parallel: usize,
    /// First pause between two polls; it grows to 15 s.
    #[arg(long, value_name = "DURATION", default_value = "1s", value_parser = parse_duration)]
    pub(crate) poll_interval: Duration,
    #[command(flatten)]
    pub(crate) limits: TimeoutArgs,
}

/// Reaction to an instance that another operation has locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lock {
    /// Retry until the deadline.
    Wait,
    /// Give up at once; the outcome is `locked`.
    Fail,
}
