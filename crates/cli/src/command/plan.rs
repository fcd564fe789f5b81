//! The plan before a confirmation: the request for each target, and what stays charged.

use tingji::core::lifecycle::Action;
use tingji::core::{Instance, Phase, sanitize_line};
use tingji::{Fleet, FleetJob, Preview};

use crate::billing_notice::BillingNotice;
use crate::error::CliError;
use crate::lang::{self, localized, tr};
use crate::output::{self, PlanRow, header, nothing, row, sending};

/// Polls the instances of the orders and prints the plan on standard error.
///
/// # Errors
///
/// The accounts cannot be opened. A failed lookup of one instance becomes a row of the plan.
pub(crate) async fn show(fleet: &Fleet, orders: &[FleetJob]) -> Result<(), CliError> {
    let previews = fleet.preview(orders).await?;
    let rows: Vec<_> = orders.iter().zip(&previews).map(|(order, preview)| to_row(order, preview)).collect();
    let mut table = output::table(&header());
    for row in rows {
        table.add_row([row.target, row.name, row.state, row.sends, row.stays]);
    }
    output::print_notice(table);
    Ok(())
}

/// Converts a preview to a row.
fn to_row(order: &FleetJob, preview: &Preview) -> PlanRow {
    let instance = preview.instance.as_ref().ok().and_then(Option::as_ref);
    let sends = match (&preview.instance, &preview.refusal, instance) {
        (Err(error), _, _) => nothing(&sanitize_line(&lang::localized_message(error))),
        (_, Some(refusal), _) => nothing(&lang::localized_message(refusal)),
        (_, _, None) => nothing(localized("no such instance", "没有该实例")),
        (_, _, Some(instance)) => planned_request(order, instance),
    };
    let charges = match (&preview.refusal, instance) {
        (None, Some(instance)) => BillingNotice::after(order, Some(instance)),
        _ => None,
    };
    row(order, instance, sends, charges.as_ref())
}

/// Returns the request that the state of the instance leads to, or why nothing is sent.
fn planned_request(order: &FleetJob, instance: &Instance) -> String {
    let sending = sending(order).unwrap_or_default();
    match (&order.action, instance.state.phase()) {
        (Action::Stop(_), Phase::Stopped) => nothing(localized("already stopped", "已停止")),
        (Action::Stop(_), Phase::Stopping) => nothing(localized("already stopping", "正在停止")),
        (Action::Start(_), Phase::Running) => nothing(localized("already running", "已在运行")),
        (Action::Stop(_), Phase::Unstoppable) => {
            nothing(localized("its state does not allow a stop", "其状态不允许停止"))
        }
        (_, Phase::Deleting | Phase::Deleted) => {
            nothing(localized("deleted or being deleted", "已删除或正在删除"))
        }
        (_, Phase::Changing) => {
            tr!("{sending}, once its state stops changing", "状态不再变化后发送 {sending}")
        }
        _ => sending,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tingji::core::lifecycle::{ShutdownMode, StopRequest, StoppedBilling};
    use tingji::core::{Error, ErrorKind, Result, State};

    /// Returns a forced stop without charges.
    fn order(target: &str) -> FleetJob {
        let mut request = StopRequest::default();
        request.force = ShutdownMode::PowerOff;
        request.charging = StoppedBilling::NoCharge;
        FleetJob::stop(target.parse().unwrap(), request)
    }

    /// Returns the instance of an order in this phase.
    fn instance(order: &FleetJob, phase: Phase) -> Instance {
        Instance::new(order.target.id().clone(), State::new(phase, format!("{phase:?}")))
    }

    /// Returns the request that the plan shows for an instance in this phase.
    fn sends(phase: Phase, refusal: Option<Error>) -> String {
        let order = order("volcengine/i-1");
        let instance = instance(&order, phase);
        sends_for(&order, Ok(Some(instance)), refusal)
    }

    fn sends_for(order: &FleetJob, instance: Result<Option<Instance>>, refusal: Option<Error>) -> String {
        to_row(order, &Preview { instance, refusal }).sends
    }

    #[test]
    fn planned_request_depends_on_the_state() {
        let stop = "StopInstance ForceStop=true StoppedMode=StopCharging";
        assert_eq!(sends(Phase::Running, None), stop);
        assert_eq!(sends(Phase::StopFailed, None), stop);
        assert_eq!(sends(Phase::Changing, None), format!("{stop}, once its state stops changing"));
        for (phase, why) in [
            (Phase::Stopped, "nothing: already stopped"),
            (Phase::Stopping, "nothing: already stopping"),
            (Phase::Unstoppable, "nothing: its state does not allow a stop"),
            (Phase::Deleted, "nothing: deleted or being deleted"),
        ] {
            assert_eq!(sends(phase, None), why);
        }
        let refusal = Error::new(ErrorKind::InvalidState, "not now");
        assert_eq!(sends(Phase::Running, Some(refusal)), "nothing: not now");
    }

    #[test]
    fn missing_instance_is_sent_nothing() {
        let order = order("bce/i-1");
        assert_eq!(sends_for(&order, Ok(None), None), "nothing: no such instance");
        let unreachable = Error::new(ErrorKind::Connect, "no route");
        assert_eq!(sends_for(&order, Err(unreachable), None), "nothing: no route");
    }
}
