//! [`TempHome`]: a home of its own for looking for keys, and [`ManualClock`] for their end.

use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use crate::auth::KeyProvider;
use crate::clock::Clock;
use crate::credentials::{CredentialContext, LoginMethod, Network, ResolvedCredentials};
use crate::{BoxFuture, Result, UnixTime};

/// A home with files that only their owner reads, and variables; it goes when it is dropped.
#[derive(Debug)]
pub struct TempHome {
    folder: TempDir,
    variables: Vec<(String, String)>,
    network: Network,
}

impl TempHome {
    /// An empty one.
    ///
    /// # Panics
    ///
    /// If there is no place for it.
    #[expect(clippy::expect_used, reason = "a test may fail where it stands")]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, variables: Vec::new(), network: Network::default() }
    }

    /// With this file; its path is the one from the home.
    ///
    /// # Panics
    ///
    /// If it can't be written.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test may fail where it stands")]
    pub fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("a mode");
        self
    }

    /// With this variable; `~` in its value stands for the home.
    #[must_use]
    pub fn var(mut self, name: &str, value: &str) -> Self {
        let value = value.replace('~', &self.folder.path().display().to_string());
        self.variables.push((name.to_owned(), value));
        self
    }

    /// With this way to token and metadata services.
    #[must_use]
    pub fn network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// All that a source sees.
    pub fn surroundings(&self) -> CredentialContext {
        let variables = self.variables.clone();
        let lookup = move |name: &str| {
            variables.iter().rev().find(|(given, _)| given == name).map(|(_, value)| value.clone())
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

/// What was found in one line: key, secret and token, or `source`; origin; region, zone and project;
/// or the error.
///
/// # Panics
///
/// If anything but the line itself, such as `Debug`, shows a secret: every secret of a test begins
/// with `hidden`.
pub fn describe_resolved(answer: &Result<Option<ResolvedCredentials>>) -> String {
    assert!(!format!("{answer:?}").contains("hidden"), "a secret is shown");
    let found = match answer {
        Err(error) => {
            assert!(!error.to_string().contains("hidden"), "a secret is shown");
            return format!("{:?}: {error}", error.kind());
        }
        Ok(None) => return "nothing".to_owned(),
        Ok(Some(found)) => found,
    };
    let login = match &found.login {
        LoginMethod::Keys(KeyProvider::Static(pair)) => {
            let token = pair.security_token().map_or("-", |token| token.expose());
            format!("{} {} {token}", pair.access_key(), pair.secret_key().expose())
        }
        LoginMethod::Keys(KeyProvider::Dynamic(_)) => "source".to_owned(),
        LoginMethod::Token(token) => format!("token {}", token.expose()),
        LoginMethod::Password { domain, user, password } => format!("{domain}/{user} {}", password.expose()),
    };
    let beside = [&found.region, &found.zone, &found.project_id];
    let beside: Vec<_> = beside.into_iter().flatten().map(String::as_str).collect();
    format!("{login} | {} | {}", found.origin, beside.join(" ")).trim_end_matches(" | ").to_owned()
}

/// A clock that goes only when it is set, and sleeps in no time.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// Starting at this time.
    pub fn at(now: UnixTime) -> Self {
        Self(Arc::new(AtomicI64::new(now.seconds())))
    }

    /// Goes on by so many seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// The time since 1970.
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
