//! [`ActionRequest`]: the requests that a builder sends.

use std::fmt;

use crate::lifecycle::{Action, ActionKind, DeleteRequest, RebootRequest, StartRequest, StopRequest};

/// Request of an action. Implemented for the requests of [`lifecycle`](crate::lifecycle) only.
pub trait ActionRequest:
    Clone + Default + Into<Action> + fmt::Debug + Send + Sync + sealed::SealedRequest + 'static
{
    /// Kind of the action.
    const KIND: ActionKind;

    /// Returns the idempotency token, for a change.
    fn idempotency_token_mut(&mut self) -> &mut Option<String>;
}

mod sealed {
    /// Marker that prevents implementations in other crates.
    pub trait SealedRequest {}

    impl SealedRequest for super::StopRequest {}
    impl SealedRequest for super::StartRequest {}
    impl SealedRequest for super::RebootRequest {}
    impl SealedRequest for super::DeleteRequest {}
}

impl ActionRequest for StopRequest {
    const KIND: ActionKind = ActionKind::Stop;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }
}

impl ActionRequest for StartRequest {
    const KIND: ActionKind = ActionKind::Start;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }
}

impl ActionRequest for RebootRequest {
    const KIND: ActionKind = ActionKind::Reboot;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }
}

impl ActionRequest for DeleteRequest {
    const KIND: ActionKind = ActionKind::Delete;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }
}

impl From<StopRequest> for Action {
    fn from(request: StopRequest) -> Self {
        Self::Stop(request)
    }
}

impl From<StartRequest> for Action {
    fn from(request: StartRequest) -> Self {
        Self::Start(request)
    }
}

impl From<RebootRequest> for Action {
    fn from(request: RebootRequest) -> Self {
        Self::Reboot(request)
    }
}

impl From<DeleteRequest> for Action {
    fn from(request: DeleteRequest) -> Self {
        Self::Delete(request)
    }
}
