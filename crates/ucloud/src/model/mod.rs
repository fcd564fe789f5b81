//! What the vendor says of UAI-Inference services and their versions, and of what they are made of.
//! <https://github.com/UCloudDoc-Team/uai-inference>

mod catalog;
mod service;
mod usage;
mod version;

pub use catalog::{BaseImages, NodeResource, Package, PackageKind, PackageList, ResourceList, ServiceKind};
pub use service::{CreatedService, Service, ServicePage, ServiceStatus};
pub use usage::{Acknowledged, Metric, RealTimeMetric, ScaleRule, ScaleRules, Undescribed};
pub use version::{DeployProgress, Deployment, Version, VersionPage, VersionStatus};

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use tingji_core::UnixTime;

use crate::Extra;

/// Makes structures that the vendor answers with: every field may be missing, others are in `extra`.
macro_rules! reply {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$detail:meta])* $field:ident: $type:ty,)*
        }
    )+) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default, rename_all = "PascalCase")]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$detail])* pub $field: $type,)*
            /// Everything else the vendor sent.
            #[serde(flatten, deserialize_with = "unlisted")]
            pub extra: Extra,
        }
    )+};
}
use reply;

/// What is left over, without what every answer has.
fn unlisted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Extra, D::Error> {
    let mut extra: Map<String, Value> = Map::deserialize(deserializer)?;
    extra.retain(|key, _| key != "Action" && key != "RetCode");
    Ok(extra.into())
}

/// Seconds since 1970 as a time; 0 is none.
fn time(seconds: Option<i64>) -> Option<UnixTime> {
    seconds.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds)
}
