//! The arguments of `tingji stop`.

use std::path::PathBuf;

use clap::{Arg, Args};

use super::exit_codes::STOP;
use super::power::{ChangeArgs, ConfirmArgs, ForceArgs};
use super::targets::TargetArgs;
use crate::lang::HelpText;

/// Arguments of `stop`.
#[derive(Debug, Args)]
#[command(after_help = STOP.to_string(), after_long_help = STOP.with_credentials(), mut_args(of_stop))]
pub(crate) struct StopArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[command(flatten)]
    pub(crate) confirm: ConfirmArgs,
    #[command(flatten)]
    pub(crate) force: ForceArgs,
    #[arg(long, help = HelpText {
        en: "Only stop if compute is no longer charged afterwards; refused if the product has no such stop",
        zh: "仅在停机后不再收取计算费用时才停机；产品不支持则拒绝",
    })]
    pub(crate) no_charge: bool,
    #[arg(long, value_name = "TOKEN", help = HelpText {
        en: "Idempotency token of the stop, 1 to 64 ASCII characters (Volcengine only; other clouds refuse \
             it). Default: a random token per target",
        zh: "停机的幂等令牌，1 到 64 个 ASCII 字符（仅火山引擎支持，其他云会拒绝）。默认：\
             为每个目标随机生成一个",
    })]
    pub(crate) client_token: Option<String>,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
    #[arg(long, value_name = "FILE", conflicts_with = "no_journal", help = HelpText {
        en: "Journal file; every request is recorded there before it is sent, for `tingji resume`. Default: \
             a file in the user's state folder, deleted once every outcome is known",
        zh: "日志文件：每个请求发送前先写入其中，供 `tingji resume` 使用。默认写入用户状态目录，\
             全部结果确定后删除",
    })]
    pub(crate) journal: Option<PathBuf>,
    #[arg(long, help = HelpText { en: "Do not keep a journal", zh: "不写日志文件" })]
    pub(crate) no_journal: bool,
}

/// Replaces the help of the shared options that have another effect on a stop.
fn of_stop(arg: Arg) -> Arg {
    match arg.get_id().as_str() {
        "yes" => arg.help(HelpText {
            en: "Do not ask for confirmation. Required without a terminal for more than one target or with \
                 --force",
            zh: "跳过确认。没有终端时，如有多个目标或使用 --force，必须加上此选项",
        }),
        "force" => arg.help(HelpText {
            en: "Power off without a clean shutdown; unsaved data is lost. Required for CompShare spot \
                 instances",
            zh: "强制断电：未保存的数据会丢失。CompShare 的抢占式实例必须使用此选项",
        }),
        "dry_run" => arg.help(HelpText {
            en: "Show what would be sent and what would still be charged, and stop nothing. Where the vendor \
                 has a dry run (Volcengine), it is used",
            zh: "显示将发送的请求和停机后仍计费的项目，不停止任何实例。厂商支持试运行（火山引擎）时，\
                 使用厂商的试运行",
        }),
        _ => arg,
    }
}
