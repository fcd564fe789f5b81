//! The shared [`Lifecycle`] interface for UAI-Inference.

use std::collections::{BTreeSet, HashSet};

use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, EndpointInfo, Filter, Lookup, OperationNames, Page,
    RebootRequest, StartRequest, StopRequest, Support,
};
use tingji_core::operation::Operation;
use tingji_core::paged::Paged;
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Lifecycle, Result, Text};

use crate::client::Client;
use crate::operation::{
    DeleteUAIService, GetUAIServiceList, GetUAISrvVersionList, StartUAIService, StopUAIService,
};
use crate::protocol::require_complete_list;
use crate::view::{service_to_instance, version_to_instance};

/// Capabilities of UAI-Inference, and what stays charged after a stop.
pub const CAPABILITIES: Capabilities = Capabilities {
    start: Support::Yes,
    reboot: Support::No(Text::new(
        "UAI-Inference has no reboot; stop the version, then start it",
        "UAI-Inference 没有重启；请先停止该版本，再启动",
    )),
    delete: Support::Yes,
    force: Support::No(Text::new("StopUAIService cannot force a stop", "StopUAIService 不支持强制停机")),
    no_charge: Support::No(Text::new(
        "GPU versions are charged both running and stopped; only deleting the service ends the charge",
        "GPU 版本不论是否运行都计费；只有删除服务才会终止计费",
    )),
    dry_run: Support::No(Text::new("UAI-Inference has no dry run", "UAI-Inference 不支持试运行")),
    idempotency_token: Support::No(Text::new(
        "UAI-Inference has no idempotency token; the version's state makes a repeated stop harmless",
        "UAI-Inference 没有幂等标识；重复停止无害，由版本状态保证",
    )),
    batch_stop: Support::No(Text::new(
        "StopUAIService accepts one service, or one version of it",
        "StopUAIService 一次只能停一个服务或其一个版本",
    )),
    scheduled_stop: Support::No(Text::new(
        "UAI-Inference cannot schedule a stop",
        "UAI-Inference 不支持定时停止",
    )),
    // A lookup reads the whole list, so splitting it would read the list again for each part.
    lookup: Lookup::FullList,
    still_charged: Text::new(
        "every node of an exclusive (GPU) service, as before the stop; only DeleteUAIService \
                    ends it",
        "独占型（GPU）服务的每个节点与停止前一样计费；只有 DeleteUAIService 才会终止",
    ),
    end_charges: Text::new("delete the service (DeleteUAIService)", "删除服务（DeleteUAIService）后不再计费"),
    end_prepaid: None,
    requests: OperationNames {
        stop: StopUAIService::NAME,
        start: StartUAIService::NAME,
        reboot: "",
        delete: DeleteUAIService::NAME,
        force: "",
        no_charge: "",
    },
    page: "https://github.com/UCloudDoc-Team/uai-inference/blob/master/use/oplist/stop.md",
};

/// Error message for starting a whole service: the owner must choose a version.
const SERVICE_START_UNSUPPORTED: Text = Text::new(
    "StartUAIService starts one version, not a whole service; name the version as service@version",
    "StartUAIService 启动的是一个版本，而不是整个服务；请写明版本：service@version",
);

/// Pages that a list may take. A longer list is treated as endless.
const MAX_PAGES: usize = 1000;

impl Client {
    /// Finds these services in a list, and stops reading as soon as all are found.
    async fn find_in_service_list(
        &self,
        mut operation: GetUAIServiceList,
        ids: &[&InstanceId],
    ) -> Result<Vec<Instance>> {
        let mut found = Vec::new();
        let wanted: HashSet<_> = ids.iter().copied().collect();
        let mut remaining = wanted.clone();
        for _ in 0..MAX_PAGES {
            let page = match self.send(&operation).await {
                Err(error) if error.kind() == ErrorKind::NotFound && operation.offset == 0 => {
                    return Ok(found);
                }
                page => page?,
            };
            let views =
                page.service_set.iter().filter_map(|service| service_to_instance(service, self.config()));
            found.extend(views.filter(|view| wanted.contains(&view.id)).inspect(|view| {
                remaining.remove(&view.id);
            }));
            match operation.next_cursor(&page) {
                _ if remaining.is_empty() => return Ok(found),
                Some(offset) => operation = operation.offset(offset),
                None => {
                    require_complete_list(operation.offset, page.service_set.len(), page.total_count)?;
                    return Ok(found);
                }
            }
        }
        Err(too_many_pages())
    }

    /// Finds these versions of one service.
    async fn find_versions(&self, service_id: &str, ids: &[&InstanceId]) -> Result<Vec<Instance>> {
        let mut operation = GetUAISrvVersionList::new(service_id);
        let mut found = Vec::new();
        for _ in 0..MAX_PAGES {
            let page = match self.send(&operation).await {
                Err(error) if error.kind() == ErrorKind::NotFound && operation.offset == 0 => {
                    return Ok(found);
                }
                page => page?,
            };
            let views = page
                .srv_version_set
                .iter()
                .filter_map(|version| version_to_instance(service_id, version, self.config()));
            found.extend(views.filter(|view| ids.contains(&&view.id)));
            match operation.next_cursor(&page) {
                _ if missing_ids(ids, &found).is_empty() => return Ok(found),
                Some(offset) => operation = operation.offset(offset),
                None => {
                    require_complete_list(operation.offset, page.srv_version_set.len(), page.total_count)?;
                    return Ok(found);
                }
            }
        }
        Err(too_many_pages())
    }

    /// Finds whole services. The vendor's filter accepts only one id, so several services are looked up in
    /// the list. Services missing there are then looked up one by one, because a list that changes between
    /// two pages may skip some.
    async fn find_services(&self, ids: &[&InstanceId]) -> Result<Vec<Instance>> {
        let mut found = match ids {
            [] | [_] => Vec::new(),
            _ => self.find_in_service_list(GetUAIServiceList::new(), ids).await?,
        };
        for id in missing_ids(ids, &found) {
            let operation = GetUAIServiceList::new().service_id(id.id());
            found.extend(self.find_in_service_list(operation, &[id]).await?);
        }
        Ok(found)
    }
}

fn too_many_pages() -> Error {
    Error::new(ErrorKind::Decode, "the list has more than 1000 pages, so it seems to be endless")
}

/// Returns the ids that were not found.
fn missing_ids<'a>(ids: &[&'a InstanceId], found: &[Instance]) -> Vec<&'a InstanceId> {
    let found: HashSet<_> = found.iter().map(|view| &view.id).collect();
    ids.iter().copied().filter(|id| !found.contains(id)).collect()
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "ucloud"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn endpoint_info(&self) -> Option<EndpointInfo> {
        Some(Self::endpoint_info(self))
    }

    /// Lists services. Versions are found only by `service@version`.
    ///
    /// The vendor filters only by id, so the caller applies [`Filter::matches`].
    async fn list(&self, _filter: &Filter, cursor: Option<String>) -> Result<Page> {
        let offset = cursor
            .as_deref()
            .map_or(Ok(0), str::parse)
            .map_err(|_| Error::new(ErrorKind::InvalidRequest, "the cursor does not belong to this list"))?;
        let operation = GetUAIServiceList::new().offset(offset);
        let page = self.send(&operation).await?;
        let instances = page
            .service_set
            .iter()
            .filter_map(|service| service_to_instance(service, self.config()))
            .collect();
        Ok(Page { instances, next: operation.next_cursor(&page).map(|offset| offset.to_string()) })
    }

    /// The versions of a service are a list of their own.
    fn list_key<'a>(&self, id: &'a InstanceId) -> Option<&'a str> {
        id.version().map(|_| id.id())
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        let (versions, services): (Vec<_>, Vec<_>) = ids.iter().partition(|id| id.version().is_some());
        let mut found = self.find_services(&services).await?;
        for service_id in versions.iter().map(|id| id.id()).collect::<BTreeSet<_>>() {
            let ids: Vec<_> = versions.iter().copied().filter(|id| id.id() == service_id).collect();
            found.extend(self.find_versions(service_id, &ids).await?);
        }
        Ok(found)
    }

    async fn send_stop(&self, instance: &Instance, request: &StopRequest) -> Result<Acknowledgement> {
        self.capabilities().check_stop(request)?;
        let mut operation = StopUAIService::new(instance.id.id());
        operation.srv_version = instance.id.version().map(str::to_owned);
        let response = self.send(&operation).await?;
        Ok(Acknowledgement { request_id: response.request_id })
    }

    /// Starts a version. A whole service is rejected, because the owner must choose the version.
    async fn send_start(&self, instance: &Instance, request: &StartRequest) -> Result<Acknowledgement> {
        self.capabilities().check_start(request)?;
        let version = instance.id.version();
        let version = version.ok_or_else(|| Error::new(ErrorKind::Unsupported, SERVICE_START_UNSUPPORTED))?;
        let response = self.send(&StartUAIService::new(instance.id.id(), version)).await?;
        Ok(Acknowledgement { request_id: response.request_id })
    }

    /// Always fails: the vendor has no such action.
    async fn send_reboot(&self, _instance: &Instance, request: &RebootRequest) -> Result<Acknowledgement> {
        self.capabilities().check_reboot(request)?;
        Err(Error::new(
            ErrorKind::Unsupported,
            Text::new("UAI-Inference has no reboot", "UAI-Inference 没有重启"),
        ))
    }

    async fn send_delete(&self, instance: &Instance, request: &DeleteRequest) -> Result<Acknowledgement> {
        self.capabilities().check_delete(request)?;
        let mut operation = DeleteUAIService::new(instance.id.id());
        operation.srv_version = instance.id.version().map(str::to_owned);
        let response = self.send(&operation).await?;
        Ok(Acknowledgement { request_id: response.request_id })
    }
}
