use tingji_core::lenient;
use tingji_core::lifecycle::Gpu;
use tingji_core::{record, unknown_tolerant_enum};

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
    pub const fn id(&self) -> u32 {
        match *self {
            Self::Elastic => 1,
            Self::Exclusive => 2,
            Self::Other(id) => id,
        }
    }
}

record! {
    /// Software that a version is built on.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Package {
        /// Id that requests use.
        "PkgId" => pub pkg_id: Option<String> as lenient::parse_string,
        /// Name, such as `tensorflow`.
        "PkgName" => pub pkg_name: Option<String> as lenient::parse_string,
        /// Version, such as `1.1.0`; empty if there is only one.
        "PkgVersion" => pub pkg_version: Option<String> as lenient::parse_string,
        /// Number of the kind.
        "PkgType" => pub pkg_type: Option<String> as lenient::parse_string,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Available software.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct PackageList {
        /// Packages of the requested kind.
        "PkgSet" => pub pkg_set: Vec<Package> as lenient::parse_list,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Images with the requested software.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct BaseImages {
        /// Names of the images, the preferred one first; empty if no such image exists.
        "BimgName" => pub bimg_name: Vec<String> as lenient::parse_list,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Node type that services can run on.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct NodeResource {
        /// Name, such as `1_P40`: number and model of the GPUs.
        "NodeName" => pub node_name: Option<String> as lenient::parse_string,
        /// Id that a new exclusive service names as its `BillProdId`.
        "NodeId" => pub node_id: Option<String> as lenient::parse_string,
        /// Number of CPU cores.
        "CPU" => pub cpu: Option<i64>,
        /// Memory in GB.
        "Memory" => pub memory: Option<i64>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Available node types.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct ResourceList {
        /// Node types.
        "DataSet" => pub data_set: Vec<NodeResource> as lenient::parse_list,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
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
