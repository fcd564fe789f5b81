//! Dynamic candidates: targets and profiles as they exist now.

use std::ffi::OsStr;
use std::time::Duration;

use clap_complete::CompletionCandidate;
use tingji::core::api::Timeouts;
use tingji::{Cloud, Environment, Fleet};

use super::cache::CandidateCache;
use super::candidate::{Candidate, TargetFilter, of_listing};
use crate::args::parse_duration;
use crate::providers;

/// Time limit for all clouds together; a user who is typing does not wait longer.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// Variable with a time limit shorter than [`MAX_WAIT`].
const TIMEOUT_VARIABLE: &str = "TINGJI_COMPLETE_WITHIN";

/// Returns the instances that the command accepts and that start with the typed text. Targets already on
/// the line are omitted.
pub(super) fn targets(typed: &OsStr, wanted: TargetFilter) -> Vec<CompletionCandidate> {
    // Options need no request.
    let Some(typed) = typed.to_str().filter(|typed| !typed.starts_with('-')) else { return Vec::new() };
    let line: Vec<_> = std::env::args().collect();
    offered()
        .iter()
        .filter(|offered| offered.target.starts_with(typed) && offered.is(wanted))
        .filter(|offered| offered.target == typed || !line.contains(&offered.target))
        .map(Candidate::candidate)
        .collect()
}

/// Returns the names in the profile file.
pub(super) fn profiles() -> Vec<CompletionCandidate> {
    let profiles = environment().profiles().unwrap_or_default();
    let mut names: Vec<_> = profiles.iter().map(tingji::profiles::Profile::name).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(CompletionCandidate::new).collect()
}

/// Returns the instances from the cache, else from the clouds.
fn offered() -> Vec<Candidate> {
    let environment = environment();
    let accounts = environment.accounts(&providers::clouds()).unwrap_or_default();
    if accounts.is_empty() {
        return Vec::new();
    }
    let cache = CandidateCache::of(&environment, &accounts);
    if let Some(offered) = cache.as_ref().and_then(CandidateCache::read) {
        return offered;
    }
    let offered = ask(environment, &accounts);
    if let Some(cache) = cache {
        cache.write(&offered);
    }
    offered
}

/// Returns the environment without warnings and without metadata services, which would take seconds outside
/// their cloud.
fn environment() -> Environment {
    Environment::from_env().with_providers(providers::providers()).without_metadata()
}

/// Lists all clouds in parallel. Late and failed ones are omitted.
fn ask(environment: Environment, accounts: &[(Cloud, Option<String>)]) -> Vec<Candidate> {
    let within = std::env::var(TIMEOUT_VARIABLE).ok().and_then(|text| parse_duration(&text).ok());
    let within = within.map_or(MAX_WAIT, |within| within.min(MAX_WAIT));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return Vec::new();
    };
    let timeouts = Timeouts { connect: within, attempt: within };
    let builder = Fleet::builder().environment(environment).timeouts(timeouts).list_timeout(within);
    let Ok(fleet) = builder.build() else { return Vec::new() };
    let listings = runtime.block_on(fleet.list_accounts(accounts));
    // A DNS lookup may still be running.
    runtime.shutdown_background();
    listings.iter().flat_map(of_listing).collect()
}
