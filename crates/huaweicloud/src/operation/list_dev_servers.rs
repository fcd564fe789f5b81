use http::Method;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::brief::Brief;
use tingji_core::operation::{Draft, Operation, Reply, are_rows, read_page};
use tingji_core::{Result, RetryClass};

use super::draft;
use super::paging::{SortDir, SortKey, paged};
use crate::model::Page;
use crate::{ModelArts, Project, ServerResponse, error};

/// The user's own servers, page by page: `GET /v1/{project_id}/dev-servers`.
///
/// Errors: [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before anything is sent if
/// `limit` or `offset` is out of range.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::operation::{ListDevServers, SortDir};
///
/// let mut list = ListDevServers::new().limit(2);
/// list.sort_dir = Some(SortDir::Desc);
/// loop {
///     let page = client.send(&list).await?;
///     for server in &page.data {
///         println!("{:?} {:?} since {:?}", server.id, server.status, server.updated());
///     }
///     let Some(next) = page.next_offset(list.offset.unwrap_or(0)) else { break };
///     list.offset = Some(next);
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServers.html>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListDevServers {
    /// By the id of the user they belong to; heeded for administrators.
    pub owner: Option<String>,
    /// Which end comes first. The vendor's default is [`SortDir::Asc`].
    pub sort_dir: Option<SortDir>,
    /// What they are sorted by. The vendor's default is [`SortKey::CreateTime`].
    pub sort_key: Option<SortKey>,
    /// How many a page holds at most, 0 to 1024. The vendor's default is 10.
    pub limit: Option<u32>,
    /// How many to skip, up to 2147483647. The vendor's default is 0.
    pub offset: Option<u32>,
}

paged!(ListDevServers of "server", limit from 0, by |list| list.owner.as_deref());

impl Operation for ListDevServers {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = "ListDevServers";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &Project) -> Result<Draft> {
        Ok(draft(Method::GET, project, "").query(self.query()?))
    }

    fn evident(&self, reply: &Reply) -> Option<Page<ServerResponse>> {
        error::evident(reply, |page: &Page<ServerResponse>| &page.extra).filter(|page| are_rows(&page.data))
    }

    fn output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        read_page(payload, "data", "total")
    }
}

/// The same list, of whose servers only what the shared interface tells is sure to be there.
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
