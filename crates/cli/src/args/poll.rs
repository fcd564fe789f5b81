//! [`PollArgs`]: deadline, pauses, locks and concurrency.

use std::time::Duration;

use clap::{Args, ValueEnum};

use super::parse::{parse_duration, parse_parallel};
use super::timeouts::TimeoutArgs;
use crate::lang::HelpText;

/// Deadline, polling interval and concurrency of a run.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct PollArgs {
    #[arg(long, value_name = "DURATION", default_value = "15m", value_parser = parse_duration, help = HelpText {
        en: "Give up waiting after this time, such as 90s, 15m or 1h",
        zh: "最长等待时间，例如 90s、15m 或 1h",
    })]
    pub(crate) deadline: Duration,
    #[arg(long, value_enum, default_value_t = Lock::Wait, help = HelpText {
        en: "Action if another operation has locked the instance",
        zh: "实例被其他操作占用时的处理方式",
    })]
    pub(crate) lock: Lock,
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = parse_parallel, help = HelpText {
        en: "Instances to process in parallel per account",
        zh: "每个账号并行处理的实例数",
    })]
    pub(crate) parallel: usize,
    #[arg(long, value_name = "DURATION", default_value = "1s", value_parser = parse_duration, help = HelpText {
        en: "First pause between two polls; it grows to 15 s",
        zh: "查询状态的初始间隔，逐渐增至 15 秒",
    })]
    pub(crate) poll_interval: Duration,
    #[command(flatten)]
    pub(crate) limits: TimeoutArgs,
}

/// Reaction to an instance that another operation has locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lock {
    #[value(help = HelpText { en: "Retry until the deadline", zh: "重试，直到最长等待时间用完" })]
    Wait,
    #[value(help = HelpText { en: "Give up at once; the outcome is `locked`", zh: "立即放弃；结果为 `locked`" })]
    Fail,
}
