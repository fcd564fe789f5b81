//! [`Event`] in, [`Step`] out.

use std::time::Duration;

use crate::{Error, Instance};

/// Something that happened.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A look found the instance, or found that it is not there.
    Observed(Option<&'a Instance>),
    /// A look failed.
    ObserveFailed(&'a Error),
    /// The stop can't be asked of this instance; nothing was sent.
    NotPermitted(&'a Error),
    /// It may be asked for, and the vendor rehearses nothing.
    DryRunSkipped,
    /// The vendor rehearsed it: its request id, or why it would not take it on.
    DryRunFinished(Result<Option<&'a str>, &'a Error>),
    /// The vendor took the stop on.
    Accepted(Option<&'a str>),
    /// The stop was answered with an error, or not answered.
    Rejected(&'a Error),
    /// The deadline has come.
    Deadline,
    /// The user wants no more.
    Cancelled,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Look at the instance after this pause.
    Poll {
        /// How long from now.
        after: Duration,
    },
    /// Send the stop now, to the instance last observed.
    Send,
    /// Rehearse it with the instance last observed: send nothing that changes anything.
    DryRun,
    /// It is over: see [`StopMachine::report`](super::StopMachine::report).
    Done,
}
