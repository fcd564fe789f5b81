//! Waiting: deadline, pauses, locks and concurrency.

use std::time::Duration;

use clap::{Args, ValueEnum};

use super::parse::{parse_duration, parse_parallel};
use super::timeouts::Limits;

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
