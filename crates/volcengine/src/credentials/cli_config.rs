//! `~/.volcengine/config.json`, the configuration file of the command `ve`.

use std::path::{Path, PathBuf};

use serde_json::Value;
use sha1::{Digest, Sha1};
use tingji_core::auth::TemporaryCredentials;
use tingji_core::credentials::{
    CachedCredentials, CredentialContext, FieldNames, JsonFields, LoginMethod, ResolvedCredentials, TextFile,
};
use tingji_core::{Result, UnixTime};

use super::assume_role::AssumeRole;
use super::metadata::EcsRole;
use super::oidc::AssumeRoleWithOidc;
use super::sts::credentials_error;

const CONFIG_PATH: &str = ".volcengine/config.json";
const CONFIG_PATH_ENV: &str = "VOLCENGINE_CLI_CONFIG_FILE";

const KEY_FIELDS: FieldNames = FieldNames {
    key: &["access-key"],
    secret: &["secret-key"],
    token: &["session-token"],
    expires: &["sts-expiration"],
};

/// Fields of the cache of a console login.
const CONSOLE_LOGIN_FIELDS: FieldNames = FieldNames {
    key: &["access_key_id"],
    secret: &["secret_access_key"],
    token: &["session_token"],
    expires: &[],
};

fn config_file(context: &CredentialContext) -> Result<Option<TextFile>> {
    match context.variable_file(CONFIG_PATH_ENV)? {
        Some(file) => Ok(Some(file)),
        None => context.home_file(CONFIG_PATH),
    }
}

pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let Some(file) = config_file(context)? else { return Ok(Vec::new()) };
    let read = file.json()?;
    Ok(read["profiles"].as_object().into_iter().flat_map(|profiles| profiles.keys().cloned()).collect())
}

pub(super) fn find_profile(
    context: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    let Some(file) = config_file(context)? else { return Ok(None) };
    let config = file.json()?;
    let requested_by_env = context.first_set(&["VOLCENGINE_PROFILE", "VOLCSTACK_PROFILE"]);
    let current = config["current"].as_str().filter(|name| !name.is_empty());
    let env_name = requested_by_env.as_ref().map(|(_, name)| name.as_str());
    let wanted = profile.or(env_name).or(current).unwrap_or("default");
    let Some(entry) = config["profiles"].get(wanted) else {
        return match (&requested_by_env, current) {
            _ if profile.is_some() => Ok(None),
            (Some((variable, _)), _) => credentials_error(format!(
                "{variable} names the profile {wanted}, but the file {} has no such profile",
                file.name
            )),
            (None, Some(_)) => credentials_error(format!(
                "the current profile of the file {} is {wanted}, but the file has no such profile: \
                 choose another one with `ve configure profile`",
                file.name
            )),
            (None, None) => Ok(None),
        };
    };
    let place = format!("the file {}, profile {wanted},", file.name);
    let profile = Profile { context, name: wanted, fields: JsonFields::new(entry, &place), place: &place };
    let mut found = ResolvedCredentials::new(profile.login()?, format!("file {} [{wanted}]", file.name));
    found.region = profile.fields.text(&["region"]);
    found.warnings.extend(file.warning);
    Ok(Some(found))
}

/// Profile of the configuration file, in one of seven modes.
struct Profile<'a> {
    context: &'a CredentialContext,
    name: &'a str,
    fields: JsonFields<'a>,
    place: &'a str,
}

impl Profile<'_> {
    fn login(&self) -> Result<LoginMethod> {
        match self.fields.text(&["mode"]).unwrap_or_default().to_ascii_lowercase().as_str() {
            "" | "ak" => Ok(self.fields.key_pair(&KEY_FIELDS)?.into()),
            "ststoken" => {
                self.fields.require(KEY_FIELDS.token)?;
                self.cached_keys(self.expiry(), "set new ones with `ve configure set`")
            }
            "ramrolearn" => self.assume_role(),
            "oidc" => self.oidc(),
            "ecsrole" => self.ecs_role(),
            "sso" => {
                // Keys without an expiry were never issued by a login: treat them as expired.
                let end = self.expiry().unwrap_or(UnixTime::from_seconds(0));
                self.cached_keys(Some(end), &format!("run `ve sso login --profile {}`", self.name))
            }
            "console-login" => self.console_login(),
            _ => credentials_error(format!("{} has an unknown mode", self.place)),
        }
    }

    fn assume_role(&self) -> Result<LoginMethod> {
        let account = self.fields.require(&["account-id"])?;
        let role = self.fields.require(&["role-name"])?;
        let trn = format!("trn:iam::{account}:role/{role}");
        let source = AssumeRole::new(self.fields.key_pair(&KEY_FIELDS)?, &trn, self.context.network())?;
        Ok(LoginMethod::from_provider(source))
    }

    fn oidc(&self) -> Result<LoginMethod> {
        let role = self.fields.require(&["role-trn"])?;
        let file = self.fields.require(&["oidc-token-file"])?;
        let source = AssumeRoleWithOidc::new(self.context, &role, &file)?;
        Ok(LoginMethod::from_provider(source.policy(self.fields.text(&["policy"]))))
    }

    fn ecs_role(&self) -> Result<LoginMethod> {
        let role = self.fields.require(&["role-name"])?;
        match EcsRole::new(self.context, Some(role))? {
            Some(source) => Ok(LoginMethod::from_provider(source)),
            None => {
                credentials_error(format!("{} needs the metadata service, but it is turned off", self.place))
            }
        }
    }

    fn expiry(&self) -> Option<UnixTime> {
        let number = self.fields.text(KEY_FIELDS.expires)?.parse().ok();
        number.filter(|number| *number > 0).map(parse_epoch)
    }

    /// Returns the temporary keys in the profile itself. `remedy` is the advice in the error if they have expired.
    fn cached_keys(&self, expires: Option<UnixTime>, remedy: &str) -> Result<LoginMethod> {
        let advice = format!("{} has no keys that are still valid: {remedy}", self.place);
        match self.fields.key_pair(&KEY_FIELDS) {
            Ok(credential) => Ok(LoginMethod::from_provider(CachedCredentials {
                credentials: TemporaryCredentials { credential, expires },
                expired_message: advice,
            })),
            Err(_) => credentials_error(advice),
        }
    }

    /// Returns the keys that `ve login` stored in its cache.
    fn console_login(&self) -> Result<LoginMethod> {
        let session = self.fields.require(&["login-session"])?;
        let advice = format!("{} has no login that is still valid: run `ve login`", self.place);
        let Some(file) = self.login_cache(&session)? else { return credentials_error(advice) };
        let issued = console_keys(&file)?;
        Ok(LoginMethod::from_provider(CachedCredentials { credentials: issued, expired_message: advice }))
    }

    /// Returns the folder `login/cache` beside the configuration file.
    fn default_login_cache(&self) -> Option<PathBuf> {
        let config = self.context.var(CONFIG_PATH_ENV).map(PathBuf::from);
        let config = config.or_else(|| self.context.home_path(CONFIG_PATH))?;
        Some(config.parent().unwrap_or(Path::new("")).join("login/cache"))
    }

    /// Reads the cached login of a session. The file's name is the SHA-1 of the session's name.
    fn login_cache(&self, session: &str) -> Result<Option<TextFile>> {
        let folder = self.context.var("VOLCENGINE_LOGIN_CACHE_DIRECTORY").map(PathBuf::from);
        let Some(folder) = folder.or_else(|| self.default_login_cache()) else { return Ok(None) };
        self.context.file(&folder.join(format!("{}.json", hex::encode(Sha1::digest(session)))))
    }
}

/// Parses the login cache: `{"access_token": "{\"access_key_id\": …}", "issued_at": "…", "expires_in": 3600}`.
fn console_keys(file: &TextFile) -> Result<TemporaryCredentials> {
    let cache = file.json()?;
    let place = format!("the file {}", file.name);
    let cache_fields = JsonFields::new(&cache, &place);
    let keys = match &cache["access_token"] {
        Value::String(text) => {
            serde_json::from_str(text).map_err(|_| cache_fields.missing_field("readable access_token"))?
        }
        keys => keys.clone(),
    };
    let fields = JsonFields::new(&keys, &place);
    fields.require(CONSOLE_LOGIN_FIELDS.token)?;
    let issued_at = cache_fields.require(&["issued_at"])?;
    let issued_at = UnixTime::parse_rfc3339(&issued_at)
        .ok_or_else(|| cache_fields.missing_field("readable issued_at"))?;
    let seconds = cache["expires_in"].as_i64().ok_or_else(|| cache_fields.missing_field("expires_in"))?;
    let end = issued_at.plus(seconds);
    Ok(TemporaryCredentials { credential: fields.key_pair(&CONSOLE_LOGIN_FIELDS)?, expires: Some(end) })
}

/// Converts a time since 1970 in seconds, milliseconds, microseconds or nanoseconds. The magnitude of the
/// number decides on the unit.
fn parse_epoch(number: i64) -> UnixTime {
    UnixTime::from_seconds(match number {
        1_000_000_000_000_000_000.. => number / 1_000_000_000,
        1_000_000_000_000_000.. => number / 1_000_000,
        1_000_000_000_000.. => number / 1000,
        _ => number,
    })
}
