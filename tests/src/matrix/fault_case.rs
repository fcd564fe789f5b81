//! [`FaultCase`]: a fault of the sandbox with its consequence for a stop.

use tingji_sandbox::{FaultKind, FaultTiming, Framing, Truncation};

/// Consequence of a fault, from which the expected outcome follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultClass {
    /// No information is lost.
    Harmless,
    /// No response, or a server error. Reads are retried.
    NoResponse,
    /// A response of another server, or a redirect. It has no information about the instance, and is not
    /// retried.
    ForeignResponse,
    /// A rate limit error.
    RateLimit,
    /// An error code that the vendor does not document.
    UnknownCode,
    /// A lock that ends before the deadline.
    ShortLock,
    /// A lock that ends after the deadline.
    LongLock,
    /// The stop is accepted, but never has a visible effect.
    NeverFinishes,
    /// The stop is accepted, and the instance runs again.
    Reverted,
    /// The stop is accepted, and fails.
    StopFailed,
    /// The list has no end, so that it cannot show a missing instance.
    EndlessList,
}

/// A fault of the sandbox.
#[derive(Clone, Debug)]
pub struct FaultCase {
    /// Name for people.
    pub name: String,
    /// The sandbox's fault.
    pub kind: FaultKind,
    /// Before or after the effect of the request; `None` for faults without this choice.
    pub timing: Option<FaultTiming>,
    /// Consequence for a stop.
    pub class: FaultClass,
}

impl FaultCase {
    fn new(name: impl Into<String>, kind: FaultKind, timing: Option<FaultTiming>, class: FaultClass) -> Self {
        Self { name: name.into(), kind, timing, class }
    }

    /// A fault without a choice of timing.
    fn untimed(name: &str, kind: FaultKind, class: FaultClass) -> Self {
        Self::new(name, kind, None, class)
    }

    /// Every fault of the sandbox.
    pub fn all() -> Vec<Self> {
        let mut all = lost_responses();
        all.extend(foreign_responses());
        all.extend(rate_limits());
        all.extend(unusual_responses());
        all.extend(states());
        all
    }

    /// True if the fault prevents the effect of the request.
    pub(super) fn is_before_effect(&self) -> bool {
        self.timing == Some(FaultTiming::Before)
    }

    /// True if the request has its effect before the fault.
    pub(super) fn is_after_effect(&self) -> bool {
        self.timing == Some(FaultTiming::After)
    }
}

/// Each fault before and after the effect of the request.
fn with_both_timings(faults: Vec<(String, FaultKind)>, class: FaultClass) -> Vec<FaultCase> {
    let mut cases = Vec::new();
    for (name, kind) in faults {
        let before = format!("{name}, not executed");
        cases.push(FaultCase::new(before, kind.clone(), Some(FaultTiming::Before), class));
        let after = format!("{name}, executed");
        cases.push(FaultCase::new(after, kind, Some(FaultTiming::After), class));
    }
    cases
}

fn lost_responses() -> Vec<FaultCase> {
    let truncated = FaultKind::Truncated { truncation: Truncation::Connection };
    let mut faults = vec![
        ("no response".to_owned(), FaultKind::TimeOut),
        ("40 s of latency".to_owned(), FaultKind::Latency { ms: 40_000 }),
        ("connection reset".to_owned(), FaultKind::Reset),
        ("connection closed".to_owned(), FaultKind::Close),
        ("connection closed within the response".to_owned(), truncated),
        ("HTTP 503 with an HTML page".to_owned(), FaultKind::Html { status: 503 }),
    ];
    for status in [500, 502, 503, 504] {
        faults.push((format!("HTTP {status}"), FaultKind::Http { status }));
    }
    with_both_timings(faults, FaultClass::NoResponse)
}

fn foreign_responses() -> Vec<FaultCase> {
    let announced = FaultKind::Oversized { framing: Framing::ContentLength };
    let chunked = FaultKind::Oversized { framing: Framing::Chunked };
    let mut faults = vec![
        ("HTTP 200 with an HTML page".to_owned(), FaultKind::Html { status: 200 }),
        ("truncated JSON".to_owned(), FaultKind::Truncated { truncation: Truncation::Json }),
        ("HTTP 200 without a body".to_owned(), FaultKind::Empty),
        ("announced body over 8 MiB".to_owned(), announced),
        ("endless chunked body".to_owned(), chunked),
    ];
    for status in [301, 302, 307, 308] {
        faults.push((format!("redirect {status}"), FaultKind::Redirect { status }));
    }
    with_both_timings(faults, FaultClass::ForeignResponse)
}

fn rate_limits() -> Vec<FaultCase> {
    vec![
        http_429("HTTP 429", None, false),
        http_429("HTTP 429, Retry-After 2 s", Some(2), false),
        http_429("HTTP 429, Retry-After 120 s", Some(120), false),
        http_429("HTTP 429, Retry-After as a date", Some(3), true),
        throttle("the vendor's rate limit error", None),
        throttle("the vendor's rate limit error, Retry-After 2 s", Some(2)),
    ]
}

fn http_429(name: &str, retry_after_s: Option<u64>, as_date: bool) -> FaultCase {
    FaultCase::untimed(name, FaultKind::TooManyRequests { retry_after_s, as_date }, FaultClass::RateLimit)
}

fn throttle(name: &str, retry_after_s: Option<u64>) -> FaultCase {
    FaultCase::untimed(name, FaultKind::Throttle { retry_after_s }, FaultClass::RateLimit)
}

fn unusual_responses() -> Vec<FaultCase> {
    let latency = FaultKind::Latency { ms: 2000 };
    let html_type = FaultKind::WrongContentType { content_type: "text/html".to_owned() };
    let before = Some(FaultTiming::Before);
    let after = Some(FaultTiming::After);
    vec![
        FaultCase::new("2 s of latency, then executed", latency.clone(), before, FaultClass::Harmless),
        FaultCase::new("executed, then 2 s of latency", latency, after, FaultClass::Harmless),
        FaultCase::new("wrong content type", html_type.clone(), after, FaultClass::Harmless),
        FaultCase::new("wrong content type, not executed", html_type, before, FaultClass::ForeignResponse),
        harmless("clock 10 minutes ahead", FaultKind::ClockOffset { seconds: 600 }),
        harmless("clock 10 minutes behind", FaultKind::ClockOffset { seconds: -600 }),
        harmless("clock 8 hours ahead", FaultKind::ClockOffset { seconds: 28_800 }),
        harmless("clock 8 hours behind", FaultKind::ClockOffset { seconds: -28_800 }),
        harmless("state as of 2 polls ago", FaultKind::Stale { seconds: 0, polls: 2 }),
        harmless("state as of 10 s ago", FaultKind::Stale { seconds: 10, polls: 0 }),
        harmless("overlapping pages", FaultKind::OverlappingPages { by: 1 }),
        harmless("shuffled pages", FaultKind::ShuffledPages),
        FaultCase::untimed("previous page repeated", FaultKind::RepeatedPage, FaultClass::EndlessList),
    ]
}

fn harmless(name: &str, kind: FaultKind) -> FaultCase {
    FaultCase::untimed(name, kind, FaultClass::Harmless)
}

fn states() -> Vec<FaultCase> {
    let unknown_code = FaultKind::Refusal {
        status: 400,
        code: "99999".to_owned(),
        message: "An undocumented error.".to_owned(),
    };
    let unknown_state = FaultKind::StopFails { state: Some("Mystified".to_owned()) };
    vec![
        FaultCase::untimed("unknown error code", unknown_code, FaultClass::UnknownCode),
        FaultCase::untimed("locked for 30 s", FaultKind::Lock { seconds: 30 }, FaultClass::ShortLock),
        FaultCase::untimed("locked for an hour", FaultKind::Lock { seconds: 3600 }, FaultClass::LongLock),
        FaultCase::untimed(
            "still processing for 30 s",
            FaultKind::Processing { seconds: 30 },
            FaultClass::ShortLock,
        ),
        FaultCase::untimed(
            "still processing for an hour",
            FaultKind::Processing { seconds: 3600 },
            FaultClass::LongLock,
        ),
        FaultCase::untimed("stop never finishes", FaultKind::NeverStops, FaultClass::NeverFinishes),
        FaultCase::untimed("stop is ignored", FaultKind::IgnoredStop, FaultClass::NeverFinishes),
        FaultCase::untimed("stop is reverted", FaultKind::GoesBack, FaultClass::Reverted),
        FaultCase::untimed("stop fails", FaultKind::StopFails { state: None }, FaultClass::StopFailed),
        FaultCase::untimed("stop ends in an unknown state", unknown_state, FaultClass::NeverFinishes),
    ]
}
