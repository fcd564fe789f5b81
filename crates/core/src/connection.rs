//! [`Connection`]: the parts of a client that have defaults, and how they are set.

use std::sync::Arc;

use crate::Result;
use crate::clock::Clock;
use crate::endpoint::Endpoint;
use crate::operation::Transport;
use crate::pace::Pace;
#[cfg(not(feature = "client"))]
use crate::{Error, ErrorKind};

/// The parts of an [`Api`](crate::api::Api) that have defaults.
#[derive(Clone, Debug, Default)]
pub struct Connection {
    /// Another endpoint than the vendor's.
    pub endpoint: Option<Endpoint>,
    /// Another HTTP stack than the built-in one.
    pub transport: Option<Arc<dyn Transport>>,
    /// Another clock than the machine's.
    pub clock: Option<Arc<dyn Clock>>,
    /// The pace that this client shares with others of its account; else it has one of its own.
    pub pace: Option<Arc<Pace>>,
}

#[cfg(feature = "client")]
pub(crate) fn built_in_transport(endpoint: &Endpoint) -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(crate::http_transport::HttpTransport::for_endpoint(endpoint)?))
}

#[cfg(not(feature = "client"))]
pub(crate) fn built_in_transport(_endpoint: &Endpoint) -> Result<Arc<dyn Transport>> {
    Err(Error::new(ErrorKind::Config, "no transport is given and none is built in"))
}

#[cfg(feature = "client")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
pub(crate) fn built_in_clock() -> Result<Arc<dyn Clock>> {
    Ok(Arc::new(crate::clock::SystemClock::new()))
}

#[cfg(not(feature = "client"))]
pub(crate) fn built_in_clock() -> Result<Arc<dyn Clock>> {
    Err(Error::new(ErrorKind::Config, "no clock is given and none is built in"))
}

/// Gives a provider's client builder, whose field `connection` is a [`Connection`], the settings
/// that all of them have.
#[macro_export]
macro_rules! connection_settings {
    ($builder:ident) => {
        impl $builder {
            /// Another base URL than the vendor's. The protocol and its signature stay the same.
            ///
            /// # Errors
            ///
            /// [`Config`]($crate::ErrorKind::Config) if it is no URL, or plain HTTP to anything but a
            /// loopback address.
            pub fn endpoint(mut self, url: &str) -> $crate::Result<Self> {
                self.connection.endpoint = Some(url.parse()?);
                Ok(self)
            }

            /// Another HTTP stack than the built-in one.
            #[must_use]
            pub fn transport(
                mut self,
                transport: ::std::sync::Arc<dyn $crate::operation::Transport>,
            ) -> Self {
                self.connection.transport = Some(transport);
                self
            }

            /// Another clock than the machine's.
            #[must_use]
            pub fn clock(mut self, clock: ::std::sync::Arc<dyn $crate::clock::Clock>) -> Self {
                self.connection.clock = Some(clock);
                self
            }

            /// The pace that this client shares with others of its account.
            #[must_use]
            pub fn pace(mut self, pace: ::std::sync::Arc<$crate::pace::Pace>) -> Self {
                self.connection.pace = Some(pace);
                self
            }
        }
    };
}
