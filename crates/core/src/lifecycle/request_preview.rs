//! [`OperationNames`] and [`RequestPreview`]: what is sent, in the vendor's words.

use std::fmt;

use super::{Action, Capabilities, ShutdownMode, StoppedBilling};

/// How a product's requests and their options are called; empty where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// The operation that stops one instance.
    pub stop: &'static str,
    /// The operation that starts one.
    pub start: &'static str,
    /// The operation that reboots one.
    pub reboot: &'static str,
    /// The operation that deletes one.
    pub delete: &'static str,
    /// The option of a forced stop or reboot.
    pub force: &'static str,
    /// The option of a stop after which compute is not charged.
    pub no_charge: &'static str,
}

/// A request as it would be sent, without whom it is sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestPreview {
    /// The vendor's operation.
    pub operation: &'static str,
    /// The options that were asked for, such as `ForceStop=true`.
    pub options: Vec<&'static str>,
}

impl fmt::Display for RequestPreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation)?;
        self.options.iter().try_for_each(|option| write!(f, " {option}"))
    }
}

impl Capabilities {
    /// What is sent for this action; `None` where nothing is, or the product has no such operation.
    pub fn preview(&self, action: &Action) -> Option<RequestPreview> {
        let words = &self.requests;
        let force = |force: ShutdownMode| (force == ShutdownMode::PowerOff).then_some(words.force);
        let (operation, options) = match action {
            Action::Stop(request) => {
                let no_charge = (request.charging == StoppedBilling::NoCharge).then_some(words.no_charge);
                (words.stop, force(request.force).into_iter().chain(no_charge).collect())
            }
            Action::Reboot(request) => (words.reboot, force(request.force).into_iter().collect()),
            Action::Start(_) => (words.start, Vec::new()),
            Action::Delete(_) => (words.delete, Vec::new()),
            Action::Wait(_) => return None,
        };
        (!operation.is_empty()).then_some(RequestPreview { operation, options })
    }
}
