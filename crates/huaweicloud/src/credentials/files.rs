//! `~/.huaweicloud/credentials`, the configuration file of the SDKs.

use tingji_core::Result;
use tingji_core::credentials::{
    CredentialContext, FieldNames, JsonFields, LoginMethod, ResolvedCredentials, TextFile, sections,
};

use super::id_token::IdToken;

/// Sections used without a profile, in this order.
const CREDENTIAL_SECTIONS: [&str; 2] = ["basic", "global"];

const KEY_FIELDS: FieldNames =
    FieldNames { key: &["ak"], secret: &["sk"], token: &["security_token"], expires: &[] };

fn file(context: &CredentialContext) -> Result<Option<TextFile>> {
    match context.variable_file("HUAWEICLOUD_SDK_CREDENTIALS_FILE")? {
        Some(file) => Ok(Some(file)),
        None => context.home_file(".huaweicloud/credentials"),
    }
}

/// Returns the names of all sections, except the standard ones.
pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let Some(file) = file(context)? else { return Ok(Vec::new()) };
    let read = sections(file.text.expose_secret());
    let names = read.as_object().into_iter().flat_map(|read| read.keys().cloned());
    Ok(names.filter(|name| !name.is_empty() && !CREDENTIAL_SECTIONS.contains(&name.as_str())).collect())
}

pub(super) fn find_profile(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    let Some(file) = file(context)? else { return Ok(None) };
    let read = sections(file.text.expose_secret());
    let names = profile.map_or(CREDENTIAL_SECTIONS.to_vec(), |profile| vec![profile]);
    let Some(name) = names.into_iter().find(|name| read.get(name).is_some()) else { return Ok(None) };
    let place = format!("the file {}, section {name},", file.name);
    let fields = JsonFields::new(&read[name], &place);
    let project_id = fields.text(&["project_id"]);
    let idp = fields.text(&["idp_id"]);
    let token_file = fields.text(&["id_token_file"]);
    let login = match (idp, token_file) {
        (Some(idp), Some(file)) => {
            LoginMethod::from_provider(IdToken::new(context, &idp, &file, project_id.clone())?)
        }
        _ => fields.key_pair(&KEY_FIELDS)?.into(),
    };
    let mut found = ResolvedCredentials::new(login, format!("file {} [{name}]", file.name));
    found.project_id = project_id;
    found.warnings.extend(file.warning);
    Ok(Some(found))
}
