//! The arguments of `tingji get`, `start`, `reboot`, `delete` and `wait`.

use clap::{Args, ValueEnum};
use tingji::core::Phase;
use tingji::core::engine::Mode;
use tingji::core::lifecycle::ShutdownMode;

use super::credentials::credentials;
use super::exit_codes::REBOOT;
use super::poll::PollArgs;
use super::targets::TargetArgs;
use super::timeouts::TimeoutArgs;
use crate::lang::HelpText;

/// Confirmation of a command that changes instances.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ConfirmArgs {
    #[arg(short, long, help = HelpText {
        en: "Do not ask for confirmation. Required without a terminal for more than one target, for every \
             deletion and with --force",
        zh: "跳过确认。没有终端时，如有多个目标、要删除或使用 --force，必须加上此选项",
    })]
    pub(crate) yes: bool,
}

/// The way in which an instance shuts down.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct ForceArgs {
    #[arg(long, help = HelpText {
        en: "Power off without a clean shutdown; unsaved data is lost",
        zh: "强制断电：未保存的数据会丢失",
    })]
    force: bool,
}

impl ForceArgs {
    /// Returns the shutdown that the request asks for.
    pub(crate) fn mode(self) -> ShutdownMode {
        if self.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful }
    }
}

/// Waiting and polling of a command that changes instances.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ChangeArgs {
    #[arg(long = "wait", overrides_with = "no_wait", help = HelpText {
        en: "Wait until the vendor reports the new state. This is the default; of --wait and --no-wait the \
             last one wins",
        zh: "等到厂商报告新状态。这是默认行为；同时使用 --wait 和 --no-wait 时，以后者为准",
    })]
    _wait: bool,
    #[arg(long, overrides_with = "_wait", help = HelpText {
        en: "Return once the vendor accepts the request; the outcome is then `unconfirmed`",
        zh: "厂商受理后立即返回，此时结果为 `unconfirmed`",
    })]
    no_wait: bool,
    #[arg(long, conflicts_with = "no_wait", help = HelpText {
        en: "Only show what would be sent; send nothing",
        zh: "只显示将发送的请求，不实际发送",
    })]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
}

impl ChangeArgs {
    /// Returns the mode of the run.
    pub(crate) fn mode(self) -> Mode {
        match (self.no_wait, self.dry_run) {
            (_, true) => Mode::DryRun,
            (true, _) => Mode::ReturnOnAccepted,
            _ => Mode::WaitForCompletion,
        }
    }
}

/// Arguments of `start` and `delete`.
#[derive(Debug, Args)]
pub(crate) struct PowerArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[command(flatten)]
    pub(crate) confirm: ConfirmArgs,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Arguments of `reboot`.
#[derive(Debug, Args)]
#[command(after_help = REBOOT.to_string(), after_long_help = REBOOT.with_credentials())]
pub(crate) struct RebootArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[command(flatten)]
    pub(crate) force: ForceArgs,
    #[command(flatten)]
    pub(crate) confirm: ConfirmArgs,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Exit codes of `wait`, which changes nothing and therefore has no code 8 or 10.
const WAIT: HelpText = HelpText {
    en: "\
Exit codes:
   0  all reached the state            5  not found
   1  failed                           6  mixed results
   2  usage                            7  unconfirmed: state not reached before the deadline
   3  cancelled                        9  throttled, unavailable or unreachable
   4  credentials or signature",
    zh: "\
退出码：
   0  全部已处于该状态                 5  没有该实例
   1  失败                             6  结果不一
   2  用法有误                         7  未确认：截止前未观察到该状态
   3  已取消                           9  限流、不可用或无法连接
   4  凭证或签名有误",
};

/// Arguments of `wait`.
#[derive(Debug, Args)]
#[command(after_help = WAIT, after_long_help = format!("{}\n\n{WAIT}", credentials()))]
pub(crate) struct WaitArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[arg(long = "for", value_name = "STATE", value_enum, default_value_t = WaitState::Stopped, help = HelpText {
        en: "The state to wait for",
        zh: "要等待的状态",
    })]
    pub(crate) awaited: WaitState,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
}

/// Arguments of `get`.
#[derive(Debug, Args)]
#[command(after_help = credentials())]
pub(crate) struct GetArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[command(flatten)]
    pub(crate) limits: TimeoutArgs,
}

/// A state to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WaitState {
    #[value(help = HelpText { en: "Stopped", zh: "已停止" })]
    Stopped,
    #[value(help = HelpText { en: "Running", zh: "运行中" })]
    Running,
    #[value(help = HelpText { en: "Deleted", zh: "已删除" })]
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
