use tingji_core::operation;
use tingji_core::operation::parse_page;
use tingji_core::paged::Paged;
use tingji_core::params::validate_id;

use crate::model::{Version, VersionPage};
use crate::protocol::{Rpc, next_offset, operation_request};
use crate::validate::DEFAULT_PAGE_SIZE;

operation! {
    /// Lists the versions of a service, page by page.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_version_list.py>
    pub struct GetUAISrvVersionList: Rpc, Safe -> VersionPage;
    /// Creates a request for the first page of all versions of a service.
    new("ServiceID" => service_id: String);
    /// Version, such as `5-6`. Default: all versions.
    "SrvVersion" => srv_version: Option<String>;
    /// Number of entries to skip. Default 0.
    "Offset" => offset: u32;
    /// Maximum number of entries on a page. Default 100.
    "Limit" => limit: u32 = DEFAULT_PAGE_SIZE;
    request(self, config) {
        validate_id(&self.service_id)?;
        self.srv_version.as_deref().map_or(Ok(()), validate_id)?;
        operation_request(self, config)
    }
    decode(self, payload) { parse_page(payload, "SrvVersionSet", "TotalCount") }
}

impl Paged for GetUAISrvVersionList {
    type Item = Version;
    type Cursor = u32;

    fn next_cursor(&self, page: &VersionPage) -> Option<u32> {
        next_offset(self.offset, self.limit, page.srv_version_set.len(), page.total_count)
    }

    fn at(self, cursor: u32) -> Self {
        self.offset(cursor)
    }

    fn into_items(page: VersionPage) -> Vec<Version> {
        page.srv_version_set
    }
}
