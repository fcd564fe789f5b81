//! `tingji profile remove`.

use std::io::IsTerminal;

use crate::args::{Output, ProfileRemoveArguments};
use crate::command::confirm::says_yes;
use crate::command::environment::environment;
use crate::error::Failure;
use crate::lang::{pick, say};
use crate::output;
use crate::output::profiles::{Changed, account};

pub(super) fn run(arguments: &ProfileRemoveArguments, format: Output) -> Result<u8, Failure> {
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
