//! [`Examined`]: the checks of one account.

use std::collections::BTreeMap;

use serde::Serialize;
use tingji::core::Error;
use tingji::{Account, Cloud};

use super::check::{Answer, Check, Verdict};
use super::checks::{not_found, of_account};
use super::identity::shortened;

/// What is known of a cloud.
#[derive(Debug, Serialize)]
pub(crate) struct Examined {
    pub(crate) cloud: &'static str,
    pub(crate) profile: Option<String>,
    pub(crate) result: Verdict,
    pub(crate) exit_code: u8,
    /// Shortened.
    access_key: Option<String>,
    sources: BTreeMap<&'static str, String>,
    endpoint: Option<String>,
    clock_offset_s: Option<i64>,
    elapsed_ms: Option<u64>,
    pub(crate) checks: Vec<Check>,
}

impl Examined {
    /// A cloud that nobody has set up.
    pub(crate) fn not_set_up(cloud: Cloud, profile: Option<&str>) -> Self {
        Self {
            cloud: cloud.as_str(),
            profile: profile.map(str::to_owned),
            result: Verdict::NotSetUp,
            exit_code: 0,
            access_key: None,
            sources: BTreeMap::new(),
            endpoint: None,
            clock_offset_s: None,
            elapsed_ms: None,
            checks: Vec::new(),
        }
    }

    /// A cloud whose account is incomplete or can't be read.
    pub(crate) fn without_account(cloud: Cloud, profile: Option<&str>, error: &Error) -> Self {
        Self::not_set_up(cloud, profile).concluded(vec![not_found(error)])
    }

    /// A cloud that was asked.
    pub(crate) fn of(account: &Account, profile: Option<&str>, answer: &Answer) -> Self {
        let known = Self {
            access_key: account.identity.credential().map(|pair| shortened(pair.access_key())),
            sources: account.origins.clone(),
            endpoint: answer.link.as_ref().map(|link| link.endpoint.clone()),
            clock_offset_s: answer.link.as_ref().and_then(|link| link.clock_offset),
            elapsed_ms: u64::try_from(answer.elapsed.as_millis()).ok(),
            ..Self::not_set_up(account.cloud, profile)
        };
        known.concluded(of_account(account, answer))
    }

    fn concluded(self, checks: Vec<Check>) -> Self {
        let result = checks.iter().map(|check| check.result).max().unwrap_or(Verdict::NotSetUp);
        let exit_code = worst(checks.iter().map(|check| check.exit_code));
        Self { result, exit_code, checks, ..self }
    }
}

/// The lowest code of a failure: what has to be set right goes before what may pass by itself.
pub(crate) fn worst(codes: impl Iterator<Item = u8>) -> u8 {
    codes.filter(|code| *code != 0).min().unwrap_or(0)
}
