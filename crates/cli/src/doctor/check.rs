//! [`Check`]: the result of one check, and the response that the checks read.

use std::time::Duration;

use serde::Serialize;
use tingji::core::lifecycle::EndpointInfo;
use tingji::core::{Error, Result};

use crate::lang::told;

/// How a check went, or all of a cloud's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// Nobody has given keys, and nobody has asked for this cloud.
    NotSetUp,
    Ok,
    Warn,
    Fail,
}

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Check {
    pub(crate) check: &'static str,
    pub(crate) result: Verdict,
    pub(crate) found: String,
    pub(crate) advice: Option<String>,
    #[serde(skip)]
    pub(super) exit_code: u8,
}

impl Check {
    pub(super) fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self { check, result: Verdict::Ok, found: found.into(), advice: None, exit_code: 0 }
    }

    pub(super) fn warn(check: &'static str, found: impl Into<String>, advice: Option<&str>) -> Self {
        Self { result: Verdict::Warn, advice: advice.map(str::to_owned), ..Self::ok(check, found) }
    }

    pub(super) fn fail(check: &'static str, error: &Error, advice: Option<String>) -> Self {
        let exit_code = tingji::core::engine::error_exit_code(error.kind());
        Self { result: Verdict::Fail, advice, exit_code, ..Self::ok(check, told(error)) }
    }
}

/// What came back from a cloud's first page, or why nothing did.
#[derive(Debug)]
pub(crate) struct Answer {
    /// How many instances were on it.
    pub(crate) instances: Result<usize>,
    pub(crate) link: Option<EndpointInfo>,
    pub(crate) elapsed: Duration,
}
