//! The operations, one file each. [`CreateToken`] and [`KeystoneListProjects`] are IAM's, for an
//! [`IamClient`](crate::IamClient); all others are ModelArts', for a [`Client`](crate::Client).
//!
//! ```
//! use tingji_huaweicloud::model::{ServerNetwork, ServerStatus};
//! use tingji_huaweicloud::operation::{CreateDevServer, ListDevServers, Login};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
//! # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
//! # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
//! let client = builder.build_with_project_lookup().await?;
//!
//! let network = ServerNetwork::new("vpc-1", "subnet-1", "group-1");
//! let login = Login::KeyPairName("my-key".to_owned());
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
mod paging;
mod reboot_dev_server;
mod reinstall_dev_server_os;
mod show_dev_server;
mod start_dev_server;
mod start_hyperinstance;
mod stop_dev_server;
mod stop_hyperinstance;
mod sync_dev_servers;
mod system;
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
pub use paging::{SortDir, SortKey};
pub use reboot_dev_server::RebootDevServer;
pub use reinstall_dev_server_os::ReinstallDevServerOS;
pub use show_dev_server::ShowDevServer;
pub use start_dev_server::StartDevServer;
pub use start_hyperinstance::StartHyperinstance;
pub use stop_dev_server::StopDevServer;
pub use stop_hyperinstance::StopHyperinstance;
pub use sync_dev_servers::SyncDevServers;
pub use system::{Login, OsRequest};
pub use update_dev_server::UpdateDevServer;

use http::{HeaderName, Method, header};
use serde_json::{Map, Value};
use tingji_core::operation::{UnsignedRequest, parse};
use tingji_core::{Error, ErrorKind, InstanceId, Result};

use crate::model::{HyperinstanceResponse, ServerImageResponse};
use crate::{Project, ServerResponse};
use system::os_body;

const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");

/// A request without a body to a path below the project's. It names a content type all the same, as
/// the vendor's SDK for Python does.
fn draft(method: Method, project: &Project, path: &str) -> UnsignedRequest {
    UnsignedRequest::new(method, format!("/v1/{}/dev-servers{path}", project.id))
        .header(header::CONTENT_TYPE, "application/json")
        .header(PROJECT_ID, project.id.as_str())
}

/// The same with a body.
fn draft_with(method: Method, project: &Project, path: &str, body: &Value) -> UnsignedRequest {
    UnsignedRequest::new(method, format!("/v1/{}/dev-servers{path}", project.id))
        .body("application/json;charset=UTF-8", body.to_string())
        .header(PROJECT_ID, project.id.as_str())
}

/// An object of the fields that are set.
fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let set = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect::<Map<_, _>>())
}

/// An id. Only what could leave its place in the path is refused here: the vendor's pages disagree on
/// what an id looks like (a pattern of UUIDs for a stop, 1 to 64 characters for a look), so the rest is
/// left to the vendor.
fn checked_id(id: &str) -> Result<String> {
    Ok(InstanceId::new(id, None)?.id().to_owned())
}

/// A server's name, checked against the vendor's pattern.
fn checked_name(name: &str) -> Result<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let fits = (1..=64).contains(&name.len()) && name.bytes().all(is_plain);
    let message = || format!("{name:?} is no name: 1 to 64 letters, digits, '-', '_' and '.' are");
    fits.then(|| name.to_owned()).ok_or_else(|| Error::new(ErrorKind::InvalidRequest, message()))
}

/// Refuses a text that is empty or longer than the vendor takes.
fn in_length(name: &str, text: Option<&str>, most: usize) -> Result<()> {
    if text.is_none_or(|text| (1..=most).contains(&text.chars().count())) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::InvalidRequest, format!("{name} has 1 to {most} characters")))
}

/// Refuses what the vendor would.
fn in_range(name: &str, value: Option<u32>, range: std::ops::RangeInclusive<u32>) -> Result<()> {
    if value.is_none_or(|value| range.contains(&value)) {
        return Ok(());
    }
    let message = format!("{name} is {} to {}", range.start(), range.end());
    Err(Error::new(ErrorKind::InvalidRequest, message))
}

/// Whether an answer is about what was asked for; one about another thing, or about none, is no answer.
fn about<T>(answer: T, answered: Option<&str>, asked: &str) -> Result<T> {
    if answered == Some(asked) {
        return Ok(answer);
    }
    Err(Error::new(ErrorKind::Decode, "the answer is not about what was asked for"))
}

fn read_server(payload: Value, id: &str) -> Result<ServerResponse> {
    let server: ServerResponse = parse(payload)?;
    let answered = server.id.clone();
    about(server, answered.as_deref(), id)
}

fn read_supernode(payload: Value, id: &str) -> Result<HyperinstanceResponse> {
    let supernode: HyperinstanceResponse = parse(payload)?;
    let answered = supernode.id.clone();
    about(supernode, answered.as_deref(), id)
}

fn read_image(payload: Value, id: &str) -> Result<ServerImageResponse> {
    let image: ServerImageResponse = parse(payload)?;
    let answered = image.image_id.clone();
    about(image, answered.as_deref(), id)
}
