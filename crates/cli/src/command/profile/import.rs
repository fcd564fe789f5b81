//! `tingji profile import`: copies accounts from the vendors' configuration files.

use std::collections::BTreeSet;

use tingji::core::Error;
use tingji::profiles::{ImportCandidate, Profile, ProfileFile, PutOutcome};
use tingji::{Cloud, Environment};

use super::outcome::{existing, outcome_text, worst};
use crate::args::{Output, ProfileImportArgs};
use crate::command::environment::environment;
use crate::error::CliError;
use crate::exit_code;
use crate::lang::{Lang, localized, message_in, tr};
use crate::output;
use crate::output::profiles::ProfileChange;
use crate::providers;

/// Imports all selected candidates. Returns the overall exit code.
///
/// # Errors
///
/// Exit code 5 if there is nothing to import, 2 if one name would belong to several profiles.
pub(super) fn run(arguments: &ProfileImportArgs, format: Output) -> Result<u8, CliError> {
    let environment = environment();
    let file = environment.profile_file()?;
    let there = file.read()?;
    let offers = offers(&environment, arguments);
    check_name(&offers, arguments)?;
    let mut changes = Vec::new();
    let mut codes = Vec::new();
    for (cloud, offer) in &offers {
        let (change, code) = match offer {
            Ok(offer) => take(offer, &file, &there, arguments)?,
            Err(error) => skipped(ProfileChange::new(*cloud, None, "skipped", ""), error),
        };
        changes.push(change);
        codes.push(code);
    }
    if changes.is_empty() {
        let line = localized(
            "no matching profile in the vendors' configuration files; `tingji help credentials` lists them",
            "厂商工具的配置文件中没有匹配的 profile；这些文件见 `tingji help credentials`",
        );
        return Err(CliError::new(5, line));
    }
    output::profiles::changes(&changes, format);
    Ok(worst(codes))
}

/// The candidates per cloud, and the errors of unreadable files.
type Candidates = Vec<(Cloud, Result<ImportCandidate, Error>)>;

/// Returns the selected candidates and the errors of unreadable files.
fn offers(environment: &Environment, arguments: &ProfileImportArgs) -> Candidates {
    let mut all = Vec::new();
    for cloud in providers::clouds() {
        if !arguments.from.is_empty() && !arguments.from.contains(&cloud) {
            continue;
        }
        match environment.import_candidates(cloud) {
            Ok(offers) => all.extend(offers.into_iter().map(|offer| (cloud, Ok(offer)))),
            Err(error) => all.push((cloud, Err(error))),
        }
    }
    if let Some(wanted) = &arguments.profile {
        all.retain(|(_, offer)| offer.as_ref().map_or(true, |offer| offer.name() == wanted));
    }
    all
}

/// Checks that `--as` gives its name to one profile per cloud only.
fn check_name(offers: &Candidates, arguments: &ProfileImportArgs) -> Result<(), CliError> {
    let Some(name) = &arguments.name else { return Ok(()) };
    offers.iter().try_for_each(|(cloud, _)| Profile::new(name, *cloud).map(drop))?;
    let mut seen = BTreeSet::new();
    let twice = offers.iter().find(|(cloud, offer)| offer.is_ok() && !seen.insert(*cloud));
    match twice {
        Some((cloud, _)) => {
            let line = tr!(
                "{cloud} has several profiles, which can't all be named {name}; choose one with --profile",
                "{cloud} 有多个 profile，不能都叫 {name}：请用 --profile 选一个"
            );
            Err(CliError::new(2, line))
        }
        None => Ok(()),
    }
}

/// Imports one candidate and returns its change with the exit code.
fn take(
    offer: &ImportCandidate,
    file: &ProfileFile,
    there: &[Profile],
    arguments: &ProfileImportArgs,
) -> Result<(ProfileChange, u8), CliError> {
    let name = arguments.name.as_deref().unwrap_or(offer.name());
    let origin = offer.origin().map(ToString::to_string).unwrap_or_default();
    let change = |outcome| ProfileChange::new(offer.cloud(), Some(name), outcome, &origin);
    let profile = match offer.profile(name) {
        Ok(Some(profile)) => profile,
        Ok(None) => {
            let en = "its keys are issued on demand; tingji uses it from the vendor's file";
            let zh = "其密钥按需签发；tingji 会直接使用厂商的文件";
            return Ok((change("skipped").with_message(en, zh), 0));
        }
        Err(error) if Profile::new(name, offer.cloud()).is_err() => {
            let en = format!("{}; choose another name with --as", error.message());
            let zh = format!("{}；请用 --as 另取名称", message_in(Lang::Zh, &error));
            return Ok((change("skipped").with_message(&en, &zh), exit_code::of_kind(error.kind())));
        }
        Err(error) => return Ok(skipped(change("skipped"), &error)),
    };
    let existing = existing(arguments.replace);
    let put = if arguments.dry_run {
        PutOutcome::predict(&profile, there, existing)
    } else {
        file.put(&profile, existing)?
    };
    let change = change(outcome_text(put, arguments.dry_run));
    Ok(match put {
        PutOutcome::Kept => {
            let en = "a different profile of this name exists; to overwrite it, add --replace";
            let zh = "已有同名但内容不同的 profile；如要覆盖请加 --replace";
            (change.with_message(en, zh), 2)
        }
        _ => (change, 0),
    })
}

/// Returns the change for a candidate that could not be read.
fn skipped(change: ProfileChange, error: &Error) -> (ProfileChange, u8) {
    (change.with_message(error.message(), &message_in(Lang::Zh, error)), exit_code::of_kind(error.kind()))
}
