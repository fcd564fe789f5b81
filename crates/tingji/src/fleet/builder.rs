//! [`FleetBuilder`]: the settings of a fleet.

use std::sync::Arc;
use std::time::Duration;

use tingji_core::Result;
use tingji_core::engine::ActionOptions;
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::{HttpOptions, Timeouts};

use crate::{Environment, Providers};

/// Settings of a [`Fleet`](crate::Fleet). Their order does not matter.
#[derive(Debug, Default)]
#[must_use = "a builder creates a fleet with `build`"]
pub struct FleetBuilder {
    environment: Option<Environment>,
    providers: Option<Providers>,
    http_client: Option<Arc<dyn HttpClient>>,
    http_options: Option<HttpOptions>,
    timeouts: Option<Timeouts>,
    list_timeout: Option<Duration>,
    options: ActionOptions,
}

impl FleetBuilder {
    /// Sets the source of the accounts. Default: [`Environment::from_env`].
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Sets the table of clouds. Default: that of the environment.
    pub fn providers(mut self, providers: Providers) -> Self {
        self.providers = Some(providers);
        self
    }

    /// Sets an HTTP client of the caller's own, as [`Environment::with_http_client`] does.
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.http_client = Some(Arc::new(client));
        self
    }

    /// Sets the user agent, root certificates, proxy and time limits of the built-in HTTP client, as
    /// [`Environment::with_http_options`] does.
    pub fn http_options(mut self, options: HttpOptions) -> Self {
        self.http_options = Some(options);
        self
    }

    /// Sets the time limits of the built-in HTTP client alone. Default: 5 s to connect, 30 s for an attempt.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = Some(timeouts);
        self
    }

    /// Sets the time limit for listing one account, retries included. Default: 60 s.
    pub fn list_timeout(mut self, longest: Duration) -> Self {
        self.list_timeout = Some(longest);
        self
    }

    /// Sets the default options of all runs.
    pub fn options(mut self, options: ActionOptions) -> Self {
        self.options = options;
        self
    }

    /// Returns the environment with the settings of the HTTP client, the options of the runs, and the time limit of a
    /// list.
    ///
    /// # Errors
    ///
    /// The profile file is invalid, or the clock is missing.
    pub(super) fn settings(self) -> Result<(Environment, ActionOptions, Option<Duration>)> {
        let mut environment = self.environment.unwrap_or_else(Environment::from_env);
        if let Some(providers) = self.providers {
            environment = environment.with_providers(providers);
        }
        if let Some(client) = self.http_client {
            environment = environment.with_http_client(client);
        }
        if let Some(options) = self.http_options {
            environment = environment.with_http_options(options);
        }
        if let Some(timeouts) = self.timeouts {
            environment.set_timeouts(timeouts);
        }
        environment.clock()?;
        environment.profiles()?;
        Ok((environment, self.options, self.list_timeout))
    }
}
