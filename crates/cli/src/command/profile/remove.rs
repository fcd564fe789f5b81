//! `tingji profile remove`.

use std::io::IsTerminal;

use crate::args::{Output, ProfileRemoveArgs};
use crate::command::confirm::prompt_yes_no;
use crate::command::environment::environment;
use crate::error::CliError;
use crate::lang::{localized, tr};
use crate::output;
use crate::output::profiles::{ProfileChange, account};

/// Removes a profile, on the selected clouds or on all.
///
/// # Errors
///
/// Exit code 5 if there is none, 2 without a terminal and `--yes`, 3 if declined.
pub(super) fn run(arguments: &ProfileRemoveArgs, format: Output) -> Result<u8, CliError> {
    let file = environment().profile_file()?;
    let mut meant = file.read()?;
    meant.retain(|profile| profile.name() == arguments.name && arguments.clouds.include(profile.cloud()));
    let name = file.name();
    if meant.is_empty() {
        return Err(CliError::new(
            5,
            tr!(
                "no such profile in {name}; run `tingji profile list` to see all",
                "{name} 中没有这个 profile；用 `tingji profile list` 查看"
            ),
        ));
    }
    if !arguments.yes {
        ask(&meant.iter().map(|profile| account(profile.cloud(), Some(profile.name()))).collect::<Vec<_>>())?;
    }
    let mut changes = Vec::with_capacity(meant.len());
    for profile in &meant {
        // Another process may have removed it already, which is fine.
        file.remove(profile.name(), profile.cloud())?;
        changes.push(ProfileChange::new(profile.cloud(), Some(profile.name()), "removed", &name));
    }
    output::profiles::changes(&changes, format);
    Ok(0)
}

/// Asks for confirmation.
fn ask(accounts: &[String]) -> Result<(), CliError> {
    let accounts = accounts.join(", ");
    if !std::io::stdin().is_terminal() {
        let line = tr!(
            "no terminal to confirm on; to remove {accounts}, add --yes",
            "没有终端，无法确认；要删除 {accounts}，请加 --yes"
        );
        return Err(CliError::new(2, line));
    }
    if prompt_yes_no(&tr!("Remove {accounts}? [y/N] ", "删除 {accounts}？[y/N] ")) {
        return Ok(());
    }
    Err(CliError::new(3, localized("cancelled; nothing was removed", "已取消；未删除任何内容")))
}
