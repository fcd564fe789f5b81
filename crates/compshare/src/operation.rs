//! Operations of CompShare's API, one file for each.
//!
//! ```
//! use std::time::Duration;
//! use tingji_compshare::Client;
//! use tingji_compshare::operation::{
//!     DescribeCompShareInstance, RebootCompShareInstance, StartCompShareInstance, StopCompShareInstance,
//! };
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
//! # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
//! # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.zone("cn-wlcb-01").build()?;
//! let describe = DescribeCompShareInstance::new().uhost_ids(["uhost-demo4090"]);
//! client.send(&RebootCompShareInstance::new("uhost-demo4090")).await?;
//! # sandbox.advance(Duration::from_secs(60));
//! client.send(&StopCompShareInstance::new("uhost-demo4090")).await?;
//! println!("{:?}", client.send(&describe).await?.uhost_set[0].state); // Some(Stopping)
//! # sandbox.advance(Duration::from_secs(60));
//! client.send(&StartCompShareInstance::new("uhost-demo4090").without_gpu(true)).await?;
//! # sandbox.advance(Duration::from_secs(60));
//! assert!(client.send(&describe).await?.uhost_set[0].cards().is_none());
//! # Ok(())
//! # }
//! ```

mod check_comp_share_resource_capacity;
mod create_comp_share_instance;
mod delete_comp_share_stop_scheduler;
mod describe_available_comp_share_instance_types;
mod describe_comp_share_gpu_inventory;
mod describe_comp_share_instance;
mod describe_comp_share_machine_type_families;
mod describe_comp_share_support_zone;
mod get_comp_share_instance_monitor;
mod get_comp_share_instance_price;
mod get_comp_share_instance_upgrade_price;
mod get_comp_share_instance_user_price;
mod get_comp_share_refund_price;
mod get_project_list;
mod modify_comp_share_instance_name;
mod reboot_comp_share_instance;
mod reinstall_comp_share_instance;
mod reset_comp_share_instance_password;
mod resize_comp_share_instance;
mod start_comp_share_instance;
mod stop_comp_share_instance;
mod switch_charge_type;
mod terminate_comp_share_instance;
mod update_comp_share_stop_scheduler;

pub use check_comp_share_resource_capacity::CheckCompShareResourceCapacity;
pub use create_comp_share_instance::CreateCompShareInstance;
pub use delete_comp_share_stop_scheduler::DeleteCompShareStopScheduler;
pub use describe_available_comp_share_instance_types::DescribeAvailableCompShareInstanceTypes;
pub use describe_comp_share_gpu_inventory::DescribeCompShareGpuInventory;
pub use describe_comp_share_instance::DescribeCompShareInstance;
pub(crate) use describe_comp_share_instance::parse_success;
pub use describe_comp_share_machine_type_families::DescribeCompShareMachineTypeFamilies;
pub use describe_comp_share_support_zone::DescribeCompShareSupportZone;
pub use get_comp_share_instance_monitor::GetCompShareInstanceMonitor;
pub use get_comp_share_instance_price::GetCompShareInstancePrice;
pub use get_comp_share_instance_upgrade_price::GetCompShareInstanceUpgradePrice;
pub use get_comp_share_instance_user_price::GetCompShareInstanceUserPrice;
pub use get_comp_share_refund_price::GetCompShareRefundPrice;
pub use get_project_list::GetProjectList;
pub use modify_comp_share_instance_name::ModifyCompShareInstanceName;
pub use reboot_comp_share_instance::RebootCompShareInstance;
pub use reinstall_comp_share_instance::ReinstallCompShareInstance;
pub use reset_comp_share_instance_password::ResetCompShareInstancePassword;
pub use resize_comp_share_instance::ResizeCompShareInstance;
pub use start_comp_share_instance::StartCompShareInstance;
pub use stop_comp_share_instance::StopCompShareInstance;
pub use switch_charge_type::SwitchChargeType;
pub use terminate_comp_share_instance::TerminateCompShareInstance;
pub use update_comp_share_stop_scheduler::UpdateCompShareStopScheduler;
