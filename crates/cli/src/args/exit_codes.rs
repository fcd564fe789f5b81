//! The exit codes at the end of each command's help.

/// Builds the table of exit codes from the text for success (padded to the column), the state that was not
/// confirmed, and the action that a state can forbid.
macro_rules! exit_codes {
    ($done:literal, $seen:literal, $forbidden:literal) => {
        concat!(
            "Exit codes:\n   0  ",
            $done,
            "6  mixed results\n   1  failed                           7  unconfirmed: not observed ",
            $seen,
            "\n   2  usage                            8  locked, or state or kind forbids ",
            $forbidden,
            "\n   3  cancelled                        9  throttled, unavailable or unreachable\n   \
             4  credentials or signature        10  not supported by this product\n   \
             5  not found"
        )
    };
}

/// Exit codes of `stop` and `resume`.
pub(crate) const EXIT_CODES: &str = exit_codes!("all stopped, now or before       ", "stopped", "a stop");
/// Exit codes of `start`.
pub(crate) const START: &str = exit_codes!("all running, now or before       ", "running", "a start");
/// Exit codes of `reboot`.
pub(crate) const REBOOT: &str = exit_codes!("all rebooted and running again   ", "running again", "a reboot");
/// Exit codes of `delete`.
pub(crate) const DELETE: &str = exit_codes!("all deleted                      ", "deleted", "a deletion");

/// Exit codes of `wait`, which changes nothing and therefore has no code 8 or 10.
pub(crate) const WAIT: &str = "\
Exit codes:
   0  all reached the state            5  not found
   1  failed                           6  mixed results
   2  usage                            7  unconfirmed: state not reached before the deadline
   3  cancelled                        9  throttled, unavailable or unreachable
   4  credentials or signature";
