//! [`BillingNotice`]: the items that are still charged after a stop, and how to end the charges.

use tingji::core::engine::{Outcome, Report};
use tingji::core::lifecycle::{Action, Capabilities, ChargeItem, StoppedBilling};
use tingji::core::{Instance, Phase, Text, UnixTime};
use tingji::{FleetJob, Target};

use crate::lang::{current, tr};

/// The charges that remain after the stop of one instance.
#[derive(Debug)]
pub(crate) struct BillingNotice {
    /// Stopped instance.
    target: Target,
    /// Items that are still charged.
    items: Vec<ChargeItem>,
    /// Capabilities of the product, with the links to its prices.
    product: &'static Capabilities,
    /// Time at which the vendor releases the instance.
    release_at: Option<UnixTime>,
    /// End of the prepaid time.
    expires_at: Option<UnixTime>,
    /// True for an instance that is paid in advance.
    prepaid: bool,
}

impl BillingNotice {
    /// Returns the charges after the requested stop, whether it has happened or is only planned.
    ///
    /// Returns `None` for other actions.
    pub(crate) fn after(order: &FleetJob, instance: Option<&Instance>) -> Option<Self> {
        let Action::Stop(request) = &order.action else { return None };
        let product = order.target.cloud().capabilities;
        let billing = instance.map(|instance| instance.billing.clone()).unwrap_or_default();
        // An instance that was already stopped was not stopped with the options of this order.
        let stopped = instance.is_some_and(|instance| instance.state.phase() == Phase::Stopped);
        let charging = if stopped { StoppedBilling::VendorDefault } else { request.charging };
        let mut items = billing.after(charging);
        if items.is_empty() {
            items.push(ChargeItem::new(product.still_charged.en, product.still_charged.zh));
        }
        let release_at = billing.release_at;
        let expires_at = billing.expires_at;
        let charge = instance.and_then(|instance| instance.charge.as_deref()).unwrap_or_default();
        let prepaid = expires_at.is_some() || charge.to_ascii_lowercase().starts_with("pre");
        Some(Self { target: order.target.clone(), items, product, release_at, expires_at, prepaid })
    }

    /// Returns the charges once the outcome is known; `None` unless the instance is stopped or would be.
    pub(crate) fn of(order: &FleetJob, report: &Report, instance: Option<&Instance>) -> Option<Self> {
        let stopped =
            matches!(report.outcome, Outcome::Stopped | Outcome::AlreadyStopped | Outcome::WouldStop);
        if stopped { Self::after(order, instance) } else { None }
    }

    /// Returns the charged items in English, for JSON.
    pub(crate) fn items(&self) -> Vec<&'static str> {
        self.items.iter().map(|item| item.name.en).collect()
    }

    /// Returns how to end the charges, in English, for JSON.
    pub(crate) fn end(&self) -> &'static str {
        self.way_to_end().en
    }

    /// Returns how to end the charges; prepaid instances have their own text on some clouds.
    fn way_to_end(&self) -> Text {
        let product = self.product;
        product.end_prepaid.filter(|_| self.prepaid).unwrap_or(product.end_charges)
    }

    /// Returns the charged items in the current language, joined by semicolons.
    pub(crate) fn shown(&self) -> String {
        let items: Vec<_> =
            self.items.iter().map(|item| current().choose(item.name.en, item.name.zh)).collect();
        items.join(tr!("; ", "；").as_str())
    }

    /// Returns the notice as one line in the current language.
    pub(crate) fn line(&self) -> String {
        let target = &self.target;
        let items = self.shown();
        let dates = self.dates();
        let how = self.how();
        tr!(
            "note: {target} is still charged for: {items}{dates}. To end the charges: {how}",
            "注：{target} 仍在计费：{items}{dates}。终止计费：{how}"
        )
    }

    /// Returns the end of the prepaid period and the release time in parentheses, or an empty text.
    fn dates(&self) -> String {
        let expires = self.expires_at.map(|time| tr!(" (prepaid until {time})", "（预付费至 {time}）"));
        let release = self
            .release_at
            .map(|time| tr!(" (the vendor deletes it at {time})", "（厂商将于 {time} 销毁该实例）"));
        expires.into_iter().chain(release).collect()
    }

    /// Returns how to end the charges, with the delete command unless the instance is prepaid.
    fn how(&self) -> String {
        let target = &self.target;
        let Text { en, zh } = self.way_to_end();
        if self.prepaid {
            return tr!("{en}", "{zh}");
        }
        tr!("`tingji delete {target}` ({en})", "`tingji delete {target}`（{zh}）")
    }
}
