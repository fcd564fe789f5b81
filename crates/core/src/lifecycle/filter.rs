//! [`Filter`]: which instances a list is about.

use super::{Instance, Phase};

/// Which instances to list; conditions hold together. A provider hands the vendor what the vendor
/// can filter, and [`Filter::matches`] is applied to every instance in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filter {
    /// One of these phases; empty for any.
    pub phases: Vec<Phase>,
    /// A part of the name, whatever its case.
    pub name: Option<String>,
    /// Only spot instances, or only others.
    pub spot: Option<bool>,
    /// Only with graphics cards, or only without; instances of which the vendor does not tell count
    /// as without.
    pub gpu: Option<bool>,
}

impl Filter {
    /// Every instance.
    pub fn all() -> Self {
        Self::default()
    }

    /// Whether this instance is meant.
    pub fn matches(&self, instance: &Instance) -> bool {
        let name = self.name.as_ref().map(|name| name.to_lowercase());
        (self.phases.is_empty() || self.phases.contains(&instance.state.phase()))
            && name.is_none_or(|name| instance.name.to_lowercase().contains(&name))
            && self.spot.is_none_or(|spot| spot == instance.spot)
            && self.gpu.is_none_or(|gpu| gpu == instance.gpu.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InstanceId, State};

    #[test]
    fn conditions_hold_together() {
        let mut instance =
            Instance::new(InstanceId::new("i-1", None).unwrap(), State::new(Phase::Running, "Running"));
        instance.name = "Train-训练".into();
        assert!(Filter::all().matches(&instance));
        let mut filter = Filter { phases: vec![Phase::Running], name: Some("TRAIN".into()), ..Filter::all() };
        assert!(filter.matches(&instance));
        filter.spot = Some(true);
        assert!(!filter.matches(&instance));
        filter = Filter { gpu: Some(true), ..Filter::all() };
        assert!(!filter.matches(&instance));
    }
}
