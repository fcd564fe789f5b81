//! [`RequestPreview`]: the request that an action would send, for plans and dry runs.

use std::fmt;

use super::{Action, Capabilities, ShutdownMode, StoppedBilling};

/// Request that an action would send, without the id of the instance. `Display` joins the operation and its
/// options with spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestPreview {
    /// The vendor's operation, such as `StopInstance`.
    pub operation: &'static str,
    /// Options of the request, such as `ForceStop=true`.
    pub options: Vec<&'static str>,
}

impl fmt::Display for RequestPreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation)?;
        self.options.iter().try_for_each(|option| write!(f, " {option}"))
    }
}

impl Capabilities {
    /// Returns the request of this action; `None` for a wait and for an operation that the product lacks.
    pub fn preview(&self, action: &Action) -> Option<RequestPreview> {
        let names = &self.requests;
        let mut options = Vec::new();
        let operation = match action {
            Action::Stop(request) => {
                if request.force == ShutdownMode::PowerOff {
                    options.push(names.force);
                }
                if request.charging == StoppedBilling::NoCharge {
                    options.push(names.no_charge);
                }
                names.stop
            }
            Action::Reboot(request) => {
                if request.force == ShutdownMode::PowerOff {
                    options.push(names.force);
                }
                names.reboot
            }
            Action::Start(_) => names.start,
            Action::Delete(_) => names.delete,
            Action::Wait(_) => return None,
        };
        if operation.is_empty() { None } else { Some(RequestPreview { operation, options }) }
    }
}
