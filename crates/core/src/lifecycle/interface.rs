//! [`Lifecycle`]: the interface that every provider implements.

use super::{
    Acknowledgement, BoxFuture, Capabilities, DeleteRequest, EndpointInfo, Filter, Instance, InstanceId,
    Page, RebootRequest, StartRequest, StopRequest,
};
use crate::{Error, ErrorKind, Result};

/// Interface of every provider: list, look up, stop, start, reboot and delete instances of one product.
///
/// A method that sends a request sends it once. An ambiguous error
/// ([`is_ambiguous`](crate::ErrorKind::is_ambiguous)) means that the request may still take effect; the
/// [`engine`](crate::engine) then observes the instance before it sends anything again.
pub trait Lifecycle: Send + Sync {
    /// Short name of the cloud, such as `bce`.
    fn cloud(&self) -> &'static str;

    /// Functions and charges of the product.
    fn capabilities(&self) -> &'static Capabilities;

    /// Endpoint of the requests, with what its responses have shown so far. `None`, the default, if the
    /// client does not know its endpoint. Sends nothing.
    fn endpoint_info(&self) -> Option<EndpointInfo> {
        None
    }

    /// Reads one page of the instances that match the filter. `cursor` is the [`Page::next`] of the page
    /// before, and `None` for the first page.
    ///
    /// A page may contain instances that do not match, if the vendor cannot filter by a condition. The caller
    /// applies [`Filter::matches`]; [`list_all`](super::list_all) and [`Paginator`](super::Paginator) do so.
    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>>;

    /// Reads the instances with these ids, in any order and in as few requests as the vendor allows. At most
    /// [`Capabilities::batch`] ids are allowed. The result lacks instances that do not exist.
    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>>;

    /// Key of the list that contains this instance, for a product with several lists. Default `None`: one
    /// list.
    ///
    /// Instances with different keys are polled separately, so that an error of one list does not affect the
    /// instances of another.
    fn list_key<'a>(&self, _id: &'a InstanceId) -> Option<&'a str> {
        None
    }

    /// Checks that the vendor would accept this stop of this instance, as far as that is known without a
    /// request.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the product lacks an option of the request,
    /// [`InvalidState`](crate::ErrorKind::InvalidState) if this instance does not allow the stop.
    fn check(&self, _instance: &Instance, request: &StopRequest) -> Result<()> {
        self.capabilities().check_stop(request)
    }

    /// Sends a stop once. Success means that the vendor accepted it.
    fn send_stop<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;

    /// Runs the vendor's dry run of a stop. Nothing changes. Success means that the vendor would accept the
    /// stop.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::ErrorKind::Unsupported), the default, if the product has no dry run; otherwise
    /// the error that the real stop would get.
    fn dry_run<'a>(
        &'a self,
        _instance: &'a Instance,
        _request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        let error = match self.capabilities().dry_run.require() {
            Err(error) => error,
            Ok(()) => {
                Error::new(ErrorKind::Unsupported, "this library does not implement the product's dry run")
            }
        };
        Box::pin(std::future::ready(Err(error)))
    }

    /// Sends a start once. Success means that the vendor accepted it.
    fn send_start<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;

    /// Sends a reboot once. Success means that the vendor accepted it.
    fn send_reboot<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;

    /// Sends a deletion once. Success means that the vendor accepted it. The data on the system disk cannot
    /// be restored.
    fn send_delete<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a DeleteRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>>;
}
