use tingji_core::{UnixTime, operation};

use crate::model::UndocumentedResponse;
use crate::protocol::{Rpc, operation_request};
use crate::validate::{DEFAULT_PAGE_SIZE, require};

operation! {
    /// Lists the bills of services for a period.
    ///
    /// The vendor documents neither the format of the times nor the fields of the response. The times are sent
    /// as seconds since 1970.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_bill_info.py>
    pub struct GetUAISrvBillInfo: Rpc, Safe -> UndocumentedResponse;
    /// Creates the request for a period.
    new("BeginTime" => begin_time: UnixTime as seconds, "EndTime" => end_time: UnixTime as seconds);
    /// Number of entries to skip. Default 0.
    "Offset" => offset: u32;
    /// Maximum number of entries on a page. Default 100.
    "Limit" => limit: u32 = DEFAULT_PAGE_SIZE;
    request(self, config) {
        require(self.begin_time <= self.end_time, "the span of time ends before it starts")?;
        operation_request(self, config)
    }
}

fn seconds(time: &UnixTime) -> i64 {
    time.seconds()
}
