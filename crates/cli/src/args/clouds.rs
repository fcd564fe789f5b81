//! [`CloudArgs`]: the clouds that a command is restricted to.

use clap::Args;
use tingji::Cloud;

use super::parse::parse_cloud;
use crate::lang::HelpText;
use crate::providers;

/// Restriction to some clouds. Default: all clouds.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct CloudArgs {
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud, help = HelpText {
        en: "Only this cloud; repeatable",
        zh: "只处理此云；可多次指定",
    })]
    pub(crate) cloud: Vec<Cloud>,
}

impl CloudArgs {
    /// Returns true if the command applies to this cloud.
    pub(crate) fn include(&self, cloud: Cloud) -> bool {
        self.cloud.is_empty() || self.cloud.contains(&cloud)
    }

    /// Returns the clouds of the table that the command applies to.
    pub(crate) fn selected(&self) -> Vec<Cloud> {
        providers::clouds().into_iter().filter(|cloud| self.include(*cloud)).collect()
    }
}
