//! The arguments of `tingji errors`.

use clap::Args;
use tingji::Cloud;

use super::parse::parse_cloud;

/// Examples and exit codes at the end of the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  tingji errors 226604                   a RetCode from CompShare
  tingji errors OperationDenied.ResourceLocked --lang zh
  tingji errors 171 --cloud ucloud       for one cloud only
  tingji errors unconfirmed              an outcome of this command
  tingji errors 7                        an exit code of this command
  tingji errors --cloud bce              all codes of one cloud

Exit codes: 0 found, 5 unknown code; similar codes are suggested.";

/// Arguments of `errors`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ErrorsArgs {
    /// A vendor's error code, or an exit code, outcome or error kind of this command. Default: all.
    #[arg(value_name = "CODE", allow_negative_numbers = true)]
    pub(crate) code: Option<String>,
    /// Only this cloud; repeatable.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
}
