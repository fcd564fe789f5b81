//! Implementation of the shared [`Lifecycle`] for ECS.

use tingji_core::api::Response;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, EndpointInfo, Filter, Lookup, OperationNames, Page,
    PageTokenGuard, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, Support,
};
use tingji_core::operation::Operation;
use tingji_core::{Error, ErrorKind, InstanceId, Lifecycle, Result, Text};

use crate::client::Client;
use crate::model::{Instance, InstanceStatus, StoppedMode};
use crate::operation::{
    DeleteInstance, DescribeInstances, DescribeInstancesOutput, RebootInstance, StartInstance, StopInstance,
};
use crate::view::to_instance;

/// Capabilities of ECS, and the charges that remain after a stop.
pub const CAPABILITIES: Capabilities = Capabilities {
    start: Support::Yes,
    reboot: Support::Yes,
    delete: Support::Yes,
    force: Support::Yes,
    no_charge: Support::Yes,
    dry_run: Support::Yes,
    idempotency_token: Support::Yes,
    batch_stop: Support::Yes,
    scheduled_stop: Support::No(Text::new(
        "ECS stops an instance at once; it has no scheduled stop",
        "ECS 收到请求后立即停止，不支持定时停止",
    )),
    lookup: Lookup::ByIds { max: 100 },
    still_charged: Text::new(
        "with KeepCharging everything, as if the instance were running; with StopCharging disks, \
                    images, public addresses and fixed bandwidth",
        "KeepCharging 停机后一切照常计费；StopCharging 停机后云盘、镜像、公网 IP \
                       和固定带宽继续计费",
    ),
    end_charges: Text::new(
        "deleting the instance ends all charges, except for public addresses and for data disks that \
                  are not deleted with it",
        "删除实例后停止计费，但公网 IP 和未设置随实例删除的数据盘继续计费",
    ),
    end_prepaid: Some(Text::new(
        "unsubscribe the prepaid instance in the console",
        "在控制台退订该预付费实例",
    )),
    requests: OperationNames {
        stop: StopInstance::NAME,
        start: StartInstance::NAME,
        reboot: RebootInstance::NAME,
        delete: DeleteInstance::NAME,
        force: "ForceStop=true",
        no_charge: "StoppedMode=StopCharging",
    },
    page: "https://www.volcengine.com/docs/6396/70468",
};

/// Page size of lists.
const PAGE_SIZE: u32 = 100;
/// Most pages that a query for 100 ids may have.
const MAX_PAGES: usize = 100;

/// Returns the vendor's state for the filter, if exactly one state matches it.
fn status_filter(filter: &Filter) -> Option<InstanceStatus> {
    let [phase] = filter.phases[..] else { return None };
    let mut states = InstanceStatus::KNOWN.iter().filter(|status| status.phase() == phase);
    let first = states.next()?;
    if states.next().is_none() { Some(first.clone()) } else { None }
}

impl Client {
    /// Converts the instances, with the GPUs of their types; that may take one more request.
    async fn to_instances(&self, instances: &[Instance]) -> Vec<tingji_core::Instance> {
        self.fetch_gpu_specs(instances).await;
        let catalog = self.gpu_catalog();
        let views =
            instances.iter().map(|instance| to_instance(instance, self.region(), catalog.get(instance)));
        views.flatten().collect()
    }

    async fn list_by_ids(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let names = ids.iter().map(InstanceId::id);
        let mut operation = DescribeInstances::new().instance_ids(names).max_results(PAGE_SIZE);
        let mut found = Vec::new();
        let mut rows = 0;
        let mut tokens = PageTokenGuard::new(MAX_PAGES);
        loop {
            let page = self.send(&operation).await?;
            rows += page.instances.len();
            let views = self.to_instances(&page.instances).await;
            found.extend(views.into_iter().filter(|view| ids.contains(&view.id)));
            match page.next_token.clone() {
                None if is_truncated(&page, rows) => return Err(truncated_list()),
                None => return Ok(found),
                Some(token) => {
                    tokens.follow(&token)?;
                    operation.next_token = Some(token);
                }
            }
        }
    }

    /// Queries each id separately. Used if a query for several ids fails because one of them is unknown.
    async fn for_each_id(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let mut found = Vec::new();
        for id in ids {
            match self.list_by_ids(std::slice::from_ref(id)).await {
                Ok(instances) => found.extend(instances),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

/// Returns true if a list ends before its own total. Missing instances must not look deleted.
fn is_truncated(page: &DescribeInstancesOutput, rows: usize) -> bool {
    page.total_count.is_some_and(|total| i64::try_from(rows).is_ok_and(|rows| rows < total))
}

fn truncated_list() -> Error {
    Error::new(ErrorKind::Decode, "the list has fewer instances than its TotalCount")
}

fn stop_operation(id: &InstanceId, request: &StopRequest) -> StopInstance {
    let mut operation = StopInstance::new(id.id());
    operation.force_stop = power_off(request.force);
    operation.stopped_mode =
        (request.charging == StoppedBilling::NoCharge).then_some(StoppedMode::StopCharging);
    operation.client_token.clone_from(&request.idempotency_token);
    operation
}

/// Returns the option for this way to shut down; `None` for the vendor's default.
fn power_off(mode: ShutdownMode) -> Option<bool> {
    (mode == ShutdownMode::PowerOff).then_some(true)
}

fn acknowledgement<T>(response: Response<T>) -> Acknowledgement {
    Acknowledgement { request_id: response.request_id }
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "volcengine"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn endpoint_info(&self) -> Option<EndpointInfo> {
        Some(Self::endpoint_info(self))
    }

    async fn list(&self, filter: &Filter, cursor: Option<String>) -> Result<Page> {
        let mut operation = DescribeInstances::new().max_results(PAGE_SIZE);
        operation.next_token = cursor;
        operation.status = status_filter(filter);
        let is_first = operation.next_token.is_none();
        let page = self.send(&operation).await?;
        if is_first && page.next_token.clone().is_none() && is_truncated(&page, page.instances.len()) {
            return Err(truncated_list());
        }
        Ok(Page { instances: self.to_instances(&page.instances).await, next: page.next_token.clone() })
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        if ids.is_empty() {
            // A query without ids would return all instances.
            return Ok(Vec::new());
        }
        match self.list_by_ids(ids).await {
            Err(error) if error.kind() == ErrorKind::NotFound && ids.len() == 1 => Ok(Vec::new()),
            Err(error) if error.kind() == ErrorKind::NotFound => self.for_each_id(ids).await,
            result => result,
        }
    }

    async fn send_stop(
        &self,
        instance: &tingji_core::Instance,
        request: &StopRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_stop(request)?;
        Ok(acknowledgement(self.send(&stop_operation(&instance.id, request)).await?))
    }

    async fn dry_run(
        &self,
        instance: &tingji_core::Instance,
        request: &StopRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_stop(request)?;
        // No token: the vendor rejects a token that comes again with other parameters.
        let mut tokenless = request.clone();
        tokenless.idempotency_token = None;
        let operation = stop_operation(&instance.id, &tokenless).dry_run(true);
        let response = self.send(&operation).await?;
        if response.dry_run_passed {
            return Ok(acknowledgement(response));
        }
        Err(Error::new(ErrorKind::Decode, "the response to a dry run does not report a dry run"))
    }

    async fn send_start(
        &self,
        instance: &tingji_core::Instance,
        request: &StartRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_start(request)?;
        let mut operation = StartInstance::new(instance.id.id());
        operation.client_token.clone_from(&request.idempotency_token);
        Ok(acknowledgement(self.send(&operation).await?))
    }

    async fn send_reboot(
        &self,
        instance: &tingji_core::Instance,
        request: &RebootRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_reboot(request)?;
        let mut operation = RebootInstance::new(instance.id.id());
        operation.force_stop = power_off(request.force);
        operation.client_token.clone_from(&request.idempotency_token);
        Ok(acknowledgement(self.send(&operation).await?))
    }

    async fn send_delete(
        &self,
        instance: &tingji_core::Instance,
        request: &DeleteRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_delete(request)?;
        let mut operation = DeleteInstance::new(instance.id.id());
        operation.client_token.clone_from(&request.idempotency_token);
        Ok(acknowledgement(self.send(&operation).await?))
    }
}
