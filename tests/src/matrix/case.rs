//! [`Case`]: a trouble, where and how often it comes, and how every stop must end under it.

use std::fmt;

use tingji_core::engine::Outcome;
use tingji_sandbox::{Cloud, Fault, FaultKind, FaultTiming};

use super::trouble::{Nature, Trouble};

/// Which requests go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The stops.
    Stop,
    /// The looks.
    Look,
    /// The looks from the first stop on.
    Confirmation,
    /// All requests.
    Everywhere,
}

/// How many of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// The first: of the stops one for each instance, else three.
    First,
    /// All.
    Always,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stop => "stop",
            Self::Look => "look",
            Self::Confirmation => "look after a stop",
            Self::Everywhere => "every request",
        })
    }
}

impl fmt::Display for Often {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "first",
            Self::Always => "always",
        })
    }
}

/// One row of the matrix.
#[derive(Clone, Debug)]
pub struct Case {
    /// What goes wrong.
    pub trouble: Trouble,
    /// Where.
    pub place: Place,
    /// How often.
    pub often: Often,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.trouble.name, self.place, self.often)
    }
}

impl Case {
    /// Every trouble at every place where it can come, a few times and always.
    pub fn all() -> Vec<Self> {
        let mut cases = Vec::new();
        for trouble in Trouble::all() {
            for &place in places(&trouble) {
                for often in [Often::First, Often::Always] {
                    cases.push(Self { trouble: trouble.clone(), place, often });
                }
            }
        }
        cases
    }

    /// Whether this cloud has it.
    pub fn is_of(&self, cloud: Cloud) -> bool {
        !matches!(self.trouble.kind, FaultKind::Processing { .. }) || cloud == Cloud::Volcengine
    }

    /// The rules for the sandbox.
    pub fn faults(&self, cloud: Cloud) -> Vec<Fault> {
        let operations: &[&str] = match (self.place, &self.trouble.kind) {
            (Place::Stop, _) => &["stop"],
            (_, FaultKind::OverlappingPages { .. } | FaultKind::ShuffledPages) => &["list"],
            (Place::Everywhere, _) => &["any"],
            (Place::Look | Place::Confirmation, _) => &["describe", "list"],
        };
        let times = match (self.often, self.place) {
            (Often::Always, _) => None,
            (Often::First, Place::Stop) => Some(super::FLEET as u64),
            (Often::First, _) => Some(3),
        };
        let fault = |operation: &&str| {
            let mut fault = Fault::new(self.trouble.kind.clone()).on(cloud).operation(*operation);
            (fault.timing, fault.times) = (self.trouble.when, times);
            fault
        };
        operations.iter().map(fault).collect()
    }

    /// How many are there that are not meant: where pages are at stake, more than one page.
    pub fn bystanders(&self) -> usize {
        match self.trouble.kind {
            FaultKind::RepeatedPage | FaultKind::OverlappingPages { .. } | FaultKind::ShuffledPages => 130,
            _ => 5,
        }
    }

    /// How every stop must end.
    pub fn expected(&self, cloud: Cloud) -> Expected {
        match self.place {
            Place::Stop => self.expected_of_stop(cloud),
            Place::Confirmation => self.expected_of_confirmation(cloud),
            Place::Look | Place::Everywhere => self.expected_of_look(cloud),
        }
    }

    /// A stop whose fate is unknown is looked at, and sent again only if nothing has come of it.
    fn expected_of_stop(&self, cloud: Cloud) -> Expected {
        let first = self.often == Often::First;
        match self.trouble.nature {
            Nature::Harmless | Nature::EndlessList => STOPPED,
            Nature::NoAnswer | Nature::Nonsense => match self.trouble.when {
                // Baidu says nothing but HTTP 200 to a stop, so that this one passes for accepted.
                Some(FaultTiming::Before) if cloud == Cloud::Bce && self.looks_accepted() => UNCONFIRMED,
                Some(FaultTiming::Before) if !first => UNCONFIRMED,
                _ => STOPPED,
            },
            Nature::TooMany if first => STOPPED,
            Nature::TooMany => BUSY,
            Nature::UnknownRefusal => FAILED,
            // UAI publishes no code for this, and at Baidu it is that of an instance which can't stop.
            Nature::ShortLock | Nature::LongLock if cloud == Cloud::Ucloud => FAILED,
            Nature::ShortLock | Nature::LongLock if cloud == Cloud::Bce => REFUSED,
            Nature::LongLock if !first || matches!(self.trouble.kind, FaultKind::Lock { .. }) => LOCKED,
            Nature::ShortLock | Nature::LongLock => STOPPED,
            Nature::NoEnd => UNCONFIRMED,
            // UAI has no state between running and stopped that would tell of it.
            Nature::Undone if cloud == Cloud::Ucloud => UNCONFIRMED,
            // Of UAI's services, unlike their versions, no state is published that is a failure.
            Nature::StopFailed if cloud == Cloud::Ucloud => FAILED_OR_UNCONFIRMED,
            Nature::Undone | Nature::StopFailed => FAILED,
        }
    }

    fn looks_accepted(&self) -> bool {
        matches!(self.trouble.kind, FaultKind::Empty | FaultKind::WrongContentType { .. })
    }

    /// Nothing that a look says can undo a stop; without any look, none is confirmed.
    fn expected_of_confirmation(&self, cloud: Cloud) -> Expected {
        match (self.trouble.nature, self.often) {
            (Nature::Harmless, _) | (_, Often::First) => STOPPED,
            (Nature::EndlessList, _) if !has_pages(cloud) => STOPPED,
            _ => UNCONFIRMED,
        }
    }

    /// Without a look nothing is sent.
    fn expected_of_look(&self, cloud: Cloud) -> Expected {
        match (self.trouble.nature, self.often) {
            (Nature::EndlessList, Often::Always) if has_pages(cloud) => UNCONFIRMED,
            (Nature::Harmless | Nature::EndlessList, _) => STOPPED,
            // UAI's versions are in a list for each service: who is in one that was not redirected is stopped.
            (Nature::Nonsense, Often::First)
                if cloud == Cloud::Ucloud && matches!(self.trouble.kind, FaultKind::Redirect { .. }) =>
            {
                FAILED_OR_STOPPED
            }
            // A redirect is told at once; a gateway's page may be another answer the next time.
            (Nature::Nonsense, _) if matches!(self.trouble.kind, FaultKind::Redirect { .. }) => FAILED,
            (Nature::NoAnswer | Nature::TooMany | Nature::Nonsense, Often::First) => STOPPED,
            (Nature::NoAnswer | Nature::TooMany, Often::Always) => BUSY,
            // It may be about one of those looked at, so they are looked at one by one.
            (Nature::UnknownRefusal, Often::First) => FAILED_OR_STOPPED,
            _ => FAILED,
        }
    }
}

/// Whether a fleet is looked up in a list. The others are looked up by their ids, a page each time.
fn has_pages(cloud: Cloud) -> bool {
    matches!(cloud, Cloud::Ucloud | Cloud::Huaweicloud)
}

/// How the stops of a case must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Each in one of these ways.
    pub outcomes: &'static [Outcome],
    /// All together with this code.
    pub exit_code: u8,
}

const fn all(outcomes: &'static [Outcome], exit_code: u8) -> Expected {
    Expected { outcomes, exit_code }
}

const STOPPED: Expected = all(&[Outcome::Stopped], 0);
const UNCONFIRMED: Expected = all(&[Outcome::Unconfirmed], 7);
const REFUSED: Expected = all(&[Outcome::Refused], 8);
const LOCKED: Expected = all(&[Outcome::Locked], 8);
const FAILED: Expected = all(&[Outcome::Failed], 1);
/// Failed for want of an answer.
const BUSY: Expected = all(&[Outcome::Failed], 9);
const FAILED_OR_STOPPED: Expected = all(&[Outcome::Failed, Outcome::Stopped], 6);
const FAILED_OR_UNCONFIRMED: Expected = all(&[Outcome::Failed, Outcome::Unconfirmed], 6);

fn places(trouble: &Trouble) -> &'static [Place] {
    match trouble.kind {
        FaultKind::Lock { .. }
        | FaultKind::Processing { .. }
        | FaultKind::NeverStops
        | FaultKind::GoesBack
        | FaultKind::IgnoredStop
        | FaultKind::StopFails { .. } => &[Place::Stop],
        FaultKind::Stale { .. }
        | FaultKind::RepeatedPage
        | FaultKind::OverlappingPages { .. }
        | FaultKind::ShuffledPages => &[Place::Look, Place::Confirmation],
        // What is read has no effect, so before and after it are one.
        _ if trouble.when == Some(FaultTiming::After) => &[Place::Stop, Place::Everywhere],
        _ => &[Place::Stop, Place::Look, Place::Confirmation, Place::Everywhere],
    }
}
