//! Objects of the BCC API.

mod acknowledgement;
mod catalog;
mod components;
mod instance;
mod page;
mod release;
mod time;
mod volume;

pub use acknowledgement::{Acknowledged, BatchOutput};
pub use catalog::{Flavor, FlavorGroup, Region, Resources, Zone, ZoneResources};
pub use components::{Attachment, DeploySet, NicInfo, NicIp, RdmaNicTopo, Tag};
pub use instance::{Instance, InstanceStatus};
pub use page::InstancePage;
pub use release::ReleasedResources;
pub use volume::Volume;
