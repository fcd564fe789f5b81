//! What is written: data on standard output, notices on standard error. A reader that went away is
//! no reason to fail.

mod codes;
pub(crate) mod colour;
pub(crate) mod encode;
mod events;
pub(crate) mod fit;
mod list;
mod outcome;
pub(crate) mod profiles;
pub(crate) mod query;
pub(crate) mod signature;

use std::io::Write;

pub(crate) use codes::{codes, codes_table};
use colour::Colour;
use comfy_table::{ContentArrangement, Table, presets};
pub(crate) use events::Events;
pub(crate) use list::list;
pub(crate) use outcome::{Ended, outcomes};
use serde::Serialize;
use tingji::Target;
use tingji::core::ErrorKind;
use tingji::core::engine::{Outcome, Report};

use crate::args::Output;
use crate::lang::{Lang, chosen, pick, say};
use crate::progress::Verb;

pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

pub(crate) fn notice(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

pub(crate) fn error_line(text: &str) {
    notice(&format!("{}: {text}", colour::stderr(Colour::Red, "tingji")));
}

/// A table without lines.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.iter().copied());
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

pub(crate) fn print(table: Table) {
    fit::lines(table, fit::room()).iter().for_each(|row| line(row));
}

/// The same on standard error.
pub(crate) fn print_notice(table: Table) {
    fit::lines(table, fit::room_for_notices()).iter().for_each(|row| notice(row));
}

/// Writes one line of JSON, or what the query selects of it.
pub(crate) fn json(value: &impl Serialize) {
    let text = match query::selected(value) {
        Some(selected) => serde_json::to_string(&selected),
        None => serde_json::to_string(value),
    };
    line(&text.unwrap_or_default());
}

/// Writes one of many lines of JSON; a query that selects nothing of it leaves it out.
fn json_line(value: &impl Serialize) {
    if query::selected(value).is_none_or(|selected| !selected.is_null()) {
        json(value);
    }
}

fn milliseconds(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// One line for each outcome that is no success: what is wrong, and what to do.
pub(crate) fn explain(targets: &[Target], reports: &[Report], verb: Verb) {
    for (target, report) in targets.iter().zip(reports).filter(|(_, report)| !report.outcome.is_success()) {
        let advice = advice(report).map(|advice| say!("; {advice}", "；{advice}")).unwrap_or_default();
        error_line(&format!("{target}: {}: {}{advice}", verb.word(report.outcome), message(report)));
    }
}

/// In the language chosen.
fn message(report: &Report) -> &str {
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

/// The vendor's answer to a stop; an outcome where one was waited for.
pub(crate) fn uai(message: &str, outcome: Option<Outcome>, format: Output) {
    let stopped = Stopped {
        schema_version: 1,
        action: "StopUAIService",
        ret_code: 0,
        message,
        outcome: outcome.unwrap_or(Outcome::Unconfirmed).as_str(),
    };
    encode::one(&stopped, format);
}

#[derive(Serialize)]
struct Stopped<'a> {
    schema_version: u32,
    action: &'static str,
    ret_code: i64,
    message: &'a str,
    outcome: &'static str,
}
