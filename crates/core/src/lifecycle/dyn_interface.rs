//! [`DynLifecycle`]: the boxed counterpart of [`Lifecycle`].

use super::{
    Acknowledgement, BoxFuture, Capabilities, DeleteRequest, EndpointInfo, Filter, Instance, InstanceId,
    Lifecycle, Page, RebootRequest, StartRequest, StopRequest,
};
use crate::Result;

mod private {
    pub trait Sealed {}

    impl<T: super::Lifecycle> Sealed for T {}
}

/// Boxed counterpart of [`Lifecycle`], for clients whose cloud is known only at run time:
/// `Arc<dyn DynLifecycle>`. Every type with [`Lifecycle`] has it, and no other type can. The methods are those
/// of [`Lifecycle`].
#[allow(missing_docs, reason = "the methods are those of `Lifecycle`")]
pub trait DynLifecycle: Send + Sync + private::Sealed {
    fn cloud(&self) -> &'static str;

    fn capabilities(&self) -> &'static Capabilities;

    fn endpoint_info(&self) -> Option<EndpointInfo>;

    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>>;

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>>;

    fn list_key<'a>(&self, id: &'a InstanceId) -> Option<&'a str>;

    #[allow(clippy::missing_errors_doc, reason = "see `Lifecycle::check`")]
    fn check(&self, instance: &Instance, request: &StopRequest) -> Result<()>;

    fn send_stop<'a>(&'a self, instance: &'a Instance, request: &'a StopRequest) -> Acknowledging<'a>;

    fn dry_run<'a>(&'a self, instance: &'a Instance, request: &'a StopRequest) -> Acknowledging<'a>;

    fn send_start<'a>(&'a self, instance: &'a Instance, request: &'a StartRequest) -> Acknowledging<'a>;

    fn send_reboot<'a>(&'a self, instance: &'a Instance, request: &'a RebootRequest) -> Acknowledging<'a>;

    fn send_delete<'a>(&'a self, instance: &'a Instance, request: &'a DeleteRequest) -> Acknowledging<'a>;
}

/// Future of a request that changes something.
type Acknowledging<'a> = BoxFuture<'a, Result<Acknowledgement>>;

impl<T: Lifecycle> DynLifecycle for T {
    fn cloud(&self) -> &'static str {
        Lifecycle::cloud(self)
    }

    fn capabilities(&self) -> &'static Capabilities {
        Lifecycle::capabilities(self)
    }

    fn endpoint_info(&self) -> Option<EndpointInfo> {
        Lifecycle::endpoint_info(self)
    }

    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>> {
        Box::pin(Lifecycle::list(self, filter, cursor))
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>> {
        Box::pin(Lifecycle::get_many(self, ids))
    }

    fn list_key<'a>(&self, id: &'a InstanceId) -> Option<&'a str> {
        Lifecycle::list_key(self, id)
    }

    fn check(&self, instance: &Instance, request: &StopRequest) -> Result<()> {
        Lifecycle::check(self, instance, request)
    }

    fn send_stop<'a>(&'a self, instance: &'a Instance, request: &'a StopRequest) -> Acknowledging<'a> {
        Box::pin(Lifecycle::send_stop(self, instance, request))
    }

    fn dry_run<'a>(&'a self, instance: &'a Instance, request: &'a StopRequest) -> Acknowledging<'a> {
        Box::pin(Lifecycle::dry_run(self, instance, request))
    }

    fn send_start<'a>(&'a self, instance: &'a Instance, request: &'a StartRequest) -> Acknowledging<'a> {
        Box::pin(Lifecycle::send_start(self, instance, request))
    }

    fn send_reboot<'a>(&'a self, instance: &'a Instance, request: &'a RebootRequest) -> Acknowledging<'a> {
        Box::pin(Lifecycle::send_reboot(self, instance, request))
    }

    fn send_delete<'a>(&'a self, instance: &'a Instance, request: &'a DeleteRequest) -> Acknowledging<'a> {
        Box::pin(Lifecycle::send_delete(self, instance, request))
    }
}
