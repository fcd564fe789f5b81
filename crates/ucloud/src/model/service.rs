use serde::Deserialize;
use tingji_core::lenient::{self, lossy};
use tingji_core::{UnixTime, unknown_tolerant_enum};

use super::fields::{deserialize_extra, response_struct, unix_time};
use crate::extra_fields::ExtraFields;

unknown_tolerant_enum! {
    /// Status of a service; unknown values are preserved in `Other`.
    pub enum ServiceStatus {
        /// The service has no version, so nothing runs and nothing can be stopped.
        ToDeploy = "ToDeploy" => Unstoppable,
        /// A version is being deployed.
        Deploying = "Deploying" => Changing,
        /// The service is running.
        Normal = "Normal" => Running,
        /// The service is stopped.
        ToStart = "ToStart" => Stopped,
    }
}

/// Service as `GetUAIServiceList` returns it. Every field may be missing. The vendor reports neither model
/// nor number of a service's GPUs; [`NodeResource::gpu`](super::NodeResource::gpu) has those of its node
/// type.
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
    /// CPU cores of one node.
    #[serde(rename = "CPU", deserialize_with = "lossy::int")]
    pub cpu: Option<i64>,
    /// Memory of one node in GB.
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
    /// Response fields that this type does not list.
    #[serde(flatten, deserialize_with = "deserialize_extra")]
    pub extra: ExtraFields,
}

impl Service {
    /// Creation time.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// Time of the last change.
    pub fn modified(&self) -> Option<UnixTime> {
        unix_time(self.modify_time)
    }

    /// Returns true for an exclusive (GPU) service, whose nodes are charged both running and stopped.
    /// Returns `None` if this is unknown: the vendor has no field for it, but elastic services always have
    /// as many GB as cores, so services with another ratio are exclusive.
    pub fn is_exclusive(&self) -> Option<bool> {
        (self.cpu? != self.memory?).then_some(true)
    }
}

response_struct! {
    /// Page of a service list.
    pub struct ServicePage {
        /// Number of entries on all pages together.
        #[serde(deserialize_with = "lenient::parse_int")]
        total_count: Option<i64>,
        /// Services of this page.
        #[serde(deserialize_with = "lenient::parse_list")]
        service_set: Vec<Service>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }

    /// Acknowledgement of a created service.
    pub struct CreatedService {
        /// Id of the service.
        #[serde(rename = "ServiceID", deserialize_with = "lenient::parse_string")]
        service_id: Option<String>,
        /// Id as a resource of the account; the same as `service_id`.
        #[serde(rename = "ResourceID", deserialize_with = "lenient::parse_string")]
        resource_id: Option<String>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }
}
