//! The provider-neutral model: instances with their states and charges, the actions on them, and the trait
//! [`Lifecycle`] that every provider implements.
//!
//! A provider converts the vendor's objects into these types. A field that the vendor does not report is
//! `None` or empty; it is never filled with a guess.

mod acknowledgement;
mod action;
mod action_kind;
mod billing;
mod box_future;
mod capabilities;
mod dyn_interface;
mod endpoint_info;
mod filter;
mod id;
mod instance;
mod interface;
mod operation_names;
mod page;
mod paginator;
mod price;
mod request;
mod request_preview;
mod state;

pub use acknowledgement::Acknowledgement;
pub use action::Action;
pub use action_kind::ActionKind;
pub use billing::{Billing, ChargeEnds, ChargeItem};
pub use box_future::BoxFuture;
pub use capabilities::{Capabilities, Lookup, Support};
pub use dyn_interface::DynLifecycle;
pub use endpoint_info::EndpointInfo;
pub use filter::Filter;
pub use id::InstanceId;
pub use instance::{Gpu, Instance};
pub use interface::Lifecycle;
pub use operation_names::OperationNames;
pub use page::Page;
#[cfg(feature = "http")]
pub(crate) use paginator::ListPosition;
#[cfg(feature = "http")]
pub use paginator::stream;
pub use paginator::{PageTokenGuard, Paginator, list_all};
pub use price::Price;
pub use request::{DeleteRequest, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling};
pub use request_preview::RequestPreview;
pub use state::{Phase, State};
