//! [`MatrixRow`]: a fault with the requests that it applies to.

use std::fmt;

use tingji_sandbox::{Cloud, Fault, FaultKind};

use super::fault_case::FaultCase;

/// Number of instances that are stopped together.
pub(super) const FLEET_SIZE: usize = 20;

/// Number of faulty requests of a row with [`Frequency::First`], except stops.
const FIRST_REQUESTS: u64 = 3;

/// Number of instances beside the fleet.
const UNTOUCHED: usize = 5;

/// Number of instances beside the fleet in rows about pages, so that a list has more than one page.
const UNTOUCHED_WITH_PAGES: usize = 130;

/// Requests that a fault applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Stops.
    Stop,
    /// Polls.
    Poll,
    /// Polls after the first stop was sent.
    Confirmation,
    /// Every request.
    Everything,
}

/// Number of requests that a fault applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// The first stop of each instance, or the first three requests of another kind.
    First,
    /// All.
    Always,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stop => "stop",
            Self::Poll => "poll",
            Self::Confirmation => "poll after a stop",
            Self::Everything => "every request",
        })
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "first",
            Self::Always => "always",
        })
    }
}

/// A row of the matrix.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The fault.
    pub fault: FaultCase,
    /// Requests that the fault applies to.
    pub target: Target,
    /// Number of these requests.
    pub frequency: Frequency,
}

impl fmt::Display for MatrixRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.fault.name, self.target, self.frequency)
    }
}

impl MatrixRow {
    /// Every fault with every applicable target and each frequency.
    pub fn all() -> Vec<Self> {
        let mut rows = Vec::new();
        for fault in FaultCase::all() {
            for &target in targets(&fault) {
                for frequency in [Frequency::First, Frequency::Always] {
                    rows.push(Self { fault: fault.clone(), target, frequency });
                }
            }
        }
        rows
    }

    /// True if a cloud can have the fault. Only Volcengine answers that a request is still being processed.
    pub fn applies_to(&self, cloud: Cloud) -> bool {
        !matches!(self.fault.kind, FaultKind::Processing { .. }) || cloud == Cloud::Volcengine
    }

    /// The rules for the sandbox.
    pub fn faults(&self, cloud: Cloud) -> Vec<Fault> {
        let operations: &[&str] = match (self.target, &self.fault.kind) {
            (Target::Stop, _) => &["stop"],
            (_, FaultKind::OverlappingPages { .. } | FaultKind::ShuffledPages) => &["list"],
            (Target::Everything, _) => &["any"],
            (Target::Poll | Target::Confirmation, _) => &["describe", "list"],
        };
        let times = match (self.frequency, self.target) {
            (Frequency::Always, _) => None,
            (Frequency::First, Target::Stop) => Some(FLEET_SIZE as u64),
            (Frequency::First, _) => Some(FIRST_REQUESTS),
        };
        let mut faults = Vec::new();
        for operation in operations {
            let mut fault = Fault::new(self.fault.kind.clone()).on(cloud).operation(*operation);
            fault.timing = self.fault.timing;
            fault.times = times;
            faults.push(fault);
        }
        faults
    }

    /// Number of instances beside the fleet that must not change.
    pub fn untouched(&self) -> usize {
        match self.fault.kind {
            FaultKind::RepeatedPage | FaultKind::OverlappingPages { .. } | FaultKind::ShuffledPages => {
                UNTOUCHED_WITH_PAGES
            }
            _ => UNTOUCHED,
        }
    }
}

/// Requests that a fault can apply to.
fn targets(fault: &FaultCase) -> &'static [Target] {
    match fault.kind {
        FaultKind::Lock { .. }
        | FaultKind::Processing { .. }
        | FaultKind::NeverStops
        | FaultKind::GoesBack
        | FaultKind::IgnoredStop
        | FaultKind::StopFails { .. } => &[Target::Stop],
        FaultKind::Stale { .. }
        | FaultKind::RepeatedPage
        | FaultKind::OverlappingPages { .. }
        | FaultKind::ShuffledPages => &[Target::Poll, Target::Confirmation],
        // A read has no effect, so that faults before and after the effect are equal.
        _ if fault.is_after_effect() => &[Target::Stop, Target::Everything],
        _ => &[Target::Stop, Target::Poll, Target::Confirmation, Target::Everything],
    }
}
