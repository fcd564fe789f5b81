//! [`Billing`] and [`Charged`]: what an instance goes on costing.

use std::fmt;

use super::Charging;
use crate::UnixTime;

/// Something that is charged, in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charged {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// Whether a [no-charge](Charging::NoCharge) stop that was taken on ends it.
    pub ends: Ends,
}

/// Whether a no-charge stop that was taken on ends a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// It does.
    WithNoCharge,
    /// It does not, or the vendor does not say so.
    NotByAStop,
}

impl Charged {
    /// Charged on after any stop.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh, ends: Ends::NotByAStop }
    }

    /// Charged on after a plain stop only.
    pub const fn unless_no_charge(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh, ends: Ends::WithNoCharge }
    }
}

impl fmt::Display for Charged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}

impl PartialEq<&str> for Charged {
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
    pub keeps_charging: Vec<Charged>,
    /// When the vendor will destroy it, data and all.
    pub release_at: Option<UnixTime>,
    /// When the vendor will stop it, as the owner has scheduled.
    pub scheduled_stop_at: Option<UnixTime>,
    /// When its prepaid time ends.
    pub expires_at: Option<UnixTime>,
}

impl Billing {
    /// What is charged on after a stop that asks for this.
    pub fn after(&self, charging: Charging) -> Vec<Charged> {
        let goes_on = |item: &Charged| charging == Charging::VendorDefault || item.ends == Ends::NotByAStop;
        self.keeps_charging.iter().copied().filter(goes_on).collect()
    }
}
