//! [`CredentialContext`]: the variables, the home and the network that keys are looked for in.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::api::Connection;
use crate::clock::Clock;
use crate::credentials::TextFile;
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::http_options::HttpOptions;
use crate::{Credential, Error, ErrorKind, Result};

/// Looks up variables: `std::env::var` in a program, a table in a test.
type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Which metadata service may be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MetadataService {
    /// The vendor's, at its fixed address.
    #[default]
    Vendor,
    /// One at another address.
    At(Endpoint),
    /// None.
    Off,
}

/// How token and metadata services are reached.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// HTTP client of the caller's own; `None` for the built-in one. A client that [may use a
    /// proxy](HttpClient::may_use_proxy) is not used for metadata services.
    pub http_client: Option<Arc<dyn HttpClient>>,
    /// Settings of the built-in HTTP client. Metadata services have time limits of their own.
    pub http_options: HttpOptions,
    /// Another clock than the machine's.
    pub clock: Option<Arc<dyn Clock>>,
    /// Another base URL than that of the vendor's token service.
    pub endpoint: Option<Endpoint>,
    /// Which metadata service may be asked.
    pub metadata: MetadataService,
}

impl Network {
    /// The same for a client of a token service at this URL, unless another endpoint is given.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the URL is none.
    pub fn connection(&self, vendor_endpoint: &str) -> Result<Connection> {
        let endpoint = self.endpoint.clone().map_or_else(|| vendor_endpoint.parse(), Ok)?;
        let http_client = self.http_client.clone();
        let clock = self.clock.clone();
        let http_options = self.http_options.clone();
        Ok(Connection { endpoint: Some(endpoint), http_client, http_options, clock, ..Connection::default() })
    }
}

/// All that is seen of a machine when keys are looked for. Cheap to clone.
#[derive(Clone)]
pub struct CredentialContext {
    lookup: Arc<Lookup>,
    prefix: String,
    home: Option<PathBuf>,
    network: Network,
    region: Option<String>,
}

impl CredentialContext {
    /// Variables alone: no home, so no files but those that a variable names.
    pub fn new(lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        let (prefix, network) = (String::new(), Network::default());
        Self { lookup: Arc::new(lookup), prefix, home: None, network, region: None }
    }

    /// With a home, in which the vendors' tools keep their files.
    #[must_use]
    pub fn with_home(mut self, home: Option<PathBuf>) -> Self {
        self.home = home;
        self
    }

    /// With another way to token and metadata services.
    #[must_use]
    pub fn with_network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// With the region that is asked for, as some vendors have a token service in each.
    #[must_use]
    pub fn with_region(mut self, region: Option<String>) -> Self {
        self.region = region;
        self
    }

    /// The region that is asked for.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The same, but every variable has the profile's name in front: `WORK_…` for `work`.
    #[must_use]
    pub fn for_profile(&self, profile: Option<&str>) -> Self {
        let prefix = profile.map(|profile| format!("{}_", profile.to_ascii_uppercase().replace('-', "_")));
        Self { prefix: prefix.unwrap_or_default(), ..self.clone() }
    }

    /// How token and metadata services are reached.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// A variable's name in full, as the user would set it.
    pub fn name(&self, variable: &str) -> String {
        format!("{}{variable}", self.prefix)
    }

    /// A variable, trimmed; an empty one counts as none.
    pub fn var(&self, variable: &str) -> Option<String> {
        let value = (self.lookup)(&self.name(variable))?.trim().to_owned();
        Some(value).filter(|value| !value.is_empty())
    }

    /// The first of these variables that is set, with its name in full.
    pub fn first(&self, variables: &[&str]) -> Option<(String, String)> {
        variables.iter().find_map(|variable| Some((self.name(variable), self.var(variable)?)))
    }

    /// Whether a variable says yes, in one of the usual words.
    pub fn is_true(&self, variable: &str) -> bool {
        let value = self.var(variable).unwrap_or_default().to_ascii_lowercase();
        matches!(value.as_str(), "true" | "1" | "yes" | "on")
    }

    /// A key pair in variables, each half under the first of its names that is set, with the names
    /// of what was taken. `None` if neither half is set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if only one half is set: another account's keys must not be used
    /// instead in silence.
    pub fn pair(
        &self,
        key: &[&str],
        secret: &[&str],
        token: &[&str],
    ) -> Result<Option<(Credential, String)>> {
        let missing = |names: &[&str]| {
            let name = self.name(names.first().copied().unwrap_or_default());
            let message =
                format!("the variable {name} is not set; set it to what the vendor's console shows");
            Error::new(ErrorKind::Credentials, message)
                .with_chinese(format!("环境变量 {name} 未设置；请设为厂商控制台显示的值"))
        };
        let (key_name, key, secret) = match (self.first(key), self.first(secret)) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(missing(secret)),
            (None, Some(_)) => return Err(missing(key)),
            (Some((name, key)), Some((_, secret))) => (name, key, secret),
        };
        let token = self.first(token).map(|(_, token)| token).unwrap_or_default();
        let credential = Credential::new(key, secret).with_security_token(token);
        Ok(Some((credential, format!("variable {key_name}"))))
    }

    /// A path in the home; `None` if there is no home.
    pub fn home_path(&self, path: &str) -> Option<PathBuf> {
        Some(self.home.as_ref()?.join(path))
    }

    /// A file in the home; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if it is there but can't be read.
    pub fn home_file(&self, path: &str) -> Result<Option<TextFile>> {
        match self.home_path(path) {
            Some(path) => self.file(&path),
            None => Ok(None),
        }
    }

    /// The file that a variable names; `None` if the variable isn't set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if there is no such file or it can't be read.
    pub fn variable_file(&self, variable: &str) -> Result<Option<TextFile>> {
        self.var(variable).map(|path| self.required_file(&path, &self.name(variable))).transpose()
    }

    /// A path as a user writes it: `~/` stands for the home.
    pub fn path(&self, text: &str) -> PathBuf {
        let home_path = text.strip_prefix("~/").and_then(|rest| self.home_path(rest));
        home_path.unwrap_or_else(|| PathBuf::from(text))
    }

    /// A file that must be there because `who` names it. `~/` stands for the home.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if it is not, or can't be read.
    pub fn required_file(&self, path: &str, who: &str) -> Result<TextFile> {
        let path = self.path(path);
        let missing = || {
            let message = format!("the file {} that {who} names is not there", self.shown(&path));
            Error::new(ErrorKind::Credentials, message)
                .with_chinese(format!("{who} 所指的文件 {} 不存在", self.shown(&path)))
        };
        self.file(&path)?.ok_or_else(missing)
    }

    /// A file; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if it is there but can't be read.
    pub fn file(&self, path: &Path) -> Result<Option<TextFile>> {
        TextFile::read(path, self.shown(path))
    }

    /// A path for people: the home is `~`.
    pub fn shown(&self, path: &Path) -> String {
        let home_path = self.home.as_ref().and_then(|home| path.strip_prefix(home).ok());
        home_path.map_or_else(|| path.display().to_string(), |rest| format!("~/{}", rest.display()))
    }
}

impl fmt::Debug for CredentialContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
