use tingji_core::operation;
use tingji_core::operation::{is_nonempty_page, parse_page};
use tingji_core::paged::Paged;
use tingji_core::params::validate_id;

use crate::model::{Service, ServicePage};
use crate::protocol::{Rpc, next_offset, operation_request, parse_fast_path};
use crate::validate::DEFAULT_PAGE_SIZE;

operation! {
    /// Lists the services of the region, page by page.
    ///
    /// For an unknown service, the vendor returns an empty list instead of an error.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_service_list.py>
    pub struct GetUAIServiceList: Rpc, Safe -> ServicePage;
    /// Creates a request for the first page of all services.
    new();
    /// Id of the only service to list. Default: all services.
    "ServiceID" => service_id: Option<String>;
    /// Number of entries to skip. Default 0.
    "Offset" => offset: u32;
    /// Maximum number of entries on a page. Default 100.
    "Limit" => limit: u32 = DEFAULT_PAGE_SIZE;
    request(self, config) {
        self.service_id.as_deref().map_or(Ok(()), validate_id)?;
        operation_request(self, config)
    }
    fast(self, response) {
        parse_fast_path(response).filter(|page: &ServicePage| is_nonempty_page(&page.service_set))
    }
    decode(self, payload) { parse_page(payload, "ServiceSet", "TotalCount") }
}

impl Paged for GetUAIServiceList {
    type Item = Service;
    type Cursor = u32;

    fn next_cursor(&self, page: &ServicePage) -> Option<u32> {
        next_offset(self.offset, self.limit, page.service_set.len(), page.total_count)
    }

    fn at(self, cursor: u32) -> Self {
        self.offset(cursor)
    }

    fn into_items(page: ServicePage) -> Vec<Service> {
        page.service_set
    }
}
