//! Stop, start, reboot: of one, or of many at once.
//!
//! <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq> (stop), <https://cloud.baidu.com/doc/BCC/s/Mjwvyobl0>
//! (start), <https://cloud.baidu.com/doc/BCC/s/vjwvyoa62> (reboot)

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Cloud, Reply, body, find, flag, ids, is_held, took_all};
use crate::answer::{Call, Fault};
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::{Known, Machine};

/// What is done with the power.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Stop,
    Start,
    Reboot,
}

impl Action {
    /// By the bare key in the query.
    pub(super) fn of(query: &Params) -> Option<Self> {
        let actions = [("stop", Self::Stop), ("start", Self::Start), ("reboot", Self::Reboot)];
        actions.into_iter().find(|(key, _)| query.get(key).is_some()).map(|(_, action)| action)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Stop => "StopInstance",
            Self::Start => "StartInstance",
            Self::Reboot => "RebootInstance",
        }
    }

    pub(super) fn batch_name(self) -> &'static str {
        match self {
            Self::Stop => "BatchStopInstance",
            Self::Start => "BatchStartInstance",
            Self::Reboot => "BatchRebootInstance",
        }
    }

    /// Whether the machine's state allows it.
    fn check(self, machine: &Machine, now: i64) -> Result<(), Fault> {
        // Guess: what holds an instance in another operation is told as a wrong state.
        let fits = !is_held(machine, now)
            && match self {
                Self::Stop | Self::Reboot => machine.is_running(),
                Self::Start => machine.state() == "Stopped",
            };
        if fits { Ok(()) } else { Err(self.refusal(machine)) }
    }

    fn refusal(self, machine: &Machine) -> Fault {
        let (code, message) = match self {
            Self::Stop => {
                ("Instance.StopInstanceOperationForbidden", "Instance not running when shutting down.")
            }
            Self::Reboot => {
                ("Instance.RebootInstanceOperationForbidden", "Instance not running when rebooting.")
            }
            Self::Start if machine.state() == "Expired" => {
                ("Instance.StartExpiredInstance", "Instance can not start when expired.")
            }
            Self::Start => {
                ("Instance.StartInstanceOperationForbidden", "Instance not stopped when starting.")
            }
        };
        Fault::new(409, code, message)
    }

    fn take(self, call: &mut Call<'_>, at: usize) {
        match self {
            Self::Stop => call.world.stop(at, call.now.world),
            Self::Start | Self::Reboot => call.world.go(at, Some("Starting"), "Running", call.now.world),
        }
    }
}

/// The options of the body, whose types are checked for all actions alike.
fn wants_no_charge(body: &Map<String, Value>) -> Result<bool, Fault> {
    flag(body, "forceStop")?;
    flag(body, "stopWithNoCharge")
}

pub(super) fn one(call: &mut Call<'_>, action: Action, id: &str, request_id: &str) -> Reply {
    let no_charge = wants_no_charge(&body(call)?)?;
    let at = find(call, id)?;
    action.check(&call.world.machines[at], call.now.world)?;
    if no_charge && action == Action::Stop {
        check_no_charge(&call.world.machines[at])?;
    }
    action.take(call, at);
    // As with batches, the Go SDK can't do without a body here.
    Ok((action == Action::Reboot).then(|| took_all(request_id)))
}

pub(super) fn check_no_charge(machine: &Machine) -> Result<(), Fault> {
    let forbidden = |code, message: &str| Err(Fault::new(403, code, message));
    if machine.is_prepaid() {
        return forbidden(
            "Bcc.PrePayCannotStopWithNoCharge",
            "A prepaid instance can not be stopped with no charge.",
        );
    }
    if machine.spec.local_disk {
        return forbidden(
            "Bcc.Rocv1CannotStopWithNoCharge",
            "An instance with local disks can not be stopped with no charge.",
        );
    }
    if machine.spec.spot || !machine.can_stop_without_charge() {
        return forbidden(
            "Bcc.InstanceTypeNotSupportException",
            "The instance type does not support this operation.",
        );
    }
    Ok(())
}

pub(super) fn many(
    call: &mut Call<'_>,
    action: Action,
    account: &Account,
    query: &Params,
    request_id: &str,
) -> Reply {
    let body = body(call)?;
    let ids = ids(&body)?;
    wants_no_charge(&body)?;
    let fingerprint = format!("{} {}", action.batch_name(), Value::Object(body));
    once(call, account, query, fingerprint, |call| take_all(call, action, &ids))?;
    Ok(Some(took_all(request_id)))
}

/// Does it unless the client's token shows that it was done.
///
/// Documented for the creating calls; the Python SDK sends a token with the batches as well.
pub(super) fn once(
    call: &mut Call<'_>,
    account: &Account,
    query: &Params,
    fingerprint: String,
    work: impl FnOnce(&mut Call<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let (key, token) = (account.access_key(), query.filled("clientToken").unwrap_or_default());
    match call.world.replies.get(Cloud::Bce, key, token, &fingerprint) {
        Known::Same(_) => return Ok(()),
        Known::Other => {
            let message = "The request uses the same client token as a previous, but non-identical request.";
            return Err(Fault::new(403, "IdempotentParameterMismatch", message));
        }
        Known::New => work(call)?,
    }
    if !token.is_empty() {
        call.world.replies.keep(Cloud::Bce, key, token, fingerprint, Value::Null);
    }
    Ok(())
}

/// All of them, or none. stopWithNoCharge has an effect only if every instance allows it, and is no
/// error otherwise.
fn take_all(call: &mut Call<'_>, action: Action, ids: &[String]) -> Result<(), Fault> {
    let places = ids.iter().map(|id| find(call, id)).collect::<Result<BTreeSet<_>, _>>()?;
    places.iter().try_for_each(|&at| action.check(&call.world.machines[at], call.now.world))?;
    places.into_iter().for_each(|at| action.take(call, at));
    Ok(())
}
