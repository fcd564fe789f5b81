//! Keys in `~/.ucloud/config.json` and `~/.ucloud/credential.json`: lists of profiles, in two spellings.

use serde_json::Value;
use tingji_core::credentials::{
    CredentialContext, FieldNames, FoundAccount, JsonFields, JsonLocation, TextFile,
};
use tingji_core::{Error, ErrorKind, Result, message};

const KEY_PAIR_FIELDS: FieldNames = FieldNames {
    key: &["public_key", "PublicKey"],
    secret: &["private_key", "PrivateKey"],
    token: &[],
    expires: &[],
};
const PROFILE_NAME_FIELDS: &[&str] = &["profile", "Profile"];
const BASE_URL_FIELDS: &[&str] = &["base_url", "BaseURL"];

/// Reads the keys of a profile from the two files that UCloud's and CompShare's tools share.
/// `accepts_base_url` decides which profiles count; it gets an empty text for a profile without a base URL.
///
/// # Errors
///
/// [`ErrorKind::Credentials`] if a file cannot be read, the profile is incomplete, or `UCLOUD_PROFILE`
/// names a missing profile.
pub fn from_shared_files(
    context: &CredentialContext,
    profile: Option<&str>,
    accepts_base_url: impl Fn(&str) -> bool,
) -> Result<Option<FoundAccount>> {
    let (config, keys) = ProfileEntries::both(context)?;
    let accepted = config.accepted(&accepts_base_url);
    let named = context.var("UCLOUD_PROFILE");
    let wanted = profile.map(str::to_owned).or(named.clone()).or_else(|| active_profile(&accepted));
    let wanted = wanted.unwrap_or_else(|| "default".to_owned());
    let setting = accepted.iter().copied().find(|entry| is_named(entry, &wanted));
    let foreign = setting.is_none() && (config.has(&wanted) || !accepts_base_url(""));
    let holder = if foreign { None } else { keys.entry_with_keys(&wanted, &config, setting) };
    let Some((file, entry)) = holder else {
        return match named {
            Some(named) if profile.is_none() && accepts_base_url("") => Err(profile_not_found(&named)),
            _ => Ok(None),
        };
    };
    let mut found = resolve_entry(file, entry, &wanted)?;
    if let Some(setting) = setting {
        let fields = fields_of(setting);
        found.region = found.setting(fields.text(&["region", "Region"]));
        found.zone = found.setting(fields.text(&["zone", "Zone"]));
        found.project_id = found.setting(fields.text(&["project_id", "ProjectID", "ProjectId"]));
    }
    Ok(Some(found))
}

/// Lists the profiles in those files that have keys and an accepted base URL.
///
/// # Errors
///
/// [`ErrorKind::Credentials`] if a file cannot be read.
pub fn profile_names_in_shared_files(
    context: &CredentialContext,
    accepts_base_url: impl Fn(&str) -> bool,
) -> Result<Vec<String>> {
    let (config, keys) = ProfileEntries::both(context)?;
    let accepted = config
        .accepted(&accepts_base_url)
        .into_iter()
        .filter(|entry| has_keys(entry, &keys))
        .map(profile_name);
    // A profile without settings has no base URL.
    let alone = keys.list.iter().map(profile_name).filter(|name| accepts_base_url("") && !config.has(name));
    Ok(accepted.chain(alone).collect())
}

/// Returns true if the profile has keys in either file.
fn has_keys(entry: &Value, keys: &ProfileEntries) -> bool {
    keys.has(&profile_name(entry)) || fields_of(entry).text(KEY_PAIR_FIELDS.key).is_some()
}

fn profile_not_found(profile: &str) -> Error {
    let message = message!(
        "profile-without-keys",
        "{variable} names {profile}, but no file has keys for that profile",
        variable = "UCLOUD_PROFILE",
        profile
    );
    Error::new(ErrorKind::Credentials, message)
}

/// Profiles of one of the two files.
struct ProfileEntries {
    file: Option<TextFile>,
    list: Vec<Value>,
}

impl ProfileEntries {
    /// Reads both files: settings and keys.
    fn both(context: &CredentialContext) -> Result<(Self, Self)> {
        let config = Self::read(context, "UCLOUD_SHARED_CONFIG_FILE", ".ucloud/config.json")?;
        let keys = Self::read(context, "UCLOUD_SHARED_CREDENTIAL_FILE", ".ucloud/credential.json")?;
        Ok((config, keys))
    }

    fn read(context: &CredentialContext, variable: &str, path: &str) -> Result<Self> {
        let file = context.tool_file(variable, path)?;
        let list = match file.as_ref().map(TextFile::json).transpose()? {
            Some(Value::Array(list)) => list,
            // The first versions of the command wrote a single object.
            Some(Value::Object(entry)) => vec![Value::Object(entry)],
            _ => Vec::new(),
        };
        Ok(Self { file, list })
    }

    fn accepted(&self, accepts_base_url: &impl Fn(&str) -> bool) -> Vec<&Value> {
        self.list.iter().filter(|entry| accepts_base_url(&base_url(entry))).collect()
    }

    fn has(&self, profile: &str) -> bool {
        self.list.iter().any(|entry| is_named(entry, profile))
    }

    /// Finds the entry with the keys of a profile: the last one of that name in this file, else the
    /// settings entry itself.
    fn entry_with_keys<'a>(
        &'a self,
        profile: &str,
        config: &'a Self,
        setting: Option<&'a Value>,
    ) -> Option<(&'a TextFile, &'a Value)> {
        let here = self.list.iter().rev().find(|entry| is_named(entry, profile));
        let own = setting.filter(|entry| fields_of(entry).text(KEY_PAIR_FIELDS.key).is_some());
        match (here, own) {
            (Some(entry), _) => Some((self.file.as_ref()?, entry)),
            (None, Some(entry)) => Some((config.file.as_ref()?, entry)),
            (None, None) => None,
        }
    }
}

/// Returns the fields of an entry that are read without errors.
fn fields_of(entry: &Value) -> JsonFields<'_> {
    JsonFields::new(entry, JsonLocation::Response("an entry"))
}

fn base_url(entry: &Value) -> String {
    fields_of(entry).text(BASE_URL_FIELDS).unwrap_or_default()
}

/// Returns the name of an entry; an entry without a name is the default profile.
fn profile_name(entry: &Value) -> String {
    fields_of(entry).text(PROFILE_NAME_FIELDS).unwrap_or_else(|| "default".to_owned())
}

fn is_named(entry: &Value, profile: &str) -> bool {
    profile_name(entry) == profile
}

/// Returns the name of the active profile, if one is marked.
fn active_profile(entries: &[&Value]) -> Option<String> {
    let entry = entries.iter().find(|entry| entry["active"] == true || entry["Active"] == true)?;
    fields_of(entry).text(PROFILE_NAME_FIELDS)
}

/// Reads the key pair of an entry. Rejects a browser log-in, whose tokens work only in the `ucloud` command.
fn resolve_entry(file: &TextFile, entry: &Value, profile: &str) -> Result<FoundAccount> {
    let fields = file.profile(profile, entry);
    if fields.text(&["auth_mode"]).as_deref() == Some("oauth") && fields.text(KEY_PAIR_FIELDS.key).is_none() {
        let place = fields.location().message();
        let message = message!(
            "browser-log-in",
            "{place} is a browser log-in, which only the `ucloud` command can use: set a key pair",
            place
        );
        return Err(Error::new(ErrorKind::Credentials, message));
    }
    Ok(file.account(fields.key_pair(&KEY_PAIR_FIELDS)?, Some(profile)))
}
