//! Implementation of the shared [`Lifecycle`] for BCC.

use tingji_core::api::Response;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, EndpointInfo, Filter, Lookup, OperationNames, Page,
    PageTokenGuard, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, Support,
};
use tingji_core::operation::Operation;
use tingji_core::{Error, ErrorKind, InstanceId, Lifecycle, Phase, Result, Text};

use crate::client::Client;
use crate::model::Instance;
use crate::operation::{
    GetInstance, ListInstances, ListInstancesByIds, RebootInstance, ReleaseInstance, StartInstance,
    StopInstance,
};
use crate::view::to_instance;

/// Capabilities of BCC, and the charges that remain after a stop.
pub const CAPABILITIES: Capabilities = Capabilities {
    start: Support::Yes,
    reboot: Support::Yes,
    delete: Support::Yes,
    force: Support::Yes,
    no_charge: Support::Yes,
    dry_run: Support::No(Text::new("BCC has no dry run of a stop", "BCC 不支持停止操作的试运行")),
    idempotency_token: Support::No(Text::new(
        "BCC documents no clientToken for a stop; tingji checks the state before it repeats a stop",
        "BCC 文档中的停止接口没有 clientToken；重复停止前会先检查实例状态",
    )),
    batch_stop: Support::Yes,
    scheduled_stop: Support::No(Text::new(
        "BCC can schedule the release of an instance with its data, but not a stop",
        "BCC 可定时释放实例（连同数据），但不能定时停止",
    )),
    lookup: Lookup::ByIds { max: 100 },
    still_charged: Text::new(
        "disks, public addresses and bandwidth; compute too, unless stopWithNoCharge was \
                    granted, which prepaid and many GPU instances are not",
        "磁盘、公网 IP 和带宽；除非 stopWithNoCharge 生效，计算资源也照常计费，\
                       而预付费和许多 GPU 实例不支持 stopWithNoCharge",
    ),
    end_charges: Text::new(
        "releasing the instance ends all charges, except for data disks, which remain",
        "释放实例后不再计费，但数据盘会保留",
    ),
    end_prepaid: Some(Text::new(
        "wait until the prepaid instance expires, then release it; it can't be released here earlier",
        "等预付费实例到期后再释放；到期前无法通过接口释放",
    )),
    requests: OperationNames {
        stop: StopInstance::NAME,
        start: StartInstance::NAME,
        reboot: RebootInstance::NAME,
        delete: ReleaseInstance::NAME,
        force: "forceStop=true",
        no_charge: "stopWithNoCharge=true",
    },
    page: "https://cloud.baidu.com/doc/BCC/s/Ilq0ti621",
};

/// Most pages that a query for 100 ids may have.
const MAX_PAGES: usize = 100;

impl Client {
    fn to_instances(&self, instances: &[Instance]) -> Vec<tingji_core::Instance> {
        instances.iter().filter_map(|instance| to_instance(instance, self.region())).collect()
    }

    async fn list_by_ids(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let mut operation = ListInstancesByIds::new(ids.iter().map(InstanceId::id));
        let mut found = Vec::new();
        let mut markers = PageTokenGuard::new(MAX_PAGES);
        loop {
            let page = self.send(&operation).await?;
            found
                .extend(self.to_instances(&page.instances).into_iter().filter(|view| ids.contains(&view.id)));
            match page.next() {
                None if page.is_truncated == Some(true) => return Err(truncated_list()),
                None => return Ok(found),
                Some(marker) => {
                    markers.follow(&marker)?;
                    operation.marker = Some(marker);
                }
            }
        }
    }

    /// Queries each id separately. Used if a query for several ids fails because one of them is unknown.
    async fn for_each_id(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let mut found = Vec::new();
        for id in ids {
            match self.send(&GetInstance::new(id.id())).await {
                Ok(output) => found.extend(to_instance(&output.instance, self.region())),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

/// Returns the vendor's states for these phases. Returns an empty list (no filter) if a phase has several
/// states, some of which may be unknown.
fn status_filter(phases: &[Phase]) -> Vec<&'static str> {
    let mut states = Vec::new();
    for phase in phases {
        match phase {
            Phase::Running => states.push("Running"),
            Phase::Stopping => states.push("Stopping"),
            Phase::Stopped => states.push("Stopped"),
            _ => return Vec::new(),
        }
    }
    states
}

/// Returns the error of a list that is truncated without a marker. Missing instances must not look deleted.
fn truncated_list() -> Error {
    Error::new(ErrorKind::Decode, "the list is truncated, but has no marker of the next page")
}

fn acknowledgement<T>(response: Response<T>) -> Acknowledgement {
    Acknowledgement { request_id: response.request_id }
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "bce"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn endpoint_info(&self) -> Option<EndpointInfo> {
        Some(Self::endpoint_info(self))
    }

    async fn list(&self, filter: &Filter, cursor: Option<String>) -> Result<Page> {
        let mut operation = ListInstances::new().status(status_filter(&filter.phases));
        operation.marker = cursor;
        let page = self.send(&operation).await?;
        if page.next().is_none() && page.is_truncated == Some(true) {
            return Err(truncated_list());
        }
        Ok(Page { instances: self.to_instances(&page.instances), next: page.next() })
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        match self.list_by_ids(ids).await {
            Err(error) if error.kind() == ErrorKind::NotFound => self.for_each_id(ids).await,
            result => result,
        }
    }

    /// Rejects options that BCC lacks, and a stop without charges of prepaid and spot instances.
    fn check(&self, instance: &tingji_core::Instance, request: &StopRequest) -> Result<()> {
        self.capabilities().check_stop(request)?;
        let prepaid = instance.charge.as_ref().is_some_and(|charge| charge.eq_ignore_ascii_case("Prepaid"));
        match request.charging {
            StoppedBilling::NoCharge if prepaid => Support::No(Text::new(
                "a prepaid instance is charged until it expires",
                "预付费实例在到期前照常计费",
            ))
            .require(),
            StoppedBilling::NoCharge if instance.spot => Support::No(Text::new(
                "a spot instance is charged while it is stopped",
                "抢占式实例停止后照常计费",
            ))
            .require(),
            _ => Ok(()),
        }
    }

    async fn send_stop(
        &self,
        instance: &tingji_core::Instance,
        request: &StopRequest,
    ) -> Result<Acknowledgement> {
        self.check(instance, request)?;
        let operation = StopInstance::new(instance.id.id())
            .force_stop(request.force == ShutdownMode::PowerOff)
            .stop_with_no_charge(request.charging == StoppedBilling::NoCharge);
        Ok(acknowledgement(self.send(&operation).await?))
    }

    async fn send_start(
        &self,
        instance: &tingji_core::Instance,
        request: &StartRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_start(request)?;
        Ok(acknowledgement(self.send(&StartInstance::new(instance.id.id())).await?))
    }

    async fn send_reboot(
        &self,
        instance: &tingji_core::Instance,
        request: &RebootRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_reboot(request)?;
        let operation =
            RebootInstance::new(instance.id.id()).force_stop(request.force == ShutdownMode::PowerOff);
        Ok(acknowledgement(self.send(&operation).await?))
    }

    async fn send_delete(
        &self,
        instance: &tingji_core::Instance,
        request: &DeleteRequest,
    ) -> Result<Acknowledgement> {
        self.capabilities().check_delete(request)?;
        Ok(acknowledgement(self.send(&ReleaseInstance::new(instance.id.id())).await?))
    }
}
