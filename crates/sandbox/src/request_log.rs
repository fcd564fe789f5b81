//! [`RequestRecord`] and [`RequestHistory`]: the requests that reached the sandbox.

use std::collections::VecDeque;

use serde::Serialize;

use crate::cloud::Cloud;

/// Number of records that the log keeps; beyond it the oldest record is dropped.
const MAX_RECORDS: usize = 10_000;

/// Longest operation name in a record, in characters. The name comes from an untrusted client.
const MAX_ACTION_CHARS: usize = 64;

/// A request that reached the sandbox, without keys, tokens, signatures and bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RequestRecord {
    /// The cloud that received the request.
    pub cloud: Cloud,
    /// The vendor's name of the operation, such as `StopInstance`; empty for an unknown operation.
    pub action: String,
    /// The ids that the request named, in its order.
    pub ids: Vec<String>,
    /// True if the cloud did what was requested, even if the response was lost. A dry run that passes counts; a
    /// refusal does not.
    pub accepted: bool,
    /// True if the request changed an instance: a stop, or any other change such as a new name.
    pub effect: bool,
    /// The HTTP status of the response; 0 if no response was sent.
    pub status: u16,
    /// Name of the [`Fault`](crate::Fault) kind that the request met, such as `reset`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<&'static str>,
}

impl RequestRecord {
    /// A record of a request that is not processed yet.
    pub(crate) fn new(cloud: Cloud, action: &str, ids: Vec<String>) -> Self {
        let action = action.chars().take(MAX_ACTION_CHARS).collect();
        Self { cloud, action, ids, accepted: false, effect: false, status: 0, fault: None }
    }
}

/// The latest requests, oldest first, and the number of all requests.
#[derive(Debug, Default)]
pub(crate) struct RequestHistory {
    records: VecDeque<RequestRecord>,
    total: usize,
}

impl RequestHistory {
    /// Appends a record and drops the oldest one if the log is full.
    pub(crate) fn push(&mut self, record: RequestRecord) {
        if self.records.len() == MAX_RECORDS {
            self.records.pop_front();
        }
        self.records.push_back(record);
        self.total += 1;
    }

    /// Number of requests so far, including dropped records.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// A copy of the stored records.
    pub(crate) fn all(&self) -> Vec<RequestRecord> {
        self.records.iter().cloned().collect()
    }
}
