//! `tingji profile add`.

use std::io::{IsTerminal, Read};

use tingji::core::Secret;
use tingji::profiles::{Profile, PutOutcome};

use super::outcome::{existing, outcome_text};
use crate::args::{Output, ProfileAddArgs};
use crate::command::environment::environment;
use crate::error::CliError;
use crate::lang::{self, localized, tr};
use crate::output;
use crate::output::profiles::{ProfileChange, account};

/// Largest accepted key input: 64 KiB.
const MAX_KEY_INPUT_BYTES: u64 = 1 << 16;

/// Writes a profile from the options and the keys.
///
/// # Errors
///
/// Exit code 2 if the profile exists without `--replace`, or without a source of keys, 4 for incomplete
/// keys or an invalid file.
pub(super) fn run(arguments: &ProfileAddArgs, format: Output) -> Result<u8, CliError> {
    let mut profile = Profile::new(&arguments.name, arguments.cloud)?;
    let file = environment().profile_file()?;
    for (field, value) in [
        ("region", &arguments.region),
        ("zone", &arguments.zone),
        ("project_id", &arguments.project_id),
        ("endpoint", &arguments.endpoint),
    ] {
        value.iter().try_for_each(|value| profile.set(field, value.as_str()))?;
    }
    // Checked before the keys are typed.
    let there = file.read()?;
    if !arguments.replace && there.iter().any(|other| is_same_account(other, &profile)) {
        return Err(already_exists(&profile));
    }
    match (arguments.keys_from_stdin, std::io::stdin().is_terminal()) {
        (true, _) => read_keys(&mut profile)?,
        (false, true) => ask_for_keys(&mut profile)?,
        (false, false) => {
            let line = localized(
                "no terminal to enter the keys on; use --keys-from-stdin",
                "没有终端，无法输入密钥；请用 --keys-from-stdin",
            );
            return Err(CliError::new(2, line));
        }
    }
    let put = file.put(&profile, existing(arguments.replace))?;
    if put == PutOutcome::Kept {
        return Err(already_exists(&profile));
    }
    let change =
        ProfileChange::new(profile.cloud(), Some(profile.name()), outcome_text(put, false), &file.name());
    output::profiles::changes(&[change], format);
    Ok(0)
}

/// Returns true if both profiles have the same name and cloud.
fn is_same_account(one: &Profile, other: &Profile) -> bool {
    one.name() == other.name() && one.cloud() == other.cloud()
}

/// Returns the error for an existing profile.
fn already_exists(profile: &Profile) -> CliError {
    let account = account(profile.cloud(), Some(profile.name()));
    CliError::new(
        2,
        tr!(
            "{account} already exists; to overwrite it, add --replace",
            "{account} 已存在；如要覆盖请加 --replace"
        ),
    )
}

/// Reads lines `FIELD=VALUE`; blank lines and comments are skipped.
///
/// # Errors
///
/// Exit code 2 with the number of an invalid line.
fn read_keys(profile: &mut Profile) -> Result<(), CliError> {
    let mut text = String::new();
    let read = std::io::stdin().lock().take(MAX_KEY_INPUT_BYTES).read_to_string(&mut text);
    read.map_err(|_| {
        CliError::new(2, localized("standard input is not readable text", "标准输入不是可读的文本"))
    })?;
    let text = Secret::new(text);
    for (at, line) in text.expose_secret().lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let number = at + 1;
        let Some((field, value)) = line.split_once('=') else {
            return Err(invalid_line(number, localized("missing =", "缺少 =")));
        };
        if profile.fields().contains(&field.trim()) {
            return Err(invalid_line(number, localized("duplicate field", "字段重复")));
        }
        profile
            .set(field.trim(), value.trim())
            .map_err(|error| invalid_line(number, &lang::localized_message(&error)))?;
    }
    Ok(())
}

/// Returns the error for an invalid line; lines count from 1.
fn invalid_line(number: usize, why: &str) -> CliError {
    CliError::new(2, tr!("standard input, line {number}: {why}", "标准输入第 {number} 行：{why}"))
}

/// Asks for the keys of the cloud without echo; a session token is optional.
fn ask_for_keys(profile: &mut Profile) -> Result<(), CliError> {
    let shape = profile.cloud().profile;
    output::notice(localized("Your input is not displayed.", "输入内容不会显示。"));
    for field in [shape.key, shape.secret] {
        let value = ask(&format!("{field}: "))?;
        profile.set(field, value)?;
    }
    if let Some(field) = shape.token {
        let value = ask(&tr!("{field} (Enter for none): ", "{field}（没有则直接回车）："))?;
        if !value.is_empty() {
            profile.set(field, value)?;
        }
    }
    Ok(())
}

/// Asks for one value without echo.
///
/// # Errors
///
/// Exit code 3 if the input ends.
fn ask(prompt: &str) -> Result<Secret, CliError> {
    let typed = rpassword::prompt_password(prompt);
    let typed = typed.map_err(|_| {
        CliError::new(3, localized("cancelled; nothing was written", "已取消；未写入任何内容"))
    })?;
    let typed = Secret::new(typed);
    Ok(Secret::new(typed.expose_secret().trim()))
}
