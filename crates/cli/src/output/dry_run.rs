//! The rows of a plan: the request for each target, and what stays charged afterwards.

use tingji::FleetJob;
use tingji::core::{Instance, sanitize_line};

use super::localized;
use super::table::{print, table};
use super::target_result::Ended;
use crate::billing_notice::Charges;
use crate::lang::{pick, say};
use crate::verb::Verb;

/// A row of the plan.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Planned {
    pub(crate) target: String,
    pub(crate) name: String,
    pub(crate) state: String,
    /// What the vendor is sent, or why nothing is.
    pub(crate) sends: String,
    /// What stays charged afterwards.
    pub(crate) stays: String,
}

/// What a rehearsal found, on standard output.
pub(super) fn rehearsed(ended: &[Ended<'_>], verb: Verb) {
    let [target, name, state, sends, stays] = header();
    let mut table = table(&[target, pick("OUTCOME", "结果"), name, state, sends, stays]);
    for one in ended {
        let outcome = verb.word(one.report.outcome).to_owned();
        let row = would(one);
        table.add_row([row.target, outcome, row.name, row.state, row.sends, row.stays]);
    }
    print(table);
}

pub(crate) fn header() -> [&'static str; 5] {
    [
        pick("TARGET", "目标"),
        pick("NAME", "名称"),
        pick("STATE", "状态"),
        pick("WHAT IS SENT", "将发送"),
        pick("WHAT STAYS CHARGED", "之后仍计费"),
    ]
}

fn would(one: &Ended<'_>) -> Planned {
    let sends = match sending(one.order).filter(|_| one.is_rehearsed()) {
        Some(sending) => sending,
        None => pick("nothing", "不发送").to_owned(),
    };
    let charges = Charges::of(one.order, one.report, one.instance);
    row(one.order, one.instance, sends, charges.as_ref())
}

pub(crate) fn row(
    order: &FleetJob,
    instance: Option<&Instance>,
    sends: String,
    charges: Option<&Charges>,
) -> Planned {
    let known = |text: &str| if text.is_empty() { "-".to_owned() } else { sanitize_line(text) };
    Planned {
        target: order.target.to_string(),
        name: known(instance.map_or("", |instance| &instance.name)),
        state: known(
            &instance.map_or_else(String::new, |instance| localized::state(instance.state.as_str())),
        ),
        sends,
        stays: charges.map_or_else(|| "-".to_owned(), Charges::shown),
    }
}

pub(crate) fn sending(order: &FleetJob) -> Option<String> {
    let product = order.target.cloud().capabilities()?;
    product.preview(&order.action).map(|sending| sending.to_string())
}

pub(crate) fn nothing(why: &str) -> String {
    say!("nothing: {why}", "不发送：{why}")
}

#[cfg(test)]
mod tests {
    use tingji::core::engine::{Outcome, Report};
    use tingji::core::lifecycle::{ShutdownMode, StopRequest, StoppedBilling};
    use tingji::core::{Phase, State};

    use super::*;

    fn order(target: &str) -> FleetJob {
        let mut request = StopRequest::default();
        (request.force, request.charging) = (ShutdownMode::PowerOff, StoppedBilling::NoCharge);
        FleetJob::stop(target.parse().unwrap(), request)
    }

    fn instance(order: &FleetJob, phase: Phase) -> Instance {
        Instance::new(order.target.id().clone(), State::new(phase, format!("{phase:?}")))
    }

    #[test]
    fn a_no_charge_stop_leaves_out_what_it_ends() {
        let order = order("volcengine/i-1");
        let mut running = instance(&order, Phase::Running);
        running.billing.keeps_charging = vec![
            tingji::core::lifecycle::ChargeItem::ends_on_no_charge_stop("compute", "计算"),
            tingji::core::lifecycle::ChargeItem::new("disks", "云盘"),
        ];
        let report = Report {
            outcome: Outcome::WouldStop,
            state: Some("RUNNING".to_owned()),
            kind: None,
            code: None,
            message: "a stop would be sent".to_owned(),
            message_zh: String::new(),
            advice: None,
            advice_zh: None,
            request_id: None,
            elapsed: std::time::Duration::ZERO,
        };
        let ended = Ended { order: &order, report: &report, instance: Some(&running) };
        assert_eq!(would(&ended).stays, "disks");
    }
}
