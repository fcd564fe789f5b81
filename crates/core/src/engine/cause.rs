//! [`Cause`]: what is kept of an error that decides, or may decide, an outcome.

use super::why::Why;
use crate::{Error, ErrorKind};

/// The parts of an error that a report keeps.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) kind: ErrorKind,
    pub(super) advice: &'static str,
    pub(super) advice_zh: &'static str,
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) message_zh: String,
    pub(super) request_id: Option<String>,
}

impl Cause {
    /// The same as the last answer before it ended for another reason.
    pub(super) fn after(self, why: &Why) -> Self {
        Self {
            message: format!("{why}; the last answer was: {}", self.message),
            message_zh: format!("{}；最后的应答是：{}", why.in_chinese(), self.message_zh),
            ..self
        }
    }
}

impl From<&Error> for Cause {
    fn from(error: &Error) -> Self {
        Self {
            kind: error.kind(),
            advice: error.advice(),
            advice_zh: error.advice_zh(),
            code: error.code().map(str::to_owned),
            message: error.to_string(),
            message_zh: error.in_chinese(),
            request_id: error.request_id().map(str::to_owned),
        }
    }
}
