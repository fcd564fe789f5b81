//! The five clouds, and which of them a request is for.

mod bce;
mod compshare;
mod huaweicloud;
mod uai;
mod uai_catalog;
mod uai_deploy;
mod uai_modify;
mod ucloud;
mod volcengine;

pub(crate) use compshare::release_at;
pub(crate) use huaweicloud::IssuedToken;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Call, Fault};
use crate::clock::Now;
use crate::journal::Seen;
use crate::wire::Wire;
use uuid::Uuid;

/// One of the clouds the sandbox speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cloud {
    /// UCloud UAI-Inference.
    Ucloud,
    /// CompShare (优云智算): UCloud's protocol, other accounts.
    Compshare,
    /// Baidu AI Cloud BCC.
    Bce,
    /// Volcengine ECS.
    Volcengine,
    /// Huawei Cloud ModelArts DevServer.
    Huaweicloud,
}

impl Cloud {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Ucloud, Self::Compshare, Self::Bce, Self::Volcengine, Self::Huaweicloud];

    /// The name, as it starts a target such as `bce/bj/i-YufwpQAe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ucloud => "ucloud",
            Self::Compshare => "compshare",
            Self::Bce => "bce",
            Self::Volcengine => "volcengine",
            Self::Huaweicloud => "huaweicloud",
        }
    }

    pub(crate) fn words(self) -> Words {
        let (running, stopping, stopped) = match self {
            // UAI publishes no state between the two.
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
        Words { running, stopping, stopped, failed, region, zone, pay_as_you_go, instance_type }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A vendor's own words, for states and for what a scenario leaves out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    pub(crate) running: &'static str,
    pub(crate) stopping: Option<&'static str>,
    pub(crate) stopped: &'static str,
    /// What a stop that fails ends in.
    pub(crate) failed: &'static str,
    pub(crate) region: &'static str,
    pub(crate) zone: &'static str,
    pub(crate) pay_as_you_go: &'static str,
    pub(crate) instance_type: &'static str,
}

/// The protocols; UCloud's is spoken by two clouds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Ucloud,
    Bce,
    Volcengine,
    Huaweicloud,
}

impl Protocol {
    /// Tells the protocol by the request's shape; `None` for what no cloud would be asked.
    pub(crate) fn of(wire: &Wire) -> Option<Self> {
        let segments = wire.segments();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let authorization = wire.header("authorization").unwrap_or_default();
        match segments[..] {
            [version, "instance", ..] if is_version(version) => Some(Self::Bce),
            ["v1", _, "dev-servers", ..] | ["v3", "projects"] | ["v3", "auth", "tokens"] => {
                Some(Self::Huaweicloud)
            }
            ["v3.0", "OS-CREDENTIAL" | "OS-AUTH", ..] | ["v5", "agencies", ..] => Some(Self::Huaweicloud),
            ["meta-data" | "openstack", "latest", ..] => Some(Self::Huaweicloud),
            ["latest", "api", "token"] | ["volcstack", "latest", ..] => Some(Self::Volcengine),
            _ if authorization.starts_with("bce-auth-v") => Some(Self::Bce),
            _ if authorization.starts_with("SDK-") || authorization.starts_with("V11-") => {
                Some(Self::Huaweicloud)
            }
            _ if wire.header("x-auth-token").is_some() => Some(Self::Huaweicloud),
            _ if authorization.starts_with("HMAC-SHA256") => Some(Self::Volcengine),
            [] if wire.query_value("Version").or(wire.query_value("X-Signature")).is_some() => {
                Some(Self::Volcengine)
            }
            [] if ["GET", "POST"].contains(&wire.method.as_str()) => Some(Self::Ucloud),
            _ => None,
        }
    }

    /// What the request is, before anything is checked or done.
    pub(crate) fn identify(self, wire: &Wire) -> Seen {
        match self {
            Self::Ucloud => ucloud::identify(wire),
            Self::Bce => bce::identify(wire),
            Self::Volcengine => volcengine::identify(wire),
            Self::Huaweicloud => huaweicloud::identify(wire),
        }
    }

    /// A refusal in the vendor's shape.
    pub(crate) fn refuse(self, action: &str, fault: &Fault, now: Now, id: Uuid) -> Answer {
        match self {
            Self::Ucloud => ucloud::refuse(action, fault, id),
            Self::Bce => bce::refuse(fault, id),
            Self::Volcengine => volcengine::refuse(action, fault, now, id),
            Self::Huaweicloud => huaweicloud::refuse(fault, id),
        }
    }

    pub(crate) fn answer(self, call: &mut Call<'_>) -> Answer {
        match self {
            Self::Ucloud => ucloud::answer(call),
            Self::Bce => bce::answer(call),
            Self::Volcengine => volcengine::answer(call),
            Self::Huaweicloud => huaweicloud::answer(call),
        }
    }
}

fn is_version(segment: &str) -> bool {
    segment
        .strip_prefix('v')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}
