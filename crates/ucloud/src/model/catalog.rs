use serde::Deserialize;
use tingji_core::lenient::{self, lossy};
use tingji_core::lifecycle::Gpu;
use tingji_core::unknown_tolerant_enum;

use super::fields::{deserialize_extra, response_struct};
use crate::extra_fields::ExtraFields;

unknown_tolerant_enum! {
    /// Kind of software; unknown values are preserved in `Other`.
    pub enum PackageKind {
        /// Operating systems.
        Os = "OS",
        /// Python versions.
        Python = "Python",
        /// Frameworks, such as TensorFlow.
        AiFrame = "AIFrame",
        /// Operating system packages.
        AptGet = "AptGet",
        /// Python packages.
        Pip = "Pip",
    }
}

/// Service type, by the vendor's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ServiceKind {
    /// Runs on CPUs, charged by the processing time of requests.
    Elastic,
    /// Runs on GPU nodes, charged by node and hour.
    Exclusive,
    /// Another type.
    Other(u32),
}

impl ServiceKind {
    /// Returns the vendor's number.
    pub const fn id(self) -> u32 {
        match self {
            Self::Elastic => 1,
            Self::Exclusive => 2,
            Self::Other(id) => id,
        }
    }
}

response_struct! {
    /// Software that a version is built on.
    pub struct Package {
        /// Id that requests use.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_id: Option<String>,
        /// Name, such as `tensorflow`.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_name: Option<String>,
        /// Version, such as `1.1.0`; empty if there is only one.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_version: Option<String>,
        /// Number of the kind.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_type: Option<String>,
    }

    /// Available software.
    pub struct PackageList {
        /// Packages of the requested kind.
        #[serde(deserialize_with = "lenient::parse_list")]
        pkg_set: Vec<Package>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// Images with the requested software.
    pub struct BaseImages {
        /// Names of the images, the preferred one first; empty if no such image exists.
        #[serde(deserialize_with = "lenient::parse_list")]
        bimg_name: Vec<String>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// Node type that services can run on.
    pub struct NodeResource {
        /// Name, such as `1_P40`: number and model of the GPUs.
        #[serde(deserialize_with = "lenient::parse_string")]
        node_name: Option<String>,
        /// Id that a new exclusive service names as its `BillProdId`.
        #[serde(deserialize_with = "lenient::parse_string")]
        node_id: Option<String>,
        /// Number of CPU cores.
        #[serde(rename = "CPU", deserialize_with = "lossy::int")]
        cpu: Option<i64>,
        /// Memory in GB.
        #[serde(deserialize_with = "lossy::int")]
        memory: Option<i64>,
    }

    /// Available node types.
    pub struct ResourceList {
        /// Node types.
        #[serde(deserialize_with = "lenient::parse_list")]
        data_set: Vec<NodeResource>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}

impl NodeResource {
    /// Returns the GPUs that the name states: `1_P40` has one P40. Returns `None` for other names.
    pub fn gpu(&self) -> Option<Gpu> {
        let (count, kind) = self.node_name.as_deref()?.split_once('_')?;
        let count = count.parse().ok().filter(|count| *count > 0)?;
        (!kind.is_empty()).then(|| Gpu { kind: kind.to_owned(), count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str) -> NodeResource {
        NodeResource { node_name: Some(name.to_owned()), ..Default::default() }
    }

    #[test]
    fn node_name_yields_its_gpus() {
        assert_eq!(node("1_P40").gpu().unwrap().to_string(), "1× P40");
        assert_eq!(node("16_A100_80G").gpu().unwrap().to_string(), "16× A100_80G");
        assert!(["1C1G", "x_P40", "0_P40", "1_", ""].iter().all(|name| node(name).gpu().is_none()));
    }
}
