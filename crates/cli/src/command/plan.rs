//! The plan: what would be sent to whom, and what would stay charged.

use tingji::core::lifecycle::Action;
use tingji::core::{Instance, Phase, sanitize_line};
use tingji::{Fleet, FleetJob, Preview};

use crate::billing_notice::Charges;
use crate::error::Failure;
use crate::lang::{self, pick, say};
use crate::output::{self, Planned, header, nothing, row, sending};

/// Looks at the instances of these orders and shows on standard error what would be done with them.
pub(crate) async fn show(fleet: &Fleet, orders: &[FleetJob]) -> Result<(), Failure> {
    let previews = fleet.preview(orders).await?;
    let rows: Vec<_> =
        orders.iter().zip(&previews).map(|(order, preview)| previewed(order, preview)).collect();
    let mut table = output::table(&header());
    for row in rows {
        table.add_row([row.target, row.name, row.state, row.sends, row.stays]);
    }
    output::print_notice(table);
    Ok(())
}

fn previewed(order: &FleetJob, preview: &Preview) -> Planned {
    let instance = preview.instance.as_ref().ok().and_then(Option::as_ref);
    let sends = match (&preview.instance, &preview.refusal, instance) {
        (Err(error), _, _) => nothing(&sanitize_line(&lang::message(error))),
        (_, Some(refusal), _) => nothing(&lang::message(refusal)),
        (_, _, None) => nothing(pick("there is no such instance", "没有该实例")),
        (_, _, Some(instance)) => foreseen(order, instance),
    };
    let charges = match (&preview.refusal, instance) {
        (None, Some(instance)) => Charges::after(order, Some(instance)),
        _ => None,
    };
    row(order, instance, sends, charges.as_ref())
}

/// What this state leads to.
fn foreseen(order: &FleetJob, instance: &Instance) -> String {
    let sending = sending(order).unwrap_or_default();
    match (&order.action, instance.state.phase()) {
        (Action::Stop(_), Phase::Stopped) => nothing(pick("it is stopped already", "已停止")),
        (Action::Stop(_), Phase::Stopping) => nothing(pick("it is on its way to stopped", "正在停止")),
        (Action::Start(_), Phase::Running) => nothing(pick("it is running already", "已在运行")),
        (Action::Stop(_), Phase::Unstoppable) => {
            nothing(pick("its state allows no stop", "其状态不允许停止"))
        }
        (_, Phase::Deleting | Phase::Deleted) => nothing(pick("it is gone or going", "已删除或正在删除")),
        (_, Phase::Changing) => {
            say!("{sending}, when it is no longer changing", "状态不再变化后发送 {sending}")
        }
        _ => sending,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tingji::core::lifecycle::{ShutdownMode, StopRequest, StoppedBilling};
    use tingji::core::{Error, ErrorKind, State};

    fn order(target: &str) -> FleetJob {
        let mut request = StopRequest::default();
        (request.force, request.charging) = (ShutdownMode::PowerOff, StoppedBilling::NoCharge);
        FleetJob::stop(target.parse().unwrap(), request)
    }

    fn instance(order: &FleetJob, phase: Phase) -> Instance {
        Instance::new(order.target.id().clone(), State::new(phase, format!("{phase:?}")))
    }

    fn sends(phase: Phase, refusal: Option<Error>) -> String {
        let order = order("volcengine/i-1");
        let instance = Ok(Some(instance(&order, phase)));
        previewed(&order, &Preview { instance, refusal }).sends
    }

    #[test]
    fn what_is_sent_depends_on_the_state() {
        let stop = "StopInstance ForceStop=true StoppedMode=StopCharging";
        assert_eq!(sends(Phase::Running, None), stop);
        assert_eq!(sends(Phase::StopFailed, None), stop);
        assert_eq!(sends(Phase::Changing, None), format!("{stop}, when it is no longer changing"));
        for (phase, why) in [
            (Phase::Stopped, "nothing: it is stopped already"),
            (Phase::Stopping, "nothing: it is on its way to stopped"),
            (Phase::Unstoppable, "nothing: its state allows no stop"),
            (Phase::Deleted, "nothing: it is gone or going"),
        ] {
            assert_eq!(sends(phase, None), why);
        }
        let refusal = Error::new(ErrorKind::InvalidState, "not so");
        assert_eq!(sends(Phase::Running, Some(refusal)), "nothing: not so");
    }

    #[test]
    fn who_is_not_there_is_sent_nothing() {
        let order = order("bce/i-1");
        let sends = |instance| previewed(&order, &Preview { instance, refusal: None }).sends;
        assert_eq!(sends(Ok(None)), "nothing: there is no such instance");
        assert_eq!(sends(Err(Error::new(ErrorKind::Connect, "no way"))), "nothing: no way");
    }
}
