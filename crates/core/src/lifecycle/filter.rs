//! [`Filter`]: the conditions of a list.

use super::{Instance, Phase};

/// Conditions of a list. An instance must meet all of them; the default has none.
///
/// A provider passes to the vendor the conditions that the vendor can evaluate. [`Filter::matches`] evaluates
/// all of them for every instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filter {
    /// Allowed phases; empty for any.
    pub phases: Vec<Phase>,
    /// Part of the name, compared without case.
    pub name: Option<String>,
    /// `true` for spot instances only, `false` for others only.
    pub spot: Option<bool>,
    /// `true` for instances with GPUs only, `false` for others only. An instance without a reported GPU
    /// counts as one without GPUs.
    pub gpu: Option<bool>,
}

impl Filter {
    /// Returns the filter without conditions.
    pub fn all() -> Self {
        Self::default()
    }

    /// Sets the allowed phases.
    #[must_use]
    pub fn phases(mut self, phases: impl IntoIterator<Item = Phase>) -> Self {
        self.phases = phases.into_iter().collect();
        self
    }

    /// Sets the part of the name, which is compared without case.
    #[must_use]
    pub fn name(mut self, part: impl Into<String>) -> Self {
        self.name = Some(part.into());
        self
    }

    /// Selects spot instances only, or with `false` the others only.
    #[must_use]
    pub fn spot(mut self, is_spot: bool) -> Self {
        self.spot = Some(is_spot);
        self
    }

    /// Selects instances with GPUs only, or with `false` the others only.
    #[must_use]
    pub fn gpu(mut self, has_gpu: bool) -> Self {
        self.gpu = Some(has_gpu);
        self
    }

    /// Returns true if the instance meets every condition.
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
    fn filter_requires_all_conditions() {
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
