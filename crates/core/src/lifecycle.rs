//! The provider-neutral view: instances with a state, and what can be done with them.

mod action;
mod billing;
mod capabilities;
mod endpoint_info;
mod filter;
mod id;
mod instance;
mod paginator;
mod price;
mod request;
mod request_preview;
mod state;

use std::pin::Pin;

pub use action::Action;
pub use billing::{Billing, ChargeEnds, ChargeItem};
pub use capabilities::{Capabilities, Support};
pub use endpoint_info::EndpointInfo;
pub use filter::Filter;
pub use id::InstanceId;
pub use instance::{Gpu, Instance};
#[cfg(feature = "http")]
pub use paginator::stream;
pub use paginator::{PageTokenGuard, Paginator, list_all};
pub use price::Price;
pub use request::{DeleteRequest, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling};
pub use request_preview::{OperationNames, RequestPreview};
pub use state::{Phase, State};

use crate::{Error, ErrorKind, Result};

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The instances.
    pub instances: Vec<Instance>,
    /// Where the next page starts; `None` after the last.
    pub next: Option<String>,
}

/// The vendor's word that it took a request on. It is not yet done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The vendor's id of the request.
    pub request_id: Option<String>,
}

/// What every provider offers: list, look up, stop, start, reboot, delete.
pub trait Lifecycle: Send + Sync {
    /// The cloud's short name, such as `bce`.
    fn cloud(&self) -> &'static str;

    /// What the product can do.
    fn capabilities(&self) -> &'static Capabilities;

    /// Where requests go, and what the answers have told of the other side so far; `None` while that
    /// is not known. Nothing is sent.
    fn endpoint_info(&self) -> Option<EndpointInfo> {
        None
    }

    /// One page of the instances that the filter means; `cursor` is [`Page::next`] of the page
    /// before. Providers may leave conditions of the filter to [`Filter::matches`].
    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>>;

    /// The instances of these ids, at most [`Capabilities::batch`] of them, in as few requests as
    /// the vendor allows. Those that do not exist are left out.
    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>>;

    /// The list that this instance is looked up in, where a product has several. Each is looked at by itself,
    /// so that one that fails tells nothing of what is in the others.
    fn list_key<'a>(&self, _id: &'a InstanceId) -> Option<&'a str> {
        None
    }

    /// Whether this stop may be asked of this instance; says why not before anything is sent.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::ErrorKind::Unsupported) where the product lacks what is asked,
    /// [`InvalidState`](crate::ErrorKind::InvalidState) where this instance does not allow it.
    fn check(&self, _instance: &Instance, request: &StopRequest) -> Result<()> {
        self.capabilities().check_stop(request)
    }

    /// Sends the stop once. Success means that the vendor took it on.
    fn stop<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;

    /// Has the vendor rehearse the stop, where it can: nothing changes, and success means that the
    /// stop would be taken on.
    fn dry_run<'a>(
        &'a self,
        _instance: &'a Instance,
        _request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        let lacks = || Error::new(ErrorKind::Unsupported, "this library has no rehearsal of it");
        let refused = self.capabilities().dry_run.require().err().unwrap_or_else(lacks);
        Box::pin(std::future::ready(Err(refused)))
    }

    /// Sends a start once. Success means that the vendor took it on.
    fn start<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;

    /// Sends a reboot once. Success means that the vendor took it on.
    fn reboot<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;

    /// Sends a deletion once. Success means that the vendor took it on. What is on the system disk
    /// is lost for good.
    fn delete<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a DeleteRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;
}
