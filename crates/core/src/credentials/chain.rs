//! [`ProviderChain`]: the sources of one cloud's credentials, in order of precedence.

use std::sync::Arc;

use crate::auth::{Identity, ProvideCredentials};
use crate::credentials::{CredentialContext, FoundAccount, Origin};
use crate::{BoxFuture, Error, ErrorKind, Result, UnixTime, message};

/// A function that reads one source. Returns `None` if the source has no credentials of this cloud, or is turned off.
type Source = fn(&CredentialContext) -> Result<Option<FoundAccount>>;

/// The sources of one cloud's credentials: variables, then files, then the metadata service.
///
/// The search sends no request. A source that needs the network is called when a client needs the first key.
#[derive(Clone, Copy, Debug)]
pub struct ProviderChain {
    /// Reads environment variables, and the files that they name.
    pub variables: Source,
    /// Reads the files of the vendor's tools, for this profile or for the one that a file selects.
    pub files: fn(&CredentialContext, Option<&str>) -> Result<Option<FoundAccount>>,
    /// Returns the names of the profiles with credentials in those files. A name may occur twice.
    pub profile_names: fn(&CredentialContext) -> Result<Vec<String>>,
    /// Returns the metadata service of the machine as a source. `None` if the cloud has no such service.
    pub metadata: Option<Source>,
    /// Variables that select the metadata service when they are set.
    pub metadata_env: &'static [&'static str],
    /// Variables with the region, in order of precedence.
    pub region: &'static [&'static str],
    /// Variables with the zone, in order of precedence.
    pub zone: &'static [&'static str],
    /// Variables with the project id, in order of precedence.
    pub project_id: &'static [&'static str],
}

impl ProviderChain {
    /// Returns the credentials of the first source that has any. `None` if no source has.
    ///
    /// With a profile, only two sources are read: the variables with the name of the profile as prefix
    /// (`WORK_…` for `work`), and the vendor's files.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] or [`ErrorKind::Config`] if a source is incomplete or can't be read. The
    /// next source is not tried then, because it may belong to another account.
    pub fn find(&self, context: &CredentialContext, profile: Option<&str>) -> Result<Option<FoundAccount>> {
        self.find_with(context, profile, || Ok(None))
    }

    /// Does the same as [`find`](Self::find), and calls `extra_source` after the variables and before the
    /// files.
    ///
    /// # Errors
    ///
    /// The errors of [`find`](Self::find) and of `extra_source`.
    pub fn find_with(
        &self,
        context: &CredentialContext,
        profile: Option<&str>,
        extra_source: impl FnOnce() -> Result<Option<FoundAccount>>,
    ) -> Result<Option<FoundAccount>> {
        if let Some(found) = (self.variables)(&context.for_profile(profile))? {
            return Ok(Some(found));
        }
        if let Some(found) = extra_source()? {
            return Ok(Some(found));
        }
        if let Some(found) = (self.files)(context, profile)? {
            return Ok(Some(found));
        }
        if profile.is_some() {
            return Ok(None);
        }
        let Some(metadata) = self.metadata else { return Ok(None) };
        let found = metadata(context)?;
        Ok(if self.is_metadata_selected(context) { found } else { found.map(as_fallback) })
    }

    /// Returns true if a variable or a file has credentials of this cloud, even incomplete ones, or if a
    /// variable selects the metadata service. Sends no request.
    pub fn mentions_provider(&self, context: &CredentialContext) -> bool {
        self.mentions_profile(context, None)
    }

    /// Does the same as [`mentions_provider`](Self::mentions_provider) for one profile. A profile never uses
    /// the metadata service.
    pub fn mentions_profile(&self, context: &CredentialContext, profile: Option<&str>) -> bool {
        has_credentials(&(self.variables)(&context.for_profile(profile)))
            || has_credentials(&(self.files)(context, profile))
            || (profile.is_none() && self.is_metadata_selected(context))
    }

    fn is_metadata_selected(&self, context: &CredentialContext) -> bool {
        context.first_set(self.metadata_env).is_some()
    }
}

/// Returns true also for an error: the source has credentials, but they are incomplete.
fn has_credentials(result: &Result<Option<FoundAccount>>) -> bool {
    !matches!(result, Ok(None))
}

/// Wraps the metadata service when nothing selects it explicitly.
fn as_fallback(found: FoundAccount) -> FoundAccount {
    let fallback = FallbackSource { source: found.credentials, origin: found.origin.clone() };
    FoundAccount { credentials: Arc::new(fallback), ..found }
}

/// The metadata service, used because no other source has credentials.
///
/// Most machines have no metadata service. Its error is replaced by one that reports missing credentials,
/// instead of an unknown address that does not respond. The kind of the new error is not retried.
#[derive(Debug)]
struct FallbackSource {
    source: Arc<dyn ProvideCredentials>,
    /// Name of the metadata service, for the message.
    origin: Origin,
}

impl ProvideCredentials for FallbackSource {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            self.source.provide_credentials(now).await.map_err(|error| {
                let origin = &self.origin;
                let message = message!(
                    "no-keys-anywhere",
                    "no keys are found: neither in variables nor in files, and the {origin} has none ({reason})",
                    origin = origin.to_string(),
                    reason = error.typed_message()
                );
                Error::new(ErrorKind::Credentials, message).with_source(error)
            })
        })
    }
}
