//! The arguments of `tingji uai`, named as UCloud's `uai_tool.py` names them.

use clap::{Args, Subcommand};

use super::poll::Patience;

pub(crate) const EXAMPLES: &str = "\
Examples:
  tingji uai stop --public_key=PUBLIC_KEY --private_key=PRIVATE_KEY --service_id=ID
  tingji uai stop --service_id ID --srv_version 5-6 --wait      keys from the environment

What differs from uai_tool.py: HTTPS; the keys are printed and written nowhere; no
uaiservice.log; an empty --srv_version is refused instead of stopping the whole service;
`-o json`; exit codes:
   0  StopUAIService Success     5  --wait: no such service
   1  failed                     7  --wait: not seen stopped
   2  usage                      8  --wait: its state forbids a stop
   4  keys or signature          9  throttled, unavailable or unreachable";

/// What means nothing to a stop that is not waited for.
const WAITING: [&str; 4] = ["deadline", "lock", "parallel", "poll_interval"];

#[derive(Debug, Subcommand)]
pub(crate) enum UaiCommand {
    /// Stop a service or one version of it: one StopUAIService, and what uai_tool.py prints.
    #[command(
        after_help = EXAMPLES,
        mut_args(|arg| if WAITING.contains(&arg.get_id().as_str()) { arg.requires("wait") } else { arg }),
    )]
    Stop(UaiStopArguments),
}

#[derive(Args)]
pub(crate) struct UaiStopArguments {
    /// The public key. Better: UCLOUD_PUBLIC_KEY.
    #[arg(long = "public_key", alias = "public-key", value_name = "PUBLIC_KEY")]
    pub(crate) public_key: Option<String>,
    /// The private key. Better: UCLOUD_PRIVATE_KEY, as every user of this machine can read the
    /// arguments of a process.
    #[arg(long = "private_key", alias = "private-key", value_name = "PRIVATE_KEY")]
    pub(crate) private_key: Option<String>,
    /// The project. Default: the account's.
    #[arg(long = "project_id", alias = "project-id", value_name = "PROJECT_ID")]
    pub(crate) project_id: Option<String>,
    /// The region.
    #[arg(long, value_name = "REGION", default_value = "cn-bj2")]
    pub(crate) region: String,
    /// The zone.
    #[arg(long, value_name = "ZONE", default_value = "cn-bj2-04")]
    pub(crate) zone: String,
    /// The service.
    #[arg(long = "service_id", alias = "service-id", value_name = "SERVICE_ID")]
    pub(crate) service_id: String,
    /// One version of it, such as 5-6. Default: the whole service.
    #[arg(long = "srv_version", alias = "srv-version", value_name = "SRV_VERSION")]
    pub(crate) srv_version: Option<String>,
    /// Look first, send a stop only if it is needed, and wait until the vendor's own state reads
    /// stopped. Without it success means that the vendor took the stop on, as with uai_tool.py.
    #[arg(long)]
    pub(crate) wait: bool,
    #[command(flatten)]
    pub(crate) patience: Patience,
}

impl std::fmt::Debug for UaiStopArguments {
    /// Without the keys.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UaiStopArguments").field("service_id", &self.service_id).finish_non_exhaustive()
    }
}
