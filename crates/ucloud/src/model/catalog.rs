use serde::Deserialize;
use tingji_core::lenient::{self, lossy};
use tingji_core::lifecycle::Gpu;
use tingji_core::unknown_tolerant_enum;

use super::fields::{deserialize_extra, response_struct};
use crate::extra_fields::ExtraFields;

unknown_tolerant_enum! {
    /// A kind of software to choose from; unknown ones are kept.
    pub enum PackageKind {
        /// Operating systems.
        Os = "OS",
        /// Versions of Python.
        Python = "Python",
        /// Frameworks, such as TensorFlow.
        AiFrame = "AIFrame",
        /// Packages of the operating system.
        AptGet = "AptGet",
        /// Packages of Python.
        Pip = "Pip",
    }
}

/// A type of service, by the vendor's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ServiceKind {
    /// On CPUs, charged by the time that requests take.
    Elastic,
    /// On nodes with graphics cards, charged by node and hour.
    Exclusive,
    /// Another one.
    Other(u32),
}

impl ServiceKind {
    /// The vendor's number.
    pub const fn id(self) -> u32 {
        match self {
            Self::Elastic => 1,
            Self::Exclusive => 2,
            Self::Other(id) => id,
        }
    }
}

response_struct! {
    /// Software a version is built on.
    pub struct Package {
        /// Its number, which requests name it by.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_id: Option<String>,
        /// Such as `tensorflow`.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_name: Option<String>,
        /// Such as `1.1.0`; empty if there is one alone.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_version: Option<String>,
        /// The number of its kind.
        #[serde(deserialize_with = "lenient::parse_string")]
        pkg_type: Option<String>,
    }

    /// Software to choose from.
    pub struct PackageList {
        /// The packages.
        #[serde(deserialize_with = "lenient::parse_list")]
        pkg_set: Vec<Package>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// Images with the software that was asked for.
    pub struct BaseImages {
        /// Their names, the one to take first; none if there is no such image.
        #[serde(deserialize_with = "lenient::parse_list")]
        bimg_name: Vec<String>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// A node that services can run on.
    pub struct NodeResource {
        /// Such as `1_P40`: cards and their kind.
        #[serde(deserialize_with = "lenient::parse_string")]
        node_name: Option<String>,
        /// What a new exclusive service names as its `BillProdId`.
        #[serde(deserialize_with = "lenient::parse_string")]
        node_id: Option<String>,
        /// Cores.
        #[serde(rename = "CPU", deserialize_with = "lossy::int")]
        cpu: Option<i64>,
        /// GB.
        #[serde(deserialize_with = "lossy::int")]
        memory: Option<i64>,
    }

    /// Nodes to choose from.
    pub struct ResourceList {
        /// The nodes.
        #[serde(deserialize_with = "lenient::parse_list")]
        data_set: Vec<NodeResource>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}

impl NodeResource {
    /// Its graphics cards, by its name: `1_P40` has one P40.
    pub fn gpu(&self) -> Option<Gpu> {
        let (count, kind) = self.node_name.as_deref()?.split_once('_')?;
        let count = count.parse().ok().filter(|count| *count > 0)?;
        (!kind.is_empty()).then(|| Gpu { kind: kind.to_owned(), count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_tells_its_cards_by_its_name() {
        let node = |name: &str| NodeResource { node_name: Some(name.to_owned()), ..Default::default() };
        assert_eq!(node("1_P40").gpu().unwrap().to_string(), "1× P40");
        assert_eq!(node("16_A100_80G").gpu().unwrap().to_string(), "16× A100_80G");
        assert!(["1C1G", "x_P40", "0_P40", "1_", ""].iter().all(|name| node(name).gpu().is_none()));
    }
}
