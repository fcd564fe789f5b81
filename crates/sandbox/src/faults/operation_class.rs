//! [`OperationClass`]: the classes of operations that fault rules distinguish.

use serde_json::Value;

use crate::http::raw_request::RawRequest;
use crate::request_log::RequestRecord;

/// Class of an operation, common to all vendors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OperationClass {
    /// A stop of one or several instances.
    Stop,
    /// A poll of instances that the request names.
    Describe,
    /// A list of all instances.
    List,
    /// Anything else.
    Other,
}

/// Operations that return instances: polls and lists.
const POLLS: [&str; 15] = [
    "GetUAIServiceList",
    "GetUAISrvVersionList",
    "DescribeCompShareInstance",
    "GetInstance",
    "ListInstances",
    "ListInstanceByIds",
    "GetInstanceNoChargeList",
    "DescribeInstances",
    "ShowDevServer",
    "ListDevServers",
    "ListAllDevServers",
    "SyncDevServers",
    "GetHyperinstance",
    "ListHyperinstances",
    "ListAllHyperinstances",
];

impl OperationClass {
    /// Class of a request.
    pub(crate) fn of(record: &RequestRecord, request: &RawRequest) -> Self {
        let action = record.action.as_str();
        if is_poll(action) {
            return if record.ids.is_empty() { Self::List } else { Self::Describe };
        }
        let is_stop = action.starts_with("Stop")
            || action == "BatchStopInstance"
            || (action == "BatchDevServersAction" && is_huawei_stop(&request.body));
        if is_stop { Self::Stop } else { Self::Other }
    }

    /// True for a describe or a list.
    pub(crate) fn is_poll(self) -> bool {
        matches!(self, Self::Describe | Self::List)
    }

    /// Class of a rule's `operation`; `None` for a vendor's operation name.
    pub(crate) fn from_rule(operation: &str) -> Option<Self> {
        match operation {
            "stop" => Some(Self::Stop),
            "describe" => Some(Self::Describe),
            "list" => Some(Self::List),
            _ => None,
        }
    }
}

/// True for an operation that returns instances.
pub(crate) fn is_poll(action: &str) -> bool {
    POLLS.contains(&action)
}

/// Huawei's batch action has one name for all operations; the body contains the operation.
fn is_huawei_stop(body: &[u8]) -> bool {
    serde_json::from_slice::<Value>(body).is_ok_and(|body| body["type"] == "STOP")
}
