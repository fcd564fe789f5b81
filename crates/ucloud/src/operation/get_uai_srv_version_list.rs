use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::paged::Paged;
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::{Version, VersionPage};
use crate::protocol::{Config, Rpc, form_request, next_offset};
use crate::validate::{DEFAULT_PAGE_SIZE, validate_id};

/// Lists the versions of a service, page by page.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_version_list.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvVersionList {
    /// Id of the service.
    pub service_id: String,
    /// Version, such as `5-6`. Default: all versions.
    pub srv_version: Option<String>,
    /// Number of entries to skip. Default 0.
    pub offset: u32,
    /// Most entries on a page. Default 100.
    pub limit: u32,
}

impl GetUAISrvVersionList {
    /// Creates a request for the first page of all versions of a service.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(service_id: &str) -> Result<Self> {
        Ok(Self {
            service_id: validate_id(service_id)?,
            srv_version: None,
            offset: 0,
            limit: DEFAULT_PAGE_SIZE,
        })
    }

    /// Limits the list to this version, such as `5-6`. A malformed version is rejected when the request is
    /// sent.
    #[must_use]
    pub fn srv_version(mut self, srv_version: impl Into<String>) -> Self {
        self.srv_version = Some(srv_version.into());
        self
    }

    /// Returns the request for the next page, or `None` after the last page.
    pub fn after(&self, page: &VersionPage) -> Option<Self> {
        let offset = next_offset(self.offset, self.limit, page.srv_version_set.len(), page.total_count)?;
        Some(Self { offset, ..self.clone() })
    }
}

impl Paged for GetUAISrvVersionList {
    type Item = Version;
    type Cursor = u32;

    fn next_cursor(&self, page: &VersionPage) -> Option<u32> {
        Some(self.after(page)?.offset)
    }

    fn at(self, cursor: u32) -> Self {
        Self { offset: cursor, ..self }
    }

    fn into_items(page: VersionPage) -> Vec<Version> {
        page.srv_version_set
    }
}

impl Operation for GetUAISrvVersionList {
    type Protocol = Rpc;
    type Output = VersionPage;
    const NAME: &'static str = "GetUAISrvVersionList";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.srv_version.as_deref().map_or(Ok(String::new()), validate_id)?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push_if_some("SrvVersion", self.srv_version.as_deref());
        params.push("Offset", self.offset).push("Limit", self.limit);
        Ok(form_request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<VersionPage> {
        parse_page(payload, "SrvVersionSet", "TotalCount")
    }
}
