//! Types of UAI-Inference's responses: services, versions, software and usage.
//! <https://github.com/UCloudDoc-Team/uai-inference>

mod acknowledgement;
mod catalog;
mod scaling;
mod service;
mod time;
mod version;

pub use acknowledgement::{Acknowledged, UndocumentedResponse};
pub use catalog::{BaseImages, NodeResource, Package, PackageKind, PackageList, ResourceList, ServiceKind};
pub use scaling::{RealTimeMetric, ScaleRule, ScaleRules, ServiceMetric};
pub use service::{CreatedService, Service, ServicePage, ServiceStatus};
pub use version::{DeployProgress, Deployment, Version, VersionPage, VersionStatus};
