//! [`Billing`]: what an instance goes on costing.

use crate::UnixTime;

/// What an instance costs when it is stopped, and when it goes away by itself. Facts only: what the
/// vendor does not tell is `None` or empty, never guessed to be free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Billing {
    /// Whether a plain stop ends the charge for its compute; `None` where the vendor does not say.
    pub stop_frees_compute: Option<bool>,
    /// What is charged on after a stop, each in a few words.
    pub keeps_charging: Vec<&'static str>,
    /// When the vendor will destroy it, data and all.
    pub release_at: Option<UnixTime>,
    /// When the vendor will stop it, as the owner has scheduled.
    pub scheduled_stop_at: Option<UnixTime>,
    /// When its prepaid time ends.
    pub expires_at: Option<UnixTime>,
}
