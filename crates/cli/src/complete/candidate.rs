//! [`Candidate`]: an instance offered as a completion, and the filter that selects it.

use clap_complete::CompletionCandidate;
use serde::{Deserialize, Serialize};
use tingji::core::{Instance, Phase, sanitize_line};
use tingji::{Listing, Target};

/// The instances that a command offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TargetFilter {
    /// Instances that are not stopped, running ones first.
    ToStop,
    /// Stopped instances.
    Stopped,
    /// Running instances.
    Running,
    /// Every instance.
    All,
}

/// An instance that can be offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Candidate {
    /// Target as the command line accepts it.
    pub(super) target: String,
    /// Name, for the description beside the candidate.
    name: String,
    /// State in the vendor's spelling.
    state: String,
    /// State in the terms of the filter.
    condition: PowerState,
}

/// The state of an instance as far as completion needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum PowerState {
    Running,
    Stopped,
    /// Any other state, such as a change that is not finished.
    Other,
}

/// Returns the candidates of a listing, without deleted instances.
pub(super) fn of_listing(listing: &Listing) -> impl Iterator<Item = Candidate> + '_ {
    let instances = listing.instances.iter().flatten();
    let offered = instances
        .filter(|instance| !matches!(instance.state.phase(), Phase::Deleting | Phase::Deleted))
        .map(|instance| to_candidate(listing, instance));
    offered.filter(|offered| is_plain(&offered.target))
}

/// Converts an instance of a listing.
fn to_candidate(listing: &Listing, instance: &Instance) -> Candidate {
    let profile = listing.profile.as_deref();
    let region = instance.region.as_deref();
    let target = Target::of(listing.cloud, profile, region, instance.id.clone());
    let condition = match instance.state.phase() {
        Phase::Running => PowerState::Running,
        Phase::Stopped => PowerState::Stopped,
        _ => PowerState::Other,
    };
    Candidate {
        target: target.to_string(),
        name: sanitize_line(&instance.name),
        state: sanitize_line(instance.state.as_str()),
        condition,
    }
}

/// Returns true if a shell takes the text literally. The name of an instance must not become a command.
fn is_plain(target: &str) -> bool {
    target.chars().all(|c| c.is_ascii_alphanumeric() || "/:@._-".contains(c))
}

impl Candidate {
    /// Returns true if the filter selects the instance.
    pub(super) fn is(&self, wanted: TargetFilter) -> bool {
        match wanted {
            TargetFilter::ToStop => self.condition != PowerState::Stopped,
            TargetFilter::Stopped => self.condition == PowerState::Stopped,
            TargetFilter::Running => self.condition == PowerState::Running,
            TargetFilter::All => true,
        }
    }

    /// Returns the completion with name and state as its help; running instances come first.
    pub(super) fn candidate(&self) -> CompletionCandidate {
        let details: Vec<_> = [&self.name, &self.state].into_iter().filter(|text| !text.is_empty()).collect();
        let details = details.into_iter().map(String::as_str).collect::<Vec<_>>().join(" · ");
        CompletionCandidate::new(&self.target)
            .help((!details.is_empty()).then(|| details.into()))
            .display_order(Some(usize::from(self.condition != PowerState::Running)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_with_shell_characters_are_not_offered() {
        assert!(is_plain("volcengine:work/cn-beijing/i-1") && is_plain("ucloud/uaiservice-1@v.2_x"));
        for bad in ["bce/$(reboot)", "bce/i 1", "bce/i;1", "bce/i*", "bce/`x`", "bce/é", "bce/i\n1"] {
            assert!(!is_plain(bad), "{bad}");
        }
    }
}
