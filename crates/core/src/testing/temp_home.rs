//! [`TempHome`]: a home directory for tests of credential sources, and [`ManualClock`] for their expiry.

use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use crate::auth::{Identity, ProvideCredentials};
use crate::clock::Clock;
use crate::credentials::{CredentialContext, FoundAccount, Network, Setting};
use crate::{BoxFuture, Result, UnixTime};

/// Temporary home directory with files and environment variables. Only the owner can read the files. The
/// directory is deleted on drop.
#[derive(Debug)]
pub struct TempHome {
    folder: TempDir,
    variables: Vec<(String, String)>,
    network: Network,
}

impl TempHome {
    /// Creates an empty home directory.
    ///
    /// # Panics
    ///
    /// If the temporary directory cannot be created.
    #[expect(clippy::expect_used, reason = "a test may panic")]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, variables: Vec::new(), network: Network::default() }
    }

    /// Adds a file; `path` is relative to the home directory.
    ///
    /// # Panics
    ///
    /// If the file cannot be written.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test may panic")]
    pub fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("a mode");
        self
    }

    /// Adds an environment variable; `~` in its value is replaced by the home directory.
    #[must_use]
    pub fn var(mut self, name: &str, value: &str) -> Self {
        let value = value.replace('~', &self.folder.path().display().to_string());
        self.variables.push((name.to_owned(), value));
        self
    }

    /// Sets the network for token and metadata services.
    #[must_use]
    pub fn network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    /// Returns the path of the home directory.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the context for a credential source: the home directory, the variables and the network.
    pub fn context(&self) -> CredentialContext {
        let variables = self.variables.clone();
        let lookup = move |name: &str| {
            variables.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        };
        let home = Some(self.folder.path().to_owned());
        CredentialContext::new(lookup).with_home(home).with_network(self.network.clone())
    }
}

impl Default for TempHome {
    fn default() -> Self {
        Self::new()
    }
}

/// Formats the result of a credential source in one line: key, secret and token, or `source`; origin; region,
/// zone and project; or the error.
///
/// # Panics
///
/// If the `Debug` text or the error contains a secret. Secrets of a test begin with `hidden`.
pub fn describe_resolved(answer: &Result<Option<FoundAccount>>) -> String {
    assert!(!format!("{answer:?}").contains("hidden"), "a secret is shown");
    let found = match answer {
        Err(error) => {
            assert!(!error.to_string().contains("hidden"), "a secret is shown");
            return format!("{:?}: {error}", error.kind());
        }
        Ok(None) => return "nothing".to_owned(),
        Ok(Some(found)) => found,
    };
    let identity = match found.credentials.fixed_identity() {
        Some(Identity::Keys(pair)) => {
            let token = pair.security_token().map_or("-", |token| token.expose_secret());
            format!("{} {} {token}", pair.access_key(), pair.secret_key().expose_secret())
        }
        Some(Identity::Token { token, .. }) => format!("token {}", token.expose_secret()),
        Some(Identity::Password { domain, user, password }) => {
            format!("{domain}/{user} {}", password.expose_secret())
        }
        None => "source".to_owned(),
    };
    let beside = [&found.region, &found.zone, &found.project_id].into_iter().flatten();
    let beside: Vec<_> = beside.map(setting_value).collect();
    format!("{identity} | {} | {}", found.origin, beside.join(" ")).trim_end_matches(" | ").to_owned()
}

fn setting_value(setting: &Setting) -> &str {
    &setting.value
}

/// Clock that advances only by [`advance`](Self::advance). Sleeping takes no time.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// Creates a clock with this time.
    pub fn at(now: UnixTime) -> Self {
        Self(Arc::new(AtomicI64::new(now.seconds())))
    }

    /// Advances the clock by this number of seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Returns the time since 1970-01-01 UTC.
    pub fn since_1970(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::Relaxed).try_into().unwrap_or_default())
    }
}

impl Clock for ManualClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(self.0.load(Ordering::Relaxed))
    }

    fn monotonic(&self) -> Duration {
        self.since_1970()
    }

    fn sleep(&self, _duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}
