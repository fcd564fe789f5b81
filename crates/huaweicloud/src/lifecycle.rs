//! Implementation of the shared [`Lifecycle`] for DevServers.

use std::collections::HashSet;

use tingji_core::api::Response;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, EndpointInfo, Filter, Lookup, OperationNames, Page,
    RebootRequest, StartRequest, StopRequest, Support,
};
use tingji_core::operation::Operation;
use tingji_core::{Error, ErrorKind, InstanceId, Lifecycle, Result, Text};

use crate::client::Client;
use crate::model::ServerResponse;
use crate::operation::{
    DeleteDevServer, ListDevServers, RebootDevServer, ShowDevServer, StartDevServer, StopDevServer,
};
use crate::summary::ListServerSummaries;
use crate::view::to_instance;

/// Capabilities of DevServers, and the charges that remain after a stop.
pub const CAPABILITIES: Capabilities = Capabilities {
    start: Support::Yes,
    reboot: Support::Yes,
    delete: Support::Yes,
    force: Support::No(Text::new(
        "the stop and reboot of a DevServer have no options in ModelArts",
        "ModelArts 停止或重启 DevServer 没有可选参数",
    )),
    no_charge: Support::No(Text::new(
        "the stop of a DevServer has no options in ModelArts; its billing can't be chosen",
        "ModelArts 停止 DevServer 没有可选参数，不能选择停机后的计费方式",
    )),
    dry_run: Support::No(Text::new(
        "ModelArts has no dry run for DevServers",
        "ModelArts 不支持对 DevServer 操作做试运行",
    )),
    idempotency_token: Support::No(Text::new(
        "the stop of a DevServer has no idempotency token; tingji checks the state before it repeats a stop",
        "ModelArts 的停止接口没有幂等令牌；重复停止前会先检查服务器状态",
    )),
    batch_stop: Support::Yes,
    scheduled_stop: Support::No(Text::new(
        "ModelArts can schedule the stop of notebooks and services, but not of DevServers",
        "ModelArts 可定时停止 Notebook 和服务，但不能定时停止 DevServer",
    )),
    // A single list has all servers, so ids must not be split into batches: each batch would read the list again.
    lookup: Lookup::FullList,
    still_charged: Text::new(
        "PRE_PAID servers go on as before; disks and public addresses are charged on; whether the \
                    compute of a stopped pay-per-use server is charged, the vendor does not publish",
        "PRE_PAID 服务器照常计费；磁盘和公网 IP 继续计费；按需服务器关机后计算资源是否计费，\
                       厂商未公布",
    ),
    end_charges: Text::new(
        "deleting the server ends all charges, except for data disks, which remain",
        "删除服务器后不再计费，但数据盘会保留并继续计费",
    ),
    end_prepaid: Some(Text::new(
        "unsubscribe the PRE_PAID server in the vendor's billing center",
        "在费用中心退订该 PRE_PAID 服务器",
    )),
    requests: OperationNames {
        stop: StopDevServer::NAME,
        start: StartDevServer::NAME,
        reboot: RebootDevServer::NAME,
        delete: DeleteDevServer::NAME,
        force: "",
        no_charge: "",
    },
    page: "https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html",
};

/// Page size of lists.
const PAGE_SIZE: u32 = 100;
/// Most pages of a list. A longer list counts as endless.
const MAX_PAGES: usize = 1000;

impl Client {
    fn to_instances(&self, servers: &[ServerResponse]) -> Vec<tingji_core::Instance> {
        servers.iter().filter_map(|server| to_instance(server, self.region())).collect()
    }

    async fn list_page(&self, offset: u32) -> Result<(Vec<tingji_core::Instance>, Option<u32>)> {
        let page =
            self.send(&ListServerSummaries(ListDevServers::new().limit(PAGE_SIZE).offset(offset))).await?;
        // Missing servers must not look deleted.
        if page.data.is_empty() && page.total.is_some_and(|total| total > i64::from(offset)) {
            return Err(Error::new(ErrorKind::Decode, "the list ends before its total"));
        }
        Ok((self.to_instances(&page.data), page.next_offset(offset)))
    }

    /// Returns one server, or `None` if it does not exist.
    async fn get(&self, id: &InstanceId) -> Result<Option<tingji_core::Instance>> {
        match self.send(&ShowDevServer::new(id.id())).await {
            Ok(server) => Ok(to_instance(&server, self.region())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads pages until all ids are found. The vendor has no query by ids.
    async fn find_in_list(&self, ids: &HashSet<&InstanceId>) -> Result<Vec<tingji_core::Instance>> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut offset = 0;
        for _ in 0..MAX_PAGES {
            let (instances, next) = self.list_page(offset).await?;
            let mut new_rows = 0;
            for instance in instances {
                if seen.insert(instance.id.clone()) {
                    new_rows += 1;
                    found.extend(ids.contains(&instance.id).then_some(instance));
                }
            }
            match next {
                Some(_) if new_rows == 0 => {
                    return Err(Error::new(ErrorKind::Decode, "the list repeats a page"));
                }
                Some(next) if found.len() < ids.len() => offset = next,
                _ => return Ok(found),
            }
        }
        Err(Error::new(ErrorKind::Decode, "the list has more than 1000 pages and may be endless"))
    }

    /// Searches the list first, then requests each missing id, because the list may be that of one user.
    async fn get_listed(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let ids: HashSet<_> = ids.iter().collect();
        let mut found = self.find_in_list(&ids).await?;
        let listed: HashSet<_> = found.iter().map(|instance| instance.id.clone()).collect();
        for id in ids.into_iter().filter(|id| !listed.contains(*id)) {
            found.extend(self.get(id).await?);
        }
        Ok(found)
    }
}

fn acknowledgement<T>(response: Response<T>) -> Acknowledgement {
    Acknowledgement { request_id: response.request_id }
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "huaweicloud"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn endpoint_info(&self) -> Option<EndpointInfo> {
        Some(Self::endpoint_info(self))
    }

    /// Lists without filters, because the vendor's filters differ. [`Filter::matches`] applies them later.
    async fn list(&self, _filter: &Filter, cursor: Option<String>) -> Result<Page> {
        let offset = match &cursor {
            Some(text) => text.parse().map_err(|_| {
                Error::new(
                    ErrorKind::InvalidRequest,
                    format!("{text:?} is not a page token: it must be an offset"),
                )
            })?,
            None => 0,
        };
        let (instances, next) = self.list_page(offset).await?;
        Ok(Page { instances, next: next.map(|next| next.to_string()) })
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        match ids {
            [] => Ok(Vec::new()),
            [id] => Ok(self.get(id).await?.into_iter().collect()),
            ids => self.get_listed(ids).await,
        }
    }

    async fn send_stop(
        &self,
        instance: &tingji_core::Instance,
        request: &StopRequest,
    ) -> Result<Acknowledgement> {
        CAPABILITIES.check_stop(request)?;
        Ok(acknowledgement(self.send(&StopDevServer::new(instance.id.id())).await?))
    }

    async fn send_start(
        &self,
        instance: &tingji_core::Instance,
        request: &StartRequest,
    ) -> Result<Acknowledgement> {
        CAPABILITIES.check_start(request)?;
        Ok(acknowledgement(self.send(&StartDevServer::new(instance.id.id())).await?))
    }

    async fn send_reboot(
        &self,
        instance: &tingji_core::Instance,
        request: &RebootRequest,
    ) -> Result<Acknowledgement> {
        CAPABILITIES.check_reboot(request)?;
        Ok(acknowledgement(self.send(&RebootDevServer::new(instance.id.id())).await?))
    }

    async fn send_delete(
        &self,
        instance: &tingji_core::Instance,
        request: &DeleteRequest,
    ) -> Result<Acknowledgement> {
        CAPABILITIES.check_delete(request)?;
        Ok(acknowledgement(self.send(&DeleteDevServer::new(instance.id.id())).await?))
    }
}
