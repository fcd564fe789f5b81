//! The instances that a command acts on.

use clap::Args;

use super::parse::Given;
use super::select::SelectArguments;

/// Which instances.
#[derive(Debug, Args)]
pub(crate) struct Targets {
    /// CLOUD[:PROFILE][/REGION]/ID[@VERSION], such as compshare/cn-wlcb/uhost-xxxx; an id alone, if its
    /// shape tells the cloud; or - to read such lines from standard input.
    #[arg(value_name = "TARGET")]
    pub(crate) targets: Vec<Given>,
    /// All instances of the accounts whose credentials are found, or of those named by --cloud and --profile.
    #[arg(long, conflicts_with = "targets")]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) select: SelectArguments,
}
