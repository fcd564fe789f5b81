//! The lines on standard error that explain each outcome that is not a success.

use tingji::Target;
use tingji::core::ErrorKind;
use tingji::core::engine::{Outcome, Report};

use super::stream::error_line;
use crate::lang::{Lang, chosen, pick, say};
use crate::verb::Verb;

/// One line for each outcome that is no success: what is wrong, and what to do.
pub(crate) fn explain(targets: &[Target], reports: &[Report], verb: Verb) {
    for (target, report) in targets.iter().zip(reports).filter(|(_, report)| !report.outcome.is_success()) {
        let advice = advice(report).map(|advice| say!("; {advice}", "；{advice}")).unwrap_or_default();
        error_line(&format!("{target}: {}: {}{advice}", verb.word(report.outcome), message(report)));
    }
}

/// In the language chosen.
pub(super) fn message(report: &Report) -> &str {
    match chosen() {
        Lang::En => &report.message,
        Lang::Zh => &report.message_zh,
    }
}

fn advice(report: &Report) -> Option<&'static str> {
    let of_kind = |kind: ErrorKind| pick(kind.advice(), kind.advice_zh());
    Some(match (report.outcome, report.kind) {
        (
            Outcome::Unconfirmed,
            Some(
                kind @ (ErrorKind::Redirected
                | ErrorKind::Decode
                | ErrorKind::Credentials
                | ErrorKind::Permission),
            ),
        ) => of_kind(kind),
        (Outcome::Unconfirmed, _) => pick(
            "look again with `tingji list`, or go on waiting with `tingji wait`",
            "请用 `tingji list` 再次查看，或用 `tingji wait` 继续等待",
        ),
        // Refused before anything was sent: the message says what to do.
        (Outcome::Refused, Some(_)) if report.code.is_none() => return None,
        (Outcome::NotFound, _) => of_kind(ErrorKind::NotFound),
        (_, Some(kind)) => {
            pick(report.advice.unwrap_or(kind.advice()), report.advice_zh.unwrap_or(kind.advice_zh()))
        }
        (Outcome::Refused, None) => of_kind(ErrorKind::InvalidState),
        (_, None) => pick("see its state with `tingji list`", "请用 `tingji list` 查看其状态"),
    })
}
