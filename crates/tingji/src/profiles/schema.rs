//! [`ProfileSchema`]: which fields the profiles of a cloud have.

use crate::Cloud;

/// The fields that a profile of a cloud may have, in the vendor's names.
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
    /// The access key.
    pub key: &'static str,
    /// The secret key.
    pub secret: &'static str,
    /// The session token of temporary keys, where the cloud has them.
    pub token: Option<&'static str>,
    /// Account, user and password, where a user may log in instead of a key pair.
    pub user: Option<[&'static str; 3]>,
    /// What stands beside the keys.
    pub settings: &'static [&'static str],
}

impl ProfileSchema {
    /// Those of this cloud.
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

    /// All of them, in the order in which they are written.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        let user = self.user.into_iter().flatten();
        [self.key, self.secret].into_iter().chain(self.token).chain(user).chain(self.settings.iter().copied())
    }

    /// The field of this name.
    pub fn field(self, name: &str) -> Option<&'static str> {
        self.fields().find(|field| *field == name)
    }

    /// Whether what stands in a field must not be shown.
    pub fn is_secret(self, field: &str) -> bool {
        field == self.secret || Some(field) == self.token || self.user.is_some_and(|user| field == user[2])
    }
}
