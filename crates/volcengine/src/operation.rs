//! Operations of the ECS API, one file each.
//!
//! Requests are `GET /` with all parameters in the query, as the vendor documents them. There are two
//! exceptions: [`RunInstances`] with a password or user data sends a form, because servers write URLs to
//! logs; [`Invoke`] sends what the caller chooses.

mod delete_instance;
mod delete_instances;
mod describe_instance_types;
mod describe_instances;
mod describe_regions;
mod describe_tasks;
mod describe_zones;
mod invoke;
mod reboot_instance;
mod reboot_instances;
mod run_instances;
mod start_instance;
mod start_instances;
mod stop_instance;
mod stop_instances;

pub use delete_instance::DeleteInstance;
pub use delete_instances::DeleteInstances;
pub use describe_instance_types::{DescribeInstanceTypes, DescribeInstanceTypesOutput};
pub use describe_instances::{DescribeInstances, DescribeInstancesOutput, TagFilter};
pub use describe_regions::{DescribeRegions, DescribeRegionsOutput};
pub use describe_tasks::{DescribeTasks, DescribeTasksOutput};
pub use describe_zones::{DescribeZones, DescribeZonesOutput};
pub use invoke::Invoke;
pub use reboot_instance::RebootInstance;
pub use reboot_instances::RebootInstances;
pub use run_instances::{RunInstances, RunInstancesOutput};
pub use start_instance::StartInstance;
pub use start_instances::StartInstances;
pub use stop_instance::StopInstance;
pub use stop_instances::StopInstances;

pub use crate::create_params::{
    CreateCpuOptions, CreateEipAddress, CreateNetworkInterface, CreateNetworkOptions, CreatePlacement,
    CreateVolume,
};

pub use crate::model::{Acknowledged, BatchOutput, OperationDetail};
