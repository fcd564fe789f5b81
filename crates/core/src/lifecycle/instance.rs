//! [`Instance`]: an instance as a list or a look-up returns it.

use std::fmt;

use super::{Billing, ChargeItem, InstanceId, Price, State};
use crate::UnixTime;

/// GPUs of an instance. `Display` writes for example `8× A800`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gpu {
    /// The vendor's name of the card; empty if the vendor reports only the count.
    pub kind: String,
    /// Number of cards; 0 if the vendor reports only the name.
    pub count: u32,
}

impl fmt::Display for Gpu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.count, self.kind.as_str()) {
            (0, kind) => f.write_str(kind),
            (count, "") => write!(f, "{count}× GPU"),
            (count, kind) => write!(f, "{count}× {kind}"),
        }
    }
}

/// Instance as a list or a look-up returns it. A field that the vendor does not report is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Instance {
    /// Id for requests about the instance.
    pub id: InstanceId,
    /// The vendor's id of the region.
    pub region: Option<String>,
    /// The vendor's id of the zone.
    pub zone: Option<String>,
    /// Name that the owner chose; may be empty.
    pub name: String,
    /// State with its phase.
    pub state: State,
    /// GPUs.
    pub gpu: Option<Gpu>,
    /// The vendor's text for the billing mode, such as `PostPaid`.
    pub charge: Option<String>,
    /// Price while the instance runs.
    pub price: Option<Price>,
    /// True for a spot instance, which the vendor may reclaim.
    pub spot: bool,
    /// Tags as keys and values. Some vendors have no tags, some only the name of a group.
    pub tags: Vec<(String, String)>,
    /// Time of creation.
    pub created: Option<UnixTime>,
    /// Charges after a stop, and the times at which the vendor ends the instance.
    pub billing: Billing,
    /// Number that changes whenever the vendor writes the instance, such as the time of the last update. A
    /// changed revision shows that a state is newer than a request.
    pub revision: Option<i64>,
}

impl Instance {
    /// Creates an instance with an id and a state; every other field is empty.
    pub fn new(id: InstanceId, state: State) -> Self {
        Self {
            id,
            region: None,
            zone: None,
            name: String::new(),
            state,
            gpu: None,
            charge: None,
            price: None,
            spot: false,
            tags: Vec::new(),
            created: None,
            billing: Billing::default(),
            revision: None,
        }
    }

    /// Returns the items that are charged while the instance is stopped, as far as the vendor reports them.
    /// An empty list means that the vendor reports none, not that the instance costs nothing.
    pub fn charges(&self) -> &[ChargeItem] {
        &self.billing.keeps_charging
    }
}
