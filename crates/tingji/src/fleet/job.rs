//! [`FleetJob`]: an action on one target.

use tingji_core::fleet::PriorRequest;
use tingji_core::lifecycle::{Action, StopRequest, Support};

use crate::Target;

/// Action on one target. [`Fleet::run`](crate::Fleet::run) takes a list of jobs.
///
/// ```
/// # #[cfg(feature = "full")] {
/// use tingji::FleetJob;
/// use tingji::core::lifecycle::{Action, StartRequest};
///
/// let target: tingji::Target = "compshare/cn-wlcb/uhost-1".parse().unwrap();
/// let stop = FleetJob::new(target.clone());
/// let start = FleetJob::with(target, Action::Start(StartRequest::default()));
/// assert_eq!(stop.target, start.target);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct FleetJob {
    /// Instance to act on.
    pub target: Target,
    /// Action to perform.
    pub action: Action,
    /// Request that an earlier process sent for this target. Default: none.
    pub prior_request: PriorRequest,
}

impl FleetJob {
    /// Creates a job for a stop without options. If the product supports idempotency tokens, the stop gets
    /// one token for all its attempts.
    pub fn new(target: Target) -> Self {
        Self::stop(target, StopRequest::default())
    }

    /// Creates a job for a stop. If the product supports idempotency tokens and the request has none, the
    /// stop gets one.
    pub fn stop(target: Target, mut request: StopRequest) -> Self {
        if target.cloud().capabilities.idempotency_token == Support::Yes {
            request.idempotency_token.get_or_insert_with(|| uuid::Uuid::new_v4().to_string());
        }
        Self::with(target, Action::Stop(request))
    }

    /// Creates a job for any action. Adds no idempotency token.
    pub fn with(target: Target, action: Action) -> Self {
        Self { target, action, prior_request: PriorRequest::None }
    }
}
