//! The arguments of `tingji doctor`.

use clap::Args;
use tingji::Cloud;

use super::parse::{filled, parse_cloud};

/// Examples and exit codes at the end of the help.
pub(crate) const EXAMPLES: &str = "\
doctor reads the first page of instances from each cloud. It changes nothing.

Examples:
  tingji doctor                          every account that has credentials
  tingji doctor --cloud volcengine       only this cloud, including its metadata service
  tingji doctor --profile work           the accounts of a profile
  tingji doctor -o json

Exit codes: 0 no check failed (there may be warnings). Otherwise the lowest that applies:
   1  the cloud rejected the request               5  no such region or project
   2  invalid setting                              9  throttled, unavailable or unreachable
   4  credentials, signature, clock or permission; no cloud, or not the named one, is set up";

/// Arguments of `doctor`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DoctorArgs {
    /// Only this cloud; repeatable.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Only the accounts of this profile. Default: the default account of each cloud and every account in
    /// the profile file.
    #[arg(long, value_parser = filled())]
    pub(crate) profile: Option<String>,
}
