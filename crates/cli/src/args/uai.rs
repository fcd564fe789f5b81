//! The arguments of `tingji uai`, with the names of UCloud's `uai_tool.py`.

use clap::{Args, Subcommand};

use super::poll::PollArgs;

/// Examples, differences from `uai_tool.py`, and exit codes.
pub(crate) const EXAMPLES: &str = "\
Examples:
  tingji uai stop --public_key=PUBLIC_KEY --private_key=PRIVATE_KEY --service_id=ID
  tingji uai stop --service_id ID --srv_version 5-6 --wait      keys from the variables

Differences from uai_tool.py: HTTPS; keys are neither printed nor written; no uaiservice.log;
an empty --srv_version is an error instead of stopping the whole service;
`-o json`; exit codes:
   0  StopUAIService Success     5  --wait: no such service
   1  failed                     7  --wait: unconfirmed
   2  usage                      8  --wait: state forbids a stop
   4  keys or signature          9  throttled, unavailable or unreachable";

/// Ids of the options that require `--wait`, because they have no effect on a single request.
const WAITING: [&str; 4] = ["deadline", "lock", "parallel", "poll_interval"];

#[derive(Debug, Subcommand)]
pub(crate) enum UaiCommand {
    /// Stop a service or one version: sends one StopUAIService and prints the same as uai_tool.py.
    #[command(
        after_help = EXAMPLES,
        mut_args(|arg| if WAITING.contains(&arg.get_id().as_str()) { arg.requires("wait") } else { arg }),
    )]
    Stop(UaiStopArgs),
}

/// Arguments of `uai stop`. `Debug` omits the keys.
#[derive(Args)]
pub(crate) struct UaiStopArgs {
    /// Public key. Prefer UCLOUD_PUBLIC_KEY.
    #[arg(long = "public_key", alias = "public-key", value_name = "PUBLIC_KEY")]
    pub(crate) public_key: Option<String>,
    /// Private key. Prefer UCLOUD_PRIVATE_KEY: every user of this machine can read the arguments of a
    /// process.
    #[arg(long = "private_key", alias = "private-key", value_name = "PRIVATE_KEY")]
    pub(crate) private_key: Option<String>,
    /// Project. Default: the account's default project.
    #[arg(long = "project_id", alias = "project-id", value_name = "PROJECT_ID")]
    pub(crate) project_id: Option<String>,
    /// Region.
    #[arg(long, value_name = "REGION", default_value = "cn-bj2")]
    pub(crate) region: String,
    /// Zone.
    #[arg(long, value_name = "ZONE", default_value = "cn-bj2-04")]
    pub(crate) zone: String,
    /// Service.
    #[arg(long = "service_id", alias = "service-id", value_name = "SERVICE_ID")]
    pub(crate) service_id: String,
    /// Version of the service, such as 5-6. Default: the whole service.
    #[arg(long = "srv_version", alias = "srv-version", value_name = "SRV_VERSION")]
    pub(crate) srv_version: Option<String>,
    /// Check the state first, stop only if needed, and wait until the vendor reports it stopped. Without
    /// it, success means that the vendor accepted the stop, as with uai_tool.py.
    #[arg(long)]
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
