//! The arguments of `tingji errors`.

use clap::Args;
use tingji::Cloud;

use super::parse::parse_cloud;

pub(crate) const EXAMPLES: &str = "\
Examples:
  tingji errors 226604                   a RetCode of CompShare
  tingji errors OperationDenied.ResourceLocked --lang zh
  tingji errors 171 --cloud ucloud       in one cloud only
  tingji errors unconfirmed              an outcome of this command
  tingji errors 7                        an exit code of this command
  tingji errors --cloud huaweicloud      all codes of a cloud

Exit codes: 0 explained, 5 unknown; the nearest codes are then named.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ErrorsArguments {
    /// A vendor's error code, or an exit code, outcome or kind of this command. Default: all.
    #[arg(value_name = "CODE", allow_negative_numbers = true)]
    pub(crate) code: Option<String>,
    /// Only this cloud; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
}
