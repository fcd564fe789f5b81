//! [`Lifecycle`]: the interface that every provider implements.

use super::{
    Acknowledgement, Capabilities, DeleteRequest, EndpointInfo, Filter, Instance, InstanceId, Page,
    RebootRequest, StartRequest, StopRequest,
};
use crate::{Error, ErrorKind, Result, message};

/// Interface of every provider: list, look up, stop, start, reboot and delete instances of one product.
///
/// A program implements it to add a cloud; the methods that return a future are then written as `async fn`.
/// Its boxed counterpart [`DynLifecycle`](super::DynLifecycle), which the engine and the fleets use, comes with
/// it.
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
    fn list(&self, filter: &Filter, cursor: Option<String>) -> impl Future<Output = Result<Page>> + Send;

    /// Reads the instances with these ids, in any order and in as few requests as the vendor allows. At most
    /// as many ids as [`Capabilities::lookup`] allows. The result lacks instances that do not exist.
    fn get_many(&self, ids: &[InstanceId]) -> impl Future<Output = Result<Vec<Instance>>> + Send;

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
    fn send_stop(
        &self,
        instance: &Instance,
        request: &StopRequest,
    ) -> impl Future<Output = Result<Acknowledgement>> + Send;

    /// Runs the vendor's dry run of a stop. Nothing changes. Success means that the vendor would accept the
    /// stop.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::ErrorKind::Unsupported), the default, if the product has no dry run; otherwise
    /// the error that the real stop would get.
    fn dry_run(
        &self,
        _instance: &Instance,
        _request: &StopRequest,
    ) -> impl Future<Output = Result<Acknowledgement>> + Send {
        let error = match self.capabilities().dry_run.require() {
            Err(error) => error,
            Ok(()) => {
                let message = message!("no-dry-run", "this library does not implement the product's dry run");
                Error::new(ErrorKind::Unsupported, message)
            }
        };
        std::future::ready(Err(error))
    }

    /// Sends a start once. Success means that the vendor accepted it.
    fn send_start(
        &self,
        instance: &Instance,
        request: &StartRequest,
    ) -> impl Future<Output = Result<Acknowledgement>> + Send;

    /// Sends a reboot once. Success means that the vendor accepted it.
    fn send_reboot(
        &self,
        instance: &Instance,
        request: &RebootRequest,
    ) -> impl Future<Output = Result<Acknowledgement>> + Send;

    /// Sends a deletion once. Success means that the vendor accepted it. The data on the system disk cannot
    /// be restored.
    fn send_delete(
        &self,
        instance: &Instance,
        request: &DeleteRequest,
    ) -> impl Future<Output = Result<Acknowledgement>> + Send;
}
