//! [`Environment`]: finds accounts in the same variables, files and services as the vendors' own tools.

mod profiles;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use etcetera::{BaseStrategy, choose_base_strategy};
use tingji_core::account_search::AccountSearch;
use tingji_core::clock::{self, Clock};
use tingji_core::credentials::{CredentialContext, FoundAccount, MetadataService, Network, Origin, Setting};
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::{HttpOptions, Timeouts};
use tingji_core::{Message, Result};

use crate::profiles::DEFAULT;
use crate::{Account, Cloud, Providers, providers};

/// Callback for warnings to the user.
type WarningHandler = dyn Fn(&Message) + Send + Sync;

/// Finds accounts as the vendors' own tools do, and adds this project's profiles, endpoints and regions.
///
/// The variables of each cloud are fields of its [description](tingji_core::provider::Provider):
///
/// ```
/// use tingji::Environment;
///
/// fn lookup(name: &str) -> Option<String> {
///     match name {
///         "BCE_ACCESS_KEY_ID" => Some("key".to_owned()),
///         "BCE_SECRET_ACCESS_KEY" => Some("secret".to_owned()),
///         "BCE_REGION" => Some("gz".to_owned()),
///         _ => None,
///     }
/// }
/// let environment = Environment::new(lookup);
/// # #[cfg(feature = "bce")] {
/// let cloud = tingji::Cloud::new(&tingji::bce::PROVIDER);
/// assert_eq!(cloud.credential_variables, ["BCE_ACCESS_KEY_ID", "BCE_SECRET_ACCESS_KEY"]);
/// assert_eq!(cloud.chain.region[0], "BCE_REGION");
/// let account = environment.account(cloud, None, None).unwrap();
/// assert_eq!(account.region(), Some("gz"));
/// assert_eq!(account.origins["keys"].to_string(), "variable BCE_ACCESS_KEY_ID");
/// # }
/// ```
///
/// Credentials come from the first source that has keys for the cloud:
/// environment variables, then the profile `default` of this project's [file](crate::profiles), then the
/// profile files of the vendor's tools (if there is a [home](Self::with_home)), then, for a cloud that the
/// caller names, the metadata service of its machines. The module `credentials` of each provider crate
/// lists its sources. An incomplete source is an error: the next source might belong to another account.
///
/// The region comes from the target, else from [`with_region`](Self::with_region), the vendor's variable,
/// the setting beside the keys in a file, `TINGJI_<CLOUD>_REGION`, or the default.
///
/// `TINGJI_<CLOUD>_ENDPOINT` sets the base URL of one cloud and of its token service; `TINGJI_ENDPOINT`
/// sets it for all clouds. Both override profiles. `TINGJI_METADATA_ENDPOINT` sets the base URL of the
/// metadata service, or turns it off with `off`.
///
/// The profile `work` is the one in the [file](crate::profiles), with its region, zone and project. If the
/// file has no such profile, its keys come from the same variables with the prefix `WORK_`, such as
/// `WORK_BCE_ACCESS_KEY_ID`, or from the profile of that name in the vendor's files. Regions and endpoints
/// fall back to the variables without the prefix.
pub struct Environment {
    context: CredentialContext,
    /// Path of the profile file, unless a variable names another.
    profiles: Option<PathBuf>,
    providers: Providers,
    region: Option<String>,
    network: Network,
    warning_handler: Box<WarningHandler>,
    /// Warnings already reported; each is reported once.
    reported: Mutex<HashSet<Message>>,
}

impl Environment {
    /// Creates an environment with a lookup function for variables. Reads only files that variables name;
    /// an empty variable counts as unset.
    pub fn new(lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self {
            context: CredentialContext::new(lookup),
            profiles: None,
            providers: providers(),
            region: None,
            network: Network::default(),
            warning_handler: Box::new(|_| {}),
            reported: Mutex::default(),
        }
    }

    /// Creates an environment from the variables and the home folder of the process.
    pub fn from_env() -> Self {
        let settings = choose_base_strategy().ok().map(|base| base.config_dir().join("tingji"));
        Self { context: CredentialContext::from_env(), ..Self::new(|_| None) }
            .with_profiles(settings.map(|folder| folder.join("profiles.toml")))
    }

    /// Sets the path of the [profile file](crate::profiles), unless `TINGJI_CONFIG` names another. The file
    /// need not exist.
    #[must_use]
    pub fn with_profiles(mut self, file: Option<PathBuf>) -> Self {
        self.profiles = file;
        self
    }

    /// Sets the table of providers, for the clouds in profile files. Default: the built-in table.
    #[must_use]
    pub fn with_providers(mut self, providers: Providers) -> Self {
        self.providers = providers;
        self
    }

    /// Returns the table of providers.
    pub fn providers(&self) -> Providers {
        self.providers
    }

    /// Sets the home folder, where the vendors' tools store their files. Default of [`new`](Self::new):
    /// none.
    #[must_use]
    pub fn with_home(mut self, home: Option<PathBuf>) -> Self {
        self.context = self.context.with_home(home);
        self
    }

    /// Sets a region that overrides all variables. A target's own region overrides it.
    #[must_use]
    pub fn with_region(mut self, region: Option<String>) -> Self {
        self.region = region;
        self
    }

    /// Turns the metadata service off, as `TINGJI_METADATA_ENDPOINT=off` does.
    #[must_use]
    pub fn without_metadata(mut self) -> Self {
        self.network.metadata = MetadataService::Off;
        self
    }

    /// Sets an HTTP client of the caller's own, for the clouds and their token services: a
    /// `reqwest::Client`, or any other implementation of [`HttpClient`]. Default: the built-in client.
    ///
    /// Some guarantees of the built-in client become the caller's responsibility; the documentation of
    /// `ReqwestClient` in `tingji_core::reqwest_client` lists them. Metadata services use this client too, unless it
    /// [may use a proxy](HttpClient::may_use_proxy).
    #[must_use]
    pub fn with_http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.network.http_client = Some(Arc::new(client));
        self
    }

    /// Sets the user agent, root certificates, proxy and time limits of the built-in HTTP client, for all
    /// clouds and their token services.
    #[must_use]
    pub fn with_http_options(mut self, options: HttpOptions) -> Self {
        self.network.http_options = options;
        self
    }

    /// Sets the time limits of the built-in HTTP client alone.
    pub(crate) fn set_timeouts(&mut self, timeouts: Timeouts) {
        self.network.http_options = std::mem::take(&mut self.network.http_options).timeouts(timeouts);
    }

    /// Sets the clock for signatures, pauses and deadlines. Default: the system clock. Required without
    /// feature `client`.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.network.clock = Some(clock);
        self
    }

    /// Returns the clock of the environment, or the system clock.
    pub(crate) fn clock(&self) -> Result<Arc<dyn Clock>> {
        self.network.clock.clone().map_or_else(clock::default_clock, Ok)
    }

    /// Sets the callback for the [warnings](Account::warnings) of accounts. Each warning is reported once.
    #[must_use]
    pub fn with_warning_handler(
        mut self,
        warning_handler: impl Fn(&Message) + Send + Sync + 'static,
    ) -> Self {
        self.warning_handler = Box::new(warning_handler);
        self
    }

    /// Returns true if a variable or a file has keys of this cloud. Sends nothing.
    pub fn has_credentials_for(&self, cloud: Cloud) -> bool {
        self.has_credentials_for_profile(cloud, None)
    }

    /// Returns true if a variable or a file has keys of this cloud for a profile; `None` is the default
    /// profile.
    pub fn has_credentials_for_profile(&self, cloud: Cloud, profile: Option<&str>) -> bool {
        let chain = cloud.chain;
        !matches!(self.in_file(cloud, profile.unwrap_or(DEFAULT)), Ok(None))
            || chain.mentions_profile(&self.context, profile)
    }

    /// Finds the credentials of a profile. The settings beside those of a named profile of this project's file
    /// take precedence over variables.
    fn find(
        &self,
        cloud: Cloud,
        context: &CredentialContext,
        profile: Option<&str>,
    ) -> Result<Option<FoundAccount>> {
        if let Some(name) = profile
            && let Some(mut found) = self.in_file(cloud, name)?
        {
            found.overrides_variables = true;
            return Ok(Some(found));
        }
        cloud.chain.find_with(context, profile, || match profile {
            None => self.in_file(cloud, DEFAULT),
            Some(_) => Ok(None),
        })
    }

    /// Finds the account of a profile (`None` is the default one). `region` overrides the region of the
    /// environment.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if the key pair is missing or incomplete; [`Config`](tingji_core::ErrorKind::Config) if a file
    /// or an endpoint is invalid, or if this build does not include the cloud.
    pub fn account(&self, cloud: Cloud, profile: Option<&str>, region: Option<&str>) -> Result<Account> {
        let context = self.context_with_network();
        let mut search = AccountSearch::new(&cloud, &context);
        search.profile = profile;
        search.region = region.or(self.region.as_deref());
        let found = search.find_with(|context| self.find(cloud, context, profile))?;
        self.warn(&found.warnings);
        let mut account = Account::new(cloud, found.credentials);
        account.http_client = self.network.http_client.clone();
        account.http_options = self.network.http_options.clone();
        account.clock = self.network.clock.clone();
        let mut origins = BTreeMap::from([("keys", found.origin)]);
        account.region = record(&mut origins, "region", found.region);
        account.zone = record(&mut origins, "zone", found.zone);
        account.project_id = record(&mut origins, "project_id", found.project_id);
        account.endpoint = record(&mut origins, "endpoint", found.endpoint);
        Ok(Account { origins, warnings: found.warnings, ..account })
    }

    /// Returns the context with the HTTP client and the clock of this environment.
    fn context_with_network(&self) -> CredentialContext {
        self.context.clone().with_network(self.network.clone())
    }

    /// Reports warnings that were not reported before.
    fn warn(&self, warnings: &[Message]) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        for warning in warnings.iter().filter(|warning| reported.insert((*warning).clone())) {
            (self.warning_handler)(warning);
        }
    }
}

/// Stores the place of a setting under its field, and returns its value.
fn record(
    origins: &mut BTreeMap<&'static str, Origin>,
    field: &'static str,
    setting: Option<Setting>,
) -> Option<String> {
    let setting = setting?;
    origins.insert(field, setting.origin);
    Some(setting.value)
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("region", &self.region).finish_non_exhaustive()
    }
}

#[cfg(feature = "full")]
#[cfg(test)]
mod tests;
