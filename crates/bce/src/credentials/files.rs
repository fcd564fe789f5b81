//! Configuration files of the commands `bce` and `bcecmd`.

use serde_json::Value;
use tingji_core::credentials::{
    CredentialContext, FieldNames, JsonFields, ResolvedCredentials, TextFile, sections,
};
use tingji_core::{Error, ErrorKind, Result};

const CONFIG_PATH: &str = ".bce/config.json";

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

pub(super) fn from_files(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    if let Some(file) = context.home_file(CONFIG_PATH)?
        && let Some(found) = from_bce_config(&file, profile)?
    {
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
    let Some(file) = context.home_file(CONFIG_PATH)? else { return Ok(Vec::new()) };
    let config = file.json()?;
    let profiles = config["profiles"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(profiles.iter().filter_map(|profile| profile["name"].as_str()).map(str::to_owned).collect())
}

/// Reads a profile from `{"current": "…", "profiles": [{"name": "…", …}]}`.
fn from_bce_config(file: &TextFile, profile: Option<&str>) -> Result<Option<ResolvedCredentials>> {
    let config = file.json()?;
    let current = config["current"].as_str().filter(|current| !current.is_empty());
    let wanted = profile.or(current).unwrap_or("default");
    let profiles = config["profiles"].as_array().map(Vec::as_slice).unwrap_or_default();
    let Some(profile) = profiles.iter().find(|profile| profile["name"] == wanted) else { return Ok(None) };
    let place = format!("the file {}, profile {wanted},", file.name);
    let fields = JsonFields::new(profile, &place);
    match fields.text(&["mode"]).unwrap_or_default().to_ascii_lowercase().as_str() {
        "" | "ak" => {}
        "ststoken" => drop(fields.require(PROFILE_FIELDS.token)?),
        _ => {
            let message = format!("{place} has a mode that is neither AK nor StsToken");
            let chinese =
                format!("文件 {} 中的 profile {wanted} 的 mode 既不是 AK 也不是 StsToken", file.name);
            return Err(Error::new(ErrorKind::Credentials, message).with_message_zh(chinese));
        }
    }
    let mut found =
        ResolvedCredentials::new(fields.key_pair(&PROFILE_FIELDS)?, format!("file {} [{wanted}]", file.name));
    found.region = fields.text(&["region"]);
    found.warnings.extend(file.warning.clone());
    Ok(Some(found))
}

/// Reads `Ak`, `Sk` and `Sts` of the section `[Defaults]`. The region is in the file `config` beside it.
fn from_bcecmd_config(context: &CredentialContext, file: &TextFile) -> Result<Option<ResolvedCredentials>> {
    let read = sections(file.text.expose_secret());
    let section = defaults_section(&read);
    if section.is_null() {
        return Ok(None);
    }
    let place = format!("the file {}, section Defaults,", file.name);
    let pair = JsonFields::new(section, &place).key_pair(&BCECMD_FIELDS)?;
    let mut found = ResolvedCredentials::new(pair, format!("file {} [Defaults]", file.name));
    found.warnings.extend(file.warning.clone());
    if let Some(config) = context.home_file(".go-bcecli/config")? {
        let read = sections(config.text.expose_secret());
        found.region = JsonFields::new(defaults_section(&read), &config.name).text(&["Region", "region"]);
    }
    Ok(Some(found))
}

fn defaults_section(sections: &Value) -> &Value {
    sections.get("Defaults").or_else(|| sections.get("defaults")).unwrap_or(&Value::Null)
}
