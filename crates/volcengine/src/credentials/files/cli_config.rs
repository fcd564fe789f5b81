//! `~/.volcengine/config.json`, the configuration file of the command `ve`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use sha1::{Digest, Sha1};
use tingji_core::auth::ProvideCredentials;
use tingji_core::credentials::{
    CredentialContext, FieldNames, FoundAccount, JsonFields, JsonLocation, JsonProfiles, StoredCredential,
    TextFile,
};
use tingji_core::{Credential, Message, Result, UnixTime, message};

use crate::credentials::sts::credentials_error;
use crate::credentials::{AssumeRole, AssumeRoleWithOidc, EcsRole};

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

fn profiles(context: &CredentialContext) -> Result<Option<JsonProfiles>> {
    let file = context.tool_file(CONFIG_PATH_ENV, CONFIG_PATH)?;
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
    let named = context.first_set(&["VOLCENGINE_PROFILE", "VOLCSTACK_PROFILE"]);
    let env_name = named.as_ref().map(|(_, name)| name.as_str());
    let wanted = profile.or(env_name).or(profiles.current()).unwrap_or("default");
    let Some(fields) = profiles.get(wanted) else {
        let file = &profiles.file().name;
        return match (&named, profiles.current()) {
            _ if profile.is_some() => Ok(None),
            (Some((variable, _)), _) => credentials_error(message!(
                "variable-names-no-profile",
                "{variable} names the profile {profile}, but the file {file} has no such profile",
                variable,
                profile = wanted,
                file
            )),
            (None, Some(_)) => credentials_error(message!(
                "no-current-profile",
                "the current profile of the file {file} is {profile}, but the file has no such profile: \
                 choose another one with `ve configure profile`",
                file,
                profile = wanted
            )),
            (None, None) => Ok(None),
        };
    };
    let source = Profile { context, name: wanted, fields }.source()?;
    let mut found = profiles.file().account(source, Some(wanted));
    found.region = found.setting(fields.text(&["region"]));
    Ok(Some(found))
}

type Source = Arc<dyn ProvideCredentials>;

/// Profile of the configuration file, in one of seven modes.
struct Profile<'a> {
    context: &'a CredentialContext,
    name: &'a str,
    fields: JsonFields<'a>,
}

impl Profile<'_> {
    fn source(&self) -> Result<Source> {
        match self.fields.text(&["mode"]).unwrap_or_default().to_ascii_lowercase().as_str() {
            "" | "ak" => Ok(Arc::new(self.fields.key_pair(&KEY_FIELDS)?)),
            "ststoken" => {
                self.fields.require(KEY_FIELDS.token)?;
                self.stored_keys(
                    self.expiry(),
                    message!("set-new-keys", "set new ones with `ve configure set`"),
                )
            }
            "ramrolearn" => self.assume_role(),
            "oidc" => self.oidc(),
            "ecsrole" => self.ecs_role(),
            "sso" => {
                // Keys without an expiry were never issued by a login: treat them as expired.
                let end = self.expiry().unwrap_or(UnixTime::from_seconds(0));
                self.stored_keys(
                    Some(end),
                    message!("run-sso-login", "run `ve sso login --profile {profile}`", profile = self.name),
                )
            }
            "console-login" => self.console_login(),
            _ => credentials_error(message!(
                "unknown-mode",
                "{place} has an unknown mode",
                place = self.fields.location().message()
            )),
        }
    }

    fn assume_role(&self) -> Result<Source> {
        let account = self.fields.require(&["account-id"])?;
        let role = self.fields.require(&["role-name"])?;
        let trn = format!("trn:iam::{account}:role/{role}");
        let keys = self.fields.key_pair(&KEY_FIELDS)?;
        Ok(Arc::new(AssumeRole::new(keys, &trn, self.context.network())?))
    }

    fn oidc(&self) -> Result<Source> {
        let role = self.fields.require(&["role-trn"])?;
        let file = self.fields.require(&["oidc-token-file"])?;
        let source = AssumeRoleWithOidc::new(self.context, &role, &file)?;
        Ok(Arc::new(source.policy(self.fields.text(&["policy"]))))
    }

    fn ecs_role(&self) -> Result<Source> {
        let role = self.fields.require(&["role-name"])?;
        match EcsRole::new(self.context, Some(role))? {
            Some(source) => Ok(Arc::new(source)),
            None => credentials_error(message!(
                "profile-needs-metadata",
                "{place} needs the metadata service, but it is turned off",
                place = self.fields.location().message()
            )),
        }
    }

    fn expiry(&self) -> Option<UnixTime> {
        let number = self.fields.text(KEY_FIELDS.expires)?.parse().ok();
        number.filter(|number| *number > 0).map(parse_epoch)
    }

    /// Returns the temporary keys in the profile itself. `remedy` is the advice in the error if they have expired.
    fn stored_keys(&self, expires: Option<UnixTime>, remedy: Message) -> Result<Source> {
        let expired_message = message!(
            "no-valid-keys",
            "{place} has no keys that are still valid: {remedy}",
            place = self.fields.location().message(),
            remedy
        );
        let Ok(mut credential) = self.fields.key_pair(&KEY_FIELDS) else {
            return credentials_error(expired_message);
        };
        if let Some(expires) = expires {
            credential = credential.with_expiry(expires);
        }
        Ok(Arc::new(StoredCredential { credential, expired_message }))
    }

    /// Returns the keys that `ve login` stored in its cache.
    fn console_login(&self) -> Result<Source> {
        let session = self.fields.require(&["login-session"])?;
        let place = self.fields.location().message();
        let expired_message =
            message!("no-valid-login", "{place} has no login that is still valid: run `ve login`", place);
        let Some(file) = self.login_cache(&session)? else { return credentials_error(expired_message) };
        let credential = console_keys(&file)?;
        Ok(Arc::new(StoredCredential { credential, expired_message }))
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
fn console_keys(file: &TextFile) -> Result<Credential> {
    let cache = file.json()?;
    let location = JsonLocation::File(&file.name);
    let cache_fields = JsonFields::new(&cache, location);
    let keys = match &cache["access_token"] {
        Value::String(text) => {
            serde_json::from_str(text).map_err(|_| cache_fields.missing_field("readable access_token"))?
        }
        keys => keys.clone(),
    };
    let fields = JsonFields::new(&keys, location);
    fields.require(CONSOLE_LOGIN_FIELDS.token)?;
    let issued_at = cache_fields.require(&["issued_at"])?;
    let issued_at = UnixTime::parse_rfc3339(&issued_at)
        .ok_or_else(|| cache_fields.missing_field("readable issued_at"))?;
    let seconds = cache["expires_in"].as_i64().ok_or_else(|| cache_fields.missing_field("expires_in"))?;
    let end = issued_at.plus(seconds);
    Ok(fields.key_pair(&CONSOLE_LOGIN_FIELDS)?.with_expiry(end))
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
