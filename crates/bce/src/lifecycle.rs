//! BCC behind the shared interface.

use std::collections::HashSet;

use tingji_core::lifecycle::{
    BoxFuture, Capabilities, Charging, Force, Gpu, Page, Receipt, StopRequest, Support,
};
use tingji_core::{Error, ErrorKind, InstanceId, Lifecycle, Phase, Result, State, UnixTime};

use crate::operation::{GetInstance, ListInstances, ListInstancesByIds, StopInstance};
use crate::{Client, Instance};

/// What BCC can do, and what it goes on charging.
pub const CAPABILITIES: Capabilities = Capabilities {
    force: Support::Yes,
    no_charge: Support::Yes,
    idempotency_token: Support::No(
        "BCC documents no clientToken for a stop; its state makes repeats harmless",
    ),
    batch: 100,
    still_charged: "disks, public addresses and bandwidth; compute too, unless stopWithNoCharge was \
                    granted, which prepaid and many GPU instances are not",
};

impl Client {
    fn view(&self, instance: &Instance) -> Option<tingji_core::Instance> {
        let id = InstanceId::new(instance.id.as_deref()?, None).ok()?;
        let state = match &instance.status {
            Some(status) => State::new(status.phase(), status.as_str()),
            None => State::new(Phase::Unknown, ""),
        };
        let mut view = tingji_core::Instance::new(id, state);
        view.region = Some(self.region().to_owned());
        view.zone.clone_from(&instance.zone_name);
        view.name = instance.name.clone().unwrap_or_default();
        view.gpu = gpu(instance);
        view.charge.clone_from(&instance.payment_timing);
        view.spot = instance.is_spot();
        let created = instance.create_time.as_deref().and_then(|text| text.parse::<jiff::Timestamp>().ok());
        view.created = created.map(|time| UnixTime::from_seconds(time.as_second()));
        Some(view)
    }

    fn views(&self, instances: &[Instance]) -> Vec<tingji_core::Instance> {
        instances.iter().filter_map(|instance| self.view(instance)).collect()
    }

    async fn by_ids(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let mut operation = ListInstancesByIds::new(ids.iter().map(InstanceId::id));
        let (mut found, mut markers) = (Vec::new(), HashSet::new());
        loop {
            let page = self.send(&operation).await?;
            found.extend(self.views(&page.instances));
            match page.next() {
                None if page.is_truncated == Some(true) => return Err(cut_off()),
                None => return Ok(found),
                Some(marker) if markers.insert(marker.clone()) => operation.marker = Some(marker),
                Some(_) => return Err(Error::new(ErrorKind::Decode, "the list repeats a page marker")),
            }
        }
    }

    /// One by one, for when one unknown id spoils the whole look-up.
    async fn one_by_one(&self, ids: &[InstanceId]) -> Result<Vec<tingji_core::Instance>> {
        let mut found = Vec::new();
        for id in ids {
            match self.send(&GetInstance::new(id.id())?).await {
                Ok(output) => found.extend(self.view(&output.instance)),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

/// Whoever is on the rest must not be taken for "not there".
fn cut_off() -> Error {
    Error::new(ErrorKind::Decode, "the list says that it goes on, but not where")
}

fn gpu(instance: &Instance) -> Option<Gpu> {
    let count = instance.card_count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
    instance.card().filter(|_| count > 0).map(|kind| Gpu { kind: kind.to_owned(), count })
}

impl Lifecycle for Client {
    fn cloud(&self) -> &'static str {
        "bce"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn list(&self, cursor: Option<String>) -> BoxFuture<'_, Result<Page>> {
        Box::pin(async move {
            let page = self.send(&ListInstances::new().marker(cursor)).await?;
            if page.next().is_none() && page.is_truncated == Some(true) {
                return Err(cut_off());
            }
            Ok(Page { instances: self.views(&page.instances), next: page.next() })
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

    fn stop<'a>(
        &'a self,
        instance: &'a tingji_core::Instance,
        request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Receipt>> {
        Box::pin(async move {
            let operation = StopInstance::new(instance.id.id())?
                .force_stop(request.force == Force::Yes)
                .stop_with_no_charge(request.charging == Charging::NoCharge);
            let response = self.send(&operation).await?;
            Ok(Receipt { request_id: response.request_id })
        })
    }
}
