//! [`TargetArgs`]: the instances that a command acts on, named or selected.

use clap::Args;

use super::parse::TargetArg;
use super::select::SelectArgs;

/// Named targets or conditions that select instances; not both.
#[derive(Debug, Args)]
pub(crate) struct TargetArgs {
    /// CLOUD[:PROFILE][/REGION]/ID[@VERSION], such as compshare/cn-wlcb/uhost-xxxx; an id alone if its
    /// format identifies the cloud; or - to read targets from standard input, one per line.
    #[arg(value_name = "TARGET")]
    pub(crate) targets: Vec<TargetArg>,
    /// All instances of the accounts that have credentials, or of those given by --cloud and --profile.
    #[arg(long, conflicts_with = "targets")]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) select: SelectArgs,
}
