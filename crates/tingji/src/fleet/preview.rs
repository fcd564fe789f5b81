//! [`Preview`]: the expected result of a job.

use tingji_core::{Error, Instance, Result};

/// Instance of a job, observed before anything is sent.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Observed instance; `None` if it does not exist.
    pub instance: Result<Option<Instance>>,
    /// Reason why the action would be refused; `None` if it would be sent.
    pub refusal: Option<Error>,
}
