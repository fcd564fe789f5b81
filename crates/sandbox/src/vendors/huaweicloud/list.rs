//! Lists of servers, with and without pages, and single servers.

use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::page::{PageRange, full_list_body, page_body, sort};
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest};
use crate::vendors::huaweicloud::server::{find_server, project_servers, server_row};

/// Shows one server of the project.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ShowDevServer.html>
pub(super) fn show(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let index = find_server(ctx, target)?;
    Ok(server_row(ctx.state.poll_one(index)))
}

/// Lists the user's own servers. A synchronization returns the same list, because the sandbox has no other source.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServers.html>
pub(super) fn list_own(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let range = PageRange::parse(ctx, 0)?;
    let indices = sort(ctx, project_servers(ctx, &target.project_id));
    let total = indices.len();
    let page = ctx.state.page_of(indices, range.offset, range.limit);
    let rows: Vec<_> = ctx.state.poll(&page).into_iter().map(server_row).collect();
    Ok(page_body(&rows, total, &range))
}

/// Lists all servers of the tenant. This list has no pages.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListAllDevServers.html>
pub(super) fn list_all(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let indices = project_servers(ctx, &target.project_id);
    let rows: Vec<_> = ctx.state.poll(&indices).into_iter().map(server_row).collect();
    Ok(full_list_body(&rows))
}
