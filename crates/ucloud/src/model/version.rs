use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::lenient::{self, lossy};
use tingji_core::{Secret, UnixTime, unknown_tolerant_enum};

use super::catalog::Package;
use super::fields::{deserialize_extra, response_struct, unix_time};
use crate::extra_fields::ExtraFields;

unknown_tolerant_enum! {
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

/// A version of a service. Every field may be missing; what is not listed is in `extra`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Version {
    #[serde(rename = "ServiceID", deserialize_with = "lenient::parse_string")]
    pub service_id: Option<String>,
    /// Such as `5-6`.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub srv_version: Option<String>,
    #[serde(rename = "SrvPaasID", deserialize_with = "lossy::string")]
    pub srv_paas_id: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<VersionStatus>,
    /// Its share of the traffic, 1 to 100.
    #[serde(deserialize_with = "lossy::int")]
    pub deploy_weight: Option<i64>,
    #[serde(deserialize_with = "lossy::string")]
    pub srv_ver_memo: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub ufile_bucket: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub ufile_name: Option<String>,
    /// Where the code is. Such an address may be signed, and then whoever has it can read the code.
    #[serde(rename = "UfileURL", deserialize_with = "deserialize_secret")]
    pub ufile_url: Option<Secret>,
    #[serde(rename = "OSVersion", deserialize_with = "lossy::object")]
    pub os_version: Option<Package>,
    #[serde(deserialize_with = "lossy::object")]
    pub python_version: Option<Package>,
    #[serde(rename = "AIFrameVersion", deserialize_with = "lossy::object")]
    pub ai_frame_version: Option<Package>,
    #[serde(rename = "AptGetPKGIDs", deserialize_with = "lossy::vec")]
    pub apt_get_pkg_ids: Vec<Value>,
    #[serde(rename = "PipPKGIDs", deserialize_with = "lossy::vec")]
    pub pip_pkg_ids: Vec<Value>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lossy::int")]
    pub create_time: Option<i64>,
    /// Seconds since 1970.
    #[serde(deserialize_with = "lossy::int")]
    pub modify_time: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten, deserialize_with = "deserialize_extra")]
    pub extra: ExtraFields,
}

/// Text that must not be seen; an empty one is none.
fn deserialize_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(lossy::string(deserializer)?.filter(|text| !text.is_empty()).map(Secret::from))
}

impl Version {
    /// When it was made.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// When it was last changed.
    pub fn modified(&self) -> Option<UnixTime> {
        unix_time(self.modify_time)
    }
}

response_struct! {
    /// One page of versions.
    pub struct VersionPage {
        /// How many there are on all pages together.
        #[serde(deserialize_with = "lenient::parse_int")]
        total_count: Option<i64>,
        /// The versions.
        #[serde(deserialize_with = "lenient::parse_list")]
        srv_version_set: Vec<Version>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }

    /// A deployment that was taken on.
    pub struct Deployment {
        /// The version that it makes, such as `5-6`.
        #[serde(deserialize_with = "lenient::parse_string")]
        srv_version: Option<String>,
        /// The image that is built, where code is deployed; the progress is asked for by it.
        #[serde(deserialize_with = "lenient::parse_string")]
        uimg_name: Option<String>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }

    /// How far a deployment is.
    pub struct DeployProgress {
        /// The version's state.
        #[serde(deserialize_with = "lenient::parse_enum")]
        status: Option<VersionStatus>,
        /// The service's id at the platform under it; empty until the end.
        #[serde(rename = "SrvPaasID", deserialize_with = "lossy::string")]
        srv_paas_id: Option<String>,
        /// Where the service answers; empty until the end.
        #[serde(rename = "SrvURL", deserialize_with = "lossy::string")]
        srv_url: Option<String>,
        /// Why it failed.
        #[serde(deserialize_with = "lossy::string")]
        deploy_log: Option<String>,
        /// The step it is at.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}

impl DeployProgress {
    /// Whether nothing more will come of it: it failed, or the version is there.
    pub fn is_finished(&self) -> bool {
        use VersionStatus::{Error, Started, ToStart};
        matches!(self.status, Some(Error | Started | ToStart))
    }
}
