//! [`Provider`]: the description of one cloud, from which all other crates learn what they need to know.
//!
//! Every provider crate exports one `static PROVIDER: Provider`. Programs that work with several clouds
//! iterate over a list of them instead of naming clouds. The function `providers` of the crate `tingji` returns
//! such a list.
//!
//! ```
//! use tingji_core::provider::ProfileSchema;
//!
//! let schema = ProfileSchema {
//!     key: "access_key_id",
//!     secret: "secret_access_key",
//!     token: Some("session_token"),
//!     user: None,
//!     settings: &["region"],
//! };
//! assert_eq!(schema.field("region"), Some("region"));
//! assert!(schema.is_secret("session_token") && !schema.is_secret("region"));
//! ```

use std::fmt;
use std::sync::Arc;

use crate::api::Connection;
use crate::auth::{Identity, ProvideCredentials};
use crate::credentials::ProviderChain;
use crate::error_codes::ErrorCodeTable;
use crate::lifecycle::{Capabilities, ShutdownMode};
use crate::{DynLifecycle, Error, ErrorKind, InstanceId, Phase, Result, Text, message};

/// Description of one cloud.
#[derive(Clone, Copy)]
pub struct Provider {
    /// Name in targets, variables and files: lowercase letters and digits.
    pub name: &'static str,
    /// Other names that targets and options accept, such as `baidu`.
    pub aliases: &'static [&'static str],
    /// Name of the product for people, such as `Volcengine ECS`.
    pub display_name: Text,
    /// Signature algorithm of the requests, by its name.
    pub scheme: &'static str,
    /// Region of an account that names none. `None` if requests without a region cover all regions.
    pub default_region: Option<&'static str>,
    /// Place of the region in a request.
    pub region_location: RegionLocation,
    /// Known regions of the product, from the vendor's documentation. The vendor may have others.
    pub regions: &'static [&'static str],
    /// Rules for the ids of instances.
    pub ids: IdRules,
    /// Mode in which a spot instance can be stopped.
    pub spot_stop: ShutdownMode,
    /// Use of projects by the cloud's accounts.
    pub projects: Projects,
    /// Variables of the key pair, for messages: access key and secret key.
    pub credential_variables: [&'static str; 2],
    /// Variable of the session token of temporary keys, for messages. `None` if the chain reads no token.
    pub token_variable: Option<&'static str>,
    /// Main files of the vendor's tools that the chain reads, for messages.
    pub credential_files: &'static [&'static str],
    /// Fields of a profile.
    pub profile: ProfileSchema,
    /// Known error codes.
    pub codes: ErrorCodeTable,
    /// Documented states of each kind of resource.
    pub states: &'static [ResourceStates],
    /// Capabilities of the product, and the charges that remain after a stop.
    pub capabilities: &'static Capabilities,
    /// Sources of credentials.
    pub chain: &'static ProviderChain,
    /// Creates a client from an account's settings. Sends nothing.
    pub connect: fn(ConnectOptions) -> Result<Arc<dyn DynLifecycle>>,
}

impl Provider {
    /// Returns true for the name of this cloud and for its aliases.
    ///
    /// Upper and lower case differ: a target is text for programs.
    pub fn is_named(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// Returns an example of a target: `CLOUD/REGION/ID`.
    pub fn example_target(&self) -> String {
        let Self { name, ids, .. } = self;
        match self.default_region.or(self.regions.first().copied()) {
            Some(region) => format!("{name}/{region}/{}", ids.example),
            None => format!("{name}/{}", ids.example),
        }
    }

    /// Returns true if the id has the format of this cloud's ids. Several clouds may share a format.
    pub fn matches_id(&self, id: &InstanceId) -> bool {
        (self.ids.has_versions || id.version().is_none()) && (self.ids.matches)(id.id())
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Rules for the ids of a cloud's instances.
#[derive(Clone, Copy, Debug)]
pub struct IdRules {
    /// Returns true if a text has the format of an id.
    pub matches: fn(&str) -> bool,
    /// Id for examples.
    pub example: &'static str,
    /// True if an id may name a version (`ID@VERSION`).
    pub has_versions: bool,
}

/// Documented states of one kind of resource.
#[derive(Clone, Copy, Debug)]
pub struct ResourceStates {
    /// Name of the resource with its article, such as `An instance`.
    pub resource: &'static str,
    /// Returns the states as the vendor spells them, with their phases.
    pub list: fn() -> Vec<(&'static str, Phase)>,
}

/// Place of the region in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionLocation {
    /// The region is part of the host name, so a wrong region leads to an unknown host.
    Host,
    /// The region is a parameter of the request or of its signature.
    Request,
}

/// Use of projects by a cloud's accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Projects {
    /// Requests name no project.
    None,
    /// A request may name a project. Default: the account's default project.
    Optional,
    /// Every request names a project. Without a configured one, the client looks up the project of the region
    /// with its first request.
    LookedUp,
}

/// Fields that a profile of a cloud may have, with the vendor's names.
#[derive(Clone, Copy, Debug)]
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

/// Settings of an account, from which [`Provider::connect`] creates a client.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConnectOptions {
    /// Source of the account's credentials.
    pub credentials: Arc<dyn ProvideCredentials>,
    /// Region. Default: [`Provider::default_region`].
    pub region: Option<String>,
    /// Zone. Default: the known zone of the region. Most clouds have none.
    pub zone: Option<String>,
    /// Project id. Default: see [`Projects`].
    pub project_id: Option<String>,
    /// Endpoint, HTTP client, clock and rate limiter.
    pub connection: Connection,
}

impl ConnectOptions {
    /// Creates options with defaults for everything but the credentials.
    pub fn new(credentials: impl ProvideCredentials + 'static) -> Self {
        Self {
            credentials: Arc::new(credentials),
            region: None,
            zone: None,
            project_id: None,
            connection: Connection::default(),
        }
    }

    /// Returns the source of the credentials, for a cloud that accepts key pairs only.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the account has a token or a password.
    pub fn keys(&self, provider: &Provider) -> Result<Arc<dyn ProvideCredentials>> {
        match self.credentials.fixed_identity() {
            None | Some(Identity::Keys(_)) => Ok(Arc::clone(&self.credentials)),
            Some(_) => {
                let name = provider.name;
                let message = message!(
                    "only-key-pairs",
                    "{cloud} accepts only key pairs, no tokens and no passwords",
                    cloud = name
                );
                Err(Error::new(ErrorKind::Credentials, message))
            }
        }
    }
}

/// Returns true if the text has the prefix and something behind it. For [`IdRules::matches`].
pub fn has_suffix(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty())
}
