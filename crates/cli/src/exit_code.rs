//! The exit codes of the command.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | stopped, already stopped, would stop; done, already done, would do |
//! | 1 | failed for another reason |
//! | 2 | a setting is wrong |
//! | 4 | credentials, signature, clock or permission |
//! | 5 | not found |
//! | 6 | different codes |
//! | 7 | unconfirmed |
//! | 8 | locked, or the state or kind does not allow the action |
//! | 9 | throttled, unavailable or unreachable |
//! | 10 | unsupported |

use tingji::core::ErrorKind;
use tingji::core::engine::{Outcome, Report};

/// Returns the exit code of a run with this report alone.
pub fn of_report(report: &Report) -> u8 {
    match report.outcome {
        Outcome::NotFound => 5,
        Outcome::Unconfirmed => 7,
        Outcome::Refused | Outcome::Locked => 8,
        Outcome::Unsupported => 10,
        Outcome::Failed => report.kind().map_or(1, of_kind),
        _ => 0,
    }
}

/// Returns the exit code of a failure of this kind, from 1 to 10.
pub const fn of_kind(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Config => 2,
        ErrorKind::Credentials | ErrorKind::ClockSkew | ErrorKind::Permission => 4,
        ErrorKind::NotFound => 5,
        ErrorKind::InvalidState | ErrorKind::Locked => 8,
        ErrorKind::Throttled
        | ErrorKind::Unavailable
        | ErrorKind::Connect
        | ErrorKind::Timeout
        | ErrorKind::Interrupted => 9,
        ErrorKind::Unsupported => 10,
        _ => 1,
    }
}

/// Combines exit codes: returns their common value, 6 if they differ, and 0 for none.
pub fn overall(codes: impl IntoIterator<Item = u8>) -> u8 {
    let mut codes = codes.into_iter();
    let Some(first) = codes.next() else { return 0 };
    if codes.all(|code| code == first) { first } else { 6 }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tingji::core::Error;
    use tingji::core::engine::Reason;

    use super::*;

    #[test]
    fn equal_codes_stay_and_different_ones_become_six() {
        for (codes, expected) in [(&[0, 0][..], 0), (&[5, 5], 5), (&[0, 5], 6), (&[4, 5], 6), (&[], 0)] {
            assert_eq!(overall(codes.iter().copied()), expected, "{codes:?}");
        }
    }

    /// Exit code of a report with this outcome, and with an error of this kind.
    fn code(outcome: Outcome, kind: Option<ErrorKind>) -> u8 {
        let reason = match kind {
            Some(kind) => Reason::Error(Error::new(kind, "no")),
            None => Reason::Cancelled,
        };
        of_report(&Report {
            outcome,
            state: None,
            reason,
            request_id: None,
            elapsed: Duration::ZERO,
            instance: None,
        })
    }

    #[test]
    fn outcome_decides_and_a_failure_has_the_code_of_its_kind() {
        for outcome in [
            Outcome::Stopped,
            Outcome::AlreadyStopped,
            Outcome::Done,
            Outcome::AlreadyDone,
            Outcome::WouldStop,
            Outcome::WouldDo,
        ] {
            assert_eq!(code(outcome, None), 0, "{outcome}");
        }
        for (outcome, kind, expected) in [
            (Outcome::Unconfirmed, None, 7),
            (Outcome::Refused, None, 8),
            (Outcome::Locked, Some(ErrorKind::Locked), 8),
            (Outcome::NotFound, None, 5),
            (Outcome::Unsupported, Some(ErrorKind::Unsupported), 10),
            (Outcome::Failed, None, 1),
            (Outcome::Failed, Some(ErrorKind::Config), 2),
            (Outcome::Failed, Some(ErrorKind::Credentials), 4),
            (Outcome::Failed, Some(ErrorKind::Unavailable), 9),
            (Outcome::Failed, Some(ErrorKind::Throttled), 9),
            (Outcome::Failed, Some(ErrorKind::Connect), 9),
            (Outcome::Failed, Some(ErrorKind::Vendor), 1),
        ] {
            assert_eq!(code(outcome, kind), expected, "{outcome} {kind:?}");
        }
    }
}
