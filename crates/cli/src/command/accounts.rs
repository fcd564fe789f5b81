//! The accounts that a command lists, and the report of those that could not be listed.

use tingji::{Cloud, Environment, Listing};

use crate::args::SelectArgs;
use crate::error::CliError;
use crate::exit_code;
use crate::lang::{self, localized, tr};
use crate::output;
use crate::providers;

/// Returns the accounts to list: the selected ones, or all that have credentials.
///
/// A selected cloud without credentials stays in the list, so that its listing fails with the reason.
///
/// # Errors
///
/// Exit code 4 without any credentials, or without those of a selected profile; the profile file may be
/// invalid.
pub(super) fn accounts(
    environment: &Environment,
    select: &SelectArgs,
) -> Result<Vec<(Cloud, Option<String>)>, CliError> {
    let clouds = select.clouds.selected();
    if !select.profile.is_empty() {
        return of_profiles(environment, &clouds, select);
    }
    let mut accounts = environment.accounts(&clouds)?;
    // A selected cloud without credentials is listed all the same, so that its error says what is missing.
    for cloud in &select.clouds.cloud {
        if accounts.iter().all(|(listed, _)| listed != cloud) {
            accounts.push((*cloud, None));
        }
    }
    accounts.sort();
    accounts.dedup();
    if accounts.is_empty() {
        let clouds = providers::clouds();
        let names = clouds.iter().map(|cloud| {
            let [access_key, secret_key] = cloud.credential_variables;
            tr!("{access_key} and {secret_key}", "{access_key} 与 {secret_key}")
        });
        let names = names.collect::<Vec<_>>().join(localized(", or ", "，或 "));
        return Err(CliError::new(
            4,
            tr!(
                "no credentials found; set {names}, or see `tingji profile add --help`",
                "未找到凭证；请设置 {names}；或见 `tingji profile add --help`"
            ),
        ));
    }
    Ok(accounts)
}

/// Returns the selected profiles on each cloud that has them.
///
/// # Errors
///
/// Exit code 4 if no variable and no file has a profile.
fn of_profiles(
    environment: &Environment,
    clouds: &[Cloud],
    select: &SelectArgs,
) -> Result<Vec<(Cloud, Option<String>)>, CliError> {
    environment.profiles()?;
    let mut accounts = Vec::new();
    for name in &select.profile {
        let mut found = Vec::new();
        for cloud in clouds {
            if !select.clouds.cloud.is_empty() || environment.has_credentials_for_profile(*cloud, Some(name))
            {
                found.push((*cloud, Some(name.clone())));
            }
        }
        if found.is_empty() {
            return Err(CliError::new(
                4,
                tr!(
                    "profile {name} not found in the environment variables or any file",
                    "在环境变量和文件中都没有找到 profile {name}"
                ),
            ));
        }
        accounts.extend(found);
    }
    accounts.sort();
    accounts.dedup();
    Ok(accounts)
}

/// Prints one line per cloud that could not be listed, and returns the overall exit code: 0 if all were
/// listed.
pub(super) fn report_errors(listings: &[Listing]) -> u8 {
    let mut codes = Vec::with_capacity(listings.len());
    for listing in listings {
        codes.push(match &listing.instances {
            Ok(_) => 0,
            Err(error) => {
                let profile = listing.profile.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
                let cloud = listing.cloud;
                // An error without an operation occurred before sending; its message already says what to do.
                let advice = error.operation().map(|_| lang::localized_advice(error));
                let advice = advice.map(|advice| tr!("; {advice}", "；{advice}")).unwrap_or_default();
                let text = lang::localize(error);
                let own = tr!("{cloud}{profile}: ", "{cloud}{profile}：");
                let text = text.strip_prefix(&own).unwrap_or(&text);
                output::error_line(&tr!(
                    "can't list {cloud}{profile}: {text}{advice}",
                    "无法列出 {cloud}{profile}：{text}{advice}"
                ));
                exit_code::of_kind(error.kind())
            }
        });
    }
    exit_code::overall(codes)
}
