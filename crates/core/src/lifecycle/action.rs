//! [`Action`]: what is to be done with an instance.

use super::{
    Acknowledgement, BoxFuture, Capabilities, DeleteRequest, Lifecycle, RebootRequest, StartRequest,
    StopRequest, Support,
};
use crate::{Error, ErrorKind, Instance, Phase, Result};

/// What is to be done with an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Stop it.
    Stop(StopRequest),
    /// Start it.
    Start(StartRequest),
    /// Reboot it.
    Reboot(RebootRequest),
    /// Delete it.
    Delete(DeleteRequest),
    /// Only wait until it is in this phase, whoever brings it there.
    Wait(Phase),
}

impl Default for Action {
    /// A plain stop.
    fn default() -> Self {
        Self::Stop(StopRequest::default())
    }
}

impl Action {
    /// Whether it may be asked of this instance; says why not before anything is sent.
    ///
    /// # Errors
    ///
    /// As [`Lifecycle::check`].
    pub fn check(&self, lifecycle: &dyn Lifecycle, instance: &Instance) -> Result<()> {
        match self {
            Self::Stop(request) => lifecycle.check(instance, request),
            _ => self.check_product(lifecycle.capabilities()),
        }
    }

    /// Whether the product has it at all, of whatever instance it is asked.
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

    /// Whether the vendor rehearses it: stops, where it rehearses at all.
    pub fn supports_dry_run(&self, product: &Capabilities) -> bool {
        matches!(self, Self::Stop(_)) && product.dry_run == Support::Yes
    }

    /// Has the vendor rehearse it: nothing changes.
    pub fn dry_run<'a>(
        &'a self,
        lifecycle: &'a dyn Lifecycle,
        instance: &'a Instance,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        match self {
            Self::Stop(request) => lifecycle.dry_run(instance, request),
            _ => {
                let nothing = Error::new(ErrorKind::Unsupported, "only stops are rehearsed");
                Box::pin(std::future::ready(Err(nothing)))
            }
        }
    }

    /// Sends it once. Success means that the vendor took it on.
    pub fn send<'a>(
        &'a self,
        lifecycle: &'a dyn Lifecycle,
        instance: &'a Instance,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        match self {
            Self::Stop(request) => lifecycle.stop(instance, request),
            Self::Start(request) => lifecycle.start(instance, request),
            Self::Reboot(request) => lifecycle.reboot(instance, request),
            Self::Delete(request) => lifecycle.delete(instance, request),
            Self::Wait(_) => {
                let nothing = Error::new(ErrorKind::Unsupported, "to wait is to send nothing");
                Box::pin(std::future::ready(Err(nothing)))
            }
        }
    }
}
