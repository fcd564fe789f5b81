//! What the vendor says, and what servers are to be made of.

mod catalogue;
mod iam;
mod order;
mod server;
mod supernode;
mod task;

pub use catalogue::{ServerFlavor, ServerImageResponse};
pub use iam::{IamUser, Named, Project as IamProject, ProjectLinks, Scope, Token};
pub use order::{
    AllowedAddressPair, Arch, ChargingInfo, ChargingMode, DataVolume, HyperGroup, PeriodType, RootVolume,
    ServerNetwork, ServerNetworkHyperCluster, ServerType, VolumeType,
};
pub use server::{
    CloudServer, Endpoints, EndpointsRes, ServerHpsInfo, ServerResponse, ServerStatus, ServerVolume,
};
pub use supernode::{HyperinstanceResponse, HyperinstanceStatus};
pub use task::{OperationStatus, ServerOperation, ServerOperationError};

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// The most the vendor takes for `offset`.
pub(crate) const MOST_OFFSET: u32 = 2_147_483_647;

/// One page of a list.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, bound(deserialize = "T: DeserializeOwned", serialize = "T: Serialize"))]
#[non_exhaustive]
pub struct Page<T> {
    /// The number of this page.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub current: Option<i64>,
    /// How many pages there are.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub pages: Option<i64>,
    /// How many a page holds at most.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    /// How many there are on all pages.
    #[serde(deserialize_with = "lenient::parse_int")]
    pub total: Option<i64>,
    /// What is on this page.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub data: Vec<T>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { current: None, pages: None, size: None, total: None, data: Vec::new(), extra: Map::new() }
    }
}

impl<T> Page<T> {
    /// The offset to ask for the next page with, given that of this one; `None` after the last.
    pub fn next_offset(&self, offset: u32) -> Option<u32> {
        let seen = u32::try_from(self.data.len()).ok().and_then(|len| offset.checked_add(len))?;
        let all_seen = self.total.is_some_and(|total| i64::from(seen) >= total);
        (!self.data.is_empty() && !all_seen && seen <= MOST_OFFSET).then_some(seen)
    }
}

fn time(millis: Option<i64>) -> Option<Timestamp> {
    Timestamp::from_millisecond(millis?).ok()
}
