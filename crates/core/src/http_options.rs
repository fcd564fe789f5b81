//! [`HttpOptions`]: the settings of the built-in HTTP client.

use std::sync::Arc;

use bytes::Bytes;

use crate::Secret;
use crate::client_cache::ClientCache;
pub use crate::timeouts::Timeouts;

/// Settings of the built-in HTTP client. One value can be used for all clouds: its clones share their
/// connections, and load the root certificates once.
///
/// The values are checked when a client is built: an invalid value is an error of kind
/// [`Config`](crate::ErrorKind::Config). They have no effect on an HTTP client of the caller.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::http_options::{HttpOptions, Timeouts};
///
/// let options = HttpOptions::new()
///     .user_agent("night-watch/1.2")
///     .proxy("socks5://10.0.0.7:1080")
///     .timeouts(Timeouts { connect: Duration::from_secs(2), ..Timeouts::default() });
/// assert!(format!("{options:?}").contains("night-watch"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct HttpOptions {
    pub(crate) timeouts: Timeouts,
    pub(crate) user_agent: Option<String>,
    pub(crate) root_certificates: Vec<Bytes>,
    pub(crate) proxy: ProxySource,
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only the built-in client is cached"))]
    pub(crate) clients: Arc<ClientCache>,
}

/// The origin of the proxy's URL.
#[derive(Clone, Debug, Default)]
#[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only the built-in client uses a proxy"))]
pub(crate) enum ProxySource {
    /// The usual environment variables.
    #[default]
    Environment,
    /// No proxy. The variables are ignored.
    Off,
    /// This URL, which may contain a password.
    Url(Secret),
}

impl HttpOptions {
    /// Creates the default settings: the time limits of [`Timeouts`], the platform's root certificates, the
    /// proxy of the environment variables, and `tingji/<version>` as user agent.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the time limits of each attempt. Default: 5 s to connect, 30 s in total.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self.with_new_cache()
    }

    /// Sets the `User-Agent` header of every request. Default `tingji/<version>`.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self.with_new_cache()
    }

    /// Adds root certificates to those of the platform, as a PEM text with one or more certificates. They are
    /// needed behind a proxy that inspects TLS.
    #[must_use]
    pub fn add_root_certificates(mut self, pem: impl Into<Bytes>) -> Self {
        self.root_certificates.push(pem.into());
        self.with_new_cache()
    }

    /// Sets the proxy for all HTTPS requests to other machines: `http://`, `https://`, `socks4://`,
    /// `socks4a://`, `socks5://` or `socks5h://`, optionally with user and password. Environment variables,
    /// `NO_PROXY` included, are then ignored.
    ///
    /// Default: `HTTPS_PROXY`, else `ALL_PROXY`, except for the hosts of `NO_PROXY`; lower-case names are
    /// accepted too. A variable that can't be parsed is an error when the client is built. The error names
    /// the variable and contains no part of its value.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = ProxySource::Url(Secret::new(url));
        self.with_new_cache()
    }

    /// Turns proxies off. Environment variables are then ignored.
    #[must_use]
    pub fn without_proxy(mut self) -> Self {
        self.proxy = ProxySource::Off;
        self.with_new_cache()
    }

    /// Detaches this value from the clients that were built with the previous settings.
    fn with_new_cache(mut self) -> Self {
        self.clients = Arc::default();
        self
    }
}
