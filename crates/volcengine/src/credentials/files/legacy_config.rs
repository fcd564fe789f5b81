//! Configuration files of the SDKs that are older than the command `ve`.

use tingji_core::Result;
use tingji_core::credentials::{
    CredentialContext, FieldNames, FoundAccount, JsonFields, JsonLocation, TextFile,
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
    let shared = context.tool_file("VOLCSTACK_SHARED_CREDENTIALS_FILE", ".volcengine/credentials")?;
    let python = context.home_file(".volc/credentials")?;
    let files = [(shared, SHARED_FILE_FIELDS), (python, INI_FIELDS)];
    Ok(files.into_iter().filter_map(|(file, spelling)| Some((file?, spelling))))
}

pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for (file, _) in ini_files(context)? {
        let read = file.sections();
        names.extend(read.as_object().into_iter().flat_map(|read| read.keys().cloned()));
    }
    names.retain(|name| !name.is_empty());
    Ok(names)
}

pub(super) fn find_profile(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<FoundAccount>> {
    let section = profile.unwrap_or("default");
    for (file, spelling) in ini_files(context)? {
        if let Some(fields) = file.sections().get(section) {
            let pair = file.section(section, fields).key_pair(&spelling)?;
            return Ok(Some(file.account(pair, Some(section))));
        }
    }
    match context.home_file(".volc/config")? {
        Some(file) if profile.is_none() => {
            let config = file.json()?;
            let pair = JsonFields::new(&config, JsonLocation::File(&file.name)).key_pair(&JSON_FIELDS)?;
            Ok(Some(file.account(pair, None)))
        }
        _ => Ok(None),
    }
}
