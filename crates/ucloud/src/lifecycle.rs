//! UAI-Inference behind the shared interface.

use std::collections::BTreeSet;

use tingji_core::lifecycle::{BoxFuture, Capabilities, Page, Receipt, StopRequest, Support};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Lifecycle, Phase, Result, State, UnixTime};

use crate::operation::{GetUAIServiceList, GetUAISrvVersionList, StopUAIService};
use crate::{Client, Service, Version};

/// What UAI-Inference can do, and what it goes on charging.
pub const CAPABILITIES: Capabilities = Capabilities {
    force: Support::No("StopUAIService has no forced form"),
    no_charge: Support::No(
        "GPU versions are charged whether they run or not; only deleting the service ends the charge",
    ),
    idempotency_token: Support::No("StopUAIService has no such token; its state makes repeats harmless"),
    batch: 100,
    still_charged: "every node of an exclusive (GPU) service, as before the stop; only DeleteUAIService \
                    ends it",
};

/// A list of more pages than this is taken for one that never ends.
const MOST_PAGES: usize = 1000;

impl Client {
    async fn services(&self, mut operation: GetUAIServiceList) -> Result<Vec<Service>> {
        let mut found = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = self.send(&operation).await?.output;
            let next = operation.after(&page);
            found.extend(page.service_set);
            match next {
                Some(next) => operation = next,
                None => return Ok(found),
            }
        }
        Err(endless())
    }

    async fn versions(&self, mut operation: GetUAISrvVersionList) -> Result<Vec<Version>> {
        let mut found = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = self.send(&operation).await?.output;
            let next = operation.after(&page);
            found.extend(page.srv_version_set);
            match next {
                Some(next) => operation = next,
                None => return Ok(found),
            }
        }
        Err(endless())
    }

    /// Whole services: one by its id, several by reading the list, which has no filter for several.
    async fn whole(&self, ids: &[&InstanceId]) -> Result<Vec<Instance>> {
        let services = match ids {
            [] => Vec::new(),
            [one] => {
                none_if_missing(self.services(GetUAIServiceList::new().service_id(Some(one.id()))).await)?
            }
            _ => self.services(GetUAIServiceList::new()).await?,
        };
        Ok(services.iter().filter_map(|service| self.service_view(service)).collect())
    }

    /// All versions of one service.
    async fn of_service(&self, service_id: &str) -> Result<Vec<Instance>> {
        let versions = none_if_missing(self.versions(GetUAISrvVersionList::new(service_id)?).await)?;
        Ok(versions.iter().filter_map(|version| self.version_view(service_id, version)).collect())
    }

    fn service_view(&self, service: &Service) -> Option<Instance> {
        let id = InstanceId::new(service.service_id.as_deref()?, None).ok()?;
        let state = service.status.as_ref().map(|status| State::new(status.phase(), status.as_str()));
        let mut view = self.view(id, state, service.create_time, service.modify_time);
        view.name = service.srv_name.clone().unwrap_or_default();
        view.charge.clone_from(&service.bill_type);
        Some(view)
    }

    fn version_view(&self, service_id: &str, version: &Version) -> Option<Instance> {
        // A row that names another service is not ours, whatever the filter was.
        version.service_id.as_ref().is_none_or(|id| id == service_id).then_some(())?;
        let id = InstanceId::new(service_id, Some(version.srv_version.as_deref()?)).ok()?;
        let state = version.status.as_ref().map(|status| State::new(status.phase(), status.as_str()));
        let mut view = self.view(id, state, version.create_time, version.modify_time);
        view.name = version.srv_ver_memo.clone().unwrap_or_default();
        Some(view)
    }

    fn view(
        &self,
        id: InstanceId,
        state: Option<State>,
        created: Option<i64>,
        revision: Option<i64>,
    ) -> Instance {
        let mut view = Instance::new(id, state.unwrap_or_else(|| State::new(Phase::Unknown, "")));
        view.region.clone_from(&self.config().region);
        view.zone.clone_from(&self.config().zone);
        view.created = created.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds);
        view.revision = revision;
        view
    }
}

fn endless() -> Error {
    Error::new(ErrorKind::Decode, "the list has more than 1000 pages, as if it never ended")
}

fn none_if_missing<T>(result: Result<Vec<T>>) -> Result<Vec<T>> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        result => result,
    }
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "ucloud"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    /// Services; their versions are looked up by `service@version`.
    fn list(&self, cursor: Option<String>) -> BoxFuture<'_, Result<Page>> {
        Box::pin(async move {
            let offset = cursor
                .as_deref()
                .map_or(Ok(0), str::parse)
                .map_err(|_| Error::new(ErrorKind::InvalidRequest, "the cursor is not one of this list's"))?;
            let operation = GetUAIServiceList::new().offset(offset);
            let page = self.send(&operation).await?;
            let instances =
                page.service_set.iter().filter_map(|service| self.service_view(service)).collect();
            Ok(Page { instances, next: operation.after(&page).map(|next| next.offset.to_string()) })
        })
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>> {
        Box::pin(async move {
            let (versions, services): (Vec<_>, Vec<_>) = ids.iter().partition(|id| id.version().is_some());
            let mut found = self.whole(&services).await?;
            for service_id in versions.into_iter().map(InstanceId::id).collect::<BTreeSet<_>>() {
                found.extend(self.of_service(service_id).await?);
            }
            found.retain(|instance| ids.contains(&instance.id));
            Ok(found)
        })
    }

    fn stop<'a>(
        &'a self,
        instance: &'a Instance,
        _request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Receipt>> {
        Box::pin(async move {
            let mut operation = StopUAIService::new(instance.id.id())?;
            if let Some(version) = instance.id.version() {
                operation = operation.srv_version(version)?;
            }
            let response = self.send(&operation).await?;
            Ok(Receipt { request_id: response.request_id })
        })
    }
}
