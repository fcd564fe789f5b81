//! [`DescribeSummaries`]: a list call that decodes only the fields the shared interface needs.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::field_filter::FieldFilter;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass, lenient};
use tingji_ucloud::Config;

use crate::model::{ExtraFields, Instance, InstancePage};
use crate::operation::{DescribeCompShareInstance, parse_success};
use crate::protocol::CompShare;

/// List call whose instances are guaranteed to hold only the fields in [`FIELDS`]. Skipping the other
/// fields makes decoding of large lists several times faster.
pub(crate) struct DescribeSummaries<'a>(pub(crate) &'a DescribeCompShareInstance);

/// Fields that [`to_instance`](crate::view::to_instance) reads.
const FIELDS: &[&str] = &[
    "UHostId",
    "State",
    "Name",
    "Tag",
    "Region",
    "Zone",
    "GPU",
    "GpuType",
    "ChargeType",
    "IsSpot",
    "InstancePrice",
    "CreateTime",
    "ExpireTime",
    "UpdateTime",
    "ReleaseTime",
    "SchedulerStopTime",
    "StopSchedulerTime",
];

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct SummaryPage {
    #[serde(deserialize_with = "lenient::parse_int")]
    total_count: Option<i64>,
    #[serde(rename = "UHostSet")]
    uhost_set: Vec<InstanceSummary>,
    #[serde(flatten)]
    extra: ExtraFields,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct InstanceSummary(#[serde(deserialize_with = "deserialize_summary")] Instance);

fn deserialize_summary<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instance, D::Error> {
    Instance::deserialize(FieldFilter::new(deserializer, FIELDS))
}

impl Operation for DescribeSummaries<'_> {
    type Protocol = CompShare;
    type Output = InstancePage;
    const NAME: &'static str = DescribeCompShareInstance::NAME;
    const RETRY: RetryClass = DescribeCompShareInstance::RETRY;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.0.request(config)
    }

    fn parse_fast_path(&self, reply: &HttpResponse) -> Option<InstancePage> {
        if reply.status != 200 {
            return None;
        }
        let page: SummaryPage = reply.deserialize_body()?;
        let uhost_set = page.uhost_set.into_iter().map(|InstanceSummary(instance)| instance).collect();
        parse_success(InstancePage { total_count: page.total_count, uhost_set, extra: page.extra })
    }

    fn decode_output(&self, payload: Value) -> Result<InstancePage> {
        self.0.decode_output(payload)
    }
}

#[cfg(test)]
mod tests {
    use tingji_core::operation::Protocol;
    use tingji_core::paged::Paged;

    use super::*;
    use crate::view::to_instance;

    fn reply(row: &str) -> HttpResponse {
        let body = format!(r#"{{"RetCode":0,"TotalCount":"1","UHostSet":[{row}]}}"#);
        HttpResponse { status: 200, headers: http::HeaderMap::new(), body: body.into() }
    }

    fn first_instance(page: &InstancePage) -> String {
        format!("{:?}", to_instance(&page.uhost_set[0], None).unwrap())
    }

    #[test]
    fn summary_converts_like_the_full_instance() {
        for row in [
            r#"{"UHostId":"uhost-a","State":"Running","Name":"n","Tag":"t","Region":"cn-sh2","Zone":"cn-sh2-02",
                "GPU":"2","GpuType":"4090","ChargeType":"Postpay","InstancePrice":1.5,"CreateTime":1,"UpdateTime":7,
                "ReleaseTime":8,"SchedulerStopTime":9,"StopSchedulerTime":10,"DiskSet":[{"Size":1}],"Password":"p"}"#,
            r#"{"UHostId":"uhost-a","State":"Odd","ChargeType":"Month","ExpireTime":11,"StopSchedulerTime":10}"#,
            r#"{"UHostId":7,"IsSpot":"true","GPU":0,"Zone":"","Name":{"odd":1},"CreateTime":[2]}"#,
        ] {
            let operation = DescribeCompShareInstance::new();
            let reply = reply(row);
            let full = operation.decode_output(CompShare::decode_envelope(&reply).unwrap()).unwrap();
            let summaries = DescribeSummaries(&operation).parse_fast_path(&reply).unwrap();
            assert_eq!(first_instance(&summaries), first_instance(&full));
            assert_eq!(operation.next_cursor(&summaries), operation.next_cursor(&full));
        }
    }

    #[test]
    fn summary_rejects_unexpected_responses() {
        let operation = DescribeCompShareInstance::new();
        let failed = r#"{"RetCode":153,"UHostSet":[{"UHostId":"uhost-a"}]}"#;
        let error = HttpResponse { body: failed.into(), ..reply("") };
        for reply in [error, reply(""), reply("null"), reply(r#"{"UHostId":[]}"#)] {
            assert!(DescribeSummaries(&operation).parse_fast_path(&reply).is_none(), "{:?}", reply.body);
        }
    }
}
