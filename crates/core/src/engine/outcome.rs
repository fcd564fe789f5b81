//! [`Outcome`] and [`Report`]: how it ended.

use std::fmt;
use std::time::Duration;

use crate::ErrorKind;

/// How it ended. A closed set: whoever reads it can handle every case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was not stopped before, and the vendor's own state now reads stopped.
    Stopped,
    /// It was stopped before; nothing was sent.
    AlreadyStopped,
    /// Started, rebooted, deleted or waited for, as asked: the vendor's own state says so.
    Done,
    /// It was so before; nothing was sent.
    AlreadyDone,
    /// A request was sent, or may have been, and nothing has confirmed it.
    Unconfirmed,
    /// A rehearsal: it would be sent a stop.
    WouldStop,
    /// A rehearsal of something else: it would be sent.
    WouldDo,
    /// Its state or kind does not allow a stop.
    Refused,
    /// Another operation held it until the deadline.
    Locked,
    /// There is no such instance.
    NotFound,
    /// The product can't do what was asked.
    Unsupported,
    /// Something failed.
    Failed,
}

impl Outcome {
    /// The word for machines, as in the JSON output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::AlreadyStopped => "already-stopped",
            Self::Done => "done",
            Self::AlreadyDone => "already-done",
            Self::Unconfirmed => "unconfirmed",
            Self::WouldStop => "would-stop",
            Self::WouldDo => "would-do",
            Self::Refused => "refused",
            Self::Locked => "locked",
            Self::NotFound => "not-found",
            Self::Unsupported => "unsupported",
            Self::Failed => "failed",
        }
    }

    /// Whether nothing is left to do.
    pub const fn is_success(self) -> bool {
        matches!(
            self,
            Self::Stopped
                | Self::AlreadyStopped
                | Self::Done
                | Self::AlreadyDone
                | Self::WouldStop
                | Self::WouldDo
        )
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a stop ended, and all that is known about why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How it ended.
    pub outcome: Outcome,
    /// The last state seen, in the vendor's word.
    pub state: Option<String>,
    /// The kind of error, if one decided the outcome.
    pub kind: Option<ErrorKind>,
    /// The vendor's code, if one decided the outcome.
    pub code: Option<String>,
    /// One sentence for people.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
    /// What to do, if an error decided the outcome: the vendor's code's own advice where there is one.
    pub advice: Option<&'static str>,
    /// The same in Chinese.
    pub advice_zh: Option<&'static str>,
    /// The vendor's id of the request that stopped it or failed.
    pub request_id: Option<String>,
    /// From the first look to the end.
    pub elapsed: Duration,
}

impl Report {
    /// The exit code of this outcome alone.
    ///
    /// | code | outcome |
    /// |---|---|
    /// | 0 | stopped, already stopped, would stop; done, already done, would do |
    /// | 1 | failed for another reason |
    /// | 2 | a setting is wrong |
    /// | 4 | credentials, signature, clock or permission |
    /// | 5 | not found |
    /// | 7 | unconfirmed |
    /// | 8 | locked, or its state or kind does not allow a stop |
    /// | 9 | throttled, unavailable or unreachable |
    /// | 10 | unsupported |
    pub const fn exit_code(&self) -> u8 {
        match self.outcome {
            outcome if outcome.is_success() => 0,
            Outcome::NotFound => 5,
            Outcome::Unconfirmed => 7,
            Outcome::Refused | Outcome::Locked => 8,
            Outcome::Unsupported => 10,
            Outcome::Failed => match self.kind {
                Some(kind) => error_exit_code(kind),
                None => 1,
            },
            _ => 0,
        }
    }
}

/// The exit code of a failure.
pub const fn error_exit_code(kind: ErrorKind) -> u8 {
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

/// One exit code for many results: theirs if they agree, else 6.
///
/// ```
/// use tingji_core::engine::overall_exit_code;
///
/// assert_eq!(overall_exit_code([0, 0]), 0);
/// assert_eq!(overall_exit_code([5, 5]), 5);
/// assert_eq!(overall_exit_code([0, 5]), 6);
/// assert_eq!(overall_exit_code([4, 5]), 6);
/// assert_eq!(overall_exit_code([]), 0);
/// ```
pub fn overall_exit_code(codes: impl IntoIterator<Item = u8>) -> u8 {
    let mut codes = codes.into_iter();
    let Some(first) = codes.next() else { return 0 };
    if codes.all(|code| code == first) { first } else { 6 }
}
