//! [`Order`]: one stop to make; and how far it has come.

use std::time::Duration;

use crate::engine::{StopMachine, StopOptions};
use crate::lifecycle::StopRequest;
use crate::{Instance, InstanceId};

/// What is known of stops that were sent before, by a process that is no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Past {
    /// None was sent.
    #[default]
    Nothing,
    /// One may have been; its fate is unknown.
    Perhaps,
    /// The vendor took one on.
    Accepted,
}

/// One stop to make.
#[derive(Clone, Debug)]
pub struct Order {
    /// What to stop.
    pub id: InstanceId,
    /// How.
    pub request: StopRequest,
    /// What was sent before.
    pub past: Past,
}

impl Order {
    /// A plain stop.
    pub fn new(id: InstanceId) -> Self {
        Self { id, request: StopRequest::default(), past: Past::Nothing }
    }
}

/// One instance on its way.
pub(super) struct Run<'a> {
    pub(super) order: &'a Order,
    pub(super) machine: StopMachine,
    /// As last seen.
    pub(super) instance: Option<Instance>,
    pub(super) next: Next,
}

impl<'a> Run<'a> {
    pub(super) fn new(order: &'a Order, options: StopOptions) -> Self {
        let machine = match order.past {
            Past::Nothing => StopMachine::new(options),
            Past::Perhaps => StopMachine::resumed(options, false),
            Past::Accepted => StopMachine::resumed(options, true),
        };
        Self { order, machine, instance: None, next: Next::Answer }
    }
}

/// What an instance is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A look, not before this time.
    Look(Duration),
    /// Its turn to be sent a stop.
    Send,
    /// An answer.
    Answer,
    /// Nothing.
    Over,
}
