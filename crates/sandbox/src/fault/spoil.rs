//! What becomes of an answer.

use uuid::Uuid;

use super::kind::{Cut, Framing, Kind};
use super::rules::Hit;
use super::vendor::{locked, processing, throttled};
use crate::answer::{Answer, Delivery, Fault};
use crate::clock::Now;
use crate::cloud::Protocol;
use crate::journal::Seen;

/// A little more than the 8 MiB that a client may be expected to read.
const TOO_MUCH: usize = (8 << 20) + 65_536;

/// What a spoiled answer may depend on.
pub(crate) struct Scene<'a> {
    pub(crate) protocol: Protocol,
    pub(crate) seen: &'a Seen,
    pub(crate) now: Now,
    /// For a refusal of its own.
    pub(crate) id: Uuid,
    /// Where redirects lead.
    pub(crate) elsewhere: &'a str,
}

impl Scene<'_> {
    fn refuse(&self, fault: &Fault) -> Answer {
        self.protocol.refuse(&self.seen.action, fault, self.now, self.id)
    }
}

/// The answer under a fault, whose natural one is there if the request was acted upon.
pub(crate) fn spoil(hit: &Hit, natural: Option<Answer>, scene: &Scene<'_>) -> Answer {
    let untouched = || Answer::json(200, &serde_json::json!({ "message": "not acted upon" }));
    let half = |cut: Cut| natural.clone().unwrap_or_else(untouched).cut(cut == Cut::Connection);
    match &hit.kind {
        Kind::TimeOut => Answer::none(Delivery::Silence),
        Kind::Reset => Answer::none(Delivery::Reset),
        Kind::Close => Answer::none(Delivery::Close),
        Kind::Http { status } => plain(*status),
        Kind::TooManyRequests { retry_after_s, as_date } => {
            retry_after(plain(429), *retry_after_s, *as_date, scene.now)
        }
        Kind::Throttle { retry_after_s } => {
            retry_after(scene.refuse(&throttled(scene.seen.cloud)), *retry_after_s, false, scene.now)
        }
        Kind::Refusal { status, code, message } => {
            scene.refuse(&Fault::new(*status, code.clone(), message.clone()))
        }
        Kind::Html { status } => html(*status),
        Kind::Truncated { cut } => half(*cut),
        Kind::Oversized { framing } => {
            Answer::endless(if *framing == Framing::Chunked { None } else { Some(TOO_MUCH) })
        }
        Kind::Redirect { status } => plain(*status).header("location", scene.elsewhere),
        Kind::Empty => Answer::none(Delivery::Answer).kind("text/plain"),
        Kind::WrongContentType { content_type } => natural.unwrap_or_else(untouched).kind(content_type),
        Kind::Lock { .. } if hit.after => scene.refuse(&locked(scene.seen.cloud)),
        Kind::Processing { .. } => scene.refuse(&processing()),
        _ => natural.unwrap_or_else(untouched),
    }
}

fn plain(status: u16) -> Answer {
    let reason = axum::http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    Answer::text(status, reason.unwrap_or("Error").to_owned()).kind("text/plain")
}

fn html(status: u16) -> Answer {
    let page = "<!DOCTYPE html>\n<html><head><title>Gateway</title></head><body><h1>Please wait</h1></body></html>\n";
    Answer::text(status, page.to_owned()).kind("text/html; charset=utf-8")
}

fn retry_after(answer: Answer, seconds: Option<u64>, as_date: bool, now: Now) -> Answer {
    let Some(seconds) = seconds else { return answer };
    let ms = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000);
    let then = Now { wall: now.wall.saturating_add(ms), ..now };
    answer.header("retry-after", if as_date { then.http_date() } else { seconds.to_string() })
}
