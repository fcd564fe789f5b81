//! Operations, one file each. [`CreateToken`] and [`KeystoneListProjects`] belong to IAM and need an
//! [`IamClient`](crate::IamClient). All others belong to ModelArts and need a [`Client`](crate::Client).
//!
//! ```
//! use tingji_huaweicloud::model::{ServerNetwork, ServerStatus};
//! use tingji_huaweicloud::operation::{CreateDevServer, ListDevServers, ServerLogin};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
//! # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
//! # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
//! let client = builder.build_with_project_lookup().await?;
//!
//! let network = ServerNetwork::new("vpc-1", "subnet-1", "group-1");
//! let login = ServerLogin::KeyPairName("my-key".to_owned());
//! let image = "c90fb553-2cdb-4b81-b56a-ef68812c6cf7";
//! let create = CreateDevServer::new("train-1", image, network, login).flavor("modelarts.vm.cpu.8ud");
//! let server = client.send(&create).await?;
//! assert_eq!(server.status, Some(ServerStatus::Creating));
//!
//! let page = client.send(&ListDevServers::new().limit(100)).await?;
//! assert!(page.data.iter().any(|listed| listed.id == server.id));
//! # Ok(())
//! # }
//! ```

mod batch_dev_servers_action;
mod change_dev_server_os;
mod create_dev_server;
mod create_token;
mod delete_dev_server;
mod get_dev_server_image;
mod get_dev_server_operation;
mod get_hyperinstance;
mod keystone_list_projects;
mod list_all_dev_servers;
mod list_all_hyperinstances;
mod list_dev_server_flavors;
mod list_dev_server_images;
mod list_dev_servers;
mod list_hyperinstances;
mod operating_system;
mod paging;
mod reboot_dev_server;
mod reinstall_dev_server_os;
mod request;
mod show_dev_server;
mod start_dev_server;
mod start_hyperinstance;
mod stop_dev_server;
mod stop_hyperinstance;
mod sync_dev_servers;
mod update_dev_server;

pub use batch_dev_servers_action::{BatchAction, BatchDevServersAction};
pub use change_dev_server_os::ChangeDevServerOS;
pub use create_dev_server::CreateDevServer;
pub use create_token::{CreateToken, CreateTokenOutput};
pub use delete_dev_server::DeleteDevServer;
pub use get_dev_server_image::GetDevServerImage;
pub use get_dev_server_operation::GetDevServerOperation;
pub use get_hyperinstance::GetHyperinstance;
pub use keystone_list_projects::{KeystoneListProjects, KeystoneListProjectsOutput};
pub use list_all_dev_servers::ListAllDevServers;
pub use list_all_hyperinstances::ListAllHyperinstances;
pub use list_dev_server_flavors::ListDevServerFlavors;
pub use list_dev_server_images::ListDevServerImages;
pub use list_dev_servers::ListDevServers;
pub use list_hyperinstances::ListHyperinstances;
pub use operating_system::{OsRequest, ServerLogin};
pub use paging::{ListSortKey, SortDir};
pub use reboot_dev_server::RebootDevServer;
pub use reinstall_dev_server_os::ReinstallDevServerOS;
pub use show_dev_server::ShowDevServer;
pub use start_dev_server::StartDevServer;
pub use start_hyperinstance::StartHyperinstance;
pub use stop_dev_server::StopDevServer;
pub use stop_hyperinstance::StopHyperinstance;
pub use sync_dev_servers::SyncDevServers;
pub use update_dev_server::UpdateDevServer;
