//! Where CompShare's own tools keep keys.
//!
//! [`CHAIN`] asks, in this order:
//!
//! 1. the variables `COMPSHARE_PUBLIC_KEY` and `COMPSHARE_PRIVATE_KEY`; as in the vendor's command, a
//!    half that is not set comes from the profile
//! 2. the file of the `compshare` command: `COMPSHARE_CONFIG_FILE`, else
//!    `$XDG_CONFIG_HOME/compshare/config.json`, else `~/.config/compshare/config.json`. The profile is
//!    the one given, else `COMPSHARE_PROFILE`, else `current_profile`, else `default`.
//! 3. profiles in the files of the `ucloud` command whose base URL is CompShare's, as the vendor's
//!    agent skills write them
//!
//! The vendor documents no metadata service and no temporary keys for CompShare.
//!
//! <https://pypi.org/project/compshare-cli/>

use std::path::PathBuf;

use tingji_core::source::{Chain, Fields, Found, Spelling, Surroundings, TextFile};
use tingji_core::{Credential, Error, ErrorKind, Result};
use tingji_ucloud::credentials::{in_files, names_in_files};

const KEY: &str = "COMPSHARE_PUBLIC_KEY";
const SECRET: &str = "COMPSHARE_PRIVATE_KEY";
const PAIR: Spelling = Spelling { key: &["public_key"], secret: &["private_key"], token: &[], expires: &[] };

/// The sources of keys in their order; see the [module](self).
pub const CHAIN: Chain = Chain {
    variables,
    files,
    names,
    ambient: Chain::NO_AMBIENT,
    asking: &[],
    region: &[],
    zone: &[],
    project_id: &["COMPSHARE_PROJECT_ID"],
};

fn variables(surroundings: &Surroundings) -> Result<Option<Found>> {
    let (key, secret) = (surroundings.var(KEY), surroundings.var(SECRET));
    if key.is_some() == secret.is_some() {
        return Ok(surroundings.pair(&[KEY], &[SECRET], &[])?.map(Found::from));
    }
    // The variables of a profile are not filled up from the file's current one.
    let is_plain = surroundings.name(KEY) == KEY;
    let found = if is_plain { of_command(surroundings, None)? } else { None };
    let Some(pair) = found.as_ref().and_then(|found| found.login.credential()) else {
        return Ok(surroundings.pair(&[KEY], &[SECRET], &[])?.map(Found::from));
    };
    let name = surroundings.name(if key.is_some() { KEY } else { SECRET });
    let key = key.unwrap_or_else(|| pair.access_key().to_owned());
    let merged = Credential::new(key, secret.map_or_else(|| pair.secret_key().clone(), Into::into));
    Ok(found.map(|found| Found {
        login: merged.into(),
        origin: format!("variable {name} and {}", found.origin),
        ..found
    }))
}

fn files(surroundings: &Surroundings, profile: Option<&str>) -> Result<Option<Found>> {
    match of_command(surroundings, profile)? {
        Some(found) => Ok(Some(found)),
        None => in_files(surroundings, profile, is_compshare),
    }
}

fn names(surroundings: &Surroundings) -> Result<Vec<String>> {
    let config = config(surroundings)?.map(|file| file.json()).transpose()?.unwrap_or_default();
    let own = config["profiles"].as_object().into_iter().flat_map(|profiles| profiles.keys().cloned());
    Ok(own.chain(names_in_files(surroundings, is_compshare)?).collect())
}

fn is_compshare(base_url: &str) -> bool {
    base_url.contains("compshare")
}

/// `{"current_profile": "…", "profiles": {"…": {"public_key": "…", "private_key": "…"}}}`
fn of_command(surroundings: &Surroundings, profile: Option<&str>) -> Result<Option<Found>> {
    let Some(file) = config(surroundings)? else { return Ok(None) };
    let read = file.json()?;
    let named = surroundings.var("COMPSHARE_PROFILE");
    let current = || read["current_profile"].as_str().filter(|name| !name.is_empty()).map(str::to_owned);
    let wanted = profile.map(str::to_owned).or(named.clone()).or_else(current);
    let wanted = wanted.unwrap_or_else(|| "default".to_owned());
    let Some(entry) = read["profiles"].get(&wanted) else {
        return match named {
            Some(named) if profile.is_none() => Err(not_there(&file, &named)),
            _ => Ok(None),
        };
    };
    let place = format!("the file {}, profile {wanted},", file.name);
    let pair = Fields::new(entry, &place).pair(&PAIR)?;
    let mut found = Found::new(pair, format!("file {} [{wanted}]", file.name));
    found.warnings.extend(file.warning);
    Ok(Some(found))
}

fn not_there(file: &TextFile, profile: &str) -> Error {
    let message = format!("COMPSHARE_PROFILE names {profile}, which the file {} does not have", file.name);
    Error::new(ErrorKind::Credentials, message)
        .with_chinese(format!("COMPSHARE_PROFILE 指定的 {profile} 不在文件 {} 中", file.name))
}

fn config(surroundings: &Surroundings) -> Result<Option<TextFile>> {
    if let Some(file) = surroundings.given_file("COMPSHARE_CONFIG_FILE")? {
        return Ok(Some(file));
    }
    match surroundings.var("XDG_CONFIG_HOME") {
        Some(folder) => surroundings.file(&PathBuf::from(folder).join("compshare/config.json")),
        None => surroundings.home_file(".config/compshare/config.json"),
    }
}
