//! [`Charges`]: what still costs money after a stop, and how to end it.

use tingji::core::engine::{Outcome, Report};
use tingji::core::lifecycle::{Action, Capabilities, ChargeItem, StoppedBilling};
use tingji::core::{Instance, Phase, UnixTime};
use tingji::{FleetJob, Target};

use crate::lang::{Lang, chosen, say};

/// What still costs money after a stop of one instance.
#[derive(Debug)]
pub(crate) struct Charges {
    target: Target,
    items: Vec<ChargeItem>,
    product: &'static Capabilities,
    release_at: Option<UnixTime>,
    expires_at: Option<UnixTime>,
    prepaid: bool,
}

impl Charges {
    /// After the stop that was ordered, or would be; `None` where something else was.
    pub(crate) fn after(order: &FleetJob, instance: Option<&Instance>) -> Option<Self> {
        let Action::Stop(request) = &order.action else { return None };
        let product = order.target.cloud().capabilities()?;
        let billing = instance.map(|instance| instance.billing.clone()).unwrap_or_default();
        // One that was stopped before was not stopped as this order has it.
        let stopped = instance.is_some_and(|instance| instance.state.phase() == Phase::Stopped);
        let charging = if stopped { StoppedBilling::VendorDefault } else { request.charging };
        let mut items = billing.after(charging);
        if items.is_empty() {
            items.push(ChargeItem::new(product.still_charged, product.still_charged_zh));
        }
        let (release_at, expires_at) = (billing.release_at, billing.expires_at);
        let word = instance.and_then(|instance| instance.charge.as_deref()).unwrap_or_default();
        let prepaid = expires_at.is_some() || word.to_ascii_lowercase().starts_with("pre");
        Some(Self { target: order.target.clone(), items, product, release_at, expires_at, prepaid })
    }

    /// The same once it is known how the stop ended: only what is stopped, or would be, has any.
    pub(crate) fn of(order: &FleetJob, report: &Report, instance: Option<&Instance>) -> Option<Self> {
        let stopped =
            matches!(report.outcome, Outcome::Stopped | Outcome::AlreadyStopped | Outcome::WouldStop);
        if stopped { Self::after(order, instance) } else { None }
    }

    /// In English, for programs.
    pub(crate) fn items(&self) -> Vec<&'static str> {
        self.items.iter().map(|item| item.en).collect()
    }

    /// How to end it, in English, for programs.
    pub(crate) fn end(&self) -> &'static str {
        self.ways().0
    }

    fn ways(&self) -> (&'static str, &'static str) {
        let product = self.product;
        match product.end_prepaid {
            "" => (product.end_charges, product.end_charges_zh),
            _ if !self.prepaid => (product.end_charges, product.end_charges_zh),
            prepaid => (prepaid, product.end_prepaid_zh),
        }
    }

    /// For people.
    pub(crate) fn shown(&self) -> String {
        let word = |item: &ChargeItem| if chosen() == Lang::Zh { item.zh } else { item.en };
        self.items.iter().map(word).collect::<Vec<_>>().join(say!("; ", "；").as_str())
    }

    /// One line for people: what is still charged, and how to end it.
    pub(crate) fn line(&self) -> String {
        let (target, items, dates, how) = (&self.target, self.shown(), self.dates(), self.how());
        say!(
            "note: {target} still costs: {items}{dates}. To end it: {how}",
            "注：{target} 仍在计费：{items}{dates}。终止计费：{how}"
        )
    }

    /// What time will change.
    fn dates(&self) -> String {
        let expires = self.expires_at.map(|time| say!(" (prepaid until {time})", "（预付费至 {time}）"));
        let release = self
            .release_at
            .map(|time| say!(" (the vendor destroys it at {time})", "（厂商将于 {time} 销毁该实例）"));
        expires.into_iter().chain(release).collect()
    }

    /// With the command, where it can be expected to work.
    fn how(&self) -> String {
        let (target, (en, zh)) = (&self.target, self.ways());
        if self.prepaid {
            return say!("{en}", "{zh}");
        }
        say!("`tingji delete {target}`; {en}", "`tingji delete {target}`；{zh}")
    }
}
