//! [`Glance`]: the list as the shared interface reads it.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::brief::Brief;
use tingji_core::operation::{Draft, Operation, Reply, are_rows};
use tingji_core::{Result, RetryClass};

use crate::model::Page;
use crate::operation::ListDevServers;
use crate::{ModelArts, Project, ServerResponse, error};

/// The list, of whose servers only what the shared interface tells is sure to be there.
pub(crate) struct Glance(pub(crate) ListDevServers);

/// What `view` of the lifecycle takes from a server.
const FIELDS: &[&str] = &["id", "name", "status", "charging_mode", "create_at", "update_at"];

#[derive(Deserialize)]
#[serde(transparent)]
struct Told(#[serde(deserialize_with = "told")] ServerResponse);

fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ServerResponse, D::Error> {
    ServerResponse::deserialize(Brief::new(deserializer, FIELDS))
}

impl Operation for Glance {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = ListDevServers::NAME;
    const RETRY: RetryClass = ListDevServers::RETRY;

    fn request(&self, project: &Project) -> Result<Draft> {
        self.0.request(project)
    }

    fn evident(&self, reply: &Reply) -> Option<Page<ServerResponse>> {
        let page: Page<Told> = error::evident(reply, |page: &Page<Told>| &page.extra)?;
        let Page { current, pages, size, total, data, extra } = page;
        let data: Vec<_> = data.into_iter().map(|Told(server)| server).collect();
        are_rows(&data).then_some(Page { current, pages, size, total, data, extra })
    }

    fn output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        self.0.output(payload)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use tingji_core::operation::Protocol;

    use super::*;

    fn reply(body: impl Into<Bytes>) -> Reply {
        Reply { status: 200, headers: http::HeaderMap::new(), body: body.into() }
    }

    #[test]
    fn a_glance_holds_the_fields_named_as_the_whole_server_does_and_no_others() {
        let row = r#"{"id":"a","name":7,"status":"RUNNING","charging_mode":"PRE_PAID","create_at":"1",
            "update_at":2,"flavor":"f","volumes":[{"size":1}],"image":{"id":"i"},"new":[1]}"#;
        let reply = reply(format!(r#"{{"total":"3","data":[{row}]}}"#));
        let list = ListDevServers::new();
        let whole = list.output(ModelArts::payload(&reply).unwrap()).unwrap();
        let glance = Glance(list).evident(&reply).unwrap();
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
            assert!(Glance(ListDevServers::new()).evident(&reply(body)).is_none(), "{body}");
        }
    }
}
