//! [`Check`]: the result of one check, and the response that the checks read.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tingji::core::json::{JsonSchema, enumeration, reference};
use tingji::core::lifecycle::EndpointInfo;
use tingji::core::{Error, Result, json_object};

use crate::exit_code;
use crate::lang::localize;

/// Result of a check, or the worst one of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CheckResult {
    /// No credentials, and the cloud was not requested by name.
    NotSetUp,
    /// The check passed.
    Ok,
    /// Works now, but needs attention.
    Warn,
    /// The check failed.
    Fail,
}

impl CheckResult {
    /// Names of the results in JSON.
    pub(crate) const NAMES: [&'static str; 4] = ["ok", "warn", "fail", "not-set-up"];
}

impl JsonSchema for CheckResult {
    fn json_schema() -> Value {
        reference("verdict")
    }
}

/// Names of all checks, in their order.
const CHECKS: [&str; 10] = [
    "credentials",
    "settings",
    "files",
    "endpoint",
    "clock",
    "signature",
    "permission",
    "region",
    "project",
    "request",
];

json_object! {
    /// A check with its result.
    #[derive(PartialEq, Eq)]
    pub(crate) struct Check {
        /// Subject of the check.
        #[json(schema(enumeration(CHECKS)))]
        pub(crate) check: &'static str,
        /// Result of the check.
        pub(crate) result: CheckResult,
        /// Finding, in the language of the audience.
        pub(crate) found: String,
        /// The next step, if there is one.
        pub(crate) advice: Option<String>,
        /// Exit code of the command after this check.
        #[json(skip)]
        pub(super) exit_code: u8,
    }
}

impl Check {
    /// Creates a passed check.
    pub(super) fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self { check, result: CheckResult::Ok, found: found.into(), advice: None, exit_code: 0 }
    }

    /// Creates a warning with a next step.
    pub(super) fn warn(check: &'static str, found: impl Into<String>, advice: Option<&str>) -> Self {
        Self { result: CheckResult::Warn, advice: advice.map(str::to_owned), ..Self::ok(check, found) }
    }

    /// Creates a failed check from an error, with its exit code.
    pub(super) fn fail(check: &'static str, error: &Error, advice: Option<String>) -> Self {
        let exit_code = exit_code::of_kind(error.kind());
        Self { result: CheckResult::Fail, advice, exit_code, ..Self::ok(check, localize(error)) }
    }
}

/// The response of a cloud to the first page of instances.
#[derive(Debug)]
pub(crate) struct ProbeResponse {
    /// Number of instances on the page, or the error.
    pub(crate) instances: Result<usize>,
    /// Endpoint and clock, once a connection was configured.
    pub(crate) link: Option<EndpointInfo>,
    /// Time of the call, retries included.
    pub(crate) elapsed: Duration,
}
