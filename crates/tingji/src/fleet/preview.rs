//! [`Preview`]: the expected result of a job.

use tingji_core::{Error, Instance, Result};

/// Instance of a job, observed before anything is sent.
#[derive(Debug)]
pub struct Preview {
    /// Observed instance; `None` if it does not exist.
    pub instance: Result<Option<Instance>>,
    /// Reason why the action would be refused; `None` if it would be sent.
    pub refusal: Option<Error>,
}

impl Preview {
    /// Copies the preview for another job with the same target.
    pub(super) fn again(&self) -> Self {
        Self {
            instance: self.instance.as_ref().map(Clone::clone).map_err(Error::again),
            refusal: self.refusal.as_ref().map(Error::again),
        }
    }
}
