//! [`Fleet`]: many targets over many accounts, all at once.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, join_all, pending, select};
use tingji_core::clock::{Clock, SystemClock};
use tingji_core::engine::{Report, StopOptions};
use tingji_core::fleet::{self, Progress};
use tingji_core::lifecycle::{Filter, StopRequest, list_all};
use tingji_core::{BoxFuture, Error, ErrorKind, Instance, Lifecycle, Result};

use crate::{Cloud, Environment, Target};

/// So long may listing one cloud take, so that it does not hold up the others for ever.
const LONGEST_LIST: Duration = Duration::from_secs(60);

/// One stop to make.
#[derive(Clone, Debug)]
pub struct Order {
    /// What to stop.
    pub target: Target,
    /// How.
    pub request: StopRequest,
}

impl Order {
    /// A plain stop.
    pub fn new(target: Target) -> Self {
        Self { target, request: StopRequest::default() }
    }
}

/// What one account has, or why that is not known.
#[derive(Debug)]
pub struct Listing {
    /// The cloud.
    pub cloud: Cloud,
    /// The instances of all pages.
    pub instances: Result<Vec<Instance>>,
}

/// An account in a region: what one client serves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    cloud: Cloud,
    profile: Option<String>,
    region: Option<String>,
}

/// Told of every step: the position of the order, and what happened.
type Onlooker = dyn Fn(usize, Progress<'_>) + Send + Sync;

/// Stops and lists over all accounts that an [`Environment`] has.
pub struct Fleet {
    environment: Environment,
    options: StopOptions,
    clock: Arc<dyn Clock>,
    onlooker: Box<Onlooker>,
    cancel: BoxFuture<'static, ()>,
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fleet").field("environment", &self.environment).finish_non_exhaustive()
    }
}

impl Fleet {
    /// Over these accounts.
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            options: StopOptions::default(),
            clock: Arc::new(SystemClock::new()),
            onlooker: Box::new(|_, _| {}),
            cancel: Box::pin(pending()),
        }
    }

    /// Deadline, pauses and whether to wait.
    #[must_use]
    pub fn with_options(mut self, options: StopOptions) -> Self {
        self.options = options;
        self
    }

    /// Someone to tell of every step.
    #[must_use]
    pub fn with_onlooker(mut self, onlooker: impl Fn(usize, Progress<'_>) + Send + Sync + 'static) -> Self {
        self.onlooker = Box::new(onlooker);
        self
    }

    /// When this completes, a stop under way ends with a truthful report on what was sent.
    #[must_use]
    pub fn with_cancel(mut self, cancel: impl Future<Output = ()> + Send + 'static) -> Self {
        self.cancel = Box::pin(cancel);
        self
    }

    /// Stops all of these side by side and reports on each, in the order given. A target that is
    /// given twice is stopped once.
    ///
    /// # Errors
    ///
    /// Only for what is wrong before anything is sent: a missing key, an endpoint that is no URL.
    pub async fn stop(&mut self, orders: &[Order]) -> Result<Vec<Report>> {
        let groups = self.groups(orders)?;
        let cancel = std::mem::replace(&mut self.cancel, Box::pin(pending())).shared();
        let (options, clock, onlooker) = (self.options, &self.clock, &self.onlooker);
        let runs = groups.iter().map(|group| {
            let tell = |at: usize, progress: Progress<'_>| {
                group.positions[at].iter().for_each(|&at| onlooker(at, progress));
            };
            let cancel = Box::pin(cancel.clone());
            async move {
                let lifecycle = group.lifecycle.as_ref();
                fleet::stop_all(lifecycle, &group.orders, options, clock.as_ref(), &tell, cancel).await
            }
        });
        let mut reports: Vec<Option<Report>> = vec![None; orders.len()];
        for (group, group_reports) in groups.iter().zip(join_all(runs).await) {
            for (positions, report) in group.positions.iter().zip(group_reports) {
                positions.iter().for_each(|&at| reports[at] = Some(report.clone()));
            }
        }
        Ok(reports.into_iter().flatten().collect())
    }

    fn groups(&self, orders: &[Order]) -> Result<Vec<Group>> {
        let mut groups: Vec<Group> = Vec::new();
        // Files are read once for what the targets say alike, and one client serves what means the same.
        let (mut by_words, mut by_key): (HashMap<Key, usize>, HashMap<Key, usize>) = Default::default();
        for (position, order) in orders.iter().enumerate() {
            let target = &order.target;
            let key = |region: Option<&str>| Key {
                cloud: target.cloud(),
                profile: target.profile().map(str::to_owned),
                region: region.map(str::to_owned),
            };
            let words = key(target.region());
            let at = match by_words.get(&words) {
                Some(&at) => at,
                None => {
                    let (cloud, profile) = (target.cloud(), target.profile());
                    let account = self.environment.account(cloud, profile, target.region())?;
                    let next = groups.len();
                    let at = *by_key.entry(key(account.region())).or_insert(next);
                    if at == next {
                        let lifecycle = account.connect().map_err(|error| named(cloud, &error))?;
                        groups.push(Group { lifecycle, orders: Vec::new(), positions: Vec::new() });
                    }
                    by_words.insert(words, at);
                    at
                }
            };
            groups[at].add(position, order);
        }
        Ok(groups)
    }

    /// All instances of these clouds, side by side; one cloud's failure leaves the others.
    pub async fn list(&self, clouds: &[Cloud]) -> Vec<Listing> {
        join_all(
            clouds
                .iter()
                .map(|&cloud| async move { Listing { cloud, instances: self.list_one(cloud).await } }),
        )
        .await
    }

    async fn list_one(&self, cloud: Cloud) -> Result<Vec<Instance>> {
        let lifecycle = self.environment.account(cloud, None, None)?.connect()?;
        let everything = Filter::all();
        let list = std::pin::pin!(list_all(lifecycle.as_ref(), &everything));
        match select(list, self.clock.sleep(LONGEST_LIST)).await {
            Either::Left((instances, _)) => instances,
            Either::Right(_) => Err(Error::new(ErrorKind::Timeout, "the list did not end within 60 s")),
        }
    }

    /// What goes on being charged after a stop, for those clouds that this build has.
    ///
    /// # Errors
    ///
    /// As [`Fleet::stop`].
    pub fn still_charged(&self, target: &Target) -> Result<&'static str> {
        let account = self.environment.account(target.cloud(), target.profile(), target.region())?;
        Ok(account.connect()?.capabilities().still_charged)
    }
}

fn named(cloud: Cloud, error: &Error) -> Error {
    Error::new(error.kind(), format!("{cloud}: {}", error.message()))
}

/// The orders of one account.
struct Group {
    lifecycle: Arc<dyn Lifecycle>,
    orders: Vec<fleet::Order>,
    /// For each order, the positions it was given at.
    positions: Vec<Vec<usize>>,
}

impl Group {
    fn add(&mut self, position: usize, order: &Order) {
        let known = self.orders.iter().position(|known| known.id == *order.target.id());
        match known {
            Some(at) => self.positions[at].push(position),
            None => {
                let mut request = order.request.clone();
                // One token for all attempts of one stop, so that the vendor can tell them from another.
                request.idempotency_token.get_or_insert_with(|| uuid::Uuid::new_v4().to_string());
                self.orders.push(fleet::Order { id: order.target.id().clone(), request });
                self.positions.push(vec![position]);
            }
        }
    }
}
