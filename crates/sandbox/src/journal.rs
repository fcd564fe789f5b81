//! [`Seen`]: what the sandbox was asked.

use std::collections::VecDeque;

use serde::Serialize;

use crate::cloud::Cloud;

/// The oldest entries go when there are more than this.
const KEPT: usize = 10_000;

/// One request, without keys, tokens, signatures or bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seen {
    /// The cloud that was asked.
    pub cloud: Cloud,
    /// The vendor's name of the operation, such as `StopInstance`; empty if there is none.
    pub action: String,
    /// The ids that were named, in order.
    pub ids: Vec<String>,
    /// Whether the cloud did as it was asked, whatever the answer was. (A passed dry run counts, a
    /// refusal does not.)
    pub accepted: bool,
    /// Whether it changed an instance: by a stop or anything else, even a name.
    pub effect: bool,
    /// The HTTP status of the answer; 0 if there was none.
    pub status: u16,
    /// The kind of the [`Fault`](crate::Fault) that it met, such as `reset`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<&'static str>,
}

impl Seen {
    /// A request for an operation, which may come from anyone, so it is cut.
    pub(crate) fn new(cloud: Cloud, action: &str, ids: Vec<String>) -> Self {
        let action = action.chars().take(64).collect();
        Self { cloud, action, ids, accepted: false, effect: false, status: 0, fault: None }
    }
}

/// The latest requests, in order.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    kept: VecDeque<Seen>,
    total: usize,
}

impl Journal {
    pub(crate) fn push(&mut self, seen: Seen) {
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(seen);
        self.total += 1;
    }

    /// How many there were, also those that are no longer kept.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.kept.iter().cloned().collect()
    }
}
