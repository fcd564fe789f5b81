//! The arguments of `tingji doctor`.

use clap::Args;
use tingji::Cloud;

use super::parse::{filled, parse_cloud};

pub(crate) const EXAMPLES: &str = "\
Each cloud is asked for the first page of its instances. Nothing is changed.

Examples:
  tingji doctor                          every account whose credentials are found
  tingji doctor --cloud huaweicloud      this one, its machine's metadata service included
  tingji doctor --profile work           the accounts of a profile
  tingji doctor -o json

Exit codes: 0 nothing failed (warnings may be there). Else the lowest of these that applies:
   1  the cloud refused for another reason        5  no such region or project
   2  a setting is wrong                          9  throttled, unavailable or unreachable
   4  credentials, signature, clock or permission; no cloud is set up, or not the one named";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DoctorArguments {
    /// Only this cloud; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Only the accounts of this profile. Default: the default account of each cloud and all in the
    /// file of profiles.
    #[arg(long, value_parser = filled())]
    pub(crate) profile: Option<String>,
}
