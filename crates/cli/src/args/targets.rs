//! [`TargetArgs`]: the instances that a command acts on, named or selected.

use clap::Args;

use super::parse::TargetArg;
use super::select::SelectArgs;
use crate::lang::HelpText;

/// Named targets or conditions that select instances; not both.
#[derive(Debug, Args)]
pub(crate) struct TargetArgs {
    #[arg(value_name = "TARGET", help = HelpText {
        en: "CLOUD[:PROFILE][/REGION]/ID[@VERSION], such as compshare/cn-wlcb/uhost-xxxx; an id alone if \
             its format identifies the cloud; or - to read targets from standard input, one per line",
        zh: "CLOUD[:PROFILE][/REGION]/ID[@VERSION]，例如 compshare/cn-wlcb/uhost-xxxx；能从 ID \
             看出是哪家云时，只写 ID 即可；写 - 则从标准输入逐行读取",
    })]
    pub(crate) targets: Vec<TargetArg>,
    #[arg(long, conflicts_with = "targets", help = HelpText {
        en: "All instances of the accounts that have credentials, or of those given by --cloud and --profile",
        zh: "所有已配置凭证的账号（或 --cloud、--profile 指定的账号）的全部实例",
    })]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) select: SelectArgs,
}
