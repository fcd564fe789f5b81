use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::lenient::{self, lossy};
use tingji_core::{Secret, UnixTime, unknown_tolerant_enum};

use super::catalog::Package;
use super::fields::{deserialize_extra, response_struct, unix_time};
use crate::extra_fields::ExtraFields;

unknown_tolerant_enum! {
    /// Status of a version; unknown values are preserved in `Other`.
    pub enum VersionStatus {
        /// The version is being deployed.
        Deploying = "Deploying" => Changing,
        /// The version is stopped or was never started. GPU versions are charged in this state too.
        ToStart = "ToStart" => Stopped,
        /// The version is running.
        Started = "Started" => Running,
        /// The deployment failed.
        Error = "Error" => Unstoppable,
    }
}

/// Version of a service. Every field may be missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Version {
    #[serde(rename = "ServiceID", deserialize_with = "lenient::parse_string")]
    pub service_id: Option<String>,
    /// Version name, such as `5-6`.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub srv_version: Option<String>,
    #[serde(rename = "SrvPaasID", deserialize_with = "lossy::string")]
    pub srv_paas_id: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<VersionStatus>,
    /// Share of the traffic in percent, 1 to 100.
    #[serde(deserialize_with = "lossy::int")]
    pub deploy_weight: Option<i64>,
    #[serde(deserialize_with = "lossy::string")]
    pub srv_ver_memo: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub ufile_bucket: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub ufile_name: Option<String>,
    /// Address of the code. A secret, because a signed address gives read access to the code.
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
    /// Response fields that this type does not list.
    #[serde(flatten, deserialize_with = "deserialize_extra")]
    pub extra: ExtraFields,
}

/// Parses a text that must not be printed. An empty text becomes `None`.
fn deserialize_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(lossy::string(deserializer)?.filter(|text| !text.is_empty()).map(Secret::from))
}

impl Version {
    /// Creation time.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// Time of the last change.
    pub fn modified(&self) -> Option<UnixTime> {
        unix_time(self.modify_time)
    }
}

response_struct! {
    /// Page of a version list.
    pub struct VersionPage {
        /// Number of entries on all pages together.
        #[serde(deserialize_with = "lenient::parse_int")]
        total_count: Option<i64>,
        /// Versions of this page.
        #[serde(deserialize_with = "lenient::parse_list")]
        srv_version_set: Vec<Version>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }

    /// Acknowledgement of an accepted deployment.
    pub struct Deployment {
        /// Version that the deployment creates, such as `5-6`.
        #[serde(deserialize_with = "lenient::parse_string")]
        srv_version: Option<String>,
        /// Image that is built from code.
        /// [`CheckUAIDeployProgress`](crate::operation::CheckUAIDeployProgress) takes it to query the
        /// progress.
        #[serde(deserialize_with = "lenient::parse_string")]
        uimg_name: Option<String>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lenient::parse_string")]
        message: Option<String>,
    }

    /// Progress of a deployment.
    pub struct DeployProgress {
        /// Status of the version.
        #[serde(deserialize_with = "lenient::parse_enum")]
        status: Option<VersionStatus>,
        /// Id of the service on the underlying platform; empty until the deployment ends.
        #[serde(rename = "SrvPaasID", deserialize_with = "lossy::string")]
        srv_paas_id: Option<String>,
        /// Address of the service; empty until the deployment ends.
        #[serde(rename = "SrvURL", deserialize_with = "lossy::string")]
        srv_url: Option<String>,
        /// Log of a failed deployment.
        #[serde(deserialize_with = "lossy::string")]
        deploy_log: Option<String>,
        /// Current step.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}

impl DeployProgress {
    /// Returns true if the deployment has failed or succeeded.
    pub fn is_finished(&self) -> bool {
        use VersionStatus::{Error, Started, ToStart};
        matches!(self.status, Some(Error | Started | ToStart))
    }
}
