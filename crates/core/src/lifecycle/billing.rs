//! [`Billing`] and [`ChargeItem`]: what an instance goes on costing.

use std::fmt;

use super::StoppedBilling;
use crate::UnixTime;

/// Something that is charged, in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeItem {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// Whether a [no-charge](StoppedBilling::NoCharge) stop that was taken on ends it.
    pub ends: ChargeEnds,
}

/// Whether a no-charge stop that was taken on ends a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeEnds {
    /// It does.
    OnNoChargeStop,
    /// It does not, or the vendor does not say so.
    OnDelete,
}

impl ChargeItem {
    /// Charged on after any stop.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh, ends: ChargeEnds::OnDelete }
    }

    /// Charged on after a plain stop only.
    pub const fn ends_on_no_charge_stop(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh, ends: ChargeEnds::OnNoChargeStop }
    }
}

impl fmt::Display for ChargeItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}

impl PartialEq<&str> for ChargeItem {
    /// By its English words.
    fn eq(&self, other: &&str) -> bool {
        self.en == *other
    }
}

/// What an instance costs when it is stopped, and when it goes away by itself. Facts only: what the
/// vendor does not tell is `None` or empty, never guessed to be free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Billing {
    /// Whether a plain stop ends the charge for its compute; `None` where the vendor does not say.
    pub stop_frees_compute: Option<bool>,
    /// What is charged on after a stop.
    pub keeps_charging: Vec<ChargeItem>,
    /// When the vendor will destroy it, data and all.
    pub release_at: Option<UnixTime>,
    /// When the vendor will stop it, as the owner has scheduled.
    pub scheduled_stop_at: Option<UnixTime>,
    /// When its prepaid time ends.
    pub expires_at: Option<UnixTime>,
}

impl Billing {
    /// What is charged on after a stop that asks for this.
    pub fn after(&self, charging: StoppedBilling) -> Vec<ChargeItem> {
        let goes_on = |item: &ChargeItem| {
            charging == StoppedBilling::VendorDefault || item.ends == ChargeEnds::OnDelete
        };
        self.keeps_charging.iter().copied().filter(goes_on).collect()
    }
}
