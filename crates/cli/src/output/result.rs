//! Outcomes as rows: the table, the JSON and the csv of a run.

use tingji::FleetJob;
use tingji::core::engine::{Outcome, Report};
use tingji::core::json::{ReportDetails, SchemaVersion, reference};
use tingji::core::{Instance, json_object, sanitize_line};

use super::table::{print, table};
use super::target_result::TargetResult;
use super::{cell_text, dry_run, encode};
use crate::args::Output;
use crate::billing_notice::BillingNotice;
use crate::lang::{Lang, current, localized_reason};
use crate::verb::Verb;

/// Prints the outcomes in their order. With ndjson they were already written as events.
pub(crate) fn outcomes(ended: &[TargetResult<'_>], verb: Verb, format: Output) {
    match format {
        Output::Ndjson => {}
        format if !format.is_table() => {
            let outcomes: Vec<_> =
                ended.iter().map(|one| OutcomeRow::new(one.order, one.report, one.instance, verb)).collect();
            let around = Outcomes { schema_version: SchemaVersion, outcomes: &outcomes };
            encode::write(&around, &outcomes, &FIELDS, format);
        }
        _ if ended.iter().any(TargetResult::is_dry_run) => dry_run::print_dry_run(ended, verb),
        _ => outcome_table(ended, verb),
    }
}

/// Prints the outcomes as a table.
fn outcome_table(ended: &[TargetResult<'_>], verb: Verb) {
    let mut table = table(&match current() {
        Lang::En => ["TARGET", "OUTCOME", "STATE", "ELAPSED", "MESSAGE"],
        Lang::Zh => ["目标", "结果", "状态", "用时", "说明"],
    });
    for TargetResult { order, report, .. } in ended {
        let is_plain_success = matches!(report.outcome, Outcome::Stopped | Outcome::Done);
        table.add_row([
            order.target.to_string(),
            verb.outcome_text(report.outcome).to_owned(),
            report
                .state
                .as_deref()
                .map_or_else(|| "-".to_owned(), |text| sanitize_line(&cell_text::state(text))),
            format!("{:.1} s", report.elapsed.as_secs_f64()),
            // The outcome already says that it was confirmed.
            if is_plain_success { String::new() } else { localized_reason(&report.reason) },
        ]);
    }
    print(table);
}

/// Columns of csv.
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

json_object! {
    /// Outcomes of `stop`, `resume` and `demo`, in the order of the targets.
    pub(crate) struct Outcomes<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Outcome of each target.
        outcomes: &'a [OutcomeRow<'a>],
    }
}

json_object! {
    /// Outcome of one target.
    pub(crate) struct OutcomeRow<'a> {
        /// The target as it was written.
        target: String,
        /// Outcome of the action.
        #[json(schema(reference("outcome")))]
        outcome: &'static str,
        /// State, reason and time.
        #[json(flatten)]
        details: ReportDetails<'a>,
        /// Request of a dry run; null for other outcomes.
        plan: Option<PlanJson>,
        /// Items that stay charged; null unless the instance is stopped or would be.
        still_charged: Option<Vec<&'static str>>,
        /// The way to end those charges.
        end_charges: Option<&'static str>,
    }
}

json_object! {
    /// Request that would be sent.
    struct PlanJson {
        /// The vendor's operation.
        operation: &'static str,
        /// Options of the request, such as `ForceStop=true`.
        options: Vec<&'static str>,
        /// True if the vendor's own dry run passed; false if it has none.
        rehearsed_by_vendor: bool,
    }
}

impl<'a> OutcomeRow<'a> {
    /// Converts a report; the charges come from the last observed instance.
    pub(super) fn new(order: &FleetJob, report: &'a Report, instance: Option<&Instance>, verb: Verb) -> Self {
        let charges = BillingNotice::of(order, report, instance);
        let planned = TargetResult { order, report, instance }.is_dry_run();
        Self {
            target: order.target.to_string(),
            outcome: verb.outcome_text(report.outcome),
            details: ReportDetails(report),
            plan: if planned { PlanJson::new(order) } else { None },
            still_charged: charges.as_ref().map(BillingNotice::items),
            end_charges: charges.as_ref().map(BillingNotice::end),
        }
    }
}

impl PlanJson {
    /// Returns `None` if the product lacks the action.
    fn new(order: &FleetJob) -> Option<Self> {
        let product = order.target.cloud().capabilities;
        let sending = product.preview(&order.action)?;
        Some(Self {
            operation: sending.operation,
            options: sending.options,
            rehearsed_by_vendor: order.action.supports_dry_run(product),
        })
    }
}
