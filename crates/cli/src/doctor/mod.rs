//! What `tingji doctor` makes of an account and of one answer. Pure.

mod checks;
pub(crate) mod show;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

pub(crate) use checks::{not_found, of_account};
use serde::Serialize;
use tingji::core::lifecycle::Link;
use tingji::core::source::Login;
use tingji::core::{Error, Result};
use tingji::{Account, Cloud};

use crate::lang::{pick, say, told};

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
    exit_code: u8,
}

impl Check {
    fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self { check, result: Verdict::Ok, found: found.into(), advice: None, exit_code: 0 }
    }

    fn warn(check: &'static str, found: impl Into<String>, advice: Option<&str>) -> Self {
        Self { result: Verdict::Warn, advice: advice.map(str::to_owned), ..Self::ok(check, found) }
    }

    fn fail(check: &'static str, error: &Error, advice: Option<String>) -> Self {
        let exit_code = tingji::core::engine::error_exit_code(error.kind());
        Self { result: Verdict::Fail, advice, exit_code, ..Self::ok(check, told(error)) }
    }
}

/// What came back from a cloud's first page, or why nothing did.
#[derive(Debug)]
pub(crate) struct Answer {
    /// How many instances were on it.
    pub(crate) instances: Result<usize>,
    pub(crate) link: Option<Link>,
    pub(crate) elapsed: Duration,
}

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

/// Enough of an access key to tell it from others: `AKLT…xyz`; nothing of a short one.
fn shortened(key: &str) -> String {
    let chars: Vec<_> = key.chars().collect();
    if chars.len() < 12 {
        return "…".to_owned();
    }
    let (start, end) = (&chars[..4], &chars[chars.len() - 3..]);
    tingji::core::one_line(&format!("{}…{}", String::from_iter(start), String::from_iter(end)))
}

/// The log-in in a few words, without its secrets.
fn login(login: &Login) -> String {
    match login {
        Login::Token(_) => pick("a token", "令牌").to_owned(),
        Login::Password { .. } => pick("a user with a password", "用户名和密码").to_owned(),
        _ => match login.credential() {
            Some(pair) if pair.security_token().is_some() => {
                say!("temporary key {key}", "临时密钥 {key}", key = shortened(pair.access_key()))
            }
            Some(pair) => say!("key {key}", "密钥 {key}", key = shortened(pair.access_key())),
            None => pick("keys that are issued when they are needed", "需要时签发的密钥").to_owned(),
        },
    }
}
