//! [`ProfileSchema`]: the fields of a cloud's profiles.

use crate::Cloud;

/// Fields that a profile of a cloud may have, with the vendor's names.
///
/// ```
/// use tingji::Cloud;
/// use tingji::profiles::ProfileSchema;
///
/// let schema = ProfileSchema::for_cloud(Cloud::Bce);
/// assert_eq!((schema.key, schema.secret), ("access_key_id", "secret_access_key"));
/// assert!(schema.is_secret("session_token") && !schema.is_secret("region"));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ProfileSchema {
    /// Field of the access key.
    pub key: &'static str,
    /// Field of the secret key.
    pub secret: &'static str,
    /// Field of the session token of temporary keys; `None` if the cloud has none.
    pub token: Option<&'static str>,
    /// Fields of account, user and password, if the cloud accepts a user instead of a key pair.
    pub user: Option<[&'static str; 3]>,
    /// Fields of the settings beside the credentials.
    pub settings: &'static [&'static str],
}

impl ProfileSchema {
    /// Returns the schema of a cloud.
    pub const fn for_cloud(cloud: Cloud) -> Self {
        match cloud {
            Cloud::Ucloud => Self {
                key: "public_key",
                secret: "private_key",
                token: None,
                user: None,
                settings: &["region", "zone", "project_id", "endpoint"],
            },
            Cloud::Compshare => Self {
                key: "public_key",
                secret: "private_key",
                token: None,
                user: None,
                settings: &["region", "project_id", "endpoint"],
            },
            Cloud::Bce => Self {
                key: "access_key_id",
                secret: "secret_access_key",
                token: Some("session_token"),
                user: None,
                settings: &["region", "endpoint"],
            },
            Cloud::Volcengine => Self {
                key: "access_key",
                secret: "secret_key",
                token: Some("session_token"),
                user: None,
                settings: &["region", "endpoint"],
            },
            Cloud::Huaweicloud => Self {
                key: "ak",
                secret: "sk",
                token: Some("security_token"),
                user: Some(["domain_name", "user_name", "password"]),
                settings: &["region", "project_id", "endpoint"],
            },
        }
    }

    /// Returns all fields in the order in which they are written.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        let user = self.user.into_iter().flatten();
        [self.key, self.secret].into_iter().chain(self.token).chain(user).chain(self.settings.iter().copied())
    }

    /// Returns the field of this name, if the cloud has it.
    pub fn field(self, name: &str) -> Option<&'static str> {
        self.fields().find(|field| *field == name)
    }

    /// Returns true if the value of this field must not be shown.
    pub fn is_secret(self, field: &str) -> bool {
        field == self.secret || Some(field) == self.token || self.user.is_some_and(|user| field == user[2])
    }
}
