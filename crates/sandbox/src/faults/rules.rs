//! [`FaultRules`]: the active rules, and the choice of the rule that a request meets.

use std::collections::HashMap;
use std::time::Duration;

use fastrand::Rng;

use crate::cloud::Cloud;
use crate::faults::effect::{FaultEffects, PagingFault, Staleness, StopFault};
use crate::faults::kind::{FaultKind, FaultTiming};
use crate::faults::operation_class::{OperationClass, is_poll};
use crate::faults::rule::Fault;
use crate::http::raw_request::RawRequest;
use crate::http::response::MockResponse;
use crate::request_log::RequestRecord;

/// The active rules in their order.
#[derive(Debug)]
pub(crate) struct FaultRules {
    rules: Vec<ActiveRule>,
    rng: Rng,
    /// Last response to each poll, stored only while a rule repeats pages.
    last_responses: HashMap<PollKey, MockResponse>,
}

/// Cloud, operation and ids of a poll.
type PollKey = (Cloud, String, Vec<String>);

#[derive(Debug)]
struct ActiveRule {
    fault: Fault,
    /// Number of requests that matched.
    matches: u64,
    /// Number of requests that went wrong.
    hits: u64,
    /// End of the hold of each instance, including holds that have ended.
    held_until: HashMap<(Cloud, String), i64>,
}

/// A fault that a request has met.
#[derive(Clone, Debug)]
pub(crate) struct MatchedFault {
    pub(crate) kind: FaultKind,
    pub(crate) timing: FaultTiming,
    /// The only instance that is affected; `None` means all instances of the request.
    pub(crate) only_id: Option<String>,
    /// Instances that the fault holds, with the end of the hold in milliseconds.
    pub(crate) locked_until: Vec<(String, i64)>,
    /// Seed of a shuffle.
    seed: u64,
}

impl FaultRules {
    pub(crate) fn new(faults: Vec<Fault>, seed: u64) -> Self {
        let mut rules = Self { rules: Vec::new(), rng: Rng::with_seed(seed), last_responses: HashMap::new() };
        for fault in faults {
            rules.add(fault);
        }
        rules
    }

    /// Appends a rule.
    pub(crate) fn add(&mut self, fault: Fault) {
        self.rules.push(ActiveRule { fault, matches: 0, hits: 0, held_until: HashMap::new() });
    }

    /// Removes all rules.
    pub(crate) fn clear(&mut self) {
        self.rules.clear();
        self.last_responses.clear();
    }

    /// Each rule with the number of requests that met it.
    pub(crate) fn hits(&self) -> impl Iterator<Item = (&Fault, u64)> {
        self.rules.iter().map(|rule| (&rule.fault, rule.hits))
    }

    /// Finds the first rule that the request meets and counts the hit.
    pub(crate) fn match_request(
        &mut self,
        record: &RequestRecord,
        request: &RawRequest,
        now_ms: i64,
    ) -> Option<MatchedFault> {
        if self.rules.is_empty() {
            return None;
        }
        let class = OperationClass::of(record, request);
        let can_repeat = self.last_responses.contains_key(&poll_key(record));
        for rule in &mut self.rules {
            if rule.matches(record, class, now_ms)
                && (can_repeat || rule.fault.kind != FaultKind::RepeatedPage)
                && rule.count_match(&mut self.rng)
            {
                return Some(rule.record_hit(record, now_ms, self.rng.u64(..)));
            }
        }
        None
    }

    /// Stores the response to a poll if a rule may repeat it.
    pub(crate) fn store_response(&mut self, record: &RequestRecord, response: &MockResponse) {
        let repeats = self.rules.iter().any(|rule| rule.fault.kind == FaultKind::RepeatedPage);
        if repeats && response.accepted && is_poll(&record.action) {
            self.last_responses.insert(poll_key(record), response.clone());
        }
    }

    /// The stored response to the previous poll with the same ids.
    pub(crate) fn previous_response(&self, record: &RequestRecord) -> Option<MockResponse> {
        self.last_responses.get(&poll_key(record)).cloned()
    }
}

fn poll_key(record: &RequestRecord) -> PollKey {
    (record.cloud, record.action.clone(), record.ids.clone())
}

impl ActiveRule {
    fn matches(&self, record: &RequestRecord, class: OperationClass, now_ms: i64) -> bool {
        let fault = &self.fault;
        fault.cloud.is_none_or(|cloud| cloud == record.cloud)
            && fault.kind.applies_to(class)
            && self.matches_operation(record, class)
            && fault.id.as_ref().is_none_or(|id| self.matches_id(record, class, id))
            && (fault.kind.hold_ms().is_none()
                || self.affected_ids(record).any(|id| self.can_hold(record.cloud, id, now_ms)))
    }

    fn matches_operation(&self, record: &RequestRecord, class: OperationClass) -> bool {
        let operation = self.fault.operation.as_str();
        if operation == "any" {
            return true;
        }
        match OperationClass::from_rule(operation) {
            Some(wanted) => wanted == class,
            None => operation == record.action,
        }
    }

    /// True if the request names this instance, or lists the versions of its service. In a list of all instances,
    /// only a stale state can affect a single instance.
    fn matches_id(&self, record: &RequestRecord, class: OperationClass, id: &str) -> bool {
        if class == OperationClass::List && matches!(self.fault.kind, FaultKind::Stale { .. }) {
            return true;
        }
        let service = id.split('@').next().unwrap_or_default();
        let mut ids = record.ids.iter();
        ids.any(|named| named == id || (class == OperationClass::Describe && named == service))
    }

    /// The ids of the request that the rule affects.
    fn affected_ids<'s>(&'s self, record: &'s RequestRecord) -> impl Iterator<Item = &'s String> {
        record.ids.iter().filter(|id| self.fault.id.as_ref().is_none_or(|only| only == *id))
    }

    /// True if the rule holds the instance now, or has not held it before.
    fn can_hold(&self, cloud: Cloud, id: &str, now_ms: i64) -> bool {
        self.held_until.get(&(cloud, id.to_owned())).is_none_or(|until_ms| now_ms < *until_ms)
    }

    /// Counts a matching request. Returns true if `skip`, `times` and `probability` make it fail.
    fn count_match(&mut self, rng: &mut Rng) -> bool {
        self.matches += 1;
        let fault = &self.fault;
        self.matches > fault.skip
            && fault.times.is_none_or(|times| self.hits < times)
            && (fault.probability >= 1.0 || rng.f64() < fault.probability)
    }

    fn record_hit(&mut self, record: &RequestRecord, now_ms: i64, seed: u64) -> MatchedFault {
        self.hits += 1;
        let mut locked_until = Vec::new();
        if let Some(hold_ms) = self.fault.kind.hold_ms() {
            locked_until
                .extend(self.affected_ids(record).map(|id| (id.clone(), now_ms.saturating_add(hold_ms))));
        }
        for (id, until_ms) in &mut locked_until {
            *until_ms = *self.held_until.entry((record.cloud, id.clone())).or_insert(*until_ms);
        }
        MatchedFault {
            kind: self.fault.kind.clone(),
            timing: self.fault.effective_timing(),
            only_id: self.fault.id.clone(),
            locked_until,
            seed,
        }
    }
}

impl MatchedFault {
    /// Changes to stops and lists.
    pub(crate) fn effects(&self) -> FaultEffects {
        let stop = match &self.kind {
            FaultKind::NeverStops => Some(StopFault::NeverFinishes),
            FaultKind::GoesBack => Some(StopFault::Reverts),
            FaultKind::IgnoredStop => Some(StopFault::Ignored),
            FaultKind::StopFails { state } => Some(StopFault::Fails(state.clone())),
            _ => None,
        };
        let paging = match self.kind {
            FaultKind::OverlappingPages { by } => Some(PagingFault::Overlapping(by)),
            FaultKind::ShuffledPages => Some(PagingFault::Shuffled(Rng::with_seed(self.seed))),
            _ => None,
        };
        FaultEffects { stop, paging, only_id: self.only_id.clone(), ignored_stops: 0 }
    }

    /// Age of the states that the response shows.
    pub(crate) fn staleness(&self) -> Option<Staleness> {
        match self.kind {
            FaultKind::Stale { seconds: 0, polls } => Some(Staleness::Polls(polls.into())),
            FaultKind::Stale { seconds, .. } => Some(Staleness::Ms(i64::from(seconds) * 1000)),
            _ => None,
        }
    }

    /// Offset of the cloud's clock, in milliseconds.
    pub(crate) fn clock_offset_ms(&self) -> i64 {
        match self.kind {
            FaultKind::ClockOffset { seconds } => seconds.saturating_mul(1000),
            _ => 0,
        }
    }

    /// Delay before or after the processing.
    pub(crate) fn delay(&self, timing: FaultTiming) -> Option<Duration> {
        match self.kind {
            FaultKind::Latency { ms } if self.timing == timing => Some(Duration::from_millis(ms)),
            _ => None,
        }
    }

    /// True if the request is processed.
    pub(crate) fn processes_request(&self) -> bool {
        let always = matches!(self.kind, FaultKind::Latency { .. } | FaultKind::Lock { .. });
        always || self.timing == FaultTiming::After || self.kind.default_timing().is_none()
    }
}
