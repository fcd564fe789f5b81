//! [`PowerAction`]: stop, start and reboot.

use crate::http::params::RequestParams;
use crate::state::machine::Machine;
use crate::vendors::bce::request::is_busy;
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// A change of an instance's power state.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PowerAction {
    Stop,
    Start,
    Reboot,
}

impl PowerAction {
    /// Parses the action, which is a query key without a value.
    pub(super) fn parse(query: &RequestParams) -> Option<Self> {
        if query.get("stop").is_some() {
            return Some(Self::Stop);
        }
        if query.get("start").is_some() {
            return Some(Self::Start);
        }
        query.get("reboot").map(|_| Self::Reboot)
    }

    /// Name of the operation on one instance.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Stop => "StopInstance",
            Self::Start => "StartInstance",
            Self::Reboot => "RebootInstance",
        }
    }

    /// Name of the operation on a batch.
    pub(super) fn batch_name(self) -> &'static str {
        match self {
            Self::Stop => "BatchStopInstance",
            Self::Start => "BatchStartInstance",
            Self::Reboot => "BatchRebootInstance",
        }
    }

    /// Checks that the instance's state allows the action. Guess: a busy instance is refused like a wrong state.
    pub(super) fn check(self, machine: &Machine, now_ms: i64) -> Result<(), VendorError> {
        let is_allowed = match self {
            Self::Stop | Self::Reboot => machine.is_running(),
            Self::Start => machine.state() == "Stopped",
        };
        if is_allowed && !is_busy(machine, now_ms) { Ok(()) } else { Err(self.wrong_state(machine)) }
    }

    fn wrong_state(self, machine: &Machine) -> VendorError {
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
        VendorError::new(409, code, message)
    }

    /// Starts the action, which has passed all checks.
    pub(super) fn start(self, ctx: &mut RequestContext<'_>, index: usize) {
        let now_ms = ctx.now.state_ms;
        match self {
            Self::Stop => ctx.state.stop(index, now_ms),
            Self::Start | Self::Reboot => {
                ctx.state.start_transition(index, Some("Starting"), "Running", now_ms);
            }
        }
    }
}
