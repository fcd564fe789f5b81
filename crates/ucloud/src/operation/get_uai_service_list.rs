use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page, parse_page};
use tingji_core::paged::Paged;
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::{Service, ServicePage};
use crate::protocol::{self, Config, Rpc, form_request, next_offset};
use crate::validate::{DEFAULT_PAGE_SIZE, validate_id};

/// Lists the services of the region, page by page.
///
/// For an unknown service, the vendor returns an empty list instead of an error.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_service_list.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAIServiceList {
    /// Id of the only service to list. Default: all services.
    pub service_id: Option<String>,
    /// Number of entries to skip. Default 0.
    pub offset: u32,
    /// Most entries on a page. Default 100.
    pub limit: u32,
}

impl Default for GetUAIServiceList {
    fn default() -> Self {
        Self { service_id: None, offset: 0, limit: DEFAULT_PAGE_SIZE }
    }
}

impl GetUAIServiceList {
    /// Creates a request for the first page of all services.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the list to this service; `None` lists all.
    #[must_use]
    pub fn service_id(mut self, service_id: Option<&str>) -> Self {
        self.service_id = service_id.map(str::to_owned);
        self
    }

    /// Skips this number of entries.
    #[must_use]
    pub fn offset(mut self, offset: u32) -> Self {
        self.offset = offset;
        self
    }

    /// Limits a page to this number of entries.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Returns the request for the next page, or `None` after the last page.
    pub fn after(&self, page: &ServicePage) -> Option<Self> {
        let next = next_offset(self.offset, self.limit, page.service_set.len(), page.total_count)?;
        Some(self.clone().offset(next))
    }
}

impl Paged for GetUAIServiceList {
    type Item = Service;
    type Cursor = u32;

    fn next_cursor(&self, page: &ServicePage) -> Option<u32> {
        Some(self.after(page)?.offset)
    }

    fn at(self, cursor: u32) -> Self {
        self.offset(cursor)
    }

    fn into_items(page: ServicePage) -> Vec<Service> {
        page.service_set
    }
}

impl Operation for GetUAIServiceList {
    type Protocol = Rpc;
    type Output = ServicePage;
    const NAME: &'static str = "GetUAIServiceList";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.service_id.as_deref().map_or(Ok(String::new()), validate_id)?;
        let mut params = Params::new(Self::NAME);
        params.push_if_some("ServiceID", self.service_id.as_deref());
        params.push("Offset", self.offset).push("Limit", self.limit);
        Ok(form_request(params, config))
    }

    fn parse_fast_path(&self, reply: &HttpResponse) -> Option<ServicePage> {
        protocol::parse_fast_path(reply).filter(|page: &ServicePage| is_nonempty_page(&page.service_set))
    }

    fn decode_output(&self, payload: Value) -> Result<ServicePage> {
        parse_page(payload, "ServiceSet", "TotalCount")
    }
}
