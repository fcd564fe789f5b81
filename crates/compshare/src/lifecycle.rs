//! The shared [`Lifecycle`] interface for CompShare.

use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, EndpointInfo, Filter, Lookup, OperationNames, Page,
    RebootRequest, ShutdownMode, StartRequest, StopRequest, Support,
};
use tingji_core::operation::Operation;
use tingji_core::{Error, ErrorKind, InstanceId, Lifecycle, Result, Text};
use tingji_ucloud::Config;

use crate::client::Client;
use crate::location::{Located, require_zone, resolve};
use crate::operation::{
    RebootCompShareInstance, StartCompShareInstance, StopCompShareInstance, TerminateCompShareInstance,
};
use crate::protocol::CompShare;
use crate::regions::ListCursor;

/// Capabilities of CompShare, and what stays charged after a stop.
pub const CAPABILITIES: Capabilities = Capabilities {
    start: Support::Yes,
    reboot: Support::Yes,
    delete: Support::Yes,
    force: Support::Yes,
    no_charge: Support::No(Text::new(
        "a stop always ends the charge for CPU, GPU and memory of Postpay instances; Year, Month, Day and \
         Dynamic instances stay charged",
        "Postpay 实例停机后 CPU、GPU 和内存即停止计费；Year、Month、Day、Dynamic 实例照常计费",
    )),
    dry_run: Support::No(Text::new("CompShare has no dry run", "CompShare 不支持试运行")),
    idempotency_token: Support::No(Text::new(
        "StopCompShareInstance has no idempotency token; the instance's state makes a repeated stop harmless",
        "StopCompShareInstance 没有幂等标识；重复停机无害，由实例状态保证",
    )),
    batch_stop: Support::No(Text::new(
        "StopCompShareInstance accepts one instance",
        "StopCompShareInstance 一次只能停一台实例",
    )),
    scheduled_stop: Support::Yes,
    lookup: Lookup::ByIds { max: 100 },
    still_charged: Text::new(
        "disks beyond the free quota and paid images; with Year, Month, Day or Dynamic the whole \
                    instance. A Postpay instance is destroyed 7 days after its stop",
        "超出免费额度的磁盘和付费镜像；Year、Month、Day、Dynamic 计费的实例整机照常计费。\
                       Postpay 实例停机满 7 天会被销毁",
    ),
    end_charges: Text::new(
        "delete the instance; its data disks remain and stay charged",
        "删除实例后不再计费，但数据盘会保留并继续计费",
    ),
    end_prepaid: Some(Text::new(
        "turn off automatic renewal, or delete the instance; its data disks remain and stay charged",
        "关闭自动续费，或删除实例；数据盘会保留并继续计费",
    )),
    requests: OperationNames {
        stop: StopCompShareInstance::NAME,
        start: StartCompShareInstance::NAME,
        reboot: RebootCompShareInstance::NAME,
        delete: TerminateCompShareInstance::NAME,
        force: "Force=true",
        no_charge: "",
    },
    page: "https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance",
};

/// Error message for a forced reboot. CompShare can force a stop, but not a reboot.
const FORCED_REBOOT_UNSUPPORTED: Text =
    Text::new("RebootCompShareInstance cannot force a reboot", "RebootCompShareInstance 不支持强制重启");

impl Client {
    /// Sends an operation and returns the receipt with its request id.
    async fn send_for_receipt<O: Operation<Protocol = CompShare>>(
        &self,
        operation: &O,
    ) -> Result<Acknowledgement> {
        Ok(Acknowledgement { request_id: self.send(operation).await?.request_id })
    }
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "compshare"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn endpoint_info(&self) -> Option<EndpointInfo> {
        Some(Self::endpoint_info(self))
    }

    /// Reads all pages. CompShare's API has none of the filter's conditions, so the caller filters.
    async fn list(&self, _filter: &Filter, cursor: Option<String>) -> Result<Page> {
        let cursor = cursor.map_or(Ok(ListCursor::default()), |cursor| cursor.parse())?;
        let (instances, next) = self.page(cursor).await?;
        Ok(Page { instances, next: next.map(|next| next.to_string()) })
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        self.find_instances(ids).await
    }

    /// Rejects a spot instance without `force`, as CompShare would, and an instance whose region or zone is
    /// unknown both in the list and in the client: a stop must name both.
    fn check(&self, instance: &tingji_core::Instance, request: &StopRequest) -> Result<()> {
        CAPABILITIES.check_stop(request)?;
        if instance.spot && request.force == ShutdownMode::Graceful {
            let message = Text::new("a spot instance can only be powered off", "抢占式实例只能强制停机");
            let advice = Text::new(
                "stop it with force, or delete it, as CompShare recommends",
                "请强制停机，或按优云智算的建议直接删除",
            );
            return Err(Error::new(ErrorKind::Unsupported, message).with_advice(advice));
        }
        let own = Config { region: instance.region.clone(), zone: instance.zone.clone(), project_id: None };
        require_zone(resolve(&own, self.config()), instance.id.id()).map(|_| ())
    }

    async fn send_stop(
        &self,
        instance: &tingji_core::Instance,
        request: &StopRequest,
    ) -> Result<Acknowledgement> {
        self.check(instance, request)?;
        let operation =
            StopCompShareInstance::new(instance.id.id()).force(request.force == ShutdownMode::PowerOff);
        self.send_for_receipt(&operation.located_at(instance)).await
    }

    async fn send_start(
        &self,
        instance: &tingji_core::Instance,
        request: &StartRequest,
    ) -> Result<Acknowledgement> {
        CAPABILITIES.check_start(request)?;
        let operation = StartCompShareInstance::new(instance.id.id());
        self.send_for_receipt(&operation.located_at(instance)).await
    }

    async fn send_reboot(
        &self,
        instance: &tingji_core::Instance,
        request: &RebootRequest,
    ) -> Result<Acknowledgement> {
        CAPABILITIES.check_reboot(request)?;
        if request.force == ShutdownMode::PowerOff {
            return Err(Error::new(ErrorKind::Unsupported, FORCED_REBOOT_UNSUPPORTED));
        }
        let operation = RebootCompShareInstance::new(instance.id.id());
        self.send_for_receipt(&operation.located_at(instance)).await
    }

    async fn send_delete(
        &self,
        instance: &tingji_core::Instance,
        request: &DeleteRequest,
    ) -> Result<Acknowledgement> {
        CAPABILITIES.check_delete(request)?;
        let operation = TerminateCompShareInstance::new(instance.id.id());
        self.send_for_receipt(&operation.located_at(instance)).await
    }
}
