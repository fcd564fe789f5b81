use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass, UnixTime};
use tingji_signing_core::Params;

use crate::model::UndocumentedResponse;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{DEFAULT_PAGE_SIZE, require};

/// Lists the bills of services for a period.
///
/// The vendor documents neither the format of the times nor the fields of the response. The times are sent
/// as seconds since 1970.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_bill_info.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvBillInfo {
    /// Start of the period.
    pub begin_time: UnixTime,
    /// End of the period.
    pub end_time: UnixTime,
    /// Number of entries to skip. Default 0.
    pub offset: u32,
    /// Most entries on a page. Default 100.
    pub limit: u32,
}

impl GetUAISrvBillInfo {
    /// Creates the request for a period.
    pub fn new(begin_time: UnixTime, end_time: UnixTime) -> Self {
        Self { begin_time, end_time, offset: 0, limit: DEFAULT_PAGE_SIZE }
    }

    /// Number of entries to skip. Default 0.
    #[must_use]
    pub fn offset(mut self, offset: u32) -> Self {
        self.offset = offset;
        self
    }

    /// Most entries on a page. Default 100.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }
}

impl Operation for GetUAISrvBillInfo {
    type Protocol = Rpc;
    type Output = UndocumentedResponse;
    const NAME: &'static str = "GetUAISrvBillInfo";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        require(self.begin_time <= self.end_time, "the span of time ends before it starts")?;
        let mut params = Params::new(Self::NAME);
        params.push("BeginTime", self.begin_time.seconds());
        params.push("EndTime", self.end_time.seconds());
        params.push("Offset", self.offset);
        params.push("Limit", self.limit);
        Ok(form_request(params, config))
    }
}
