//! [`FaultKind`]: the kinds of faults and their parameters.

use serde::{Deserialize, Serialize};

use crate::faults::operation_class::OperationClass;

/// Kind of a fault, with its parameters.
///
/// In JSON, `fault` contains the name in snake case, such as `too_many_requests`, and the parameters are fields
/// beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// A delay. With [`FaultTiming::Before`], a client that gives up during the delay has had no effect.
    Latency {
        /// Length of the delay, in milliseconds of real time.
        ms: u64,
    },
    /// No response; the connection stays open until the client gives up.
    TimeOut,
    /// A connection that is reset (TCP RST) in place of a response.
    Reset,
    /// A connection that is closed in place of a response.
    Close,
    /// An error of an intermediary such as a proxy, as plain text.
    Http {
        /// The status, 400 to 599.
        status: u16,
    },
    /// HTTP 429 as plain text.
    TooManyRequests {
        /// Value of `Retry-After`, in seconds; no such header if absent.
        #[serde(default)]
        retry_after_s: Option<u64>,
        /// True to send `Retry-After` as the date of that second.
        #[serde(default)]
        as_date: bool,
    },
    /// The vendor's code for too many requests, in the vendor's error format.
    Throttle {
        /// Value of `Retry-After`, in seconds; no such header if absent.
        #[serde(default)]
        retry_after_s: Option<u64>,
    },
    /// Any refusal in the vendor's error format. The rule must name a cloud.
    Refusal {
        /// The status, 200 to 599. UCloud and CompShare always send 200.
        status: u16,
        /// The vendor's code; a number for UCloud and CompShare.
        code: String,
        /// The vendor's text.
        #[serde(default)]
        message: String,
    },
    /// An HTML page in place of JSON.
    Html {
        /// The status, 200 to 599.
        status: u16,
    },
    /// The first half of the response. By default the request is processed first.
    Truncated {
        /// The end of the truncated response.
        #[serde(rename = "cut")]
        truncation: Truncation,
    },
    /// A body of more than 8 MiB.
    Oversized {
        /// The way in which the length is announced.
        framing: Framing,
    },
    /// A redirect to the sandbox itself, which counts the clients that follow it.
    Redirect {
        /// 301, 302, 307 or 308.
        status: u16,
    },
    /// Status 200 with an empty body.
    Empty,
    /// The correct response with another content type. By default the request is processed first.
    WrongContentType {
        /// The content type; `text/plain` by default.
        #[serde(default = "text_plain")]
        content_type: String,
    },
    /// A wrong clock of the cloud, which affects the `Date` header and the signature check.
    ClockOffset {
        /// The offset, in seconds; negative if the cloud's clock is behind.
        seconds: i64,
    },
    /// A describe or a list that shows past states. Exactly one of the two parameters must be positive.
    Stale {
        /// Age of the states, in seconds of the sandbox's time.
        #[serde(default)]
        seconds: u32,
        /// Age of the states, in polls of each instance.
        #[serde(default, rename = "looks")]
        polls: u32,
    },
    /// An instance that another operation holds. The lock begins with the first request that meets the rule; each
    /// instance is locked once.
    Lock {
        /// Length of the lock, in seconds of the sandbox's time.
        seconds: u32,
    },
    /// Volcengine's `IdempotentProcessing`: an earlier request with the same client token is still processed. It
    /// begins with the first request that meets the rule, once for each instance.
    Processing {
        /// Length of the processing, in seconds of the sandbox's time.
        seconds: u32,
    },
    /// A stop that is accepted and never finishes.
    NeverStops,
    /// A stop that is accepted, after which the instance runs again.
    GoesBack,
    /// A stop that is accepted without any effect.
    IgnoredStop,
    /// A stop that is accepted and fails.
    StopFails {
        /// State in which the stop ends; by default the vendor's failure state.
        #[serde(default)]
        state: Option<String>,
    },
    /// The previous response again, for the next describe or list with the same ids: the previous page with its page
    /// token. Without `times`, the same token is returned for ever.
    RepeatedPage,
    /// Pages that begin with the last rows of the previous page.
    OverlappingPages {
        /// Number of rows that are shown twice.
        by: usize,
    },
    /// Pages that are taken from different orders of all rows, so that some rows appear twice and others never.
    ShuffledPages,
}

fn text_plain() -> String {
    "text/plain".to_owned()
}

/// The end of a truncated response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Truncation {
    /// The connection ends before `Content-Length` is reached.
    Connection,
    /// `Content-Length` matches the truncated body, whose JSON is incomplete.
    Json,
}

/// The way in which the length of a body is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// A `Content-Length` of slightly more than 8 MiB.
    ContentLength,
    /// Chunks without end.
    Chunked,
}

/// The order of a fault and the processing of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultTiming {
    /// The request is not processed.
    Before,
    /// The request is processed, then its response is replaced or damaged.
    After,
}

impl FaultKind {
    /// The name, as in JSON.
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

    /// True if requests of this class can meet the fault.
    pub(crate) fn applies_to(&self, class: OperationClass) -> bool {
        match self {
            Self::NeverStops | Self::GoesBack | Self::IgnoredStop | Self::StopFails { .. } => {
                class == OperationClass::Stop
            }
            Self::Stale { .. } | Self::RepeatedPage => class.is_poll(),
            Self::OverlappingPages { .. } | Self::ShuffledPages => class == OperationClass::List,
            _ => true,
        }
    }

    /// Timing of a rule without `when`; `None` if the fault has no timing.
    pub(crate) fn default_timing(&self) -> Option<FaultTiming> {
        match self {
            Self::Truncated { .. } | Self::WrongContentType { .. } => Some(FaultTiming::After),
            Self::ClockOffset { .. } | Self::Stale { .. } => None,
            Self::NeverStops | Self::GoesBack | Self::IgnoredStop | Self::StopFails { .. } => None,
            Self::RepeatedPage | Self::OverlappingPages { .. } | Self::ShuffledPages => None,
            _ => Some(FaultTiming::Before),
        }
    }

    /// Time for which the fault holds an instance, in milliseconds.
    pub(crate) fn hold_ms(&self) -> Option<i64> {
        match self {
            Self::Lock { seconds } | Self::Processing { seconds } => Some(i64::from(*seconds) * 1000),
            _ => None,
        }
    }

    /// Checks the parameters. The error states the valid values.
    pub(crate) fn check(&self) -> Result<(), &'static str> {
        let is_valid = match self {
            Self::Http { status } => (400..=599).contains(status),
            Self::Refusal { status, .. } | Self::Html { status } => (200..=599).contains(status),
            Self::Redirect { status } => [301, 302, 307, 308].contains(status),
            Self::TooManyRequests { retry_after_s, as_date } => retry_after_s.is_some() || !as_date,
            Self::Stale { seconds, polls } => (*seconds == 0) != (*polls == 0),
            Self::WrongContentType { content_type } => {
                !content_type.is_empty() && content_type.bytes().all(|byte| (b' '..=b'~').contains(&byte))
            }
            _ => true,
        };
        if is_valid { Ok(()) } else { Err(self.constraint()) }
    }

    /// The condition that valid parameters meet, for error messages.
    fn constraint(&self) -> &'static str {
        match self {
            Self::Http { .. } => "http: the status must be 400 to 599",
            Self::Redirect { .. } => "redirect: the status must be 301, 302, 307 or 308",
            Self::TooManyRequests { .. } => "too_many_requests: as_date requires retry_after_s",
            Self::Stale { .. } => "stale: set either seconds or looks",
            Self::WrongContentType { .. } => "wrong_content_type: the content type must be ASCII text",
            _ => "the status must be 200 to 599",
        }
    }
}
