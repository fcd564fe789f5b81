//! Configuration files of the commands `bce` and `bcecmd`.

use serde_json::Value;
use tingji_core::credentials::{
    CredentialContext, FieldNames, FoundAccount, JsonFields, JsonLocation, JsonProfiles, TextFile,
};
use tingji_core::{Error, ErrorKind, Result, message};

/// Fields of a profile of the `bce` command.
const PROFILE_FIELDS: FieldNames = FieldNames {
    key: &["access_key_id"],
    secret: &["secret_access_key"],
    token: &["security_token"],
    expires: &[],
};

/// Fields of the section of `bcecmd`, which ignores the case of names.
const BCECMD_FIELDS: FieldNames = FieldNames {
    key: &["Ak", "ak", "AK"],
    secret: &["Sk", "sk", "SK"],
    token: &["Sts", "sts", "STS"],
    expires: &[],
};

pub(super) fn from_files(context: &CredentialContext, profile: Option<&str>) -> Result<Option<FoundAccount>> {
    if let Some(found) = from_bce_config(context, profile)? {
        return Ok(Some(found));
    }
    // The file of bcecmd has no profiles.
    match context.home_file(".go-bcecli/credentials")? {
        Some(file) if profile.is_none() => from_bcecmd_config(context, &file),
        _ => Ok(None),
    }
}

/// Returns the profiles of the `bce` command. The file of bcecmd has no profiles.
pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    Ok(bce_profiles(context)?.map(|profiles| profiles.names()).unwrap_or_default())
}

/// Reads the file of the `bce` command: `{"current": "…", "profiles": [{"name": "…", …}]}`.
fn bce_profiles(context: &CredentialContext) -> Result<Option<JsonProfiles>> {
    context.home_file(".bce/config.json")?.map(|file| JsonProfiles::parse(file, "current")).transpose()
}

fn from_bce_config(context: &CredentialContext, profile: Option<&str>) -> Result<Option<FoundAccount>> {
    let Some(profiles) = bce_profiles(context)? else { return Ok(None) };
    let wanted = profile.or(profiles.current()).unwrap_or("default");
    let Some(fields) = profiles.get(wanted) else { return Ok(None) };
    match fields.text(&["mode"]).unwrap_or_default().to_ascii_lowercase().as_str() {
        "" | "ak" => {}
        "ststoken" => drop(fields.require(PROFILE_FIELDS.token)?),
        _ => {
            let place = fields.location().message();
            let message =
                message!("unknown-mode-of-keys", "{place} has a mode that is neither AK nor StsToken", place);
            return Err(Error::new(ErrorKind::Credentials, message));
        }
    }
    let mut found = profiles.file().account(fields.key_pair(&PROFILE_FIELDS)?, Some(wanted));
    found.region = found.setting(fields.text(&["region"]));
    Ok(Some(found))
}

/// Reads `Ak`, `Sk` and `Sts` of the section `[Defaults]`. The region is in the file `config` beside it.
fn from_bcecmd_config(context: &CredentialContext, file: &TextFile) -> Result<Option<FoundAccount>> {
    let sections = file.sections();
    let defaults = defaults_section(&sections);
    if defaults.is_null() {
        return Ok(None);
    }
    let pair = file.section("Defaults", defaults).key_pair(&BCECMD_FIELDS)?;
    let mut found = file.account(pair, Some("Defaults"));
    if let Some(config) = context.home_file(".go-bcecli/config")? {
        let sections = config.sections();
        let fields = JsonFields::new(defaults_section(&sections), JsonLocation::File(&config.name));
        found.region = found.setting(fields.text(&["Region", "region"]));
    }
    Ok(Some(found))
}

fn defaults_section(sections: &Value) -> &Value {
    sections.get("Defaults").or_else(|| sections.get("defaults")).unwrap_or(&Value::Null)
}
