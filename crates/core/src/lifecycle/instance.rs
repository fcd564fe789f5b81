//! [`Instance`]: one of them, as a list or a look-up shows it.

use std::fmt;

use super::{Billing, InstanceId, Price, State};
use crate::UnixTime;

/// Graphics cards of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gpu {
    /// The vendor's name of the card; empty where only a count is told.
    pub kind: String,
    /// How many; 0 where only the kind is told.
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

/// One instance as a list or a look-up shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Instance {
    /// What to stop it by.
    pub id: InstanceId,
    /// The vendor's region.
    pub region: Option<String>,
    /// The vendor's zone.
    pub zone: Option<String>,
    /// The owner's name for it.
    pub name: String,
    /// Its state.
    pub state: State,
    /// Its graphics cards, where the vendor tells.
    pub gpu: Option<Gpu>,
    /// How it is charged, in the vendor's word.
    pub charge: Option<String>,
    /// What it costs while it runs, where the vendor's answer tells.
    pub price: Option<Price>,
    /// Whether it is a spot instance.
    pub spot: bool,
    /// The owner's tags, keys and values; some vendors have none, some only a group's name.
    pub tags: Vec<(String, String)>,
    /// When it was made.
    pub created: Option<UnixTime>,
    /// What it costs when it is stopped, and when it goes away by itself.
    pub billing: Billing,
    /// Something that changes whenever the vendor writes the instance, to tell a fresh state from
    /// a stale one.
    pub revision: Option<i64>,
}

impl Instance {
    /// An instance of which only id and state are known.
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
}
