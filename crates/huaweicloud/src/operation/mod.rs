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
use tingji_core::{Error, ErrorKind, Result};

use crate::{Project, ServerResponse};

const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
/// What an id looks like, in the vendor's words.
const ID_PATTERN: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";

/// A request without a body to a path below the project's. It names a content type all the same, as
/// the vendor's SDK for Python does.
fn draft(method: Method, project: &Project, path: &str) -> Draft {
    Draft::new(method, format!("/v1/{}/dev-servers{path}", project.id))
        .header(header::CONTENT_TYPE, "application/json")
        .header(PROJECT_ID, project.id.as_str())
}

/// A server's id, checked against the vendor's pattern before anything is sent.
fn checked_id(id: &str) -> Result<String> {
    let message = || format!("{id:?} is no id of a DevServer, which matches {ID_PATTERN}");
    is_id(id).then(|| id.to_owned()).ok_or_else(|| Error::new(ErrorKind::InvalidRequest, message()))
}

/// Whether it matches [`ID_PATTERN`].
pub(crate) fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    let fits = |(at, byte): (usize, &u8)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        14 => (b'1'..=b'5').contains(byte),
        19 => b"89ab".contains(byte),
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    };
    bytes.len() == 36 && bytes.iter().enumerate().all(fits)
}

/// The server that was asked for; an answer about another one, or about none, is no answer.
fn read_server(payload: Value, id: &str) -> Result<ServerResponse> {
    let server: ServerResponse = read(payload)?;
    match server.id.as_deref() {
        Some(answered) if answered == id => Ok(server),
        _ => Err(Error::new(ErrorKind::Decode, "the answer is not about the server that was asked for")),
    }
}
