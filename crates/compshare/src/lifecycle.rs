//! CompShare behind the shared interface.

use tingji_core::lifecycle::{
    Billing, BoxFuture, Capabilities, Charged, DeleteRequest, Filter, Force, Link, Page, Price,
    RebootRequest, Receipt, Requests, StartRequest, StopRequest, Support,
};
use tingji_core::operation::Operation;
use tingji_core::{Error, ErrorKind, InstanceId, Lifecycle, Phase, Result, State};

use crate::endpoint::region_of;
use crate::model::ChargeType;
use crate::operation::{
    RebootCompShareInstance, StartCompShareInstance, StopCompShareInstance, TerminateCompShareInstance,
};
use crate::place::Place;
use crate::regions::Cursor;
use crate::{Client, CompShare, Instance};

/// What CompShare can do, and what it goes on charging.
pub const CAPABILITIES: Capabilities = Capabilities {
    start: Support::Yes,
    reboot: Support::Yes,
    delete: Support::Yes,
    force: Support::Yes,
    no_charge: Support::No(
        "a Postpay stop already ends the charge for CPU, GPU and memory; Year, Month, Day and Dynamic are \
         charged on",
        "Postpay 实例停机后 CPU、GPU 和内存本就不再计费；Year、Month、Day、Dynamic 则照常计费",
    ),
    dry_run: Support::No("CompShare rehearses nothing", "CompShare 不支持演练"),
    idempotency_token: Support::No(
        "StopCompShareInstance has no such token; its state makes repeats harmless",
        "StopCompShareInstance 没有幂等标识；按其状态判断，重复停止无害",
    ),
    batch_stop: Support::No(
        "StopCompShareInstance takes one instance",
        "StopCompShareInstance 一次只接受一台实例",
    ),
    scheduled_stop: Support::Yes,
    batch: 100,
    still_charged: "disks beyond the free quota and paid images; with Year, Month, Day or Dynamic the whole \
                    instance. A Postpay instance is destroyed after 7 days stopped",
    still_charged_zh: "超出免费额度的磁盘和付费镜像；Year、Month、Day、Dynamic 计费的实例整机照常计费。\
                       Postpay 实例停机满 7 天会被销毁",
    end_charges: "deleting the instance ends it, but for data disks, which stay and are charged",
    end_charges_zh: "删除实例后不再计费，但数据盘会保留并继续计费",
    end_prepaid: "turn its automatic renewal off, or delete the instance; data disks stay and are charged",
    end_prepaid_zh: "关闭自动续费，或删除实例；数据盘会保留并继续计费",
    requests: Requests {
        stop: StopCompShareInstance::NAME,
        start: StartCompShareInstance::NAME,
        reboot: RebootCompShareInstance::NAME,
        delete: TerminateCompShareInstance::NAME,
        force: "Force=true",
        no_charge: "",
    },
    page: "https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance",
};

/// Why a forced reboot is refused, although a stop can be forced.
const NO_FORCED_REBOOT: &str = "RebootCompShareInstance has no forced form";

/// The instance as the shared interface knows it; `region` is where it was looked for.
pub(crate) fn view(instance: &Instance, region: Option<&String>) -> Option<tingji_core::Instance> {
    let id = InstanceId::new(instance.uhost_id.as_deref()?, None).ok()?;
    let state = match &instance.state {
        Some(state) => State::new(state.phase(), state.as_str()),
        None => State::new(Phase::Unknown, ""),
    };
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let mut view = tingji_core::Instance::new(id, state);
    view.zone = given(&instance.zone);
    let of_zone = || view.zone.as_deref().and_then(region_of).map(str::to_owned);
    view.region = given(&instance.region).or_else(of_zone).or_else(|| region.cloned());
    view.name = instance.name.clone().unwrap_or_default();
    view.gpu = instance.cards();
    view.charge = instance.charge_type.as_ref().map(|charge| charge.as_str().to_owned());
    view.price = instance.instance_price.and_then(|price| Price::new(price, "CNY", "hour"));
    view.billing = billing(instance);
    view.spot = instance.is_spot();
    // The vendor's tag is the name of a business group.
    view.tags = given(&instance.tag).map(|tag| ("Tag".to_owned(), tag)).into_iter().collect();
    view.created = instance.created();
    view.revision = instance.update_time;
    Some(view)
}

fn billing(instance: &Instance) -> Billing {
    let mut billing = Billing::default();
    billing.release_at = instance.scheduled_release();
    billing.scheduled_stop_at = instance.scheduled_stop();
    match instance.charge_type {
        Some(ChargeType::Postpay) => {
            billing.stop_frees_compute = Some(true);
            billing.keeps_charging = vec![
                Charged::new("disks beyond the free quota", "超出免费额度的磁盘"),
                Charged::new("paid images", "付费镜像"),
            ];
        }
        Some(ChargeType::Year | ChargeType::Month | ChargeType::Day | ChargeType::Dynamic) => {
            billing.stop_frees_compute = Some(false);
            billing.keeps_charging = vec![
                Charged::new(
                    "CPU, GPU and memory, until the prepaid time ends",
                    "CPU、GPU 和内存，直到预付费到期",
                ),
                Charged::new("disks", "磁盘"),
                Charged::new("paid images", "付费镜像"),
            ];
            billing.expires_at = instance.expires();
        }
        // Of a stopped spot instance the vendor says nothing.
        _ => {}
    }
    billing
}

/// The request with the place that the list told.
macro_rules! placed {
    ($operation:expr, $instance:expr) => {{
        let mut operation = $operation;
        if let Some(region) = &$instance.region {
            operation = operation.region(region);
        }
        if let Some(zone) = &$instance.zone {
            operation = operation.zone(zone);
        }
        operation
    }};
}

impl Client {
    async fn ask_for<O: Operation<Protocol = CompShare>>(&self, operation: &O) -> Result<Receipt> {
        Ok(Receipt { request_id: self.send(operation).await?.request_id })
    }
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "compshare"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn link(&self) -> Option<Link> {
        Some(Self::link(self))
    }

    /// None of the filter's conditions is one of CompShare's own, so all pages are read.
    fn list<'a>(&'a self, _filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>> {
        Box::pin(async move {
            let cursor = cursor.map_or(Ok(Cursor::default()), |cursor| cursor.parse())?;
            let (instances, next) = self.page(cursor).await?;
            Ok(Page { instances, next: next.map(|next| next.to_string()) })
        })
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<tingji_core::Instance>>> {
        Box::pin(self.find(ids))
    }

    /// Also refuses a spot instance unless forced, before CompShare does, and one whose region and
    /// zone neither the list nor the client tells: a stop must name both.
    fn check(&self, instance: &tingji_core::Instance, request: &StopRequest) -> Result<()> {
        CAPABILITIES.check_stop(request)?;
        if instance.spot && request.force == Force::No {
            let message = "a spot instance stops only with force (--force); CompShare's way is to delete it";
            let chinese = "抢占式实例只能强制停止（--force）；CompShare 的做法是直接删除";
            return Err(Error::new(ErrorKind::InvalidState, message).with_chinese(chinese));
        }
        let place = Place { region: instance.region.clone(), zone: instance.zone.clone(), project_id: None };
        place.known(self.config(), instance.id.id()).map(|_| ())
    }

    fn stop<'a>(
        &'a self,
        instance: &'a tingji_core::Instance,
        request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Receipt>> {
        Box::pin(async move {
            self.check(instance, request)?;
            let operation = StopCompShareInstance::new(instance.id.id())?.force(request.force == Force::Yes);
            self.ask_for(&placed!(operation, instance)).await
        })
    }

    fn start<'a>(
        &'a self,
        instance: &'a tingji_core::Instance,
        request: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Receipt>> {
        Box::pin(async move {
            CAPABILITIES.check_start(request)?;
            let operation = StartCompShareInstance::new(instance.id.id())?;
            self.ask_for(&placed!(operation, instance)).await
        })
    }

    fn reboot<'a>(
        &'a self,
        instance: &'a tingji_core::Instance,
        request: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Receipt>> {
        Box::pin(async move {
            CAPABILITIES.check_reboot(request)?;
            if request.force == Force::Yes {
                return Err(Error::new(ErrorKind::Unsupported, NO_FORCED_REBOOT));
            }
            let operation = RebootCompShareInstance::new(instance.id.id())?;
            self.ask_for(&placed!(operation, instance)).await
        })
    }

    fn delete<'a>(
        &'a self,
        instance: &'a tingji_core::Instance,
        request: &'a DeleteRequest,
    ) -> BoxFuture<'a, Result<Receipt>> {
        Box::pin(async move {
            CAPABILITIES.check_delete(request)?;
            let operation = TerminateCompShareInstance::new(instance.id.id())?;
            self.ask_for(&placed!(operation, instance)).await
        })
    }
}
