//! [`Profile`]: one account of the profile file.

use std::collections::BTreeMap;

use tingji_core::auth::Identity;
use tingji_core::credentials::{FoundAccount, TextFile};
use tingji_core::endpoint::Endpoint;
use tingji_core::{Credential, Error, ErrorKind, Message, Result, Secret, message};

use crate::Cloud;
use crate::target::is_name;

/// Named account of one cloud.
///
/// ```
/// use tingji::profiles::Profile;
///
/// # #[cfg(feature = "compshare")] {
/// let mut profile = Profile::new("work", "compshare".parse().unwrap()).unwrap();
/// profile.set("public_key", "my_key").unwrap();
/// profile.set("private_key", "my_secret").unwrap();
/// profile.set("region", "cn-wlcb").unwrap();
/// assert!(profile.check().is_ok() && profile.set("regoin", "x").is_err());
/// assert!(!format!("{profile:?}").contains("my_secret"));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    name: String,
    cloud: Cloud,
    /// Field values. All are treated as secrets, because a user may put a key into the wrong field.
    values: BTreeMap<&'static str, Secret>,
}

impl Profile {
    /// Creates a profile without fields.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the name is invalid in a target.
    pub fn new(name: &str, cloud: Cloud) -> Result<Self> {
        if !is_name(name) {
            let message = message!(
                "profile-name",
                "a profile name has 1 to 63 letters, digits, - and _, and begins and ends with a letter or digit"
            );
            return Err(Error::new(ErrorKind::Config, message));
        }
        Ok(Self { name: name.to_owned(), cloud, values: BTreeMap::new() })
    }

    /// Creates a profile from found credentials and their settings. Returns `None` if the credentials
    /// are not a permanent key pair.
    pub(super) fn of(name: &str, cloud: Cloud, found: &FoundAccount) -> Result<Option<Self>> {
        let Some(pair) = found.credentials.credential() else { return Ok(None) };
        let schema = cloud.profile;
        let mut profile = Self::new(name, cloud)?;
        profile.set(schema.key, pair.access_key())?;
        profile.set(schema.secret, pair.secret_key().expose_secret())?;
        if let (Some(field), Some(token)) = (schema.token, pair.security_token()) {
            profile.set(field, token.expose_secret())?;
        }
        let settings = [("region", &found.region), ("zone", &found.zone), ("project_id", &found.project_id)];
        for (field, value) in settings.iter().filter(|(field, _)| schema.field(field).is_some()) {
            value.iter().try_for_each(|setting| profile.set(field, setting.value.as_str()))?;
        }
        Ok(Some(profile))
    }

    /// Sets a field.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the cloud has no such field, or if the value is invalid. The message does
    /// not quote the value.
    pub fn set(&mut self, field: &str, value: impl Into<Secret>) -> Result<()> {
        let schema = self.cloud.profile;
        let value = value.into();
        let Some(known) = schema.field(field) else {
            let fields = schema.fields().collect::<Vec<_>>().join(", ");
            // The text may be a misplaced key, so it is not quoted.
            let field = if is_name(field) && field.len() < 32 { field } else { "…" };
            let problem = message!(
                "profile-has-no-field",
                "has no field {field}; its fields are {fields}",
                field,
                fields
            );
            return Err(self.invalid(problem));
        };
        // Only names and passwords of users may contain blanks.
        let may_contain_blanks = schema.user.is_some_and(|user| user.contains(&known));
        let has_control = value.expose_secret().contains(char::is_control);
        let has_blank = value.expose_secret().contains(char::is_whitespace);
        if value.is_empty() || has_control || (has_blank && !may_contain_blanks) {
            let problem = message!(
                "profile-field-invalid",
                "has an invalid {field}: it is empty or contains blanks",
                field = known
            );
            return Err(self.invalid(problem));
        }
        if known == "endpoint" {
            value.expose_secret().parse::<Endpoint>().map_err(|error| self.invalid_endpoint(&error))?;
        }
        self.values.insert(known, value);
        Ok(())
    }

    /// Checks that the profile has complete credentials.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if a field is missing; the message names it.
    pub fn check(&self) -> Result<()> {
        self.identity().map(drop)
    }

    /// Returns the credentials: the key pair, or the user with a password.
    ///
    /// # Errors
    ///
    /// Errors of [`check`](Self::check).
    pub fn identity(&self) -> Result<Identity> {
        let schema = self.cloud.profile;
        let keys = [Some(schema.key), Some(schema.secret), schema.token];
        match schema.user {
            Some([domain, user, password]) if self.has_any([domain, user, password]) => {
                if self.has_any(keys.into_iter().flatten()) {
                    let problem =
                        message!("profile-has-both", "has a key pair and a user: remove one of them");
                    return Err(self.error(ErrorKind::Credentials, problem));
                }
                let domain = self.need(domain)?.expose_secret().to_owned();
                let user = self.need(user)?.expose_secret().to_owned();
                let password = self.need(password)?.clone();
                Ok(Identity::Password { domain, user, password })
            }
            _ => {
                let key = self.need(schema.key)?;
                let secret = self.need(schema.secret)?;
                let token = schema.token.and_then(|field| self.values.get(field));
                let token = token.cloned().unwrap_or_else(|| Secret::new(""));
                let pair = Credential::new(key.expose_secret(), secret.clone()).with_security_token(token);
                Ok(pair.into())
            }
        }
    }

    /// Returns true if any of these fields is set.
    fn has_any(&self, fields: impl IntoIterator<Item = &'static str>) -> bool {
        fields.into_iter().any(|field| self.values.contains_key(field))
    }

    /// Returns a field, or an error that names it if it is missing.
    fn need(&self, field: &str) -> Result<&Secret> {
        self.values.get(field).ok_or_else(|| {
            self.error(ErrorKind::Credentials, message!("profile-lacks-field", "has no {field}", field))
        })
    }

    fn invalid_endpoint(&self, error: &Error) -> Error {
        let reason = error.typed_message();
        self.invalid(message!("profile-endpoint", "has an invalid endpoint: {reason}", reason))
    }

    fn invalid(&self, problem: Message) -> Error {
        self.error(ErrorKind::Config, problem)
    }

    fn error(&self, kind: ErrorKind, problem: Message) -> Error {
        let message = message!(
            "profile-problem",
            "the profile {name} of {cloud} {problem}",
            name = &self.name,
            cloud = self.cloud.as_str(),
            problem
        );
        Error::new(kind, message)
    }

    /// Returns the name of the profile.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the cloud of the profile.
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// Returns the names of the fields that are set, in the order in which they are written.
    pub fn fields(&self) -> Vec<&'static str> {
        self.cloud.profile.fields().filter(|field| self.values.contains_key(field)).collect()
    }

    /// Returns the access key, if it is set.
    pub fn access_key(&self) -> Option<&str> {
        self.values.get(self.cloud.profile.key).map(Secret::expose_secret)
    }

    /// Returns a setting, such as `region`; `None` for an unset or unknown field.
    pub fn setting(&self, field: &str) -> Option<&str> {
        let known = self.cloud.profile.settings.iter().find(|known| **known == field)?;
        self.values.get(known).map(Secret::expose_secret)
    }

    /// Returns the fields that are set with their values, in the order in which they are written.
    pub(super) fn values(&self) -> impl Iterator<Item = (&'static str, &Secret)> {
        self.fields().into_iter().filter_map(|field| Some((field, self.values.get(field)?)))
    }

    /// Returns the account of the profile, which is in this file.
    pub(super) fn account(&self, file: &TextFile) -> Result<FoundAccount> {
        let section = format!("{}.{}", self.name, self.cloud);
        let mut found = file.account(self.identity()?, Some(&section));
        found.region = found.setting(self.setting("region").map(str::to_owned));
        found.zone = found.setting(self.setting("zone").map(str::to_owned));
        found.project_id = found.setting(self.setting("project_id").map(str::to_owned));
        found.endpoint = found.setting(self.setting("endpoint").map(str::to_owned));
        Ok(found)
    }
}
