//! [`Class`]: what kind of request a rule can be about.

use serde_json::Value;

use crate::journal::Seen;
use crate::wire::Wire;

/// What the vendors' operations have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Stops one or several.
    Stop,
    /// Looks at those that it names.
    Describe,
    /// Looks at all.
    List,
    Other,
}

/// The operations that show instances.
const LOOKS: [&str; 15] = [
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

impl Class {
    pub(super) fn of(seen: &Seen, wire: &Wire) -> Self {
        let action = seen.action.as_str();
        if Self::shows(action) {
            return if seen.ids.is_empty() { Self::List } else { Self::Describe };
        }
        let stops = action.starts_with("Stop")
            || action == "BatchStopInstance"
            || (action == "BatchDevServersAction" && is_stop(&wire.body));
        if stops { Self::Stop } else { Self::Other }
    }

    /// Whether the operation shows instances.
    pub(super) fn shows(action: &str) -> bool {
        LOOKS.contains(&action)
    }

    pub(super) fn is_look(self) -> bool {
        matches!(self, Self::Describe | Self::List)
    }

    /// By the word of a rule, which is else a vendor's name.
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "stop" => Some(Self::Stop),
            "describe" => Some(Self::Describe),
            "list" => Some(Self::List),
            _ => None,
        }
    }
}

/// Huawei's batches have one name for all that they do.
fn is_stop(body: &[u8]) -> bool {
    serde_json::from_slice::<Value>(body).is_ok_and(|body| body["type"] == "STOP")
}
