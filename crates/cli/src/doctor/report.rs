//! [`AccountReport`]: the checks of one account.

use std::collections::BTreeMap;

use tingji::core::json::reference;
use tingji::core::{Error, json_object};
use tingji::{Account, Cloud};

use super::check::{Check, CheckResult, ProbeResponse};
use super::checks::{not_found, of_account, source};
use super::identity::shortened;

json_object! {
    /// The checks of one account, with the worst result and the exit code.
    pub(crate) struct AccountReport {
        /// Name of the cloud.
        #[json(schema(reference("cloud")))]
        pub(crate) cloud: &'static str,
        /// Profile that was requested.
        pub(crate) profile: Option<String>,
        /// Worst result of the checks.
        pub(crate) result: CheckResult,
        /// Exit code of the command if this is the worst cloud.
        pub(crate) exit_code: u8,
        /// Shortened access key.
        access_key: Option<String>,
        /// Source of each setting, such as a variable or a file.
        sources: BTreeMap<&'static str, String>,
        /// Base URL of requests.
        endpoint: Option<String>,
        /// Seconds by which the endpoint's clock is ahead.
        clock_offset_s: Option<i64>,
        /// Milliseconds of the call.
        elapsed_ms: Option<u64>,
        /// Checks in their order; those without a result are missing.
        pub(crate) checks: Vec<Check>,
    }
}

impl AccountReport {
    /// Creates the report of a cloud without credentials.
    pub(crate) fn not_set_up(cloud: Cloud, profile: Option<&str>) -> Self {
        Self {
            cloud: cloud.as_str(),
            profile: profile.map(str::to_owned),
            result: CheckResult::NotSetUp,
            exit_code: 0,
            access_key: None,
            sources: BTreeMap::new(),
            endpoint: None,
            clock_offset_s: None,
            elapsed_ms: None,
            checks: Vec::new(),
        }
    }

    /// Creates the report of an account that is incomplete or unreadable.
    pub(crate) fn without_account(cloud: Cloud, profile: Option<&str>, error: &Error) -> Self {
        Self::not_set_up(cloud, profile).concluded(vec![not_found(error)])
    }

    /// Creates the report of an account from its response.
    pub(crate) fn of(account: &Account, profile: Option<&str>, answer: &ProbeResponse) -> Self {
        let known = Self {
            access_key: account.credentials.credential().map(|pair| shortened(pair.access_key())),
            sources: account.origins.iter().map(|(field, origin)| (*field, source(origin))).collect(),
            endpoint: answer.link.as_ref().map(|link| link.endpoint.clone()),
            clock_offset_s: answer.link.as_ref().and_then(|link| link.clock_offset),
            elapsed_ms: u64::try_from(answer.elapsed.as_millis()).ok(),
            ..Self::not_set_up(account.cloud, profile)
        };
        known.concluded(of_account(account, answer))
    }

    /// Adds the checks, their worst result and the exit code.
    fn concluded(self, checks: Vec<Check>) -> Self {
        let result = checks.iter().map(|check| check.result).max().unwrap_or(CheckResult::NotSetUp);
        let exit_code = worst(checks.iter().map(|check| check.exit_code));
        Self { result, exit_code, checks, ..self }
    }
}

/// Returns the lowest exit code of a failure, or 0. Permanent problems have lower codes than temporary
/// ones.
pub(crate) fn worst(codes: impl Iterator<Item = u8>) -> u8 {
    codes.filter(|code| *code != 0).min().unwrap_or(0)
}
