//! `~/.hcloud/config.json`, the configuration file of KooCLI (`hcloud`).

use serde_json::{Value, json};
use tingji_core::auth::CredentialsProvider;
use tingji_core::credentials::{
    CachedCredentials, CredentialContext, FieldNames, JsonFields, LoginMethod, ResolvedCredentials, TextFile,
};
use tingji_core::{Credential, Error, ErrorKind, Result};

use super::agency::AssumeAgency;
use super::metadata::EcsMetadata;
use super::token_service::{ISSUED_FIELDS, credentials_error};

/// Maximum length of an access key that is not encrypted. The vendor's access keys have 20 characters;
/// keys encrypted by KooCLI are much longer (guess).
const MAX_PLAIN_KEY_LEN: usize = 40;

const KEY_FIELDS: FieldNames = FieldNames {
    key: &["accessKeyId"],
    secret: &["secretAccessKey"],
    token: &["securityToken"],
    expires: &[],
};

fn config_file(context: &CredentialContext, variable_file: Option<TextFile>) -> Result<Option<TextFile>> {
    match variable_file {
        Some(file) => Ok(Some(file)),
        None => context.home_file(".hcloud/config.json"),
    }
}

fn profiles(config: &Value) -> &[Value] {
    config["profiles"].as_array().map(Vec::as_slice).unwrap_or_default()
}

pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let variable_file = context.variable_file("HW_SHARED_CONFIG_FILE")?;
    let Some(file) = config_file(context, variable_file)? else { return Ok(Vec::new()) };
    let config = file.json()?;
    let names = profiles(&config).iter().filter_map(|entry| entry["name"].as_str());
    Ok(names.map(str::to_owned).collect())
}

pub(super) fn find_profile(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    let variable_file = context.variable_file("HW_SHARED_CONFIG_FILE")?;
    let named = context.var("HW_PROFILE");
    let is_requested = variable_file.is_some() || named.is_some() || profile.is_some();
    let Some(file) = config_file(context, variable_file)? else { return Ok(None) };
    let config = file.json()?;
    let current = config["current"].as_str().filter(|current| !current.is_empty());
    let wanted = profile.or(named.as_deref()).or(current).unwrap_or("default");
    let Some(entry) = profiles(&config).iter().find(|entry| entry["name"] == wanted) else {
        return match named {
            Some(named) if profile.is_none() => credentials_error(format!(
                "HW_PROFILE names {named}, but the file {} has no such profile",
                file.name
            )),
            _ => Ok(None),
        };
    };
    let place = format!("the file {}, profile {wanted},", file.name);
    let fields = JsonFields::new(entry, &place);
    let login = match login(context, entry, fields) {
        Ok(login) => login,
        // The user may have KooCLI for other purposes, so an unreadable default profile is not an error.
        Err(_) if !is_requested => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut found = ResolvedCredentials::new(login, format!("file {} [{wanted}]", file.name));
    found.region = fields.text(&["region"]);
    found.project_id = fields.text(&["projectId"]);
    found.warnings.extend(file.warning);
    Ok(Some(found))
}

fn login(context: &CredentialContext, entry: &Value, fields: JsonFields<'_>) -> Result<LoginMethod> {
    match fields.text(&["mode"]).unwrap_or_default().to_ascii_lowercase().as_str() {
        "ecsagency" => match EcsMetadata::new(context)? {
            Some(source) => Ok(LoginMethod::from_provider(source)),
            None => credentials_error("KooCLI's profile needs the metadata service, but it is turned off"),
        },
        // The names of the token's fields are a guess: the spellings of all services are accepted.
        "sso" => {
            let advice = "KooCLI's login has expired: run `hcloud configure sso`".to_owned();
            let issued = fields.object("ssoAuth").object("stsToken").temporary_credentials(&SSO_FIELDS)?;
            require_plain_keys(issued.credential.clone())?;
            Ok(LoginMethod::from_provider(CachedCredentials { credentials: issued, expired_message: advice }))
        }
        _ => with_keys(context, require_plain_keys(fields.key_pair(&KEY_FIELDS)?)?, entry, fields),
    }
}

/// Fields of an SSO login: the spellings of the services and of KooCLI.
const SSO_FIELDS: FieldNames =
    FieldNames { token: &["securityToken", "security_token", "securitytoken"], ..ISSUED_FIELDS };

fn with_keys(
    context: &CredentialContext,
    pair: Credential,
    entry: &Value,
    fields: JsonFields<'_>,
) -> Result<LoginMethod> {
    let Some(agency) = fields.text(&["agencyName"]) else { return Ok(pair.into()) };
    let domain = match fields.text(&["agencyDomainName"]) {
        Some(name) => json!({ "domain_name": name, "agency_name": agency }),
        None if entry["agencyDomainId"].is_string() => {
            json!({ "domain_id": entry["agencyDomainId"], "agency_name": agency })
        }
        None => return Err(fields.missing_field("agencyDomainName")),
    };
    Ok(LoginMethod::from_provider(AssumeAgency::with_agency(
        context,
        CredentialsProvider::Static(pair),
        domain,
    )?))
}

fn require_plain_keys(pair: Credential) -> Result<Credential> {
    if pair.access_key().len() <= MAX_PLAIN_KEY_LEN {
        return Ok(pair);
    }
    let message = "KooCLI has encrypted its keys: run `hcloud configure set --cli-auth-encrypt=false`, \
                   or set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK";
    let chinese = "KooCLI 已将密钥加密：请执行 `hcloud configure set --cli-auth-encrypt=false`，\
                   或设置 HUAWEICLOUD_SDK_AK 与 HUAWEICLOUD_SDK_SK";
    Err(Error::new(ErrorKind::Credentials, message).with_message_zh(chinese))
}
