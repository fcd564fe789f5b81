//! [`Event`] and [`Step`]: input and output of a machine.

use std::time::Duration;

use crate::{Error, Instance};

/// Input of a machine: an observation, the response to a request, or the end of the run.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// Successful poll: the instance, or `None` if the vendor does not have it.
    Observed(Option<&'a Instance>),
    /// Failed poll. The state of the instance stays unknown.
    ObserveFailed(&'a Error),
    /// The request is not allowed for this instance or could not be recorded; it was not sent.
    NotPermitted(&'a Error),
    /// The request is allowed, and the vendor has no dry run for it. Nothing was sent.
    DryRunSkipped,
    /// Result of the vendor's dry run: its request id, or the error that the real request would get.
    DryRunFinished(Result<Option<&'a str>, &'a Error>),
    /// The vendor accepted the request, with this request id.
    Accepted(Option<&'a str>),
    /// The vendor rejected the request, or its response was lost.
    Rejected(&'a Error),
    /// The deadline of the run has passed.
    Deadline,
    /// The user or the caller cancelled the run.
    Cancelled,
}

/// Output of a machine: the next thing that the caller does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Poll the instance.
    Poll {
        /// Delay from now. Zero at the deadline.
        after: Duration,
    },
    /// Send the request now, for the instance as last observed.
    Send,
    /// Run the vendor's dry run for the instance as last observed. No request that changes anything may be
    /// sent.
    DryRun,
    /// Nothing is left to do; the machine has a [report](super::ActionMachine::report).
    Done,
}
