//! Keys in the files of the `compshare` and `ucloud` commands.

use std::path::PathBuf;

use tingji_core::credentials::{CredentialContext, FieldNames, JsonFields, ResolvedCredentials, TextFile};
use tingji_core::{Error, ErrorKind, Result};
use tingji_ucloud::credentials::{from_shared_files, profile_names_in_shared_files};

const KEY_PAIR_FIELDS: FieldNames =
    FieldNames { key: &["public_key"], secret: &["private_key"], token: &[], expires: &[] };

pub(super) fn from_files(
    surroundings: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    match from_cli_config(surroundings, profile)? {
        Some(found) => Ok(Some(found)),
        None => from_shared_files(surroundings, profile, is_compshare),
    }
}

pub(super) fn profile_names(surroundings: &CredentialContext) -> Result<Vec<String>> {
    let config = config_file(surroundings)?.map(|file| file.json()).transpose()?.unwrap_or_default();
    let own = config["profiles"].as_object().into_iter().flat_map(|profiles| profiles.keys().cloned());
    Ok(own.chain(profile_names_in_shared_files(surroundings, is_compshare)?).collect())
}

fn is_compshare(base_url: &str) -> bool {
    base_url.contains("compshare")
}

/// Parses the configuration file of the `compshare` command: `{"current_profile": "…", "profiles": {"…":
/// {"public_key": "…", "private_key": "…"}}}`.
pub(super) fn from_cli_config(
    surroundings: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    let Some(file) = config_file(surroundings)? else { return Ok(None) };
    let read = file.json()?;
    let named = surroundings.var("COMPSHARE_PROFILE");
    let current = || read["current_profile"].as_str().filter(|name| !name.is_empty()).map(str::to_owned);
    let wanted = profile.map(str::to_owned).or(named.clone()).or_else(current);
    let wanted = wanted.unwrap_or_else(|| "default".to_owned());
    let Some(entry) = read["profiles"].get(&wanted) else {
        return match named {
            Some(named) if profile.is_none() => Err(profile_not_found(&file, &named)),
            _ => Ok(None),
        };
    };
    let place = format!("the file {}, profile {wanted},", file.name);
    let pair = JsonFields::new(entry, &place).pair(&KEY_PAIR_FIELDS)?;
    let mut found = ResolvedCredentials::new(pair, format!("file {} [{wanted}]", file.name));
    found.warnings.extend(file.warning);
    Ok(Some(found))
}

fn profile_not_found(file: &TextFile, profile: &str) -> Error {
    let message = format!("COMPSHARE_PROFILE names {profile}, which the file {} does not have", file.name);
    Error::new(ErrorKind::Credentials, message)
        .with_chinese(format!("COMPSHARE_PROFILE 指定的 {profile} 不在文件 {} 中", file.name))
}

fn config_file(surroundings: &CredentialContext) -> Result<Option<TextFile>> {
    if let Some(file) = surroundings.variable_file("COMPSHARE_CONFIG_FILE")? {
        return Ok(Some(file));
    }
    match surroundings.var("XDG_CONFIG_HOME") {
        Some(folder) => surroundings.file(&PathBuf::from(folder).join("compshare/config.json")),
        None => surroundings.home_file(".config/compshare/config.json"),
    }
}
