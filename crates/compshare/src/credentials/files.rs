//! Keys in the files of the `compshare` and `ucloud` commands.

use std::path::PathBuf;

use serde_json::Value;
use tingji_core::credentials::{CredentialContext, FieldNames, JsonFields, ResolvedCredentials, TextFile};
use tingji_core::{Error, ErrorKind, Result};
use tingji_ucloud::credentials::{from_shared_files, profile_names_in_shared_files};

const KEY_PAIR_FIELDS: FieldNames =
    FieldNames { key: &["public_key"], secret: &["private_key"], token: &[], expires: &[] };

/// Reads the keys of a profile: first from the `compshare` command's file, then from the `ucloud`
/// command's files.
pub(super) fn from_files(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    match from_cli_config(context, profile)? {
        Some(found) => Ok(Some(found)),
        None => from_shared_files(context, profile, is_compshare),
    }
}

/// Lists the profiles of both commands. A name may occur twice.
pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let config = config_file(context)?.map(|file| file.json()).transpose()?.unwrap_or_default();
    let own = config["profiles"].as_object().into_iter().flat_map(|profiles| profiles.keys().cloned());
    Ok(own.chain(profile_names_in_shared_files(context, is_compshare)?).collect())
}

fn is_compshare(base_url: &str) -> bool {
    base_url.contains("compshare")
}

/// Parses the configuration file of the `compshare` command: `{"current_profile": "…", "profiles": {"…":
/// {"public_key": "…", "private_key": "…"}}}`.
pub(super) fn from_cli_config(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    let Some(file) = config_file(context)? else { return Ok(None) };
    let config = file.json()?;
    let env_profile = context.var("COMPSHARE_PROFILE");
    let name = match (profile, &env_profile) {
        (Some(profile), _) => profile.to_owned(),
        (None, Some(profile)) => profile.clone(),
        (None, None) => current_profile(&config),
    };
    let Some(entry) = config["profiles"].get(&name) else {
        return match env_profile {
            Some(missing) if profile.is_none() => Err(profile_not_found(&file, &missing)),
            _ => Ok(None),
        };
    };
    let place = format!("the file {}, profile {name},", file.name);
    let pair = JsonFields::new(entry, &place).key_pair(&KEY_PAIR_FIELDS)?;
    let mut found = ResolvedCredentials::new(pair, format!("file {} [{name}]", file.name));
    found.warnings.extend(file.warning);
    Ok(Some(found))
}

/// Returns the name in `current_profile`, or `default` if the file has none.
fn current_profile(config: &Value) -> String {
    match config["current_profile"].as_str() {
        None | Some("") => "default".to_owned(),
        Some(name) => name.to_owned(),
    }
}

fn profile_not_found(file: &TextFile, profile: &str) -> Error {
    let message = format!("COMPSHARE_PROFILE names {profile}, which is not in the file {}", file.name);
    Error::new(ErrorKind::Credentials, message)
        .with_message_zh(format!("COMPSHARE_PROFILE 指定的 {profile} 不在文件 {} 中", file.name))
}

/// Reads the configuration file of the `compshare` command, if it exists.
fn config_file(context: &CredentialContext) -> Result<Option<TextFile>> {
    if let Some(file) = context.variable_file("COMPSHARE_CONFIG_FILE")? {
        return Ok(Some(file));
    }
    match context.var("XDG_CONFIG_HOME") {
        Some(folder) => context.file(&PathBuf::from(folder).join("compshare/config.json")),
        None => context.home_file(".config/compshare/config.json"),
    }
}
