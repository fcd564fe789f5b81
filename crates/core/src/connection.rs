//! [`Connection`]: the settings that every provider's client shares, and their builder methods.

use std::sync::Arc;

use crate::Result;
use crate::clock::Clock;
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::http_options::HttpOptions;
use crate::rate_limit::{RateLimit, RateLimiter};
pub use crate::timeouts::Timeouts;
#[cfg(not(feature = "client"))]
use crate::{Error, ErrorKind};

/// Optional settings of an [`ApiClient`](crate::api::ApiClient). The builder of every provider sets them with
/// the methods of [`connection_settings!`](crate::connection_settings!).
#[derive(Clone, Debug, Default)]
pub struct Connection {
    /// Base URL of the API. Default: the vendor's.
    pub endpoint: Option<Endpoint>,
    /// HTTP client of the caller. Default: the built-in one.
    pub http_client: Option<Arc<dyn HttpClient>>,
    /// Settings of the built-in HTTP client.
    pub http_options: HttpOptions,
    /// Clock for signatures, pauses and deadlines. Default: the system clock.
    pub clock: Option<Arc<dyn Clock>>,
    /// Rate of reads. Default: the vendor's, if the protocol states one.
    pub rate_limit: Option<RateLimit>,
    /// Maximum attempts of a read, the first one included. Default 3.
    pub max_attempts: Option<u32>,
    /// Rate limiter, which all clients of an account should share. Default: a separate one for each client
    /// and its clones.
    pub rate_limiter: Option<Arc<RateLimiter>>,
}

/// Builds the built-in HTTP client for this endpoint.
#[cfg(feature = "client")]
pub(crate) fn default_http_client(endpoint: &Endpoint, options: &HttpOptions) -> Result<Arc<dyn HttpClient>> {
    Ok(Arc::new(crate::reqwest_client::ReqwestClient::new(endpoint, options)?))
}

/// Builds the HTTP client for a metadata service: never through a proxy, and with short time limits.
#[cfg(feature = "client")]
pub(crate) fn metadata_http_client(endpoint: &Endpoint) -> Result<Arc<dyn HttpClient>> {
    Ok(Arc::new(crate::reqwest_client::ReqwestClient::for_metadata(endpoint)?))
}

#[cfg(not(feature = "client"))]
pub(crate) fn metadata_http_client(endpoint: &Endpoint) -> Result<Arc<dyn HttpClient>> {
    default_http_client(endpoint, &HttpOptions::new())
}

#[cfg(not(feature = "client"))]
pub(crate) fn default_http_client(
    _endpoint: &Endpoint,
    _options: &HttpOptions,
) -> Result<Arc<dyn HttpClient>> {
    Err(Error::new(
        ErrorKind::Config,
        crate::message!(
            "no-http-client",
            "no HTTP client is set and this build has none: turn on the feature client, or set one"
        ),
    ))
}

/// Adds the settings of a [`Connection`] to a provider's client builder. The builder needs a field
/// `connection` of that type.
#[macro_export]
macro_rules! connection_settings {
    ($builder:ident) => {
        impl $builder {
            /// Sets all settings of this section at once.
            #[must_use]
            pub fn connection(mut self, connection: $crate::api::Connection) -> Self {
                self.connection = connection;
                self
            }

            /// Sets the base URL of the API. Default: the vendor's. Protocol and signature stay the same.
            ///
            /// # Errors
            ///
            /// [`Config`]($crate::ErrorKind::Config) if the text is not a URL, or is plain HTTP to
            /// another machine.
            pub fn endpoint(mut self, url: &str) -> $crate::Result<Self> {
                self.connection.endpoint = Some(url.parse()?);
                Ok(self)
            }

            /// Sets the HTTP client: a `reqwest::Client`, or any other implementation of
            /// [`HttpClient`]($crate::http_client::HttpClient). Default: the built-in client, with
            /// [`http_options`](Self::http_options).
            ///
            /// Some guarantees of the built-in client become the caller's responsibility; the documentation
            /// of `ReqwestClient` in `tingji_core::reqwest_client` lists them.
            #[must_use]
            pub fn http_client(mut self, client: impl $crate::http_client::HttpClient + 'static) -> Self {
                self.connection.http_client = Some(::std::sync::Arc::new(client));
                self
            }

            /// Sets the user agent, root certificates, proxy and time limits of the built-in HTTP client. The
            /// same value can be passed to the builders of all clouds.
            #[must_use]
            pub fn http_options(mut self, options: $crate::http_options::HttpOptions) -> Self {
                self.connection.http_options = options;
                self
            }

            /// Sets the time limits of the built-in HTTP client: those of
            /// [`http_options`](Self::http_options). Default: 5 s to connect, 30 s for an attempt.
            #[must_use]
            pub fn timeouts(mut self, timeouts: $crate::http_options::Timeouts) -> Self {
                self.connection.http_options = self.connection.http_options.timeouts(timeouts);
                self
            }

            /// Sets the clock for signatures, pauses and deadlines. Default: the system clock.
            #[must_use]
            pub fn clock(mut self, clock: ::std::sync::Arc<dyn $crate::clock::Clock>) -> Self {
                self.connection.clock = Some(clock);
                self
            }

            /// Sets the rate of reads of this client, such as a quota that the vendor has granted. Default: the
            /// vendor's rate, as far as the client's protocol states one
            /// ([`DEFAULT_READ_RATE`]($crate::operation::Protocol::DEFAULT_READ_RATE)). Has no effect if a
            /// [`rate_limiter`](Self::rate_limiter) with a limit is set.
            #[must_use]
            pub fn rate_limit(mut self, limit: $crate::rate_limit::RateLimit) -> Self {
                self.connection.rate_limit = Some(limit);
                self
            }

            /// Sets the maximum attempts of a read after transient failures, the first one included. Default 3;
            /// 1 never repeats a read.
            #[must_use]
            pub fn max_attempts(mut self, attempts: u32) -> Self {
                self.connection.max_attempts = Some(attempts);
                self
            }

            /// Sets the rate limiter, which all clients of an account should share. Default: a separate one
            /// for this client and its clones.
            #[must_use]
            pub fn rate_limiter(
                mut self,
                rate_limiter: ::std::sync::Arc<$crate::rate_limit::RateLimiter>,
            ) -> Self {
                self.connection.rate_limiter = Some(rate_limiter);
                self
            }
        }
    };
}
