//! [`Offered`]: an instance offered as a completion, and the filter that selects it.

use clap_complete::CompletionCandidate;
use serde::{Deserialize, Serialize};
use tingji::core::{Instance, Phase, sanitize_line};
use tingji::{Listing, Target};

/// Which instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// What is not stopped, the running ones first.
    ToStop,
    Stopped,
    Running,
    All,
}

/// An instance to be offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Offered {
    pub(super) target: String,
    name: String,
    state: String,
    condition: Condition,
}

/// What is asked of a phase here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Condition {
    Running,
    Stopped,
    Other,
}

pub(super) fn of_listing(listing: &Listing) -> impl Iterator<Item = Offered> + '_ {
    let target = |instance: &Instance| {
        let (profile, region) = (listing.profile.as_deref(), instance.region.as_deref());
        Target::of(listing.cloud, profile, region, instance.id.clone()).to_string()
    };
    let instances = listing.instances.iter().flatten();
    let offered = instances
        .filter(|instance| !matches!(instance.state.phase(), Phase::Deleting | Phase::Deleted))
        .map(move |instance| {
            let condition = match instance.state.phase() {
                Phase::Running => Condition::Running,
                Phase::Stopped => Condition::Stopped,
                _ => Condition::Other,
            };
            let (name, state) = (sanitize_line(&instance.name), sanitize_line(instance.state.as_str()));
            Offered { target: target(instance), name, state, condition }
        });
    offered.filter(|offered| is_plain(&offered.target))
}

/// Whether a shell takes it as it is: what a cloud calls an instance must not become a command.
fn is_plain(target: &str) -> bool {
    target.chars().all(|c| c.is_ascii_alphanumeric() || "/:@._-".contains(c))
}

impl Offered {
    pub(super) fn is(&self, wanted: Wanted) -> bool {
        match wanted {
            Wanted::ToStop => self.condition != Condition::Stopped,
            Wanted::Stopped => self.condition == Condition::Stopped,
            Wanted::Running => self.condition == Condition::Running,
            Wanted::All => true,
        }
    }

    /// With its name and state beside it; the running ones first.
    pub(super) fn candidate(&self) -> CompletionCandidate {
        let told: Vec<_> = [&self.name, &self.state].into_iter().filter(|text| !text.is_empty()).collect();
        let told = told.into_iter().map(String::as_str).collect::<Vec<_>>().join(" · ");
        CompletionCandidate::new(&self.target)
            .help((!told.is_empty()).then(|| told.into()))
            .display_order(Some(usize::from(self.condition != Condition::Running)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_apart_or_run_is_not_offered() {
        assert!(is_plain("volcengine:work/cn-beijing/i-1") && is_plain("ucloud/uaiservice-1@v.2_x"));
        for bad in ["bce/$(reboot)", "bce/i 1", "bce/i;1", "bce/i*", "bce/`x`", "bce/é", "bce/i\n1"] {
            assert!(!is_plain(bad), "{bad}");
        }
    }
}
