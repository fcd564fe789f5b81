//! [`Listing`]: the instances of one account.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::future::{Either, join_all, select};
use tingji_core::lifecycle::{Filter, list_all};
use tingji_core::{BoxFuture, DynLifecycle, Error, ErrorKind, Instance, Result, message};

use super::clients::{ClientKey, Clients};
use crate::Cloud;

/// Instances of one account, or the error of its list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The cloud.
    pub cloud: Cloud,
    /// Profile of the account; `None` for the default profile.
    pub profile: Option<String>,
    /// Instances of all pages.
    pub instances: Result<Vec<Instance>>,
}

/// Permanent access key, if there is one, and the instances listed with it.
type AccountList = (Option<String>, Result<Vec<Instance>>);

/// Lists the accounts in parallel. An instance that several accounts list with the same key appears only under the
/// first of them.
pub(super) async fn list_accounts(
    clients: &Clients,
    accounts: &[(Cloud, Option<String>)],
    longest: Duration,
) -> Vec<Listing> {
    let mut lists: Vec<BoxFuture<'_, AccountList>> = Vec::with_capacity(accounts.len());
    for (cloud, profile) in accounts {
        lists.push(Box::pin(list_account(clients, *cloud, profile.as_deref(), longest)));
    }
    let lists = join_all(lists).await;
    let mut seen = HashSet::new();
    let mut listings = Vec::with_capacity(accounts.len());
    for ((cloud, profile), (key, mut instances)) in accounts.iter().zip(lists) {
        if let (Some(key), Ok(instances)) = (key, &mut instances) {
            instances.retain(|instance| {
                seen.insert((*cloud, key.clone(), instance.region.clone(), instance.id.clone()))
            });
        }
        listings.push(Listing { cloud: *cloud, profile: profile.clone(), instances });
    }
    listings
}

/// Lists the instances of one account. A failed connection is the error of its list.
async fn list_account(
    clients: &Clients,
    cloud: Cloud,
    profile: Option<&str>,
    longest: Duration,
) -> AccountList {
    match clients.of_account(&ClientKey::new(cloud, profile, None)) {
        Ok(client) => {
            let instances = list_within(clients, client.lifecycle.as_ref(), longest).await;
            (client.access_key.clone(), instances)
        }
        Err(error) => (None, Err(error)),
    }
}

/// Lists all instances of a client within a time limit.
async fn list_within(
    clients: &Clients,
    lifecycle: &dyn DynLifecycle,
    longest: Duration,
) -> Result<Vec<Instance>> {
    let everything = Filter::all();
    let clock = clients.clock()?;
    let list = std::pin::pin!(list_all(lifecycle, &everything));
    match select(list, clock.sleep(longest)).await {
        Either::Left((instances, _)) => instances,
        Either::Right(_) => {
            let seconds = longest.as_secs_f32();
            let message = message!("list-timed-out", "the list was not complete within {seconds} s", seconds);
            Err(Error::new(ErrorKind::Timeout, message))
        }
    }
}
