//! Configuration files of the SDKs that are older than the command `ve`.

use serde_json::Value;
use tingji_core::Result;
use tingji_core::credentials::{
    CredentialContext, FieldNames, JsonFields, ResolvedCredentials, TextFile, sections,
};

/// Fields of the shared credentials file of the Go SDK.
const SHARED_FILE_FIELDS: FieldNames = FieldNames {
    key: &["volcengine_access_key_id"],
    secret: &["volcengine_secret_access_key"],
    token: &["volcengine_session_token"],
    expires: &[],
};

/// Fields of the INI file of the first Python SDK.
const INI_FIELDS: FieldNames =
    FieldNames { key: &["access_key_id"], secret: &["secret_access_key"], token: &[], expires: &[] };

/// Fields of the JSON file of the first SDKs.
const JSON_FIELDS: FieldNames = FieldNames { key: &["ak"], secret: &["sk"], token: &[], expires: &[] };

/// Returns the INI files that exist, each with its field names.
fn ini_files(context: &CredentialContext) -> Result<impl Iterator<Item = (TextFile, FieldNames)>> {
    let shared = match context.variable_file("VOLCSTACK_SHARED_CREDENTIALS_FILE")? {
        Some(file) => Some(file),
        None => context.home_file(".volcengine/credentials")?,
    };
    let python = context.home_file(".volc/credentials")?;
    let files = [(shared, SHARED_FILE_FIELDS), (python, INI_FIELDS)];
    Ok(files.into_iter().filter_map(|(file, spelling)| Some((file?, spelling))))
}

pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for (file, _) in ini_files(context)? {
        let read = sections(file.text.expose_secret());
        names.extend(read.as_object().into_iter().flat_map(|read| read.keys().cloned()));
    }
    names.retain(|name| !name.is_empty());
    Ok(names)
}

pub(super) fn find_profile(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    for (file, spelling) in ini_files(context)? {
        let section = profile.unwrap_or("default");
        let read = sections(file.text.expose_secret());
        if let Some(fields) = read.get(section) {
            return resolve(&file, fields, &spelling, Some(section)).map(Some);
        }
    }
    match context.home_file(".volc/config")? {
        Some(file) if profile.is_none() => resolve(&file, &file.json()?, &JSON_FIELDS, None).map(Some),
        _ => Ok(None),
    }
}

/// Reads the keys from a file, or from one section of it.
fn resolve(
    file: &TextFile,
    fields: &Value,
    spelling: &FieldNames,
    section: Option<&str>,
) -> Result<ResolvedCredentials> {
    let mut place = format!("the file {}", file.name);
    let mut origin = format!("file {}", file.name);
    if let Some(section) = section {
        place.push_str(&format!(", section {section},"));
        origin.push_str(&format!(" [{section}]"));
    }
    let mut found = ResolvedCredentials::new(JsonFields::new(fields, &place).key_pair(spelling)?, origin);
    found.warnings.extend(file.warning.clone());
    Ok(found)
}
