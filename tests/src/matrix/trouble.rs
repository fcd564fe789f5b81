//! [`Trouble`]: what can go wrong with a request, and what that means for a stop.

use tingji_sandbox::{FaultKind, FaultTiming, Framing, Truncation};

/// What a fault means, by which it is known how a stop under it must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Nothing is lost by it.
    Harmless,
    /// No answer, or that of a failing vendor. A read is repeated.
    NoAnswer,
    /// An answer that is not this API's, or a redirect: no sign of anything, and not repeated.
    Nonsense,
    /// A refusal for the number of requests.
    TooMany,
    /// A refusal by a code that no page of the vendor tells.
    UnknownRefusal,
    /// A refusal that lasts for a while.
    ShortLock,
    /// A refusal that lasts longer than a stop may take.
    LongLock,
    /// Accepted, and it never shows an end or an effect.
    NoEnd,
    /// Accepted, and it runs again.
    Undone,
    /// Accepted, and it failed.
    StopFailed,
    /// The list has no end, and so tells nothing.
    EndlessList,
}

/// What can go wrong.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// For people.
    pub name: String,
    /// What the sandbox does.
    pub kind: FaultKind,
    /// Before or after the effect, where there is a choice.
    pub when: Option<FaultTiming>,
    /// What it means.
    pub nature: Nature,
}

impl Trouble {
    fn new(name: impl Into<String>, kind: FaultKind, when: Option<FaultTiming>, nature: Nature) -> Self {
        Self { name: name.into(), kind, when, nature }
    }

    /// Everything that the sandbox offers.
    pub fn all() -> Vec<Self> {
        let mut all = lost_answers();
        all.extend(nonsense());
        all.extend(limits());
        all.extend(oddities());
        all.extend(states());
        all
    }
}

/// The same before the effect and after it.
fn both(name: &str, kind: &FaultKind, nature: Nature) -> [Trouble; 2] {
    let one = |word: &str, when| Trouble::new(format!("{name}, {word}"), kind.clone(), Some(when), nature);
    [one("not acted upon", FaultTiming::Before), one("acted upon", FaultTiming::After)]
}

fn lost_answers() -> Vec<Trouble> {
    let broken = FaultKind::Truncated { truncation: Truncation::Connection };
    let mut all = vec![
        ("no answer".to_owned(), FaultKind::TimeOut),
        ("40 s of latency".to_owned(), FaultKind::Latency { ms: 40_000 }),
        ("connection reset".to_owned(), FaultKind::Reset),
        ("connection closed".to_owned(), FaultKind::Close),
        ("answer cut off with its connection".to_owned(), broken),
        ("HTTP 503 as a page".to_owned(), FaultKind::Html { status: 503 }),
    ];
    all.extend([500, 502, 503, 504].map(|status| (format!("HTTP {status}"), FaultKind::Http { status })));
    all.iter().flat_map(|(name, kind)| both(name, kind, Nature::NoAnswer)).collect()
}

fn nonsense() -> Vec<Trouble> {
    let oversized = |framing| FaultKind::Oversized { framing };
    let mut all = vec![
        ("a page with HTTP 200".to_owned(), FaultKind::Html { status: 200 }),
        ("half the JSON".to_owned(), FaultKind::Truncated { truncation: Truncation::Json }),
        ("an empty HTTP 200".to_owned(), FaultKind::Empty),
        ("over 8 MiB, announced".to_owned(), oversized(Framing::ContentLength)),
        ("chunks without end".to_owned(), oversized(Framing::Chunked)),
    ];
    let redirect = |status| (format!("redirect {status}"), FaultKind::Redirect { status });
    all.extend([301, 302, 307, 308].map(redirect));
    all.iter().flat_map(|(name, kind)| both(name, kind, Nature::Nonsense)).collect()
}

fn limits() -> Vec<Trouble> {
    let limit = |name: &str, retry_after_s, as_date| {
        Trouble::new(name, FaultKind::TooManyRequests { retry_after_s, as_date }, None, Nature::TooMany)
    };
    let own = |name: &str, retry_after_s| {
        Trouble::new(name, FaultKind::Throttle { retry_after_s }, None, Nature::TooMany)
    };
    vec![
        limit("HTTP 429", None, false),
        limit("HTTP 429, Retry-After 2 s", Some(2), false),
        limit("HTTP 429, Retry-After 120 s", Some(120), false),
        limit("HTTP 429, Retry-After as a date", Some(3), true),
        own("the vendor's own limit", None),
        own("the vendor's own limit, Retry-After 2 s", Some(2)),
    ]
}

fn oddities() -> Vec<Trouble> {
    let harmless = |name: &str, kind, when| Trouble::new(name, kind, when, Nature::Harmless);
    let odd = |when| {
        let kind = FaultKind::WrongContentType { content_type: "text/html".to_owned() };
        (kind, Some(when))
    };
    let (kind, after) = odd(FaultTiming::After);
    let (same, before) = odd(FaultTiming::Before);
    let clock = |seconds| FaultKind::ClockOffset { seconds };
    vec![
        harmless(
            "2 s of latency, then acted upon",
            FaultKind::Latency { ms: 2000 },
            Some(FaultTiming::Before),
        ),
        harmless(
            "acted upon, then 2 s of latency",
            FaultKind::Latency { ms: 2000 },
            Some(FaultTiming::After),
        ),
        harmless("another content type", kind, after),
        Trouble::new("another content type, not acted upon", same, before, Nature::Nonsense),
        harmless("clock 10 minutes ahead", clock(600), None),
        harmless("clock 10 minutes behind", clock(-600), None),
        harmless("clock 8 hours ahead", clock(28_800), None),
        harmless("clock 8 hours behind", clock(-28_800), None),
        harmless("shown as it was 2 looks ago", FaultKind::Stale { seconds: 0, polls: 2 }, None),
        harmless("shown as it was 10 s ago", FaultKind::Stale { seconds: 10, polls: 0 }, None),
        harmless("pages overlap", FaultKind::OverlappingPages { by: 1 }, None),
        harmless("pages shuffled", FaultKind::ShuffledPages, None),
        Trouble::new("the page before once more", FaultKind::RepeatedPage, None, Nature::EndlessList),
    ]
}

fn states() -> Vec<Trouble> {
    let state = |name: &str, kind, nature| Trouble::new(name, kind, None, nature);
    let refusal = |status: u16, code: &str| {
        let message = "Something that no page tells.".to_owned();
        FaultKind::Refusal { status, code: code.to_owned(), message }
    };
    vec![
        state("an unknown refusal", refusal(400, "99999"), Nature::UnknownRefusal),
        state("locked for 30 s", FaultKind::Lock { seconds: 30 }, Nature::ShortLock),
        state("locked for an hour", FaultKind::Lock { seconds: 3600 }, Nature::LongLock),
        state("still processing for 30 s", FaultKind::Processing { seconds: 30 }, Nature::ShortLock),
        state("still processing for an hour", FaultKind::Processing { seconds: 3600 }, Nature::LongLock),
        state("a stop that never ends", FaultKind::NeverStops, Nature::NoEnd),
        state("a stop that is ignored", FaultKind::IgnoredStop, Nature::NoEnd),
        state("a stop that is undone", FaultKind::GoesBack, Nature::Undone),
        state("a stop that fails", FaultKind::StopFails { state: None }, Nature::StopFailed),
        state(
            "a stop that ends in an unknown state",
            FaultKind::StopFails { state: Some("Mystified".to_owned()) },
            Nature::NoEnd,
        ),
    ]
}
