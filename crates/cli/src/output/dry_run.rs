//! The rows of a plan: the request for each target, and what stays charged afterwards.

use tingji::FleetJob;
use tingji::core::{Instance, sanitize_line};

use super::cell_text;
use super::table::{print, table};
use super::target_result::TargetResult;
use crate::billing_notice::BillingNotice;
use crate::lang::{localized, tr};
use crate::verb::Verb;

/// A row of a plan.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PlanRow {
    pub(crate) target: String,
    pub(crate) name: String,
    pub(crate) state: String,
    /// The request, or why nothing is sent.
    pub(crate) sends: String,
    /// Items that stay charged afterwards, or `-`.
    pub(crate) stays: String,
}

/// Prints the outcomes of a dry run as a table.
pub(super) fn print_dry_run(ended: &[TargetResult<'_>], verb: Verb) {
    let [target, name, state, sends, stays] = header();
    let mut table = table(&[target, localized("OUTCOME", "结果"), name, state, sends, stays]);
    for one in ended {
        let outcome = verb.outcome_text(one.report.outcome).to_owned();
        let row = dry_run_row(one);
        table.add_row([row.target, outcome, row.name, row.state, row.sends, row.stays]);
    }
    print(table);
}

/// Returns the headings of a plan in the current language.
pub(crate) fn header() -> [&'static str; 5] {
    [
        localized("TARGET", "目标"),
        localized("NAME", "名称"),
        localized("STATE", "状态"),
        localized("REQUEST", "将发送"),
        localized("STILL CHARGED", "之后仍计费"),
    ]
}

/// Returns the row of a finished dry run.
fn dry_run_row(one: &TargetResult<'_>) -> PlanRow {
    let sends = match sending(one.order).filter(|_| one.is_dry_run()) {
        Some(sending) => sending,
        None => localized("nothing", "不发送").to_owned(),
    };
    let charges = BillingNotice::of(one.order, one.report, one.instance);
    row(one.order, one.instance, sends, charges.as_ref())
}

/// Returns a cell on one line; `-` for an empty text.
fn cell(text: &str) -> String {
    if text.is_empty() { "-".to_owned() } else { sanitize_line(text) }
}

/// Returns the row of an order with the last observed instance.
pub(crate) fn row(
    order: &FleetJob,
    instance: Option<&Instance>,
    sends: String,
    charges: Option<&BillingNotice>,
) -> PlanRow {
    PlanRow {
        target: order.target.to_string(),
        name: cell(instance.map_or("", |instance| &instance.name)),
        state: cell(&instance.map_or_else(String::new, |instance| cell_text::state(instance.state.as_str()))),
        sends,
        stays: charges.map_or_else(|| "-".to_owned(), BillingNotice::shown),
    }
}

/// Returns the operation and its options as the vendor names them; `None` if the product lacks the action.
pub(crate) fn sending(order: &FleetJob) -> Option<String> {
    let product = order.target.cloud().capabilities;
    product.preview(&order.action).map(|sending| sending.to_string())
}

/// Returns the cell for a target that is sent nothing, with the reason.
pub(crate) fn nothing(why: &str) -> String {
    tr!("nothing: {why}", "不发送：{why}")
}

#[cfg(test)]
mod tests {
    use tingji::core::engine::{Outcome, Reason, Report};
    use tingji::core::lifecycle::{ActionKind, ShutdownMode, StopRequest, StoppedBilling};
    use tingji::core::{Phase, State};

    use super::*;

    /// Returns a forced stop without charges.
    fn order(target: &str) -> FleetJob {
        let mut request = StopRequest::default();
        request.force = ShutdownMode::PowerOff;
        request.charging = StoppedBilling::NoCharge;
        FleetJob::stop(target.parse().unwrap(), request)
    }

    fn instance(order: &FleetJob, phase: Phase) -> Instance {
        Instance::new(order.target.id().clone(), State::new(phase, format!("{phase:?}")))
    }

    #[test]
    fn no_charge_stop_omits_the_charges_it_ends() {
        let order = order("volcengine/i-1");
        let mut running = instance(&order, Phase::Running);
        running.billing.keeps_charging = vec![
            tingji::core::lifecycle::ChargeItem::ends_on_no_charge_stop("compute", "计算"),
            tingji::core::lifecycle::ChargeItem::new("disks", "云盘"),
        ];
        let report = Report {
            outcome: Outcome::WouldStop,
            state: Some("RUNNING".to_owned()),
            reason: Reason::WouldSend(ActionKind::Stop),
            request_id: None,
            elapsed: std::time::Duration::ZERO,
            instance: None,
        };
        let ended = TargetResult { order: &order, report: &report, instance: Some(&running) };
        assert_eq!(dry_run_row(&ended).stays, "disks");
    }
}
