//! [`Route`]: the operation that a method and a path name.

use super::{catalog, create, list, power, supernode, system, task};
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest};

type ServerHandler = fn(&mut RequestContext<'_>, &ServerRequest) -> HuaweiResult;

/// An operation, with the ids in its path. Absent ids are empty.
pub(super) struct Route<'a> {
    /// The vendor's name, for the request log.
    pub(super) name: &'static str,
    pub(super) handler: ServerHandler,
    pub(super) id: &'a str,
    pub(super) operation_id: &'a str,
}

/// Finds the operation of a path below `dev-servers`; `None` for a path that the gateway does not have.
pub(super) fn find_route<'a>(method: &str, rest: &[&'a str]) -> Option<Route<'a>> {
    let (name, handler): (_, ServerHandler) = match (method, rest) {
        ("POST", []) => ("CreateDevServer", create::create),
        ("GET", []) => ("ListDevServers", list::list_own),
        ("GET", ["all"]) => ("ListAllDevServers", list::list_all),
        ("PUT", ["sync"]) => ("SyncDevServers", list::list_own),
        ("POST", ["action"]) => ("BatchDevServersAction", system::batch_action),
        ("GET", ["flavors"]) => ("ListDevServerFlavors", catalog::list_flavors),
        ("GET", ["images"]) => ("ListDevServerImages", catalog::list_images),
        ("GET", ["hyperinstance"]) => ("ListHyperinstances", supernode::list_own),
        ("GET", ["hyperinstance", "all"]) => ("ListAllHyperinstances", supernode::list_all),
        (method, ["images" | "hyperinstance", id, more @ ..]) => {
            let (name, handler) = image_or_supernode_operation(method, rest[0], more)?;
            return Some(Route { name, handler, id, operation_id: "" });
        }
        ("GET", [id, "operation", operation_id]) => {
            return Some(Route { name: "GetDevServerOperation", handler: task::show, id, operation_id });
        }
        (method, [id, more @ ..]) => {
            let (name, handler) = server_operation(method, more)?;
            return Some(Route { name, handler, id, operation_id: "" });
        }
        _ => return None,
    };
    Some(Route { name, handler, id: "", operation_id: "" })
}

fn image_or_supernode_operation(
    method: &str,
    kind: &str,
    more: &[&str],
) -> Option<(&'static str, ServerHandler)> {
    Some(match (method, kind, more) {
        ("GET", "images", []) => ("GetDevServerImage", catalog::show_image),
        ("GET", "hyperinstance", []) => ("GetHyperinstance", supernode::show),
        ("PUT", "hyperinstance", ["start"]) => ("StartHyperinstance", supernode::start),
        ("PUT", "hyperinstance", ["stop"]) => ("StopHyperinstance", supernode::stop),
        _ => return None,
    })
}

fn server_operation(method: &str, more: &[&str]) -> Option<(&'static str, ServerHandler)> {
    Some(match (method, more) {
        ("GET", []) => ("ShowDevServer", list::show),
        ("PUT", []) => ("UpdateDevServer", system::rename),
        ("DELETE", []) => ("DeleteDevServer", power::delete),
        ("PUT", ["start"]) => ("StartDevServer", power::start),
        ("PUT", ["stop"]) => ("StopDevServer", power::stop),
        ("PUT", ["reboot"]) => ("RebootDevServer", power::reboot),
        ("POST", ["changeos"]) => ("ChangeDevServerOS", system::change_os),
        ("POST", ["reinstallos"]) => ("ReinstallDevServerOS", system::reinstall_os),
        _ => return None,
    })
}
