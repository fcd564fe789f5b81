//! `~/.hcloud/config.json`, the configuration file of KooCLI (`hcloud`).

use std::sync::Arc;

use serde_json::json;
use tingji_core::auth::ProvideCredentials;
use tingji_core::credentials::{
    CredentialContext, FieldNames, FoundAccount, JsonFields, JsonProfiles, StoredCredential,
};
use tingji_core::{Credential, Error, ErrorKind, Result, message};

use crate::credentials::sts::{ISSUED_FIELDS, credentials_error};
use crate::credentials::{AssumeAgency, EcsMetadata};

const CONFIG_PATH_ENV: &str = "HW_SHARED_CONFIG_FILE";

/// Maximum length of an access key that is not encrypted. The vendor's access keys have 20 characters;
/// keys encrypted by KooCLI are much longer (guess).
const MAX_PLAIN_KEY_LEN: usize = 40;

const KEY_FIELDS: FieldNames = FieldNames {
    key: &["accessKeyId"],
    secret: &["secretAccessKey"],
    token: &["securityToken"],
    expires: &[],
};

/// Fields of an SSO login: the spellings of the services and of KooCLI. The names are a guess.
const SSO_FIELDS: FieldNames =
    FieldNames { token: &["securityToken", "security_token", "securitytoken"], ..ISSUED_FIELDS };

fn profiles(context: &CredentialContext) -> Result<Option<JsonProfiles>> {
    let file = context.tool_file(CONFIG_PATH_ENV, ".hcloud/config.json")?;
    file.map(|file| JsonProfiles::parse(file, "current")).transpose()
}

pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    Ok(profiles(context)?.map(|profiles| profiles.names()).unwrap_or_default())
}

pub(super) fn find_profile(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<FoundAccount>> {
    let Some(profiles) = profiles(context)? else { return Ok(None) };
    let named = context.var("HW_PROFILE");
    let wanted = profile.or(named.as_deref()).or(profiles.current()).unwrap_or("default");
    let Some(fields) = profiles.get(wanted) else {
        return match named {
            Some(named) if profile.is_none() => credentials_error(format!(
                "HW_PROFILE names {named}, but the file {} has no such profile",
                profiles.file().name
            )),
            _ => Ok(None),
        };
    };
    let is_requested = context.var(CONFIG_PATH_ENV).is_some() || named.is_some() || profile.is_some();
    let source = match source(context, fields) {
        Ok(source) => source,
        // The user may have KooCLI for other purposes, so an unreadable default profile is not an error.
        Err(_) if !is_requested => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut found = profiles.file().account(source, Some(wanted));
    found.region = found.setting(fields.text(&["region"]));
    found.project_id = found.setting(fields.text(&["projectId"]));
    Ok(Some(found))
}

fn source(context: &CredentialContext, fields: JsonFields<'_>) -> Result<Arc<dyn ProvideCredentials>> {
    match fields.text(&["mode"]).unwrap_or_default().to_ascii_lowercase().as_str() {
        "ecsagency" => match EcsMetadata::new(context)? {
            Some(source) => Ok(Arc::new(source)),
            None => credentials_error("KooCLI's profile needs the metadata service, but it is turned off"),
        },
        "sso" => {
            let issued = fields.object("ssoAuth").object("stsToken").issued_credential(&SSO_FIELDS)?;
            let credential = require_plain_keys(issued)?;
            let expired_message =
                message!("koocli-login-expired", "KooCLI's login has expired: run `hcloud configure sso`");
            Ok(Arc::new(StoredCredential { credential, expired_message }))
        }
        _ => with_keys(context, require_plain_keys(fields.key_pair(&KEY_FIELDS)?)?, fields),
    }
}

fn with_keys(
    context: &CredentialContext,
    pair: Credential,
    fields: JsonFields<'_>,
) -> Result<Arc<dyn ProvideCredentials>> {
    let Some(agency) = fields.text(&["agencyName"]) else { return Ok(Arc::new(pair)) };
    let domain = match (fields.text(&["agencyDomainName"]), fields.text(&["agencyDomainId"])) {
        (Some(name), _) => json!({ "domain_name": name, "agency_name": agency }),
        (None, Some(id)) => json!({ "domain_id": id, "agency_name": agency }),
        (None, None) => return Err(fields.missing_field("agencyDomainName")),
    };
    Ok(Arc::new(AssumeAgency::with_agency(context, pair, domain)?))
}

fn require_plain_keys(pair: Credential) -> Result<Credential> {
    if pair.access_key().len() <= MAX_PLAIN_KEY_LEN {
        return Ok(pair);
    }
    let message = message!(
        "encrypted-keys",
        "KooCLI has encrypted its keys: run `hcloud configure set --cli-auth-encrypt=false`, or set {key} and \
         {secret}",
        key = "HUAWEICLOUD_SDK_AK",
        secret = "HUAWEICLOUD_SDK_SK"
    );
    Err(Error::new(ErrorKind::Credentials, message))
}
