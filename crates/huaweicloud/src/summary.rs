//! [`ListServerSummaries`]: the list as the shared interface reads it.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::field_filter::FieldFilter;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page};
use tingji_core::{Result, RetryClass};

use crate::error;
use crate::model::{Page, ServerResponse};
use crate::operation::ListDevServers;
use crate::protocol::{ModelArts, ProjectRef};

/// The list, of whose servers only what the shared interface tells is sure to be there.
pub(crate) struct ListServerSummaries(pub(crate) ListDevServers);

/// What `view` of the lifecycle takes from a server.
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

    fn parse_fast_path(&self, reply: &HttpResponse) -> Option<Page<ServerResponse>> {
        let page: Page<ServerSummary> =
            error::parse_fast_path(reply, |page: &Page<ServerSummary>| &page.extra)?;
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

    fn reply(body: impl Into<Bytes>) -> HttpResponse {
        HttpResponse { status: 200, headers: http::HeaderMap::new(), body: body.into() }
    }

    #[test]
    fn a_glance_holds_the_fields_named_as_the_whole_server_does_and_no_others() {
        let row = r#"{"id":"a","name":7,"status":"RUNNING","charging_mode":"PRE_PAID","create_at":"1",
            "update_at":2,"flavor":"f","volumes":[{"size":1}],"image":{"id":"i"},"new":[1]}"#;
        let reply = reply(format!(r#"{{"total":"3","data":[{row}]}}"#));
        let list = ListDevServers::new();
        let whole = list.decode_output(ModelArts::decode_envelope(&reply).unwrap()).unwrap();
        let glance = ListServerSummaries(list).parse_fast_path(&reply).unwrap();
        let fields = |server: &ServerResponse| serde_json::to_value(server).unwrap();
        let (told, all) = (fields(&glance.data[0]), fields(&whole.data[0]));
        for field in FIELDS {
            assert_eq!(told[field], all[field], "{field}");
        }
        assert!(glance.data[0].volumes.is_empty() && glance.data[0].extra.is_empty());
        assert_eq!((glance.total, glance.next_offset(0)), (whole.total, whole.next_offset(0)));
    }

    #[test]
    fn what_is_odd_is_no_glance() {
        for body in [
            r#"{"total":1,"data":[{"id":"a"}],"error_code":"ModelArts.1"}"#,
            r#"{"total":0,"data":[]}"#,
            r#"{"total":1,"data":[null]}"#,
            r#"{"total":1,"data":[{"status":{}}]}"#,
        ] {
            assert!(
                ListServerSummaries(ListDevServers::new()).parse_fast_path(&reply(body)).is_none(),
                "{body}"
            );
        }
    }
}
