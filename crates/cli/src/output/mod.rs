//! What is written: data on standard output, notices on standard error. A reader that went away is
//! no reason to fail.

mod codes;
mod encode;
mod list;
pub(crate) mod profiles;
pub(crate) mod signature;

use std::io::Write;

pub(crate) use codes::{codes_json, codes_table};
use comfy_table::{ContentArrangement, Table, presets};
pub(crate) use list::list;
use serde::Serialize;
use tingji::Target;
use tingji::core::engine::{Outcome, Report};
use tingji::core::{ErrorKind, one_line};

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
    notice(&format!("tingji: {text}"));
}

/// A table without lines. Nothing is wrapped: ids are there to be copied.
fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.iter().copied());
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

fn print(mut table: Table) {
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    for row in table.to_string().lines() {
        line(row.trim_end());
    }
}

/// The outcomes, one row each in the order given.
pub(crate) fn outcomes(targets: &[Target], reports: &[Report], verb: Verb, format: Output) {
    if !format.is_table() {
        let rows = targets.iter().zip(reports);
        let outcomes: Vec<_> = rows.map(|(target, report)| OutcomeRow::new(target, report, verb)).collect();
        let around = Outcomes { schema_version: 1, outcomes: &outcomes };
        return encode::write(&around, &outcomes, &FIELDS, format);
    }
    let mut table = table(&match chosen() {
        Lang::En => ["TARGET", "OUTCOME", "STATE", "ELAPSED", "MESSAGE"],
        Lang::Zh => ["目标", "结果", "状态", "用时", "说明"],
    });
    for (target, report) in targets.iter().zip(reports) {
        let said_by_outcome = matches!(report.outcome, Outcome::Stopped | Outcome::Done);
        table.add_row([
            target.to_string(),
            verb.word(report.outcome).to_owned(),
            report.state.as_deref().map_or_else(|| "-".to_owned(), one_line),
            format!("{:.1} s", report.elapsed.as_secs_f64()),
            // That it was confirmed is what the outcome says.
            if said_by_outcome { String::new() } else { one_line(message(report)) },
        ]);
    }
    print(table);
}

/// Writes one line of JSON.
pub(crate) fn json(value: &impl Serialize) {
    line(&serde_json::to_string(value).unwrap_or_default());
}

/// The columns of CSV.
const FIELDS: [&str; 7] = ["target", "outcome", "state", "code", "message", "request_id", "elapsed_ms"];

#[derive(Serialize)]
struct Outcomes<'a> {
    schema_version: u32,
    outcomes: &'a [OutcomeRow<'a>],
}

#[derive(Serialize)]
struct OutcomeRow<'a> {
    target: String,
    outcome: &'static str,
    state: Option<&'a str>,
    code: Option<&'a str>,
    message: &'a str,
    request_id: Option<&'a str>,
    elapsed_ms: u64,
}

impl<'a> OutcomeRow<'a> {
    fn new(target: &Target, report: &'a Report, verb: Verb) -> Self {
        Self {
            target: target.to_string(),
            outcome: verb.word(report.outcome),
            state: report.state.as_deref(),
            code: report.code.as_deref(),
            message: &report.message,
            request_id: report.request_id.as_deref(),
            elapsed_ms: u64::try_from(report.elapsed.as_millis()).unwrap_or(u64::MAX),
        }
    }
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
            "look again with `tingji list`, or give a longer --deadline",
            "请用 `tingji list` 再次查看，或给出更长的 --deadline",
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
pub(crate) fn uai_json(message: &str, outcome: Option<Outcome>) {
    json(&Stopped {
        schema_version: 1,
        action: "StopUAIService",
        ret_code: 0,
        message,
        outcome: outcome.unwrap_or(Outcome::Unconfirmed).as_str(),
    });
}

#[derive(Serialize)]
struct Stopped<'a> {
    schema_version: u32,
    action: &'static str,
    ret_code: i64,
    message: &'a str,
    outcome: &'static str,
}
