//! Types of CompShare's responses, and of the objects in its requests.
//! <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>

mod acknowledgement;
mod catalog;
mod charge_type;
mod components;
mod instance;
mod location;
mod monitor;
mod price;
mod spec;
mod time;

pub use acknowledgement::{Acknowledged, CreatedInstances, TerminatedInstance};
pub use catalog::{
    AvailabilityStatus, AvailableInstanceTypes, CpuAndMemory, DiskGroup, DiskKind, GpuCount, GpuInventory,
    GpuPools, MachineSize, MachineType, MachineTypeFamilies,
};
pub use charge_type::ChargeType;
pub use components::{Disk, DiskPrice, GraphicsMemory, Ip, Software, WithoutGpuSpec};
pub use instance::{Instance, InstancePage, InstanceState};
pub use location::{Project, ProjectList, Zone, ZoneList};
pub use monitor::{DataPoint, Metric, MetricResult, Monitor, MonitorData, MonitoredResource};
pub use price::{Capacity, CapacitySpec, PriceDetail, Prices, RefundPrice, RefundPrices, UpgradePrice};
pub use spec::{DiskSpec, MachineSpec, VolumeSpec};

pub use tingji_ucloud::ExtraFields;
