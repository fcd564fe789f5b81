//! [`Action`]: one action on an instance, with its options.

use super::{
    Acknowledgement, ActionKind, BoxFuture, Capabilities, DeleteRequest, DynLifecycle, Instance, Phase,
    RebootRequest, StartRequest, StopRequest, Support,
};
use crate::{Error, ErrorKind, Message, Result, message};

/// Action on an instance, with the options of its request. The default is a stop without options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Stop the instance.
    Stop(StopRequest),
    /// Start the instance.
    Start(StartRequest),
    /// Reboot the instance.
    Reboot(RebootRequest),
    /// Delete the instance.
    Delete(DeleteRequest),
    /// Wait until the instance is in this phase, no matter what causes it. Nothing is sent.
    Wait(Phase),
}

impl Default for Action {
    fn default() -> Self {
        Self::Stop(StopRequest::default())
    }
}

impl Action {
    /// Returns the kind of the action, without its options.
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::Stop(_) => ActionKind::Stop,
            Self::Start(_) => ActionKind::Start,
            Self::Reboot(_) => ActionKind::Reboot,
            Self::Delete(_) => ActionKind::Delete,
            Self::Wait(_) => ActionKind::Wait,
        }
    }

    /// Checks that the vendor would accept this action on this instance, as far as that is known without a
    /// request.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if the product lacks the action or one of its options,
    /// [`ErrorKind::InvalidState`] if this instance does not allow a stop.
    pub fn check(&self, lifecycle: &dyn DynLifecycle, instance: &Instance) -> Result<()> {
        match self {
            Self::Stop(request) => lifecycle.check(instance, request),
            _ => self.check_product(lifecycle.capabilities()),
        }
    }

    /// Checks that the product has this action and its options, for any instance.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason.
    pub fn check_product(&self, product: &Capabilities) -> Result<()> {
        match self {
            Self::Stop(request) => product.check_stop(request),
            Self::Start(request) => product.check_start(request),
            Self::Reboot(request) => product.check_reboot(request),
            Self::Delete(request) => product.check_delete(request),
            Self::Wait(_) => Ok(()),
        }
    }

    /// Returns true if the vendor has a dry run of this action. Only stops have one.
    pub fn supports_dry_run(&self, product: &Capabilities) -> bool {
        matches!(self, Self::Stop(_)) && product.dry_run == Support::Yes
    }

    /// Runs the vendor's dry run of this action. Nothing changes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if the vendor has none; otherwise the error that the real request would
    /// get.
    pub fn dry_run<'a>(
        &'a self,
        lifecycle: &'a dyn DynLifecycle,
        instance: &'a Instance,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        match self {
            Self::Stop(request) => lifecycle.dry_run(instance, request),
            _ => unsupported(message!("only-stop-has-dry-run", "only a stop has a dry run")),
        }
    }

    /// Sends the request of this action once. Success means that the vendor accepted it.
    ///
    /// # Errors
    ///
    /// The vendor's error, or [`ErrorKind::Unsupported`] for a wait, which has no request.
    pub fn send<'a>(
        &'a self,
        lifecycle: &'a dyn DynLifecycle,
        instance: &'a Instance,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        match self {
            Self::Stop(request) => lifecycle.send_stop(instance, request),
            Self::Start(request) => lifecycle.send_start(instance, request),
            Self::Reboot(request) => lifecycle.send_reboot(instance, request),
            Self::Delete(request) => lifecycle.send_delete(instance, request),
            Self::Wait(_) => unsupported(message!("wait-sends-nothing", "a wait has no request to send")),
        }
    }
}

fn unsupported<'a>(message: Message) -> BoxFuture<'a, Result<Acknowledgement>> {
    Box::pin(std::future::ready(Err(Error::new(ErrorKind::Unsupported, message))))
}
