//! [`Cause`]: what is kept of an error that decides, or may decide, an outcome.

use crate::{Error, ErrorKind};

/// The parts of an error that a report keeps.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) kind: ErrorKind,
    pub(super) advice: &'static str,
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) request_id: Option<String>,
}

impl From<&Error> for Cause {
    fn from(error: &Error) -> Self {
        Self {
            kind: error.kind(),
            advice: error.advice(),
            code: error.code().map(str::to_owned),
            message: error.to_string(),
            request_id: error.request_id().map(str::to_owned),
        }
    }
}
