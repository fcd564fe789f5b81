//! `tingji profile add`.

use std::io::{IsTerminal, Read};

use tingji::core::Secret;
use tingji::profiles::{Profile, ProfileSchema, PutOutcome};

use super::outcome::{existing, word};
use crate::args::{Output, ProfileAddArguments};
use crate::command::environment::environment;
use crate::error::Failure;
use crate::lang::{self, pick, say};
use crate::output;
use crate::output::profiles::{Changed, account};

/// No keys come near this many bytes.
const LARGEST: u64 = 1 << 16;

pub(super) fn run(arguments: &ProfileAddArguments, format: Output) -> Result<u8, Failure> {
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
    // Nobody types keys for what is refused afterwards.
    let there = file.read()?;
    let is_there = |other: &Profile| other.name() == profile.name() && other.cloud() == profile.cloud();
    if !arguments.replace && there.iter().any(is_there) {
        return Err(is_there_already(&profile));
    }
    match (arguments.keys_from_stdin, std::io::stdin().is_terminal()) {
        (true, _) => read_keys(&mut profile)?,
        (false, true) => ask_for_keys(&mut profile)?,
        (false, false) => {
            let line = pick(
                "there is no terminal to ask for keys on; give --keys-from-stdin",
                "没有终端可供输入密钥；请用 --keys-from-stdin",
            );
            return Err(Failure::new(2, line));
        }
    }
    let put = file.put(&profile, existing(arguments.replace))?;
    if put == PutOutcome::Kept {
        return Err(is_there_already(&profile));
    }
    let change = Changed::new(profile.cloud(), Some(profile.name()), word(put, false), &file.name());
    output::profiles::changes(&[change], format);
    Ok(0)
}

fn is_there_already(profile: &Profile) -> Failure {
    let account = account(profile.cloud(), Some(profile.name()));
    Failure::new(
        2,
        say!("{account} is there already; add --replace", "{account} 已存在；如要覆盖请加 --replace"),
    )
}

/// Lines `FIELD=VALUE`; blank ones and comments are passed over.
fn read_keys(profile: &mut Profile) -> Result<(), Failure> {
    let mut text = String::new();
    let read = std::io::stdin().lock().take(LARGEST).read_to_string(&mut text);
    read.map_err(|_| {
        Failure::new(2, pick("standard input can't be read as text", "标准输入不是可读的文本"))
    })?;
    let text = Secret::new(text);
    for (at, line) in text.expose().lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let number = at + 1;
        let bad = |why: &str| {
            Failure::new(2, say!("standard input, line {number}: {why}", "标准输入第 {number} 行：{why}"))
        };
        let Some((field, value)) = line.split_once('=') else {
            return Err(bad(pick("there is no =", "缺少 =")));
        };
        if profile.fields().contains(&field.trim()) {
            return Err(bad(pick("this field is given already", "该字段已给出")));
        }
        profile.set(field.trim(), value.trim()).map_err(|error| bad(&lang::message(&error)))?;
    }
    Ok(())
}

fn ask_for_keys(profile: &mut Profile) -> Result<(), Failure> {
    let shape = ProfileSchema::for_cloud(profile.cloud());
    output::notice(pick("What you type is not shown.", "输入内容不会显示。"));
    for field in [shape.key, shape.secret] {
        let value = ask(&format!("{field}: "))?;
        profile.set(field, value)?;
    }
    if let Some(field) = shape.token {
        let value = ask(&say!("{field} (Enter for none): ", "{field}（没有则直接回车）："))?;
        if !value.is_empty() {
            profile.set(field, value)?;
        }
    }
    Ok(())
}

fn ask(prompt: &str) -> Result<Secret, Failure> {
    let typed = rpassword::prompt_password(prompt);
    let typed = typed
        .map_err(|_| Failure::new(3, pick("cancelled; nothing was written", "已取消；未写入任何内容")))?;
    let typed = Secret::new(typed);
    Ok(Secret::new(typed.expose().trim()))
}
