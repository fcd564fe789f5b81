//! Types that every provider's crate exports, so that a program with one cloud needs no other crate's name.
//!
//! [`Instance`](crate::Instance) is missing, because some vendors have an object of that name.

pub use crate::action_builder::{
    AcceptedAction, ActionBuilder, ActionError, Completed, Delete, DryRun, Reboot, Start, Stop, StopError,
    Stopped,
};
pub use crate::api::Response;
pub use crate::auth::{Identity, ProvideCredentials};
pub use crate::engine::{ActionOptions, Outcome, Report};
pub use crate::http_options::{HttpOptions, Timeouts};
pub use crate::instances::{InstanceQuery, InstanceStream};
pub use crate::lifecycle::{ChargeItem, DynLifecycle, Filter, InstanceId, Lifecycle, Phase, State};
pub use crate::paged::{ItemStream, Paged};
pub use crate::{BoxFuture, Credential, Error, ErrorKind, Result, Secret, UnixTime};
