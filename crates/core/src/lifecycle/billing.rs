//! [`Billing`] and [`ChargeItem`]: the charges of an instance that a stop does not end.

use std::fmt;

use super::StoppedBilling;
use crate::{Text, UnixTime};

/// Part of an instance that is charged, such as "disks", in a few words. `Display` and `Debug` write the
/// English name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ChargeItem {
    /// Name of the item.
    pub name: Text,
    /// End of the charge: with a stop, or only with the deletion.
    pub ends: ChargeEnds,
}

/// Action that ends a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeEnds {
    /// A [no-charge](StoppedBilling::NoCharge) stop that the vendor accepted.
    OnNoChargeStop,
    /// Only the deletion, or the vendor does not publish it.
    OnDelete,
}

impl ChargeItem {
    /// Creates an item that is charged after every stop.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { name: Text::new(en, zh), ends: ChargeEnds::OnDelete }
    }

    /// Creates an item that is charged after a plain stop, and not after a no-charge stop.
    pub const fn ends_on_no_charge_stop(en: &'static str, zh: &'static str) -> Self {
        Self { name: Text::new(en, zh), ends: ChargeEnds::OnNoChargeStop }
    }

    /// Returns true if the item is charged after a stop with this billing.
    fn is_charged_after(&self, charging: StoppedBilling) -> bool {
        charging == StoppedBilling::VendorDefault || self.ends == ChargeEnds::OnDelete
    }
}

impl fmt::Display for ChargeItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name.en)
    }
}

impl fmt::Debug for ChargeItem {
    /// Writes the English name in quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.name.en, f)
    }
}

impl PartialEq<&str> for ChargeItem {
    /// Compares the English name.
    fn eq(&self, other: &&str) -> bool {
        self.name.en == *other
    }
}

/// Charges of a stopped instance, and the times at which the vendor ends it. A fact that the vendor does not
/// report is `None` or missing; it never means "free".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Billing {
    /// True if a plain stop ends the charge for compute; `None` if the vendor does not report it.
    pub stop_frees_compute: Option<bool>,
    /// Charge for compute of the stopped instance: true if the vendor reports it, false if the vendor reports
    /// that there is none. `None` if the instance is not stopped, or the vendor does not report it.
    pub compute_charged: Option<bool>,
    /// Items that are still charged after a plain stop.
    pub keeps_charging: Vec<ChargeItem>,
    /// Time at which the vendor will delete the instance with its data.
    pub release_at: Option<UnixTime>,
    /// Time at which the vendor will stop the instance, as scheduled by its owner.
    pub scheduled_stop_at: Option<UnixTime>,
    /// End of the prepaid time.
    pub expires_at: Option<UnixTime>,
}

impl Billing {
    /// Returns the items that are still charged after a stop with this billing.
    pub fn after(&self, charging: StoppedBilling) -> Vec<ChargeItem> {
        self.keeps_charging.iter().copied().filter(|item| item.is_charged_after(charging)).collect()
    }
}
