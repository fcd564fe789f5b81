//! [`ActionBuilder`]: one action on one instance, sent and confirmed by `.await`.
//!
//! Every provider's client creates builders with its methods `stop`, `start`, `reboot` and `delete`. The
//! [engine](crate::engine) carries the action out: it observes the instance, sends the request, and waits
//! until the vendor reports the new state.
//!
//! ```
//! use std::sync::Arc;
//! use std::time::Duration;
//! use tingji_core::DynLifecycle;
//! use tingji_core::action_builder::{Stop, StopError};
//! use tingji_core::clock::Clock;
//!
//! async fn stop(client: Arc<dyn DynLifecycle>, clock: Arc<dyn Clock>) -> Result<(), StopError> {
//!     let stop = Stop::new(client, clock, "i-1");
//!     let stopped = stop.no_charge().deadline(Duration::from_secs(600)).await?;
//!     println!("{} {:?}", stopped.instance.state, stopped.instance.charges());
//!     Ok(())
//! }
//! ```

mod action_error;
mod output;
mod request;

pub use action_error::{ActionError, StopError};
pub use output::{AcceptedAction, ActionOutput, Completed, DryRun, Stopped};
pub use request::ActionRequest;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;
use crate::engine::{ActionOptions, Mode};
use crate::fleet::{Job, PriorRequest, RunContext, run_all};
use crate::lifecycle::{
    DeleteRequest, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling,
};
use crate::{BoxFuture, DynLifecycle, InstanceId};

/// Builder of a stop. Its output is a [`Stopped`] instance, or an error.
pub type Stop = ActionBuilder<StopRequest, Stopped>;
/// Builder of a start. Its output is the running instance, or an error.
pub type Start = ActionBuilder<StartRequest, Completed>;
/// Builder of a reboot. Its output is the instance after the restart, or an error.
pub type Reboot = ActionBuilder<RebootRequest, Completed>;
/// Builder of a deletion. Its output is the instance as it was before, or an error.
pub type Delete = ActionBuilder<DeleteRequest, Completed>;

/// Action on one instance with its options. `R` is its request, `O` the output of `.await`.
///
/// A builder that is dropped sends nothing. If the future is dropped while it runs, a request that was
/// already sent may still take effect.
#[must_use = "an action sends nothing before `.await`"]
pub struct ActionBuilder<R, O> {
    lifecycle: Arc<dyn DynLifecycle>,
    clock: Arc<dyn Clock>,
    id: String,
    request: R,
    options: ActionOptions,
    output: PhantomData<fn() -> O>,
}

impl<R: ActionRequest, O: ActionOutput> ActionBuilder<R, O> {
    /// Creates an action on the instance with this id. An id with other characters than the vendor's is an
    /// error of `.await`.
    pub fn new(lifecycle: Arc<dyn DynLifecycle>, clock: Arc<dyn Clock>, id: impl Into<String>) -> Self {
        let options = ActionOptions::default();
        Self { lifecycle, clock, id: id.into(), request: R::default(), options, output: PhantomData }
    }

    /// Sets the time after which the action ends, confirmed or not. Default 15 minutes.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = deadline;
        self
    }

    /// Sets the token with which the vendor recognizes a repeated request: 1 to 64 ASCII characters. Default:
    /// a stop has a random token if the product supports tokens. With a product that does not, an own token
    /// is an error.
    pub fn idempotency_token(mut self, token: impl Into<String>) -> Self {
        *self.request.idempotency_token_mut() = Some(token.into());
        self
    }

    /// Sets all options of the run: deadline, pauses between polls, and the reaction to a locked instance.
    /// The [`mode`](ActionOptions::mode) is ignored; [`dry_run`](Self::dry_run) and
    /// [`return_on_accepted`](Self::return_on_accepted) set it.
    pub fn options(mut self, options: ActionOptions) -> Self {
        self.options = ActionOptions { mode: self.options.mode, ..options };
        self
    }

    /// Ends the action as soon as the vendor has accepted the request. The output then does not claim that
    /// the action is done.
    pub fn return_on_accepted(self) -> ActionBuilder<R, AcceptedAction> {
        self.with_mode(Mode::ReturnOnAccepted)
    }

    /// Checks the action, with the vendor's dry run where the product has one, and changes nothing.
    pub fn dry_run(self) -> ActionBuilder<R, DryRun> {
        self.with_mode(Mode::DryRun)
    }

    fn with_mode<T: ActionOutput>(self, mode: Mode) -> ActionBuilder<R, T> {
        let Self { lifecycle, clock, id, request, options, output: _ } = self;
        let options = ActionOptions { mode, ..options };
        ActionBuilder { lifecycle, clock, id, request, options, output: PhantomData }
    }

    /// Runs the action, and returns its output.
    async fn send(self) -> Result<O, ActionError> {
        let kind = R::KIND;
        let id: InstanceId = self.id.parse().map_err(|error| ActionError::not_sent(kind, error))?;
        let action = self.request.into();
        let jobs = [Job { id: id.clone(), action, prior_request: PriorRequest::None }];
        let context = RunContext::new(self.clock.as_ref());
        let mut reports = run_all(self.lifecycle.as_ref(), &jobs, self.options, context).await;
        let Some(report) = reports.pop() else { return Err(ActionError::no_report(kind)) };
        if !O::is_reached(&report, &self.options) || report.misses_no_charge(&jobs[0].action) {
            return Err(ActionError::of_report(kind, id, report));
        }
        match report.instance.clone() {
            Some(instance) => Ok(O::new(instance, report)),
            None => Err(ActionError::of_report(kind, id, report)),
        }
    }
}

impl<O> ActionBuilder<StopRequest, O> {
    /// Requires that compute is not charged after the stop. The stop is refused if the product cannot do
    /// this. An instance that is stopped with a charge for compute is an error.
    pub fn no_charge(mut self) -> Self {
        self.request.charging = StoppedBilling::NoCharge;
        self
    }

    /// Powers the instance off, without a clean shutdown by its operating system; unsaved data is lost.
    pub fn force(mut self) -> Self {
        self.request.force = ShutdownMode::PowerOff;
        self
    }
}

impl<O> ActionBuilder<RebootRequest, O> {
    /// Powers the instance off for the reboot, without a clean shutdown; unsaved data is lost.
    pub fn force(mut self) -> Self {
        self.request.force = ShutdownMode::PowerOff;
        self
    }
}

impl<R: ActionRequest, O: ActionOutput> IntoFuture for ActionBuilder<R, O> {
    type Output = Result<O, ActionError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<R: Clone, O> Clone for ActionBuilder<R, O> {
    fn clone(&self) -> Self {
        Self {
            lifecycle: Arc::clone(&self.lifecycle),
            clock: Arc::clone(&self.clock),
            id: self.id.clone(),
            request: self.request.clone(),
            options: self.options,
            output: PhantomData,
        }
    }
}

impl<R: fmt::Debug, O> fmt::Debug for ActionBuilder<R, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActionBuilder")
            .field("cloud", &self.lifecycle.cloud())
            .field("id", &self.id)
            .field("request", &self.request)
            .field("options", &self.options)
            .finish()
    }
}
