//! Limits of the polls of one instance.

use crate::ErrorKind;

/// Consecutive failed or unknown-state polls allowed before the first send.
pub(super) const MAX_POLL_FAILURES: u32 = 5;
/// Consecutive undecodable poll responses allowed before the first send.
const MAX_DECODE_FAILURES: u32 = 4;
/// Consecutive not-found polls needed before a known instance counts as deleted.
pub(super) const NOT_FOUND_CONFIRMATIONS: u32 = 3;

/// Returns true if the run continues after a failed poll. `failures` counts the consecutive failed polls,
/// this one included; `waiting` is true if a request, a transition or a lock may still end well.
///
/// After a send only a permanent error such as rejected credentials ends the run, and a clock or vendor error
/// that repeats. Before the first send the limits are low, because a wrong endpoint should be reported soon;
/// an undecodable response may be a single error page of a gateway.
pub(super) fn tolerates(kind: ErrorKind, failures: u32, waiting: bool) -> bool {
    if kind == ErrorKind::Connect && !waiting {
        // The client has already tried to connect three times.
        return false;
    }
    if kind == ErrorKind::Decode && failures < MAX_DECODE_FAILURES {
        return true;
    }
    let is_temporary = kind.is_transient() || (waiting && kind.is_ambiguous());
    if is_temporary && waiting {
        return true;
    }
    let may_pass = waiting && matches!(kind, ErrorKind::ClockSkew | ErrorKind::Vendor);
    (is_temporary || may_pass) && failures < MAX_POLL_FAILURES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connect_error_is_tolerated_only_while_waiting() {
        assert!(!tolerates(ErrorKind::Connect, 1, false));
        assert!(tolerates(ErrorKind::Connect, 100, true));
    }

    #[test]
    fn undecodable_response_before_send_is_tolerated_three_times() {
        assert!(tolerates(ErrorKind::Decode, 3, false));
        assert!(!tolerates(ErrorKind::Decode, 4, false));
    }
}
