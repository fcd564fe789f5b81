//! Keys in the files of the `compshare` and `ucloud` commands.

use std::path::PathBuf;

use tingji_core::credentials::{CredentialContext, FieldNames, FoundAccount, JsonProfiles, TextFile};
use tingji_core::{Error, ErrorKind, Result, message};
use tingji_ucloud::credentials::{from_shared_files, profile_names_in_shared_files};

const KEY_PAIR_FIELDS: FieldNames =
    FieldNames { key: &["public_key"], secret: &["private_key"], token: &[], expires: &[] };

/// Reads the keys of a profile: first from the `compshare` command's file, then from the `ucloud`
/// command's files.
pub(super) fn from_files(context: &CredentialContext, profile: Option<&str>) -> Result<Option<FoundAccount>> {
    match from_cli_config(context, profile)? {
        Some(found) => Ok(Some(found)),
        None => from_shared_files(context, profile, is_compshare),
    }
}

/// Lists the profiles of both commands. A name may occur twice.
pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let mut names = cli_profiles(context)?.map(|profiles| profiles.names()).unwrap_or_default();
    names.extend(profile_names_in_shared_files(context, is_compshare)?);
    Ok(names)
}

fn is_compshare(base_url: &str) -> bool {
    base_url.contains("compshare")
}

/// Reads a profile from the configuration file of the `compshare` command.
pub(super) fn from_cli_config(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<FoundAccount>> {
    let Some(profiles) = cli_profiles(context)? else { return Ok(None) };
    let named = context.var("COMPSHARE_PROFILE");
    let wanted = profile.or(named.as_deref()).or(profiles.current()).unwrap_or("default");
    let Some(fields) = profiles.get(wanted) else {
        return match named {
            Some(missing) if profile.is_none() => Err(profile_not_found(profiles.file(), &missing)),
            _ => Ok(None),
        };
    };
    Ok(Some(profiles.file().account(fields.key_pair(&KEY_PAIR_FIELDS)?, Some(wanted))))
}

fn profile_not_found(file: &TextFile, profile: &str) -> Error {
    let message = message!(
        "profile-not-in-file",
        "{variable} names {profile}, which is not in the file {file}",
        variable = "COMPSHARE_PROFILE",
        profile,
        file = &file.name
    );
    Error::new(ErrorKind::Credentials, message)
}

/// Reads the file of the `compshare` command: `{"current_profile": "…", "profiles": {"…": {"public_key": "…",
/// "private_key": "…"}}}`.
fn cli_profiles(context: &CredentialContext) -> Result<Option<JsonProfiles>> {
    config_file(context)?.map(|file| JsonProfiles::parse(file, "current_profile")).transpose()
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
