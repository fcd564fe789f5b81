//! The operations, one file each.

mod list_dev_servers;
mod show_dev_server;
mod stop_dev_server;

pub use list_dev_servers::{ListDevServers, ListDevServersOutput, SortDir, SortKey};
pub use show_dev_server::ShowDevServer;
pub use stop_dev_server::StopDevServer;

use http::{HeaderName, Method, header};
use serde_json::Value;
use tingji_core::operation::{Draft, read};
use tingji_core::{Error, ErrorKind, InstanceId, Result};

use crate::{Project, ServerResponse};

const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");

/// A request without a body to a path below the project's. It names a content type all the same, as
/// the vendor's SDK for Python does.
fn draft(method: Method, project: &Project, path: &str) -> Draft {
    Draft::new(method, format!("/v1/{}/dev-servers{path}", project.id))
        .header(header::CONTENT_TYPE, "application/json")
        .header(PROJECT_ID, project.id.as_str())
}

/// A server's id. Only what could leave its place in the path is refused here: the vendor's pages
/// disagree on what an id looks like (a pattern of UUIDs for a stop, 1 to 64 characters for a look),
/// so the rest is left to the vendor.
fn checked_id(id: &str) -> Result<String> {
    Ok(InstanceId::new(id, None)?.id().to_owned())
}

/// The server that was asked for; an answer about another one, or about none, is no answer.
fn read_server(payload: Value, id: &str) -> Result<ServerResponse> {
    let server: ServerResponse = read(payload)?;
    match server.id.as_deref() {
        Some(answered) if answered == id => Ok(server),
        _ => Err(Error::new(ErrorKind::Decode, "the answer is not about the server that was asked for")),
    }
}
