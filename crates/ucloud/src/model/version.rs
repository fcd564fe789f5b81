use serde::Deserializer;
use serde_json::Value;
use tingji_core::lenient::{self, lossy};
use tingji_core::{Secret, UnixTime, record, unknown_tolerant_enum};

use super::catalog::Package;
use super::time::unix_time;
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

record! {
    /// Version of a service. Every field may be missing.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Version {
        "ServiceID" => pub service_id: Option<String> as lenient::parse_string,
        /// Version name, such as `5-6`.
        "SrvVersion" => pub srv_version: Option<String> as lenient::parse_string,
        "SrvPaasID" => pub srv_paas_id: Option<String>,
        "Status" => pub status: Option<VersionStatus> as lenient::parse_enum,
        /// Share of the traffic in percent, 1 to 100.
        "DeployWeight" => pub deploy_weight: Option<i64>,
        "SrvVerMemo" => pub srv_ver_memo: Option<String>,
        "UfileBucket" => pub ufile_bucket: Option<String>,
        "UfileName" => pub ufile_name: Option<String>,
        /// Address of the code. A secret, because a signed address gives read access to the code.
        "UfileURL" => pub ufile_url: Option<Secret> as deserialize_secret,
        "OSVersion" => pub os_version: Option<Package>,
        "PythonVersion" => pub python_version: Option<Package>,
        "AIFrameVersion" => pub ai_frame_version: Option<Package>,
        "AptGetPKGIDs" => pub apt_get_pkg_ids: Vec<Value>,
        "PipPKGIDs" => pub pip_pkg_ids: Vec<Value>,
        /// Seconds since 1970.
        "CreateTime" => pub create_time: Option<i64>,
        /// Seconds since 1970.
        "ModifyTime" => pub modify_time: Option<i64>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
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

record! {
    /// Page of a version list.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct VersionPage {
        /// Number of entries on all pages together.
        "TotalCount" => pub total_count: Option<i64> as lenient::parse_int,
        /// Versions of this page.
        "SrvVersionSet" => pub srv_version_set: Vec<Version> as lenient::parse_list,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String> as lenient::parse_string,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Acknowledgement of an accepted deployment.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Deployment {
        /// Version that the deployment creates, such as `5-6`.
        "SrvVersion" => pub srv_version: Option<String> as lenient::parse_string,
        /// Image that is built from code.
        /// [`CheckUAIDeployProgress`](crate::operation::CheckUAIDeployProgress) takes it to query the
        /// progress.
        "UimgName" => pub uimg_name: Option<String> as lenient::parse_string,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String> as lenient::parse_string,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Progress of a deployment.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct DeployProgress {
        /// Status of the version.
        "Status" => pub status: Option<VersionStatus> as lenient::parse_enum,
        /// Id of the service on the underlying platform; empty until the deployment ends.
        "SrvPaasID" => pub srv_paas_id: Option<String>,
        /// Address of the service; empty until the deployment ends.
        "SrvURL" => pub srv_url: Option<String>,
        /// Log of a failed deployment.
        "DeployLog" => pub deploy_log: Option<String>,
        /// Current step.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

impl DeployProgress {
    /// Returns true if the deployment has failed or succeeded.
    pub fn is_finished(&self) -> bool {
        use VersionStatus::{Error, Started, ToStart};
        matches!(self.status, Some(Error | Started | ToStart))
    }
}
