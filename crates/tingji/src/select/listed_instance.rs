//! [`ListedInstance`]: an instance with its cloud and profile, as filters and sort orders see it.

use tingji_core::{Instance, UnixTime};

use crate::{Cloud, Target};

/// Instance of a list, with its cloud and profile.
#[derive(Clone, Copy, Debug)]
pub struct ListedInstance<'a> {
    /// Cloud of the instance.
    pub cloud: Cloud,
    /// Profile of the account; `None` for the default profile.
    pub profile: Option<&'a str>,
    /// Instance data.
    pub instance: &'a Instance,
    /// Current time, from which ages are computed.
    pub now: UnixTime,
}

impl ListedInstance<'_> {
    /// Returns the target of the instance.
    pub fn target(&self) -> Target {
        Target::of(self.cloud, self.profile, self.instance.region.as_deref(), self.instance.id.clone())
    }
}
