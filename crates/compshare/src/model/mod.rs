//! What the vendor says of an instance.
//! <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>

mod instance;
mod parts;
mod soft;
mod state;

pub use instance::{Instance, InstancePage};
pub use parts::{Disk, DiskPrice, Extra, GraphicsMemory, Ip, Software, WithoutGpuSpec};
pub use state::InstanceState;
