//! [`Expected`]: the outcomes and the exit code that the stops of a row must have.

use tingji_core::engine::Outcome;
use tingji_sandbox::{Cloud, FaultKind};

use super::fault_case::FaultClass;
use super::row::{Frequency, MatrixRow, Target};

/// Expected result of the stops of a row at one cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Allowed outcomes of each stop.
    pub outcomes: &'static [Outcome],
    /// Exit code of the command.
    pub exit_code: u8,
}

const fn expected(outcomes: &'static [Outcome], exit_code: u8) -> Expected {
    Expected { outcomes, exit_code }
}

const STOPPED: Expected = expected(&[Outcome::Stopped], 0);
const UNCONFIRMED: Expected = expected(&[Outcome::Unconfirmed], 7);
const REFUSED: Expected = expected(&[Outcome::Refused], 8);
const LOCKED: Expected = expected(&[Outcome::Locked], 8);
const FAILED: Expected = expected(&[Outcome::Failed], 1);
/// Failed because the cloud did not answer.
const UNAVAILABLE: Expected = expected(&[Outcome::Failed], 9);
const FAILED_OR_STOPPED: Expected = expected(&[Outcome::Failed, Outcome::Stopped], 6);
const FAILED_OR_UNCONFIRMED: Expected = expected(&[Outcome::Failed, Outcome::Unconfirmed], 6);

impl MatrixRow {
    /// The outcomes and the exit code that this row must have at a cloud.
    pub fn expected(&self, cloud: Cloud) -> Expected {
        match self.target {
            Target::Stop => self.expected_of_stop(cloud),
            Target::Confirmation => self.expected_of_confirmation(cloud),
            Target::Poll | Target::Everything => self.expected_of_poll(cloud),
        }
    }

    /// Follows from the rule for ambiguous stops: the instance is polled, and the stop is sent again only if the
    /// instance keeps running.
    fn expected_of_stop(&self, cloud: Cloud) -> Expected {
        let first = self.frequency == Frequency::First;
        match self.fault.class {
            FaultClass::Harmless | FaultClass::EndlessList => STOPPED,
            FaultClass::NoResponse | FaultClass::ForeignResponse if self.fault.is_before_effect() => {
                // Baidu answers a stop with HTTP 200 and no body, so that these responses look like success.
                let looks_accepted = cloud == Cloud::Bce && self.is_like_success();
                if first && !looks_accepted { STOPPED } else { UNCONFIRMED }
            }
            FaultClass::NoResponse | FaultClass::ForeignResponse => STOPPED,
            FaultClass::RateLimit if first => STOPPED,
            FaultClass::RateLimit => UNAVAILABLE,
            FaultClass::UnknownCode => FAILED,
            // UAI publishes no code for a lock. Baidu's code also means an instance that cannot be stopped.
            FaultClass::ShortLock | FaultClass::LongLock if cloud == Cloud::Ucloud => FAILED,
            FaultClass::ShortLock | FaultClass::LongLock if cloud == Cloud::Bce => REFUSED,
            FaultClass::LongLock if !first || matches!(self.fault.kind, FaultKind::Lock { .. }) => LOCKED,
            FaultClass::ShortLock | FaultClass::LongLock => STOPPED,
            FaultClass::NeverFinishes => UNCONFIRMED,
            // UAI has no state between running and stopped that would show the reverted stop.
            FaultClass::Reverted if cloud == Cloud::Ucloud => UNCONFIRMED,
            // For UAI services, unlike their versions, no failure state is published.
            FaultClass::StopFailed if cloud == Cloud::Ucloud => FAILED_OR_UNCONFIRMED,
            FaultClass::Reverted | FaultClass::StopFailed => FAILED,
        }
    }

    fn is_like_success(&self) -> bool {
        matches!(self.fault.kind, FaultKind::Empty | FaultKind::WrongContentType { .. })
    }

    /// Requires a successful poll to confirm a stop. A faulty response to a poll cannot undo a stop.
    fn expected_of_confirmation(&self, cloud: Cloud) -> Expected {
        match (self.fault.class, self.frequency) {
            (FaultClass::Harmless, _) | (_, Frequency::First) => STOPPED,
            (FaultClass::EndlessList, _) if !has_pages(cloud) => STOPPED,
            _ => UNCONFIRMED,
        }
    }

    /// Requires a successful poll before the first stop is sent.
    fn expected_of_poll(&self, cloud: Cloud) -> Expected {
        let is_redirect = matches!(self.fault.kind, FaultKind::Redirect { .. });
        match (self.fault.class, self.frequency) {
            (FaultClass::EndlessList, Frequency::Always) if has_pages(cloud) => UNCONFIRMED,
            (FaultClass::Harmless | FaultClass::EndlessList, _) => STOPPED,
            // Versions of UAI are in one list for each service. Those in a list without redirect are stopped.
            (FaultClass::ForeignResponse, Frequency::First) if cloud == Cloud::Ucloud && is_redirect => {
                FAILED_OR_STOPPED
            }
            // A redirect is reported at once, but a gateway's page may be followed by a valid response.
            (FaultClass::ForeignResponse, _) if is_redirect => FAILED,
            (
                FaultClass::NoResponse | FaultClass::RateLimit | FaultClass::ForeignResponse,
                Frequency::First,
            ) => STOPPED,
            (FaultClass::NoResponse | FaultClass::RateLimit, Frequency::Always) => UNAVAILABLE,
            // The error may concern one of several instances, which are then polled one by one.
            (FaultClass::UnknownCode, Frequency::First) => FAILED_OR_STOPPED,
            _ => FAILED,
        }
    }
}

/// True if a fleet is looked up in a list with pages. Other clouds look up a batch of ids.
fn has_pages(cloud: Cloud) -> bool {
    matches!(cloud, Cloud::Ucloud | Cloud::Huaweicloud)
}
