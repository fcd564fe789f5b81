//! [`CredentialContext`]: the variables, the home directory and the network in which credentials are
//! searched.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::api::Connection;
use crate::clock::Clock;
use crate::credentials::{FoundAccount, Origin, TextFile};
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::http_options::HttpOptions;
use crate::{Credential, Error, ErrorKind, Result, message};

/// Returns the value of an environment variable: `std::env::var` in a program, a table in a test.
type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

/// The metadata service that may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MetadataService {
    /// The vendor's service at its fixed address.
    #[default]
    Vendor,
    /// A service at another address, for example the sandbox.
    At(Endpoint),
    /// No service.
    Off,
}

/// The connection to token and metadata services. Default: the built-in HTTP client and the vendor's
/// addresses.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// HTTP client of the caller; `None` for the built-in one. A client that [may use a
    /// proxy](HttpClient::may_use_proxy) is not used for metadata services.
    pub http_client: Option<Arc<dyn HttpClient>>,
    /// Settings of the built-in HTTP client. Metadata services have time limits of their own.
    pub http_options: HttpOptions,
    /// Clock for signatures and expiry times; `None` for the system clock.
    pub clock: Option<Arc<dyn Clock>>,
    /// Base URL of the token service; `None` for the vendor's.
    pub endpoint: Option<Endpoint>,
    /// Metadata service that may be used.
    pub metadata: MetadataService,
}

impl Network {
    /// Returns the connection of a client of the token service at this URL, or at
    /// [`endpoint`](Self::endpoint) if that is set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if `vendor_endpoint` is not a URL.
    pub fn connection(&self, vendor_endpoint: &str) -> Result<Connection> {
        let endpoint = self.endpoint.clone().map_or_else(|| vendor_endpoint.parse(), Ok)?;
        Ok(Connection {
            endpoint: Some(endpoint),
            http_client: self.http_client.clone(),
            http_options: self.http_options.clone(),
            clock: self.clock.clone(),
            ..Connection::default()
        })
    }
}

/// The environment in which credentials are searched: variables, home directory, network and region. Cheap to
/// clone.
#[derive(Clone)]
pub struct CredentialContext {
    lookup: Arc<Lookup>,
    /// Prefix of every variable, such as `WORK_`. Empty without a profile.
    prefix: String,
    home: Option<PathBuf>,
    network: Network,
    region: Option<String>,
}

impl CredentialContext {
    /// Creates a context with these variables, without a home directory. Only files that a variable names are
    /// then read.
    pub fn new(lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self {
            lookup: Arc::new(lookup),
            prefix: String::new(),
            home: None,
            network: Network::default(),
            region: None,
        }
    }

    /// Creates a context with the variables and the home directory of this process.
    pub fn from_env() -> Self {
        let home = ["HOME", "USERPROFILE"].into_iter().find_map(std::env::var_os).map(PathBuf::from);
        Self::new(|name| std::env::var(name).ok()).with_home(home.filter(|home| home.is_absolute()))
    }

    /// Sets the home directory, which contains the files of the vendors' tools. Default: none.
    #[must_use]
    pub fn with_home(mut self, home: Option<PathBuf>) -> Self {
        self.home = home;
        self
    }

    /// Sets the connection to token and metadata services.
    #[must_use]
    pub fn with_network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// Sets the region of the account. Some vendors have a token service in each region.
    #[must_use]
    pub fn with_region(mut self, region: Option<String>) -> Self {
        self.region = region;
        self
    }

    /// Returns the region of the account, if it is set.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Returns a context in which every variable has the name of the profile as prefix: `WORK_…` for `work`.
    /// Without a profile, no variable has a prefix.
    #[must_use]
    pub fn for_profile(&self, profile: Option<&str>) -> Self {
        let prefix = match profile {
            Some(profile) => format!("{}_", profile.to_ascii_uppercase().replace('-', "_")),
            None => String::new(),
        };
        Self { prefix, ..self.clone() }
    }

    /// Returns the connection to token and metadata services.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Returns the name of a variable with the prefix of the profile, as the user sets it.
    pub fn variable_name(&self, variable: &str) -> String {
        format!("{}{variable}", self.prefix)
    }

    /// Returns the trimmed value of a variable. An empty variable counts as unset.
    pub fn var(&self, variable: &str) -> Option<String> {
        let value = (self.lookup)(&self.variable_name(variable))?.trim().to_owned();
        Some(value).filter(|value| !value.is_empty())
    }

    /// Returns the [name](Self::variable_name) and the value of the first of these variables that is set.
    pub fn first_set(&self, variables: &[&str]) -> Option<(String, String)> {
        variables.iter().find_map(|variable| Some((self.variable_name(variable), self.var(variable)?)))
    }

    /// Returns true if a variable is `true`, `1`, `yes` or `on`, in upper or lower case.
    pub fn is_true(&self, variable: &str) -> bool {
        let value = self.var(variable).unwrap_or_default().to_ascii_lowercase();
        matches!(value.as_str(), "true" | "1" | "yes" | "on")
    }

    /// Returns a variable that something else requires.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if it is not set. `required_by` is the subject of the message, such as
    /// another variable.
    pub fn required_var(&self, variable: &str, required_by: &str) -> Result<String> {
        self.var(variable).ok_or_else(|| {
            let name = self.variable_name(variable);
            let message = format!("the variable {name} is not set, but {required_by} requires it");
            Error::new(ErrorKind::Credentials, message)
        })
    }

    /// Returns the values of two variables that belong together. `None` if neither is set.
    ///
    /// # Errors
    ///
    /// The error of [`required_var`](Self::required_var) if only one of them is set.
    pub fn both_vars(&self, variables: [&str; 2], required_by: &str) -> Result<Option<[String; 2]>> {
        if self.first_set(&variables).is_none() {
            return Ok(None);
        }
        let [first, second] = variables;
        Ok(Some([self.required_var(first, required_by)?, self.required_var(second, required_by)?]))
    }

    /// Returns the account whose key pair is in variables. The parameters are the names of the variables of
    /// each part; the first one that is set counts. `None` if neither an access key nor a secret key is set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if only one of the two keys is set. No other source is used in that case,
    /// because it may belong to another account.
    pub fn key_pair(&self, key: &[&str], secret: &[&str], token: &[&str]) -> Result<Option<FoundAccount>> {
        let (name, key, secret) = match (self.first_set(key), self.first_set(secret)) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(self.missing_variable(secret)),
            (None, Some(_)) => return Err(self.missing_variable(key)),
            (Some((name, key)), Some((_, secret))) => (name, key, secret),
        };
        let token = self.first_set(token).map(|(_, token)| token).unwrap_or_default();
        let credential = Credential::new(key, secret).with_security_token(token);
        Ok(Some(FoundAccount::new(credential, Origin::Variable(name))))
    }

    /// Returns the error for a key that is not set. It names the first of the variables.
    fn missing_variable(&self, variables: &[&str]) -> Error {
        let name = self.variable_name(variables.first().copied().unwrap_or_default());
        let message = message!(
            "variable-not-set",
            "the variable {name} is not set; set it to what the vendor's console shows",
            name
        );
        Error::new(ErrorKind::Credentials, message)
    }

    /// Returns a path below the home directory. `None` without a home directory.
    pub fn home_path(&self, path: &str) -> Option<PathBuf> {
        Some(self.home.as_ref()?.join(path))
    }

    /// Reads a file below the home directory. `None` if it does not exist, and without a home directory.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the file can't be read.
    pub fn home_file(&self, path: &str) -> Result<Option<TextFile>> {
        match self.home_path(path) {
            Some(path) => self.file(&path),
            None => Ok(None),
        }
    }

    /// Reads the file whose path is in a variable. `None` if the variable is not set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the file does not exist or can't be read.
    pub fn variable_file(&self, variable: &str) -> Result<Option<TextFile>> {
        match self.var(variable) {
            Some(path) => self.required_file(&path, &self.variable_name(variable)).map(Some),
            None => Ok(None),
        }
    }

    /// Reads the file whose path is in a variable, else this file below the home directory.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the file can't be read, or the variable names one that does not exist.
    pub fn tool_file(&self, variable: &str, home_path: &str) -> Result<Option<TextFile>> {
        match self.variable_file(variable)? {
            Some(file) => Ok(Some(file)),
            None => self.home_file(home_path),
        }
    }

    /// Replaces `~/` at the start of a path by the home directory.
    pub fn expand_home(&self, path: &str) -> PathBuf {
        let in_home = path.strip_prefix("~/").and_then(|rest| self.home_path(rest));
        in_home.unwrap_or_else(|| PathBuf::from(path))
    }

    /// Reads a file that `named_by`, such as a variable, requires. `~/` at the start of the path is the home
    /// directory.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the file does not exist or can't be read.
    pub fn required_file(&self, path: &str, named_by: &str) -> Result<TextFile> {
        let path = self.expand_home(path);
        if let Some(file) = self.file(&path)? {
            return Ok(file);
        }
        let name = self.display_path(&path);
        let message = message!(
            "file-does-not-exist",
            "the file {file} that {setting} names does not exist",
            file = name,
            setting = named_by
        );
        Err(Error::new(ErrorKind::Credentials, message))
    }

    /// Reads a file. `None` if it does not exist.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the file can't be read.
    pub fn file(&self, path: &Path) -> Result<Option<TextFile>> {
        TextFile::read(path, self.display_path(path))
    }

    /// Returns a path for messages, in which the home directory is `~`.
    pub fn display_path(&self, path: &Path) -> String {
        let in_home = self.home.as_ref().and_then(|home| path.strip_prefix(home).ok());
        match in_home {
            Some(rest) => format!("~/{}", rest.display()),
            None => path.display().to_string(),
        }
    }
}

impl fmt::Debug for CredentialContext {
    /// Prints the prefix only, because variables may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialContext").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
