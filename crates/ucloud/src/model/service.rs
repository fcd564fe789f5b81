use serde::Deserialize;
use tingji_core::lenient::{self, lossy};
use tingji_core::{UnixTime, unknown_tolerant_enum};

use super::fields::{deserialize_extra, response_struct, unix_time};
use crate::extra_fields::ExtraFields;

unknown_tolerant_enum! {
    /// A state of a service; unknown ones are kept.
    pub enum ServiceStatus {
        /// It has no version yet: nothing runs, and there is nothing to stop.
        ToDeploy = "ToDeploy" => Unstoppable,
        /// A version is being deployed.
        Deploying = "Deploying" => Changing,
        /// It runs.
        Normal = "Normal" => Running,
        /// It is stopped.
        ToStart = "ToStart" => Stopped,
    }
}

/// A service. Every field may be missing; what is not listed is in `extra`. The vendor tells nothing of
/// a service's graphics cards, neither kind nor number: those of the node it was made on are
/// [`NodeResource::gpu`](super::NodeResource::gpu).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Service {
    #[serde(rename = "ServiceID", deserialize_with = "lenient::parse_string")]
    pub service_id: Option<String>,
    #[serde(rename = "ResourceID", deserialize_with = "lossy::string")]
    pub resource_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub srv_name: Option<String>,
    #[serde(rename = "SrvPaasID", deserialize_with = "lossy::string")]
    pub srv_paas_id: Option<String>,
    #[serde(rename = "SrvURL", deserialize_with = "lossy::string")]
    pub srv_url: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<ServiceStatus>,
    #[serde(deserialize_with = "lossy::string")]
    pub region: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub business_group: Option<String>,
    /// Cores of one node.
    #[serde(rename = "CPU", deserialize_with = "lossy::int")]
    pub cpu: Option<i64>,
    /// GB of one node.
    #[serde(deserialize_with = "lossy::int")]
    pub memory: Option<i64>,
    #[serde(deserialize_with = "lossy::string")]
    pub bill_type: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub bill_unit: Option<String>,
    #[serde(deserialize_with = "lossy::float")]
    pub bill_unit_price: Option<f64>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lossy::int")]
    pub create_time: Option<i64>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lossy::int")]
    pub modify_time: Option<i64>,
    #[serde(deserialize_with = "lossy::int")]
    pub srv_ver_to_start_count: Option<i64>,
    #[serde(deserialize_with = "lossy::int")]
    pub srv_ver_started_count: Option<i64>,
    #[serde(deserialize_with = "lossy::int")]
    pub srv_ver_deploying_count: Option<i64>,
    #[serde(deserialize_with = "lossy::int")]
    pub srv_ver_error_count: Option<i64>,
    #[serde(deserialize_with = "lossy::int")]
    pub srv_ver_deleted_count: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten, deserialize_with = "deserialize_extra")]
    pub extra: ExtraFields,
}

impl Service {
    /// When it was made.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// When it was last changed.
    pub fn modified(&self) -> Option<UnixTime> {
        unix_time(self.modify_time)
    }

    /// Whether it is an exclusive (GPU) service, whose nodes are charged whether they run or not;
    /// `None` if that can't be told. The vendor has no field for it, but elastic services have as
    /// many GB as cores, so others are exclusive.
    pub fn is_exclusive(&self) -> Option<bool> {
        (self.cpu? != self.memory?).then_some(true)
    }
}

response_struct! {
    /// One page of services.
    pub struct ServicePage {
        /// How many there are on all pages together.
        #[serde(deserialize_with = "lenient::parse_int")]
        total_count: Option<i64>,
        /// The services.
        #[serde(deserialize_with = "lenient::parse_list")]
        service_set: Vec<Service>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }

    /// A service that was made.
    pub struct CreatedService {
        /// Its id.
        #[serde(rename = "ServiceID", deserialize_with = "lenient::parse_string")]
        service_id: Option<String>,
        /// Its id among the account's resources; the same.
        #[serde(rename = "ResourceID", deserialize_with = "lenient::parse_string")]
        resource_id: Option<String>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }
}
