//! [`Kind`]: what can go wrong.

use serde::{Deserialize, Serialize};

use super::class::Class;
use super::rule::When;

/// What goes wrong with a request. In files and on the wire, `fault` has its name in snake case, such
/// as `too_many_requests`, and its parameters stand beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// Everything takes longer. Before the effect, a client that gives up meanwhile has had none.
    Latency {
        /// How long, in milliseconds of real time.
        ms: u64,
    },
    /// No answer, ever; the connection stays open until the client gives up.
    TimeOut,
    /// The connection is reset (a TCP RST) in place of an answer.
    Reset,
    /// The connection is closed in place of an answer.
    Close,
    /// An error of some proxy on the way, as plain text.
    Http {
        /// The status, 400 to 599.
        status: u16,
    },
    /// HTTP 429 as plain text.
    TooManyRequests {
        /// `Retry-After`, in seconds; no such header if absent.
        #[serde(default)]
        retry_after_s: Option<u64>,
        /// Whether `Retry-After` is told as the date of that second.
        #[serde(default)]
        as_date: bool,
    },
    /// The vendor's own code for too many requests, in the vendor's shape.
    Throttle {
        /// `Retry-After`, in seconds; no such header if absent.
        #[serde(default)]
        retry_after_s: Option<u64>,
    },
    /// Any refusal in the vendor's shape. The rule must name its cloud.
    Refusal {
        /// The status, 200 to 599. UCloud's and CompShare's refusals have 200, whatever stands here.
        status: u16,
        /// The vendor's code; a number for UCloud and CompShare.
        code: String,
        /// The vendor's text.
        #[serde(default)]
        message: String,
    },
    /// A page for people in place of JSON.
    Html {
        /// The status, 200 to 599.
        status: u16,
    },
    /// Half the answer. After the effect, unless said otherwise.
    Truncated {
        /// What it ends with.
        cut: Cut,
    },
    /// More than 8 MiB.
    Oversized {
        /// How its length is told.
        framing: Framing,
    },
    /// A redirect to the sandbox itself, which counts whoever follows it.
    Redirect {
        /// 301, 302, 307 or 308.
        status: u16,
    },
    /// Status 200 and nothing else.
    Empty,
    /// The right answer under another content type. After the effect, unless said otherwise.
    WrongContentType {
        /// The content type.
        #[serde(default = "plain")]
        content_type: String,
    },
    /// The cloud's clock is off: for the `Date` header and for judging the signature.
    ClockOffset {
        /// How far it is ahead; negative is behind.
        seconds: i64,
    },
    /// A look shows what was before; one of the two is not 0.
    Stale {
        /// How long ago, in the sandbox's time.
        #[serde(default)]
        seconds: u32,
        /// How many looks ago, for each instance by itself.
        #[serde(default)]
        looks: u32,
    },
    /// Another operation holds the instance, from the first request that meets the rule; each
    /// instance is held once. Refused in the vendor's words.
    Lock {
        /// For how long, in the sandbox's time.
        seconds: u32,
    },
    /// Volcengine's `IdempotentProcessing`: an earlier request with the same token is not done yet.
    /// From the first request that meets the rule, once for each instance.
    Processing {
        /// For how long, in the sandbox's time.
        seconds: u32,
    },
    /// A stop is accepted and never ends.
    NeverStops,
    /// A stop is accepted, and when it is over the instance runs again.
    GoesBack,
    /// A stop is accepted and has no effect.
    IgnoredStop,
    /// A stop is accepted and fails.
    StopFails {
        /// The state it ends in; absent, the vendor's word for it.
        #[serde(default)]
        state: Option<String>,
    },
    /// The answer before is given again to the next look that names the same instances or none: the
    /// page before, with its marker. Without `times`, the same marker is returned for ever.
    RepeatedPage,
    /// Each page begins with the end of the one before.
    OverlappingPages {
        /// How many instances are shown twice.
        by: usize,
    },
    /// Each page is cut from all instances in another order, so that some are shown twice and some
    /// never.
    ShuffledPages,
}

fn plain() -> String {
    "text/plain".to_owned()
}

/// What half an answer ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// The connection, before `Content-Length` is reached.
    Connection,
    /// Nothing: `Content-Length` is that of the half, and the JSON just ends.
    Json,
}

/// How the length of a body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// `Content-Length`, of a little more than 8 MiB.
    ContentLength,
    /// Chunks without end.
    Chunked,
}

impl Kind {
    /// The name, as in files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Latency { .. } => "latency",
            Self::TimeOut => "time_out",
            Self::Reset => "reset",
            Self::Close => "close",
            Self::Http { .. } => "http",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::Throttle { .. } => "throttle",
            Self::Refusal { .. } => "refusal",
            Self::Html { .. } => "html",
            Self::Truncated { .. } => "truncated",
            Self::Oversized { .. } => "oversized",
            Self::Redirect { .. } => "redirect",
            Self::Empty => "empty",
            Self::WrongContentType { .. } => "wrong_content_type",
            Self::ClockOffset { .. } => "clock_offset",
            Self::Stale { .. } => "stale",
            Self::Lock { .. } => "lock",
            Self::Processing { .. } => "processing",
            Self::NeverStops => "never_stops",
            Self::GoesBack => "goes_back",
            Self::IgnoredStop => "ignored_stop",
            Self::StopFails { .. } => "stop_fails",
            Self::RepeatedPage => "repeated_page",
            Self::OverlappingPages { .. } => "overlapping_pages",
            Self::ShuffledPages => "shuffled_pages",
        }
    }

    /// Whether a request of this class can meet it.
    pub(super) fn is_of(&self, class: Class) -> bool {
        match self {
            Self::NeverStops | Self::GoesBack | Self::IgnoredStop | Self::StopFails { .. } => {
                class == Class::Stop
            }
            Self::Stale { .. } | Self::RepeatedPage => class.is_look(),
            Self::OverlappingPages { .. } | Self::ShuffledPages => class == Class::List,
            _ => true,
        }
    }

    /// Whether it is before or after the effect, if nothing is said; `None` where there is no choice.
    pub(super) fn usual(&self) -> Option<When> {
        match self {
            Self::Truncated { .. } | Self::WrongContentType { .. } => Some(When::After),
            Self::ClockOffset { .. } | Self::Stale { .. } => None,
            Self::NeverStops | Self::GoesBack | Self::IgnoredStop | Self::StopFails { .. } => None,
            Self::RepeatedPage | Self::OverlappingPages { .. } | Self::ShuffledPages => None,
            _ => Some(When::Before),
        }
    }

    /// For how long an instance is held, in milliseconds.
    pub(super) fn hold(&self) -> Option<i64> {
        match self {
            Self::Lock { seconds } | Self::Processing { seconds } => Some(i64::from(*seconds) * 1000),
            _ => None,
        }
    }

    pub(super) fn check(&self) -> Result<(), &'static str> {
        let fits = match self {
            Self::Http { status } => (400..=599).contains(status),
            Self::Refusal { status, .. } | Self::Html { status } => (200..=599).contains(status),
            Self::Redirect { status } => [301, 302, 307, 308].contains(status),
            Self::TooManyRequests { retry_after_s, as_date } => retry_after_s.is_some() || !as_date,
            Self::Stale { seconds, looks } => (*seconds == 0) != (*looks == 0),
            Self::WrongContentType { content_type } => {
                !content_type.is_empty() && content_type.bytes().all(|byte| (b' '..=b'~').contains(&byte))
            }
            _ => true,
        };
        if fits { Ok(()) } else { Err(self.rule()) }
    }

    /// What its parameters must be.
    fn rule(&self) -> &'static str {
        match self {
            Self::Http { .. } => "http: the status is 400 to 599",
            Self::Redirect { .. } => "redirect: the status is 301, 302, 307 or 308",
            Self::TooManyRequests { .. } => "too_many_requests: as_date needs retry_after_s",
            Self::Stale { .. } => "stale: give seconds or looks, and not both",
            Self::WrongContentType { .. } => "wrong_content_type: the content type is ASCII text",
            _ => "the status is 200 to 599",
        }
    }
}
