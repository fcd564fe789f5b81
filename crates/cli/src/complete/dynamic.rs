//! Targets as the clouds have them now.

use std::ffi::OsStr;
use std::time::Duration;

use clap_complete::CompletionCandidate;
use tingji::core::api::Timeouts;
use tingji::{Cloud, Environment, Fleet};

use super::cache::Cache;
use super::candidate::{Offered, Wanted, of_listing};
use crate::args::parse_duration;

/// So long the clouds have to answer; whoever types waits no longer.
const LONGEST: Duration = Duration::from_secs(2);

/// A shorter time than [`LONGEST`].
const WITHIN: &str = "TINGJI_COMPLETE_WITHIN";

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
