//! What the vendor says of instances, prices, measurements and places.
//! <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>

mod instance;
mod monitor;
mod offer;
mod parts;
mod place;
mod price;
mod request;
mod taken_on;

pub use instance::{ChargeType, Instance, InstancePage, InstanceState};
pub use monitor::{Metric, MetricResult, Monitor, MonitorData, Monitored, Point};
pub use offer::{
    Count, CpuAndMemory, DiskKind, DiskOffer, Families, GpuInventory, MachineSize, Offer, OfferStatus,
    Offers, Pools,
};
pub use parts::{Disk, DiskPrice, Extra, GraphicsMemory, Ip, Software, WithoutGpuSpec};
pub use place::{Project, ProjectList, Zone, ZoneList};
pub use price::{Capacity, CapacitySpec, PriceDetail, Prices, RefundPrice, RefundPrices, UpgradePrice};
pub use request::{DiskSpec, MachineSpec, VolumeSpec};
pub use taken_on::{Accepted, Created, Terminated};
