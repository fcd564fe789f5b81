//! What the vendor says of UAI-Inference services and their versions.
//! <https://github.com/UCloudDoc-Team/uai-inference>

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient::{self, soft};
use tingji_core::open_enum;

open_enum! {
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

open_enum! {
    /// A state of one version of a service; unknown ones are kept.
    pub enum VersionStatus {
        /// It is being deployed.
        Deploying = "Deploying" => Changing,
        /// It is not started, or was stopped. GPU versions are charged in this state too.
        ToStart = "ToStart" => Stopped,
        /// It runs.
        Started = "Started" => Running,
        /// Its deployment failed.
        Error = "Error" => Unstoppable,
    }
}

/// A service. Every field may be missing; what is not listed is in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Service {
    #[serde(rename = "ServiceID")]
    pub service_id: Option<String>,
    #[serde(rename = "ResourceID", deserialize_with = "lenient::text")]
    pub resource_id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub srv_name: Option<String>,
    #[serde(rename = "SrvPaasID", deserialize_with = "lenient::text")]
    pub srv_paas_id: Option<String>,
    #[serde(rename = "SrvURL", deserialize_with = "lenient::text")]
    pub srv_url: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    pub status: Option<ServiceStatus>,
    #[serde(deserialize_with = "lenient::text")]
    pub region: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub business_group: Option<String>,
    /// Cores of one node.
    #[serde(rename = "CPU", deserialize_with = "lenient::int")]
    pub cpu: Option<i64>,
    /// GB of one node.
    #[serde(deserialize_with = "lenient::int")]
    pub memory: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub bill_type: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub bill_unit: Option<String>,
    #[serde(deserialize_with = "lenient::float")]
    pub bill_unit_price: Option<f64>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lenient::int")]
    pub create_time: Option<i64>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lenient::int")]
    pub modify_time: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub srv_ver_to_start_count: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub srv_ver_started_count: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub srv_ver_deploying_count: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub srv_ver_error_count: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub srv_ver_deleted_count: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A version of a service. Every field may be missing; what is not listed is in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Version {
    #[serde(rename = "ServiceID")]
    pub service_id: Option<String>,
    /// Such as `5-6`.
    #[serde(deserialize_with = "lenient::text")]
    pub srv_version: Option<String>,
    #[serde(rename = "SrvPaasID", deserialize_with = "lenient::text")]
    pub srv_paas_id: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    pub status: Option<VersionStatus>,
    /// Its share of the traffic, 1 to 100.
    #[serde(deserialize_with = "lenient::int")]
    pub deploy_weight: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub srv_ver_memo: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub ufile_bucket: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub ufile_name: Option<String>,
    #[serde(rename = "UfileURL", deserialize_with = "lenient::text")]
    pub ufile_url: Option<String>,
    #[serde(rename = "OSVersion", deserialize_with = "soft::one")]
    pub os_version: Option<Package>,
    #[serde(deserialize_with = "soft::one")]
    pub python_version: Option<Package>,
    #[serde(rename = "AIFrameVersion", deserialize_with = "soft::one")]
    pub ai_frame_version: Option<Package>,
    #[serde(rename = "AptGetPKGIDs", deserialize_with = "soft::many")]
    pub apt_get_pkg_ids: Vec<Value>,
    #[serde(rename = "PipPKGIDs", deserialize_with = "soft::many")]
    pub pip_pkg_ids: Vec<Value>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lenient::int")]
    pub create_time: Option<i64>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lenient::int")]
    pub modify_time: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Software a version is built on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Package {
    #[serde(deserialize_with = "lenient::text")]
    pub pkg_id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub pkg_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub pkg_version: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub pkg_type: Option<String>,
}

/// One page of services.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ServicePage {
    /// How many there are on all pages together.
    #[serde(deserialize_with = "lenient::int")]
    pub total_count: Option<i64>,
    /// The services.
    #[serde(deserialize_with = "lenient::list")]
    pub service_set: Vec<Service>,
}

/// One page of versions.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct VersionPage {
    /// How many there are on all pages together.
    #[serde(deserialize_with = "lenient::int")]
    pub total_count: Option<i64>,
    /// The versions.
    #[serde(deserialize_with = "lenient::list")]
    pub srv_version_set: Vec<Version>,
}
