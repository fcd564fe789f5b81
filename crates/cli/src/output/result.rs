//! What became of each target, as a row.

use serde::Serialize;
use tingji::FleetJob;
use tingji::core::engine::{Outcome, Report};
use tingji::core::{Instance, sanitize_line};

use super::explain::message;
use super::json::milliseconds;
use super::table::{print, table};
use super::target_result::Ended;
use super::{dry_run, encode, localized};
use crate::args::Output;
use crate::billing_notice::Charges;
use crate::lang::{Lang, chosen};
use crate::verb::Verb;

/// The outcomes, one row each in the order given. With ndjson they have been written as they came.
pub(crate) fn outcomes(ended: &[Ended<'_>], verb: Verb, format: Output) {
    match format {
        Output::Ndjson => {}
        format if !format.is_table() => {
            let outcomes: Vec<_> =
                ended.iter().map(|one| OutcomeRow::new(one.order, one.report, one.instance, verb)).collect();
            let around = Outcomes { schema_version: 1, outcomes: &outcomes };
            encode::write(&around, &outcomes, &FIELDS, format);
        }
        _ if ended.iter().any(Ended::is_rehearsed) => dry_run::rehearsed(ended, verb),
        _ => outcome_table(ended, verb),
    }
}

fn outcome_table(ended: &[Ended<'_>], verb: Verb) {
    let mut table = table(&match chosen() {
        Lang::En => ["TARGET", "OUTCOME", "STATE", "ELAPSED", "MESSAGE"],
        Lang::Zh => ["目标", "结果", "状态", "用时", "说明"],
    });
    for Ended { order, report, .. } in ended {
        let said_by_outcome = matches!(report.outcome, Outcome::Stopped | Outcome::Done);
        table.add_row([
            order.target.to_string(),
            verb.word(report.outcome).to_owned(),
            report
                .state
                .as_deref()
                .map_or_else(|| "-".to_owned(), |text| sanitize_line(&localized::state(text))),
            format!("{:.1} s", report.elapsed.as_secs_f64()),
            // That it was confirmed is what the outcome says.
            if said_by_outcome { String::new() } else { sanitize_line(message(report)) },
        ]);
    }
    print(table);
}

/// The columns of CSV.
const FIELDS: [&str; 9] = [
    "target",
    "outcome",
    "state",
    "code",
    "message",
    "request_id",
    "elapsed_ms",
    "still_charged",
    "end_charges",
];

#[derive(Serialize)]
struct Outcomes<'a> {
    schema_version: u32,
    outcomes: &'a [OutcomeRow<'a>],
}

#[derive(Serialize)]
pub(super) struct OutcomeRow<'a> {
    target: String,
    outcome: &'static str,
    state: Option<&'a str>,
    code: Option<&'a str>,
    message: &'a str,
    request_id: Option<&'a str>,
    elapsed_ms: u64,
    plan: Option<PlanRow>,
    still_charged: Option<Vec<&'static str>>,
    end_charges: Option<&'static str>,
}

/// What would be sent.
#[derive(Serialize)]
struct PlanRow {
    operation: &'static str,
    options: Vec<&'static str>,
    rehearsed_by_vendor: bool,
}

impl<'a> OutcomeRow<'a> {
    pub(super) fn new(order: &FleetJob, report: &'a Report, instance: Option<&Instance>, verb: Verb) -> Self {
        let charges = Charges::of(order, report, instance);
        let planned = Ended { order, report, instance }.is_rehearsed();
        Self {
            target: order.target.to_string(),
            outcome: verb.word(report.outcome),
            state: report.state.as_deref(),
            code: report.code.as_deref(),
            message: &report.message,
            request_id: report.request_id.as_deref(),
            elapsed_ms: milliseconds(report.elapsed),
            plan: if planned { PlanRow::new(order) } else { None },
            still_charged: charges.as_ref().map(Charges::items),
            end_charges: charges.as_ref().map(Charges::end),
        }
    }
}

impl PlanRow {
    fn new(order: &FleetJob) -> Option<Self> {
        let product = order.target.cloud().capabilities()?;
        let sending = product.preview(&order.action)?;
        Some(Self {
            operation: sending.operation,
            options: sending.options,
            rehearsed_by_vendor: order.action.supports_dry_run(product),
        })
    }
}
