//! [`Seen`]: what the sandbox was asked.

use std::collections::VecDeque;

use crate::cloud::Cloud;

/// The oldest entries go when there are more than this.
const KEPT: usize = 10_000;

/// One request, without keys, tokens, signatures or bodies.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Seen {
    /// The cloud that was asked.
    pub cloud: Cloud,
    /// The vendor's name of the operation, such as `StopInstance`; empty if there is none.
    pub action: String,
    /// The ids that were named, in order.
    pub ids: Vec<String>,
    /// Whether the cloud did as it was asked. (A passed dry run counts, a refusal does not.)
    pub accepted: bool,
    /// The HTTP status of the answer.
    pub status: u16,
}

impl Seen {
    pub(crate) fn new(cloud: Cloud) -> Self {
        Self { cloud, action: String::new(), ids: Vec::new(), accepted: false, status: 0 }
    }

    /// Notes the operation. It may come from anyone, so it is cut.
    pub(crate) fn action(&mut self, action: &str) {
        self.action = action.chars().take(64).collect();
    }
}

/// The latest requests, in order.
#[derive(Debug, Default)]
pub(crate) struct Journal(VecDeque<Seen>);

impl Journal {
    pub(crate) fn push(&mut self, seen: Seen) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(seen);
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.0.iter().cloned().collect()
    }
}
