//! The arguments of `tingji uai`, with the names of UCloud's `uai_tool.py`.

use clap::{Args, Subcommand};

use super::poll::PollArgs;
use crate::lang::HelpText;

/// Examples, differences from `uai_tool.py`, and exit codes.
const EXAMPLES: HelpText = HelpText {
    en: "\
Examples:
  tingji uai stop --public_key=PUBLIC_KEY --private_key=PRIVATE_KEY --service_id=ID
  tingji uai stop --service_id ID --srv_version 5-6 --wait      keys from the variables

Differences from uai_tool.py: HTTPS; keys are neither printed nor written; no uaiservice.log;
an empty --srv_version is an error instead of stopping the whole service;
`-o json`; exit codes:
   0  StopUAIService Success     5  --wait: no such service
   1  failed                     7  --wait: unconfirmed
   2  usage                      8  --wait: state forbids a stop
   4  keys or signature          9  throttled, unavailable or unreachable",
    zh: "\
示例：
  tingji uai stop --public_key=PUBLIC_KEY --private_key=PRIVATE_KEY --service_id=ID
  tingji uai stop --service_id ID --srv_version 5-6 --wait      密钥取自环境变量

与 uai_tool.py 的不同：使用 HTTPS；密钥不打印也不写入任何地方；没有 uaiservice.log；
--srv_version 为空时拒绝执行，而不是停止整个服务；支持 `-o json`；退出码：
   0  StopUAIService Success     5  --wait：没有该服务
   1  失败                       7  --wait：未确认停止
   2  用法有误                   8  --wait：其状态不允许停机
   4  密钥或签名有误             9  限流、不可用或无法连接",
};

/// Ids of the options that require `--wait`, because they have no effect on a single request.
const WAITING: [&str; 4] = ["deadline", "lock", "parallel", "poll_interval"];

#[derive(Debug, Subcommand)]
pub(crate) enum UaiCommand {
    #[command(about = HelpText {
        en: "Stop a service or one version: sends one StopUAIService and prints the same as uai_tool.py",
        zh: "停止一个服务或其一个版本：发送一次 StopUAIService，输出与 uai_tool.py 相同",
    })]
    #[command(
        after_help = EXAMPLES,
        mut_args(|arg| if WAITING.contains(&arg.get_id().as_str()) { arg.requires("wait") } else { arg }),
    )]
    Stop(UaiStopArgs),
}

/// Arguments of `uai stop`. `Debug` omits the keys.
#[derive(Args)]
pub(crate) struct UaiStopArgs {
    #[arg(long = "public_key", alias = "public-key", value_name = "PUBLIC_KEY", help = HelpText {
        en: "Public key. Prefer UCLOUD_PUBLIC_KEY",
        zh: "公钥。建议改用环境变量 UCLOUD_PUBLIC_KEY",
    })]
    pub(crate) public_key: Option<String>,
    #[arg(long = "private_key", alias = "private-key", value_name = "PRIVATE_KEY", help = HelpText {
        en: "Private key. Prefer UCLOUD_PRIVATE_KEY: every user of this machine can read the arguments of a \
             process",
        zh: "私钥。建议改用环境变量 UCLOUD_PRIVATE_KEY：本机任何用户都能读到进程的参数",
    })]
    pub(crate) private_key: Option<String>,
    #[arg(long = "project_id", alias = "project-id", value_name = "PROJECT_ID", help = HelpText {
        en: "Project. Default: the account's default project",
        zh: "项目。默认：账号的默认项目",
    })]
    pub(crate) project_id: Option<String>,
    #[arg(long, value_name = "REGION", default_value = "cn-bj2", help = HelpText { en: "Region", zh: "地域" })]
    pub(crate) region: String,
    #[arg(long, value_name = "ZONE", default_value = "cn-bj2-04", help = HelpText { en: "Zone", zh: "可用区" })]
    pub(crate) zone: String,
    #[arg(long = "service_id", alias = "service-id", value_name = "SERVICE_ID", help = HelpText {
        en: "Service",
        zh: "服务",
    })]
    pub(crate) service_id: String,
    #[arg(long = "srv_version", alias = "srv-version", value_name = "SRV_VERSION", help = HelpText {
        en: "Version of the service, such as 5-6. Default: the whole service",
        zh: "服务的版本，例如 5-6。默认：整个服务",
    })]
    pub(crate) srv_version: Option<String>,
    #[arg(long, help = HelpText {
        en: "Check the state first, stop only if needed, and wait until the vendor reports it stopped. \
             Without it, success means that the vendor accepted the stop, as with uai_tool.py",
        zh: "先查询状态，仅在需要时停机，并等待厂商确认已停止。不加此选项时，成功只表示厂商已受理，与 \
             uai_tool.py 相同",
    })]
    pub(crate) wait: bool,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
}

impl std::fmt::Debug for UaiStopArgs {
    /// Omits the keys.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UaiStopArgs").field("service_id", &self.service_id).finish_non_exhaustive()
    }
}
