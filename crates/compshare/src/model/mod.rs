//! What the vendor says of an instance.
//! <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>

mod instance;
mod parts;

pub use instance::{Instance, InstancePage, InstanceState};
pub use parts::{Disk, DiskPrice, Extra, GraphicsMemory, Ip, Software, WithoutGpuSpec};
