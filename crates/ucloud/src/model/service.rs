use tingji_core::{UnixTime, lenient, record, unknown_tolerant_enum};

use super::time::unix_time;
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

record! {
    /// Service as `GetUAIServiceList` returns it. Every field may be missing. The vendor reports neither model
    /// nor number of a service's GPUs; [`NodeResource::gpu`](super::NodeResource::gpu) has those of its node
    /// type.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Service {
        "ServiceID" => pub service_id: Option<String> as lenient::parse_string,
        "ResourceID" => pub resource_id: Option<String>,
        "SrvName" => pub srv_name: Option<String>,
        "SrvPaasID" => pub srv_paas_id: Option<String>,
        "SrvURL" => pub srv_url: Option<String>,
        "Status" => pub status: Option<ServiceStatus> as lenient::parse_enum,
        "Region" => pub region: Option<String>,
        "BusinessGroup" => pub business_group: Option<String>,
        /// CPU cores of one node.
        "CPU" => pub cpu: Option<i64>,
        /// Memory of one node in GB.
        "Memory" => pub memory: Option<i64>,
        "BillType" => pub bill_type: Option<String>,
        "BillUnit" => pub bill_unit: Option<String>,
        "BillUnitPrice" => pub bill_unit_price: Option<f64>,
        /// Seconds since 1970.
        "CreateTime" => pub create_time: Option<i64>,
        /// Seconds since 1970.
        "ModifyTime" => pub modify_time: Option<i64>,
        "SrvVerToStartCount" => pub srv_ver_to_start_count: Option<i64>,
        "SrvVerStartedCount" => pub srv_ver_started_count: Option<i64>,
        "SrvVerDeployingCount" => pub srv_ver_deploying_count: Option<i64>,
        "SrvVerErrorCount" => pub srv_ver_error_count: Option<i64>,
        "SrvVerDeletedCount" => pub srv_ver_deleted_count: Option<i64>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
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

record! {
    /// Page of a service list.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct ServicePage {
        /// Number of entries on all pages together.
        "TotalCount" => pub total_count: Option<i64> as lenient::parse_int,
        /// Services of this page.
        "ServiceSet" => pub service_set: Vec<Service> as lenient::parse_list,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String> as lenient::parse_string,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Acknowledgement of a created service.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct CreatedService {
        /// Id of the service.
        "ServiceID" => pub service_id: Option<String> as lenient::parse_string,
        /// Id as a resource of the account; the same as `service_id`.
        "ResourceID" => pub resource_id: Option<String> as lenient::parse_string,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String> as lenient::parse_string,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}
