//! The lines on standard error that explain each outcome that is not a success.

use tingji::Target;
use tingji::core::ErrorKind;
use tingji::core::engine::{Outcome, Report};

use super::stream::error_line;
use crate::lang::{kinds, localized, localized_advice, localized_reason, tr};
use crate::verb::Verb;

/// Prints a line per unsuccessful outcome: what happened and what to do next.
pub(crate) fn explain(targets: &[Target], reports: &[Report], verb: Verb) {
    for (target, report) in targets.iter().zip(reports).filter(|(_, report)| !report.outcome.is_success()) {
        let advice = advice(report).map(|advice| tr!("; {advice}", "；{advice}")).unwrap_or_default();
        error_line(&format!(
            "{target}: {}: {}{advice}",
            verb.outcome_text(report.outcome),
            localized_reason(&report.reason)
        ));
    }
}

/// Returns the next step for an error kind.
fn kind_advice(kind: ErrorKind) -> &'static str {
    let advice = kinds::advice(kind);
    localized(advice.en, advice.zh)
}

/// Returns the next step, or `None` if the message already contains it.
fn advice(report: &Report) -> Option<&'static str> {
    Some(match (report.outcome, report.kind()) {
        (
            Outcome::Unconfirmed,
            Some(
                kind @ (ErrorKind::Redirected
                | ErrorKind::Decode
                | ErrorKind::Credentials
                | ErrorKind::Permission),
            ),
        ) => kind_advice(kind),
        (Outcome::Unconfirmed, _) => localized(
            "check with `tingji list`, or keep waiting with `tingji wait`",
            "请用 `tingji list` 查看，或用 `tingji wait` 继续等待",
        ),
        // Refused before anything was sent: the message already says what to do.
        (Outcome::Refused, Some(_)) if report.code().is_none() => return None,
        (Outcome::NotFound, _) => kind_advice(ErrorKind::NotFound),
        (_, Some(kind)) => report.reason.error().map_or_else(|| kind_advice(kind), localized_advice),
        (Outcome::Refused, None) => kind_advice(ErrorKind::InvalidState),
        (_, None) => localized("check its state with `tingji list`", "请用 `tingji list` 查看其状态"),
    })
}
