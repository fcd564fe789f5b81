//! [`AccountSearch`]: the search for the credentials and settings of one account.
//!
//! The credentials come from the first source of the provider's [chain](crate::credentials::ProviderChain) that
//! has one. Each setting comes from the first of these places:
//!
//! | setting | places |
//! |---|---|
//! | region | the caller, the vendor's variable, the place of the credentials, `TINGJI_<CLOUD>_REGION` |
//! | zone, project id | the vendor's variable, the place of the credentials |
//! | endpoint | `TINGJI_<CLOUD>_ENDPOINT`, `TINGJI_ENDPOINT`, the place of the credentials |
//!
//! `TINGJI_METADATA_ENDPOINT` sets the base URL of the metadata service, or turns it off with `off`.

use crate::credentials::{CredentialContext, FoundAccount, MetadataService, Network, Origin, Setting};
use crate::endpoint::Endpoint;
use crate::provider::{ConnectOptions, Provider};
use crate::{Error, ErrorKind, Result, message};

/// Search for one account of a provider.
#[derive(Clone, Copy, Debug)]
pub struct AccountSearch<'a> {
    /// Provider of the account.
    pub provider: &'a Provider,
    /// Variables, home directory and network.
    pub context: &'a CredentialContext,
    /// Profile; `None` for the default account.
    pub profile: Option<&'a str>,
    /// Region that overrides all others; `None` for the one that is found.
    pub region: Option<&'a str>,
}

impl<'a> AccountSearch<'a> {
    /// Creates a search for the default account.
    pub fn new(provider: &'a Provider, context: &'a CredentialContext) -> Self {
        Self { provider, context, profile: None, region: None }
    }

    /// Searches the provider's chain. Sends no request.
    ///
    /// # Errors
    ///
    /// [`Credentials`](ErrorKind::Credentials) if no source has a key pair, or the first one has an
    /// incomplete pair; [`Config`](ErrorKind::Config) if a file or an endpoint is invalid.
    pub fn find(&self) -> Result<FoundAccount> {
        self.find_with(|context| self.provider.chain.find(context, self.profile))
    }

    /// Does the same as [`find`](Self::find) with another chain.
    ///
    /// # Errors
    ///
    /// The errors of [`find`](Self::find) and of the chain.
    pub fn find_with(
        &self,
        search: impl FnOnce(&CredentialContext) -> Result<Option<FoundAccount>>,
    ) -> Result<FoundAccount> {
        let chain = self.provider.chain;
        let name = self.provider.name;
        let upper = name.to_ascii_uppercase();
        let endpoint = self.variable(&[&format!("TINGJI_{upper}_ENDPOINT"), "TINGJI_ENDPOINT"]);
        let requested =
            self.region.map(|region| Setting { value: region.to_owned(), origin: Origin::Caller });
        let vendor_region = self.variable(chain.region);
        let known_region = requested.clone().or_else(|| vendor_region.clone());
        let context = network(self.context, endpoint.as_ref().map(|endpoint| endpoint.value.as_str()))
            .map(|network| self.context.clone().with_network(network))
            .map_err(|error| error.with_prefix(name))?
            .with_region(known_region.map(|region| region.value));
        let found = search(&context).map_err(|error| error.with_prefix(name))?;
        let found = found.ok_or_else(|| self.missing())?;
        let file_first = found.overrides_variables;
        let project_id = self.own_context().first_set(chain.project_id).map(from_variable);
        Ok(FoundAccount {
            region: requested
                .or_else(|| prefer(file_first, found.region, vendor_region))
                .or_else(|| self.variable(&[&format!("TINGJI_{upper}_REGION")])),
            zone: prefer(file_first, found.zone, self.variable(chain.zone)),
            project_id: prefer(file_first, found.project_id, project_id),
            // The variable overrides files, so that no request bypasses a sandbox.
            endpoint: endpoint.or(found.endpoint),
            ..found
        })
    }

    /// Returns the context in which variables have the prefix of the profile.
    fn own_context(&self) -> CredentialContext {
        self.context.for_profile(self.profile)
    }

    /// Returns the first variable that is set. For each name, the one with the profile's prefix has priority.
    fn variable(&self, names: &[&str]) -> Option<Setting> {
        let own = self.own_context();
        let found =
            names.iter().find_map(|name| own.first_set(&[name]).or_else(|| self.context.first_set(&[name])));
        found.map(from_variable)
    }

    /// Returns the error for an account without credentials.
    fn missing(&self) -> Error {
        let cloud = self.provider.name;
        let name = self.own_context().variable_name(self.provider.credential_variables[0]);
        let message = match self.profile {
            Some(profile) => message!(
                "no-keys-of-profile",
                "{cloud}: the variable {name} is not set, and neither the profile file nor the vendor's files \
                 have the profile {profile}; set it to what the vendor's console shows",
                cloud,
                name,
                profile
            ),
            None => message!(
                "no-keys",
                "{cloud}: the variable {name} is not set; set it to what the vendor's console shows",
                cloud,
                name
            ),
        };
        Error::new(ErrorKind::Credentials, message)
    }
}

/// Returns the network of the context with this endpoint, and with the metadata service that
/// `TINGJI_METADATA_ENDPOINT` sets. A metadata service that is turned off stays off.
///
/// # Errors
///
/// [`Config`](ErrorKind::Config) if an endpoint is invalid.
pub fn network(context: &CredentialContext, endpoint: Option<&str>) -> Result<Network> {
    let current = context.network().clone();
    let metadata = match context.var("TINGJI_METADATA_ENDPOINT") {
        _ if current.metadata == MetadataService::Off => MetadataService::Off,
        None => MetadataService::Vendor,
        Some(off) if off == "off" => MetadataService::Off,
        Some(url) => MetadataService::At(Endpoint::metadata(&url)?),
    };
    let endpoint = endpoint.map(str::parse).transpose()?;
    Ok(Network { endpoint, metadata, ..current })
}

impl ConnectOptions {
    /// Searches the variables, files and services of this process for the provider's default account. Sends
    /// no request.
    ///
    /// # Errors
    ///
    /// The errors of [`AccountSearch::find`].
    pub fn from_env(provider: &Provider) -> Result<Self> {
        Self::from_context(provider, &CredentialContext::from_env())
    }

    /// Does the same as [`from_env`](Self::from_env) in this context. Warnings go to the log.
    ///
    /// # Errors
    ///
    /// The errors of [`AccountSearch::find`].
    pub fn from_context(provider: &Provider, context: &CredentialContext) -> Result<Self> {
        let found = AccountSearch::new(provider, context).find()?;
        for warning in &found.warnings {
            tracing::warn!(target: crate::log_target::CREDENTIALS, cloud = provider.name, "{warning}");
        }
        let mut options = Self::new(found.credentials);
        options.region = value(found.region);
        options.zone = value(found.zone);
        options.project_id = value(found.project_id);
        options.connection.endpoint = value(found.endpoint).map(|url| url.parse()).transpose()?;
        Ok(options)
    }
}

fn value(setting: Option<Setting>) -> Option<String> {
    setting.map(|setting| setting.value)
}

/// Returns the setting of a variable.
fn from_variable((name, value): (String, String)) -> Setting {
    Setting { value, origin: Origin::Variable(name) }
}

/// Returns the file's setting if files have priority, else the variable's; falls back to the other.
fn prefer(file_first: bool, file: Option<Setting>, variable: Option<Setting>) -> Option<Setting> {
    if file_first { file.or(variable) } else { variable.or(file) }
}
