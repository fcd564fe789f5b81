//! `~/.huaweicloud/credentials`, the configuration file of the SDKs.

use std::sync::Arc;

use tingji_core::Result;
use tingji_core::auth::ProvideCredentials;
use tingji_core::credentials::{CredentialContext, FieldNames, FoundAccount, TextFile};

use crate::credentials::IdToken;

/// Sections used without a profile, in this order.
const CREDENTIAL_SECTIONS: [&str; 2] = ["basic", "global"];

const KEY_FIELDS: FieldNames =
    FieldNames { key: &["ak"], secret: &["sk"], token: &["security_token"], expires: &[] };

fn file(context: &CredentialContext) -> Result<Option<TextFile>> {
    context.tool_file("HUAWEICLOUD_SDK_CREDENTIALS_FILE", ".huaweicloud/credentials")
}

/// Returns the names of all sections, except the standard ones.
pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let Some(file) = file(context)? else { return Ok(Vec::new()) };
    let read = file.sections();
    let names = read.as_object().into_iter().flat_map(|read| read.keys().cloned());
    Ok(names.filter(|name| !name.is_empty() && !CREDENTIAL_SECTIONS.contains(&name.as_str())).collect())
}

pub(super) fn find_profile(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<FoundAccount>> {
    let Some(file) = file(context)? else { return Ok(None) };
    let read = file.sections();
    let names = profile.map_or(CREDENTIAL_SECTIONS.to_vec(), |profile| vec![profile]);
    let Some(name) = names.into_iter().find(|name| read.get(name).is_some()) else { return Ok(None) };
    let fields = file.section(name, &read[name]);
    let project_id = fields.text(&["project_id"]);
    let source: Arc<dyn ProvideCredentials> =
        match (fields.text(&["idp_id"]), fields.text(&["id_token_file"])) {
            (Some(idp), Some(token)) => Arc::new(IdToken::new(context, &idp, &token, project_id.clone())?),
            _ => Arc::new(fields.key_pair(&KEY_FIELDS)?),
        };
    let mut found = file.account(source, Some(name));
    found.project_id = found.setting(project_id);
    Ok(Some(found))
}
