//! The exit codes of the commands that are about machines, in the words of each.

/// With what went well, in the width of the column, what was not seen, and what is forbidden.
macro_rules! exit_codes {
    ($done:literal, $seen:literal, $forbidden:literal) => {
        concat!(
            "Exit codes:\n   0  ",
            $done,
            "6  mixed results\n   1  failed                           7  unconfirmed: not seen ",
            $seen,
            "\n   2  usage                            8  locked, or its state or kind forbids ",
            $forbidden,
            "\n   3  cancelled                        9  throttled, unavailable or unreachable\n   \
             4  credentials or signature        10  the product can't do what was asked\n   \
             5  not found"
        )
    };
}

pub(crate) const EXIT_CODES: &str = exit_codes!("all stopped, or were already     ", "stopped", "a stop");
pub(crate) const START: &str = exit_codes!("all run, or did already          ", "running", "a start");
pub(crate) const REBOOT: &str = exit_codes!("all went down and run again      ", "running again", "a reboot");
pub(crate) const DELETE: &str = exit_codes!("all are gone                     ", "gone", "a deletion");

pub(crate) const WAIT: &str = "\
Exit codes:
   0  all are in that state            5  not found
   1  failed                           6  mixed results
   2  usage                            7  unconfirmed: not seen in it before the deadline
   3  cancelled                        9  throttled, unavailable or unreachable
   4  credentials or signature";
