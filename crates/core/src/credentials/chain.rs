//! [`ProviderChain`]: the order in which a cloud's sources are asked.

use std::sync::Arc;

use crate::auth::{KeyProvider, ProvideCredentials, TemporaryCredentials};
use crate::credentials::{CredentialContext, LoginMethod, ResolvedCredentials};
use crate::{BoxFuture, Error, ErrorKind, Result, UnixTime};

/// The sources of one cloud. Nothing is sent while they are looked through: what needs the network
/// is asked when a client first needs a key.
#[derive(Clone, Copy, Debug)]
pub struct ProviderChain {
    /// What variables hold, or name.
    pub variables: fn(&CredentialContext) -> Result<Option<ResolvedCredentials>>,
    /// What the files of the vendor's tools hold, of this profile or of the one they call current.
    pub files: fn(&CredentialContext, Option<&str>) -> Result<Option<ResolvedCredentials>>,
    /// The names under which those files have keys; one may come twice.
    pub profile_names: fn(&CredentialContext) -> Result<Vec<String>>,
    /// What the machine itself may be told, by its metadata service.
    pub metadata: fn(&CredentialContext) -> Result<Option<ResolvedCredentials>>,
    /// The variables that ask for the metadata service by being set.
    pub metadata_env: &'static [&'static str],
    /// The variables that name a region.
    pub region: &'static [&'static str],
    /// The variables that name a zone.
    pub zone: &'static [&'static str],
    /// The variables that name a project.
    pub project_id: &'static [&'static str],
}

impl ProviderChain {
    /// The first source that has something. A profile is looked for in variables with its name in
    /// front (`WORK_…` for `work`), then in the vendor's files, and nowhere else.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] or [`ErrorKind::Config`] if the first source that speaks of keys is
    /// incomplete or can't be read: the next one might be another account's.
    pub fn find(
        &self,
        surroundings: &CredentialContext,
        profile: Option<&str>,
    ) -> Result<Option<ResolvedCredentials>> {
        self.find_with(surroundings, profile, || Ok(None))
    }

    /// The same with one more source between variables and files.
    ///
    /// # Errors
    ///
    /// As [`find`](Self::find), and those of that source.
    pub fn find_with(
        &self,
        surroundings: &CredentialContext,
        profile: Option<&str>,
        between: impl FnOnce() -> Result<Option<ResolvedCredentials>>,
    ) -> Result<Option<ResolvedCredentials>> {
        let own = surroundings.for_profile(profile);
        if let Some(found) = (self.variables)(&own)? {
            return Ok(Some(found));
        }
        if let Some(found) = between()? {
            return Ok(Some(found));
        }
        if let Some(found) = (self.files)(surroundings, profile)? {
            return Ok(Some(found));
        }
        if profile.is_some() {
            return Ok(None);
        }
        let found = (self.metadata)(surroundings)?;
        Ok(if self.is_asked(surroundings) { found } else { found.map(last_resort) })
    }

    /// Whether a variable or a file speaks of this cloud. Asks no service.
    pub fn mentions_provider(&self, surroundings: &CredentialContext) -> bool {
        self.mentions_profile(surroundings, None)
    }

    /// The same under this profile, if one is given.
    pub fn mentions_profile(&self, surroundings: &CredentialContext, profile: Option<&str>) -> bool {
        let speaks = |answer: Result<Option<ResolvedCredentials>>| !matches!(answer, Ok(None));
        speaks((self.variables)(&surroundings.for_profile(profile)))
            || speaks((self.files)(surroundings, profile))
            || (profile.is_none() && self.is_asked(surroundings))
    }

    /// What a cloud has that knows no metadata service.
    pub const NO_METADATA: fn(&CredentialContext) -> Result<Option<ResolvedCredentials>> = |_| Ok(None);

    fn is_asked(&self, surroundings: &CredentialContext) -> bool {
        surroundings.first(self.metadata_env).is_some()
    }
}

/// Whoever has no keys at all should read that, not that some address does not answer; and should
/// not be kept waiting by repetitions.
fn last_resort(mut found: ResolvedCredentials) -> ResolvedCredentials {
    if let LoginMethod::Keys(KeyProvider::Dynamic(source)) = found.login {
        found.login =
            KeyProvider::Dynamic(Arc::new(LastResort { source, origin: found.origin.clone() })).into();
    }
    found
}

#[derive(Debug)]
struct LastResort {
    source: Arc<dyn ProvideCredentials>,
    origin: String,
}

impl ProvideCredentials for LastResort {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(async move {
            self.source.provide_credentials(now).await.map_err(|error| {
                let (origin, why) = (&self.origin, error.message());
                let message = format!(
                    "no keys are found: neither in variables nor in files, and the {origin} has none ({why})"
                );
                let chinese = error.message_zh();
                Error::new(ErrorKind::Credentials, message)
                    .with_chinese(format!("未找到密钥：环境变量和文件中都没有，{origin} 也没有（{chinese}）"))
            })
        })
    }
}
