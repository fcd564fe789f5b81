//! [`Cloud`]: the five clouds, with the state names and default values of their vendors.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A cloud that the sandbox emulates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cloud {
    /// UCloud UAI-Inference.
    Ucloud,
    /// CompShare (优云智算): UCloud's protocol with separate accounts.
    Compshare,
    /// Baidu AI Cloud BCC.
    Bce,
    /// Volcengine ECS.
    Volcengine,
    /// Huawei Cloud ModelArts DevServer.
    Huaweicloud,
}

impl Cloud {
    /// The five clouds, in the order of the documentation.
    pub const ALL: [Self; 5] =
        [Self::Ucloud, Self::Compshare, Self::Bce, Self::Volcengine, Self::Huaweicloud];

    /// The name, which is also the first part of a target such as `bce/bj/i-YufwpQAe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ucloud => "ucloud",
            Self::Compshare => "compshare",
            Self::Bce => "bce",
            Self::Volcengine => "volcengine",
            Self::Huaweicloud => "huaweicloud",
        }
    }

    /// The vendor's state names, and the values for fields that a scenario omits.
    pub(crate) fn defaults(self) -> VendorDefaults {
        let (running, stopping, stopped) = match self {
            // UAI publishes no state between running and stopped.
            Self::Ucloud => ("Normal", None, "ToStart"),
            Self::Compshare | Self::Bce => ("Running", Some("Stopping"), "Stopped"),
            Self::Volcengine | Self::Huaweicloud => ("RUNNING", Some("STOPPING"), "STOPPED"),
        };
        let [region, zone, pay_as_you_go, instance_type] = match self {
            Self::Ucloud => ["cn-bj2", "cn-bj2-04", "Dynamic", "1_P40"],
            Self::Compshare => ["cn-wlcb", "cn-wlcb-01", "Postpay", "G"],
            Self::Bce => ["bj", "cn-bj-a", "Postpaid", "bcc.g4.c4m16"],
            Self::Volcengine => ["cn-beijing", "cn-beijing-a", "PostPaid", "ecs.g3i.xlarge"],
            Self::Huaweicloud => ["cn-north-4", "cn-north-4a", "POST_PAID", "modelarts.vm.cpu.8ud"],
        };
        let failed = match self {
            Self::Ucloud | Self::Bce => "Error",
            Self::Compshare => "Install Fail",
            Self::Volcengine => "ERROR",
            Self::Huaweicloud => "STOP_FAILED",
        };
        VendorDefaults { running, stopping, stopped, failed, region, zone, pay_as_you_go, instance_type }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// State names of a vendor, and its values for fields that a scenario omits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VendorDefaults {
    pub(crate) running: &'static str,
    /// State between running and stopped; `None` if the vendor has no such state.
    pub(crate) stopping: Option<&'static str>,
    pub(crate) stopped: &'static str,
    /// State in which a failed stop ends.
    pub(crate) failed: &'static str,
    pub(crate) region: &'static str,
    pub(crate) zone: &'static str,
    /// Charge type of an instance that is paid by the hour.
    pub(crate) pay_as_you_go: &'static str,
    pub(crate) instance_type: &'static str,
}
