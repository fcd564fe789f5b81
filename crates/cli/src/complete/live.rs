//! Targets as the clouds have them now.

use std::ffi::OsStr;
use std::time::Duration;

use clap_complete::CompletionCandidate;
use serde::{Deserialize, Serialize};
use tingji::core::api::Timeouts;
use tingji::core::{Instance, Phase, one_line};
use tingji::{Cloud, Environment, Fleet, Listing, Target};

use super::cache::Cache;
use crate::args::parse_duration;

/// So long the clouds have to answer; whoever types waits no longer.
const LONGEST: Duration = Duration::from_secs(2);

/// A shorter time than [`LONGEST`].
const WITHIN: &str = "TINGJI_COMPLETE_WITHIN";

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
    target: String,
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

/// The instances that a command may be about and that go on as was typed.
pub(super) fn targets(typed: &OsStr, wanted: Wanted) -> Vec<CompletionCandidate> {
    // For an option no cloud is asked.
    let Some(typed) = typed.to_str().filter(|typed| !typed.starts_with('-')) else { return Vec::new() };
    let line: Vec<_> = std::env::args().collect();
    let is_new = |offered: &&Offered| offered.target == typed || !line.contains(&offered.target);
    offered()
        .iter()
        .filter(|offered| offered.target.starts_with(typed) && offered.is(wanted))
        .filter(is_new)
        .map(Offered::candidate)
        .collect()
}

/// The names in the file of profiles.
pub(super) fn profiles() -> Vec<CompletionCandidate> {
    let profiles = environment().profiles().unwrap_or_default();
    let mut names: Vec<_> = profiles.iter().map(tingji::profiles::Profile::name).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(CompletionCandidate::new).collect()
}

/// From the cache, else from the clouds.
fn offered() -> Vec<Offered> {
    let environment = environment();
    let accounts = environment.accounts(&Cloud::ALL).unwrap_or_default();
    if accounts.is_empty() {
        return Vec::new();
    }
    let cache = Cache::of(&environment, &accounts);
    if let Some(offered) = cache.as_ref().and_then(Cache::read) {
        return offered;
    }
    let offered = ask(environment, &accounts);
    if let Some(cache) = cache {
        cache.write(&offered);
    }
    offered
}

/// No one hears its warnings, and no metadata service is asked: off its clouds it would take seconds.
fn environment() -> Environment {
    Environment::from_env().without_metadata()
}

/// The clouds side by side; who is late or fails is left out.
fn ask(environment: Environment, accounts: &[(Cloud, Option<String>)]) -> Vec<Offered> {
    let within = std::env::var(WITHIN).ok().and_then(|text| parse_duration(&text).ok());
    let within = within.map_or(LONGEST, |within| within.min(LONGEST));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return Vec::new();
    };
    let timeouts = Timeouts { connect: within, attempt: within };
    let fleet = Fleet::new(environment).with_timeouts(timeouts).with_list_timeout(within);
    let listings = runtime.block_on(fleet.list_accounts(accounts));
    // A look-up of a name may still be under way.
    runtime.shutdown_background();
    listings.iter().flat_map(of_listing).collect()
}

fn of_listing(listing: &Listing) -> impl Iterator<Item = Offered> + '_ {
    let target = |instance: &Instance| {
        let (profile, region) = (listing.profile.as_deref(), instance.region.as_deref());
        Target::of(listing.cloud, profile, region, instance.id.clone()).to_string()
    };
    let instances = listing.instances.iter().flatten();
    let offered = instances
        .filter(|instance| !matches!(instance.state.phase(), Phase::Deleting | Phase::Gone))
        .map(move |instance| {
            let condition = match instance.state.phase() {
                Phase::Running => Condition::Running,
                Phase::Stopped => Condition::Stopped,
                _ => Condition::Other,
            };
            let (name, state) = (one_line(&instance.name), one_line(instance.state.as_str()));
            Offered { target: target(instance), name, state, condition }
        });
    offered.filter(|offered| is_plain(&offered.target))
}

/// Whether a shell takes it as it is: what a cloud calls an instance must not become a command.
fn is_plain(target: &str) -> bool {
    target.chars().all(|c| c.is_ascii_alphanumeric() || "/:@._-".contains(c))
}

impl Offered {
    fn is(&self, wanted: Wanted) -> bool {
        match wanted {
            Wanted::ToStop => self.condition != Condition::Stopped,
            Wanted::Stopped => self.condition == Condition::Stopped,
            Wanted::Running => self.condition == Condition::Running,
            Wanted::All => true,
        }
    }

    /// With its name and state beside it; the running ones first.
    fn candidate(&self) -> CompletionCandidate {
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
