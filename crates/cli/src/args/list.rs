//! The arguments of `tingji list`.

use clap::Args;
use tingji::Cloud;

use super::CREDENTIALS;
use super::parse::parse_cloud;

#[derive(Debug, Args)]
#[command(after_help = CREDENTIALS)]
pub(crate) struct ListArguments {
    /// Only this cloud; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Another region than the variables and the vendor's default name.
    #[arg(long)]
    pub(crate) region: Option<String>,
}
