//! Stop, start and reboot of one instance or of a batch.
//!
//! <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq> (stop), <https://cloud.baidu.com/doc/BCC/s/Mjwvyobl0> (start),
//! <https://cloud.baidu.com/doc/BCC/s/vjwvyoa62> (reboot)

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::vendors::bce::client_token::execute_once;
use crate::vendors::bce::power_action::PowerAction;
use crate::vendors::bce::request::{
    BceResult, batch_succeeded, boolean, find_instance, instance_ids, json_body,
};
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// Value of `stopWithNoCharge`. The types of the body's fields are checked for all three actions.
fn requests_no_charge(body: &Map<String, Value>) -> Result<bool, VendorError> {
    boolean(body, "forceStop")?;
    boolean(body, "stopWithNoCharge")
}

/// Changes one instance. Guess: the state is checked before the charge.
pub(super) fn change_one(
    ctx: &mut RequestContext<'_>,
    action: PowerAction,
    id: &str,
    request_id: &str,
) -> BceResult {
    let no_charge = requests_no_charge(&json_body(ctx)?)?;
    let index = find_instance(ctx, id)?;
    action.check(&ctx.state.machines[index], ctx.now.state_ms)?;
    if no_charge && action == PowerAction::Stop {
        check_no_charge(&ctx.state.machines[index])?;
    }
    action.start(ctx, index);
    // The Go SDK needs a body for a reboot, as for batches.
    Ok(match action {
        PowerAction::Reboot => Some(batch_succeeded(request_id)),
        PowerAction::Stop | PowerAction::Start => None,
    })
}

/// Checks that the instance can stop without charge.
pub(super) fn check_no_charge(machine: &Machine) -> Result<(), VendorError> {
    if machine.is_prepaid() {
        return Err(VendorError::new(
            403,
            "Bcc.PrePayCannotStopWithNoCharge",
            "A prepaid instance can not be stopped with no charge.",
        ));
    }
    if machine.spec.local_disk {
        return Err(VendorError::new(
            403,
            "Bcc.Rocv1CannotStopWithNoCharge",
            "An instance with local disks can not be stopped with no charge.",
        ));
    }
    if machine.spec.spot || !machine.can_stop_without_charge() {
        return Err(VendorError::new(
            403,
            "Bcc.InstanceTypeNotSupportException",
            "The instance type does not support this operation.",
        ));
    }
    Ok(())
}

/// Changes all instances of a batch, or none.
///
/// `stopWithNoCharge` takes effect only if every instance allows it; otherwise it is ignored without an error.
pub(super) fn change_many(
    ctx: &mut RequestContext<'_>,
    action: PowerAction,
    account: &SandboxAccount,
    query: &RequestParams,
    request_id: &str,
) -> BceResult {
    let body = json_body(ctx)?;
    let ids = instance_ids(&body)?;
    requests_no_charge(&body)?;
    let fingerprint = format!("{} {}", action.batch_name(), Value::Object(body));
    execute_once(ctx, account, query, fingerprint, |ctx| change_all(ctx, action, &ids))?;
    Ok(Some(batch_succeeded(request_id)))
}

fn change_all(ctx: &mut RequestContext<'_>, action: PowerAction, ids: &[String]) -> Result<(), VendorError> {
    let indices = ids.iter().map(|id| find_instance(ctx, id)).collect::<Result<BTreeSet<_>, _>>()?;
    for &index in &indices {
        action.check(&ctx.state.machines[index], ctx.now.state_ms)?;
    }
    for index in indices {
        action.start(ctx, index);
    }
    Ok(())
}
