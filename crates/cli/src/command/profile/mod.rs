//! `tingji profile`.

mod add;
mod import;

use std::io::IsTerminal;

use tingji::core::engine::overall_exit_code;
use tingji::profiles::{OnConflict, PutOutcome};

use super::environment;
use super::stop::says_yes;
use crate::args::{Output, ProfileCommand, ProfileListArguments, ProfileRemoveArguments};
use crate::failure::Failure;
use crate::lang::{self, pick, say};
use crate::output;
use crate::output::profiles::{Changed, account};

pub(crate) fn run(command: ProfileCommand, format: Output) -> Result<u8, Failure> {
    match command {
        ProfileCommand::List(arguments) => list(&arguments, format),
        ProfileCommand::Add(arguments) => add::run(&arguments, format),
        ProfileCommand::Remove(arguments) => remove(&arguments, format),
        ProfileCommand::Import(arguments) => import::run(&arguments, format),
    }
}

fn list(arguments: &ProfileListArguments, format: Output) -> Result<u8, Failure> {
    let file = environment().profile_file()?;
    let mut profiles = file.read()?;
    profiles.retain(|profile| arguments.cloud.is_empty() || arguments.cloud.contains(&profile.cloud()));
    if let Some(warning) = file.warning() {
        let warning = lang::warned(&warning);
        output::notice(&say!("warning: {warning}", "警告：{warning}"));
    }
    if profiles.is_empty() {
        let name = file.name();
        output::notice(&say!(
            "there is no profile in {name}; see `tingji profile add --help`",
            "{name} 中没有 profile；见 `tingji profile add --help`"
        ));
    }
    output::profiles::list(&profiles, &file.name(), format);
    Ok(0)
}

fn remove(arguments: &ProfileRemoveArguments, format: Output) -> Result<u8, Failure> {
    let file = environment().profile_file()?;
    let mut meant = file.read()?;
    meant.retain(|profile| {
        profile.name() == arguments.name
            && (arguments.cloud.is_empty() || arguments.cloud.contains(&profile.cloud()))
    });
    let name = file.name();
    if meant.is_empty() {
        return Err(Failure::new(
            5,
            say!(
                "there is no such profile in {name}; `tingji profile list` shows what there is",
                "{name} 中没有这个 profile；用 `tingji profile list` 查看"
            ),
        ));
    }
    if !arguments.yes {
        ask(&meant.iter().map(|profile| account(profile.cloud(), Some(profile.name()))).collect::<Vec<_>>())?;
    }
    let mut changes = Vec::with_capacity(meant.len());
    for profile in &meant {
        // Another one may have been faster, which comes to the same.
        file.remove(profile.name(), profile.cloud())?;
        changes.push(Changed::new(profile.cloud(), Some(profile.name()), "removed", &name));
    }
    output::profiles::changes(&changes, format);
    Ok(0)
}

fn ask(accounts: &[String]) -> Result<(), Failure> {
    let accounts = accounts.join(", ");
    if !std::io::stdin().is_terminal() {
        let line = say!(
            "there is no terminal to ask on whether to remove {accounts}; add --yes",
            "没有终端可供确认是否删除 {accounts}；请加 --yes"
        );
        return Err(Failure::new(2, line));
    }
    if says_yes(&say!("Remove {accounts}? [y/N] ", "删除 {accounts}？[y/N] ")) {
        return Ok(());
    }
    Err(Failure::new(3, pick("cancelled; nothing was removed", "已取消；未删除任何内容")))
}

fn existing(replace: bool) -> OnConflict {
    if replace { OnConflict::Replace } else { OnConflict::Keep }
}

/// The word for machines.
fn word(put: PutOutcome, dry_run: bool) -> &'static str {
    match (put, dry_run) {
        (PutOutcome::Added, false) => "added",
        (PutOutcome::Added, true) => "would-add",
        (PutOutcome::Replaced, false) => "replaced",
        (PutOutcome::Replaced, true) => "would-replace",
        (PutOutcome::Unchanged, _) => "unchanged",
        (PutOutcome::Kept, _) => "kept",
    }
}

fn worst(codes: Vec<u8>) -> u8 {
    overall_exit_code(codes)
}
