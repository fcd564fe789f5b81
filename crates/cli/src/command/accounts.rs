//! The accounts that a command lists, and the report of those that could not be listed.

use tingji::core::engine::{error_exit_code, overall_exit_code};
use tingji::{Cloud, Environment, Listing};

use crate::args::SelectArguments;
use crate::error::Failure;
use crate::lang::{self, pick, say};
use crate::output;

/// The accounts asked for; all that have a key if none is.
pub(super) fn accounts(
    environment: &Environment,
    select: &SelectArguments,
) -> Result<Vec<(Cloud, Option<String>)>, Failure> {
    let clouds: Vec<_> = Cloud::ALL
        .into_iter()
        .filter(|cloud| select.cloud.is_empty() || select.cloud.contains(cloud))
        .collect();
    if !select.profile.is_empty() {
        return of_profiles(environment, &clouds, select);
    }
    let mut accounts = environment.accounts(&clouds)?;
    // Who names a cloud is told why it is not there.
    let lacks = |cloud: &&Cloud| accounts.iter().all(|(of, _)| of != *cloud);
    let named: Vec<_> = select.cloud.iter().filter(lacks).map(|cloud| (*cloud, None)).collect();
    accounts.extend(named);
    accounts.sort();
    accounts.dedup();
    if accounts.is_empty() {
        let names = Cloud::ALL.map(|cloud| {
            let (access_key, secret_key) = Environment::credential_variables(cloud);
            say!("{access_key} and {secret_key}", "{access_key} 与 {secret_key}")
        });
        let names = names.join(pick(", or ", "，或 "));
        return Err(Failure::new(
            4,
            say!(
                "no credentials are found; set {names}; or see `tingji profile add --help`",
                "未找到凭证；请设置 {names}；或见 `tingji profile add --help`"
            ),
        ));
    }
    Ok(accounts)
}

/// The profiles asked for, at each cloud that has them.
fn of_profiles(
    environment: &Environment,
    clouds: &[Cloud],
    select: &SelectArguments,
) -> Result<Vec<(Cloud, Option<String>)>, Failure> {
    environment.profiles()?;
    let mut accounts = Vec::new();
    for name in &select.profile {
        let has = |cloud: &&Cloud| {
            !select.cloud.is_empty() || environment.has_credentials_for_profile(**cloud, Some(name))
        };
        let found: Vec<_> = clouds.iter().filter(has).map(|cloud| (*cloud, Some(name.clone()))).collect();
        if found.is_empty() {
            return Err(Failure::new(
                4,
                say!(
                    "no variable and no file has the profile {name}",
                    "没有任何变量或文件提供 profile {name}"
                ),
            ));
        }
        accounts.extend(found);
    }
    accounts.sort();
    accounts.dedup();
    Ok(accounts)
}

/// One line for each cloud that could not be listed, and the exit code for all.
pub(super) fn tell_errors(listings: &[Listing]) -> u8 {
    let mut codes = Vec::with_capacity(listings.len());
    for listing in listings {
        codes.push(match &listing.instances {
            Ok(_) => 0,
            Err(error) => {
                let profile = listing.profile.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
                let cloud = listing.cloud;
                // Without an operation nothing was sent, and the message itself says what to do.
                let advice = error.operation().map(|_| lang::advice(error));
                let advice = advice.map(|advice| say!("; {advice}", "；{advice}")).unwrap_or_default();
                let told = lang::told(error);
                let own = say!("{cloud}{profile}: ", "{cloud}{profile}：");
                let told = told.strip_prefix(&own).unwrap_or(&told);
                output::error_line(&say!(
                    "{cloud}{profile} is not listed: {told}{advice}",
                    "{cloud}{profile} 未能列出：{told}{advice}"
                ));
                error_exit_code(error.kind())
            }
        });
    }
    overall_exit_code(codes)
}
