//! `tingji profile import`.

use std::collections::BTreeSet;

use tingji::core::Error;
use tingji::core::engine::error_exit_code;
use tingji::profiles::{ImportCandidate, Profile, ProfileFile, PutOutcome};
use tingji::{Cloud, Environment};

use super::outcome::{existing, word, worst};
use crate::args::{Output, ProfileImportArguments};
use crate::command::environment::environment;
use crate::error::Failure;
use crate::lang::{pick, say};
use crate::output;
use crate::output::profiles::Changed;

pub(super) fn run(arguments: &ProfileImportArguments, format: Output) -> Result<u8, Failure> {
    let environment = environment();
    let file = environment.profile_file()?;
    let there = file.read()?;
    let offers = offers(&environment, arguments);
    check_name(&offers, arguments)?;
    let (mut changes, mut codes) = (Vec::new(), Vec::new());
    for (cloud, offer) in &offers {
        let (change, code) = match offer {
            Ok(offer) => take(offer, &file, &there, arguments)?,
            Err(error) => skipped(Changed::new(*cloud, None, "skipped", ""), error),
        };
        changes.push(change);
        codes.push(code);
    }
    if changes.is_empty() {
        let line = pick(
            "the files of the vendors' tools hold no such profile; `tingji help credentials` names them",
            "厂商工具的文件中没有这样的 profile；文件见 `tingji help credentials`",
        );
        return Err(Failure::new(5, line));
    }
    output::profiles::changes(&changes, format);
    Ok(worst(codes))
}

type Offers = Vec<(Cloud, Result<ImportCandidate, Error>)>;

/// What is asked for, and what is broken.
fn offers(environment: &Environment, arguments: &ProfileImportArguments) -> Offers {
    let mut all = Vec::new();
    for cloud in Cloud::ALL {
        if !arguments.from.is_empty() && !arguments.from.contains(&cloud) {
            continue;
        }
        match environment.import_candidates(cloud) {
            Ok(offers) => all.extend(offers.into_iter().map(|offer| (cloud, Ok(offer)))),
            Err(error) => all.push((cloud, Err(error))),
        }
    }
    let is_meant = |offer: &Result<ImportCandidate, Error>| {
        let name = offer.as_ref().ok().map(ImportCandidate::name);
        name.is_none() || arguments.profile.is_none() || name == arguments.profile.as_deref()
    };
    all.retain(|(_, offer)| is_meant(offer));
    all
}

/// One name can't be that of two profiles of a cloud.
fn check_name(offers: &Offers, arguments: &ProfileImportArguments) -> Result<(), Failure> {
    let Some(name) = &arguments.name else { return Ok(()) };
    Profile::new(name, Cloud::Bce)?;
    let mut seen = BTreeSet::new();
    let twice = offers.iter().find(|(cloud, offer)| offer.is_ok() && !seen.insert(*cloud));
    match twice {
        Some((cloud, _)) => {
            let line = say!(
                "{cloud} has several profiles, which can't all be {name}: choose one with --profile",
                "{cloud} 有多个 profile，不能都叫 {name}：请用 --profile 选一个"
            );
            Err(Failure::new(2, line))
        }
        None => Ok(()),
    }
}

/// Puts one into the file, and tells what became of it with its exit code.
fn take(
    offer: &ImportCandidate,
    file: &ProfileFile,
    there: &[Profile],
    arguments: &ProfileImportArguments,
) -> Result<(Changed, u8), Failure> {
    let name = arguments.name.as_deref().unwrap_or(offer.name());
    let change =
        |outcome| Changed::new(offer.cloud(), Some(name), outcome, offer.origin().unwrap_or_default());
    let profile = match offer.profile(name) {
        Ok(Some(profile)) => profile,
        Ok(None) => {
            let (en, zh) = (
                "its keys are issued when they are needed; it is used where it stands",
                "其密钥在使用时签发；会直接从原文件使用",
            );
            return Ok((change("skipped").saying(en, zh), 0));
        }
        Err(error) if Profile::new(name, offer.cloud()).is_err() => {
            let en = format!("{}; give it another with --as", error.message());
            let zh = format!("{}；请用 --as 另取名称", error.message_zh());
            return Ok((change("skipped").saying(&en, &zh), error_exit_code(error.kind())));
        }
        Err(error) => return Ok(skipped(change("skipped"), &error)),
    };
    let existing = existing(arguments.replace);
    let put = if arguments.dry_run {
        PutOutcome::predict(&profile, there, existing)
    } else {
        file.put(&profile, existing)?
    };
    let change = change(word(put, arguments.dry_run));
    Ok(match put {
        PutOutcome::Kept => {
            let (en, zh) = (
                "another one of this name is there; add --replace",
                "已有同名的另一 profile；如要覆盖请加 --replace",
            );
            (change.saying(en, zh), 2)
        }
        _ => (change, 0),
    })
}

fn skipped(change: Changed, error: &Error) -> (Changed, u8) {
    (change.saying(error.message(), &error.message_zh()), error_exit_code(error.kind()))
}
