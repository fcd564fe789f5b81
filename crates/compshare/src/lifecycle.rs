//! CompShare behind the shared interface.

use tingji_core::lifecycle::{
    BoxFuture, Capabilities, Force, Gpu, Page, Receipt, StopRequest, Support, check_capabilities,
};
use tingji_core::{Error, ErrorKind, InstanceId, Lifecycle, Phase, Result, State};
use tingji_ucloud::protocol::check_end;

use crate::endpoint::region_of;
use crate::operation::{DescribeCompShareInstance, StopCompShareInstance};
use crate::{Client, Instance};

/// What CompShare can do, and what it goes on charging.
pub const CAPABILITIES: Capabilities = Capabilities {
    force: Support::Yes,
    no_charge: Support::No(
        "a Postpay stop already ends the charge for CPU, GPU and memory; Day, Month and Dynamic are charged on",
    ),
    idempotency_token: Support::No(
        "StopCompShareInstance has no such token; its state makes repeats harmless",
    ),
    batch: 100,
    still_charged: "disks beyond the free quota and paid images; with Day, Month or Dynamic the whole \
                    instance. A Postpay instance is destroyed after 7 days stopped",
};

/// A look-up of 100 ids that takes more pages than this is taken for one that never ends.
const MOST_PAGES: usize = 100;

fn view(instance: &Instance) -> Option<tingji_core::Instance> {
    let id = InstanceId::new(instance.uhost_id.as_deref()?, None).ok()?;
    let state = match &instance.state {
        Some(state) => State::new(state.phase(), state.as_str()),
        None => State::new(Phase::Unknown, ""),
    };
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let mut view = tingji_core::Instance::new(id, state);
    view.zone = given(&instance.zone);
    let of_zone = || view.zone.as_deref().and_then(region_of).map(str::to_owned);
    view.region = given(&instance.region).or_else(of_zone);
    view.name = instance.name.clone().unwrap_or_default();
    view.gpu = gpu(instance);
    view.charge = given(&instance.charge_type);
    view.spot = instance.is_spot();
    view.created = instance.created();
    view.revision = instance.update_time;
    Some(view)
}

fn gpu(instance: &Instance) -> Option<Gpu> {
    let kind = instance.gpu_type.clone().unwrap_or_default();
    match instance.gpu.map(u32::try_from) {
        Some(Ok(count)) if count > 0 => Some(Gpu { kind, count }),
        None if !kind.is_empty() => Some(Gpu { kind, count: 0 }),
        _ => None,
    }
}

impl Client {
    async fn by_ids(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let mut operation = DescribeCompShareInstance::new().uhost_ids(ids.iter().map(InstanceId::id));
        let mut found = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = self.send(&operation).await?;
            let views = page.uhost_set.iter().filter_map(view);
            found.extend(views.filter(|instance| ids.contains(&instance.id)));
            let has = |id: &InstanceId| found.iter().any(|view: &tingji_core::Instance| view.id == *id);
            match operation.after(&page) {
                _ if ids.iter().all(has) => return Ok(found),
                Some(next) => operation = next,
                None => {
                    check_end(operation.offset, page.uhost_set.len(), page.total_count)?;
                    return Ok(found);
                }
            }
        }
        Err(Error::new(ErrorKind::Decode, "the look-up has more than 100 pages, as if it never ended"))
    }

    /// One by one, for when one unknown id spoils the whole look-up.
    async fn one_by_one(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let mut found = Vec::new();
        for id in ids {
            match self.by_ids(std::slice::from_ref(id)).await {
                Ok(views) => found.extend(views),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "compshare"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn list(&self, cursor: Option<String>) -> BoxFuture<'_, Result<Page>> {
        Box::pin(async move {
            let offset = cursor
                .as_deref()
                .map_or(Ok(0), str::parse)
                .map_err(|_| Error::new(ErrorKind::InvalidRequest, "the cursor is not one of this list's"))?;
            let operation = DescribeCompShareInstance::new().offset(offset);
            let page = self.send(&operation).await?;
            let instances = page.uhost_set.iter().filter_map(view).collect();
            Ok(Page { instances, next: operation.after(&page).map(|next| next.offset.to_string()) })
        })
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<tingji_core::Instance>>> {
        Box::pin(async move {
            match self.by_ids(ids).await {
                Err(error) if error.kind() == ErrorKind::NotFound => self.one_by_one(ids).await,
                result => result,
            }
        })
    }

    /// Also refuses a spot instance unless forced, before CompShare does.
    fn check(&self, instance: &tingji_core::Instance, request: &StopRequest) -> Result<()> {
        check_capabilities(&CAPABILITIES, request)?;
        if instance.spot && request.force == Force::No {
            let message = "a spot instance stops only with force (--force); CompShare's way is to delete it";
            return Err(Error::new(ErrorKind::InvalidState, message));
        }
        Ok(())
    }

    fn stop<'a>(
        &'a self,
        instance: &'a tingji_core::Instance,
        request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Receipt>> {
        Box::pin(async move {
            self.check(instance, request)?;
            let mut operation =
                StopCompShareInstance::new(instance.id.id())?.force(request.force == Force::Yes);
            if let Some(region) = &instance.region {
                operation = operation.region(region);
            }
            if let Some(zone) = &instance.zone {
                operation = operation.zone(zone);
            }
            let response = self.send(&operation).await?;
            Ok(Receipt { request_id: response.request_id })
        })
    }
}
