//! [`ListServerSummaries`]: the list of servers, reduced to the fields that [`crate::view`] reads.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::field_filter::FieldFilter;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page};
use tingji_core::{Result, RetryClass};

use crate::error;
use crate::model::{Page, ServerResponse};
use crate::operation::ListDevServers;
use crate::protocol::{ModelArts, ProjectRef};

/// List of servers in which only [`FIELDS`] are certain to be parsed. Skipping the other fields makes large
/// lists faster.
pub(crate) struct ListServerSummaries(pub(crate) ListDevServers);

/// Fields that the conversion to the shared instance reads.
const FIELDS: &[&str] = &["id", "name", "status", "charging_mode", "create_at", "update_at"];

#[derive(Deserialize)]
#[serde(transparent)]
struct ServerSummary(#[serde(deserialize_with = "deserialize_summary")] ServerResponse);

fn deserialize_summary<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ServerResponse, D::Error> {
    ServerResponse::deserialize(FieldFilter::new(deserializer, FIELDS))
}

impl Operation for ListServerSummaries {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = ListDevServers::NAME;
    const RETRY: RetryClass = ListDevServers::RETRY;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        self.0.request(project)
    }

    fn parse_fast_path(&self, response: &HttpResponse) -> Option<Page<ServerResponse>> {
        let page: Page<ServerSummary> =
            error::parse_fast_path(response, |page: &Page<ServerSummary>| &page.extra)?;
        let Page { current, pages, size, total, data, extra } = page;
        let data: Vec<_> = data.into_iter().map(|ServerSummary(server)| server).collect();
        is_nonempty_page(&data).then_some(Page { current, pages, size, total, data, extra })
    }

    fn decode_output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        self.0.decode_output(payload)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use tingji_core::operation::Protocol;

    use super::*;

    fn response(body: impl Into<Bytes>) -> HttpResponse {
        HttpResponse { status: 200, headers: http::HeaderMap::new(), body: body.into() }
    }

    #[test]
    fn summary_has_only_the_listed_fields() {
        let row = r#"{"id":"a","name":7,"status":"RUNNING","charging_mode":"PRE_PAID","create_at":"1",
            "update_at":2,"flavor":"f","volumes":[{"size":1}],"image":{"id":"i"},"new":[1]}"#;
        let response = response(format!(r#"{{"total":"3","data":[{row}]}}"#));
        let list = ListDevServers::new();
        let whole = list.decode_output(ModelArts::decode_envelope(&response).unwrap()).unwrap();
        let summary = ListServerSummaries(list).parse_fast_path(&response).unwrap();
        let summary_fields = serde_json::to_value(&summary.data[0]).unwrap();
        let server_fields = serde_json::to_value(&whole.data[0]).unwrap();
        for field in FIELDS {
            assert_eq!(summary_fields[field], server_fields[field], "{field}");
        }
        assert!(summary.data[0].volumes.is_empty() && summary.data[0].extra.is_empty());
        assert_eq!((summary.total, summary.next_offset(0)), (whole.total, whole.next_offset(0)));
    }

    #[test]
    fn summary_rejects_unexpected_shapes() {
        for body in [
            r#"{"total":1,"data":[{"id":"a"}],"error_code":"ModelArts.1"}"#,
            r#"{"total":0,"data":[]}"#,
            r#"{"total":1,"data":[null]}"#,
            r#"{"total":1,"data":[{"status":{}}]}"#,
        ] {
            assert!(
                ListServerSummaries(ListDevServers::new()).parse_fast_path(&response(body)).is_none(),
                "{body}"
            );
        }
    }
}
