//! [`AuthProvider`]: the identity that signs a client's requests, fixed or refreshed before it expires.
//!
//! Three layers build on each other:
//!
//! - [`ProvideCredentials`] fetches temporary key pairs, for example from a metadata service.
//! - [`IdentityProvider`] fetches an [`Identity`]: anything that can sign a request, a key pair or a token.
//! - [`IdentityCache`] keeps the current identity of a provider and replaces it before it expires.
//!
//! A source of key pairs of your own implements [`ProvideCredentials`]. Every client builder accepts it:
//!
//! ```
//! use std::sync::Arc;
//! use tingji_core::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
//! use tingji_core::{BoxFuture, Credential, Result, UnixTime};
//!
//! #[derive(Debug)]
//! struct Vault;
//!
//! impl ProvideCredentials for Vault {
//!     fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
//!         Box::pin(async move {
//!             let credential = Credential::new("my_ak", "my_sk").with_security_token("my_token");
//!             Ok(TemporaryCredentials { credential, expires: Some(now.plus(3600)) })
//!         })
//!     }
//! }
//!
//! let vault: Arc<dyn ProvideCredentials> = Arc::new(Vault);
//! let credentials = CredentialsProvider::from(vault);
//! assert!(matches!(credentials, CredentialsProvider::Dynamic(_)));
//! ```

use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::lock::Mutex as AsyncMutex;

use crate::{BoxFuture, Credential, RequestSigner, Result, UnixTime};

/// Default time before an identity expires at which [`IdentityCache`] fetches the next one: 5 minutes, in
/// seconds. Requests that are sent meanwhile still verify when they arrive.
pub const REFRESH_BUFFER_SECS: i64 = 5 * 60;

/// The identity of a client's requests.
#[derive(Clone, Debug)]
pub enum AuthProvider {
    /// A fixed identity for every request. The client cannot replace it when the vendor rejects it.
    Static(Arc<dyn RequestSigner>),
    /// Identities that expire. The cache fetches the next one before the current one expires.
    Cached(Arc<IdentityCache>),
}

impl AuthProvider {
    /// Returns the signer for a request at this time. Fetches a new identity if the cached one has expired or
    /// is about to.
    ///
    /// # Errors
    ///
    /// The error of the [`IdentityProvider`], if no identity is valid at this time.
    pub async fn signer(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        match self {
            Self::Static(signer) => Ok(Arc::clone(signer)),
            Self::Cached(cache) => cache.signer(now).await,
        }
    }

    /// Removes an identity that the vendor rejected before its expiry. Returns true if the next call of
    /// [`signer`](Self::signer) may return another one, which makes a second attempt worthwhile.
    pub fn invalidate(&self, rejected: &Arc<dyn RequestSigner>) -> bool {
        match self {
            Self::Static(_) => false,
            Self::Cached(cache) => {
                cache.invalidate(rejected);
                true
            }
        }
    }
}

impl<A: RequestSigner + 'static> From<Arc<A>> for AuthProvider {
    fn from(signer: Arc<A>) -> Self {
        Self::Static(signer)
    }
}

/// A signer with its expiry.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Signs requests, or adds a token to them.
    pub signer: Arc<dyn RequestSigner>,
    /// Time from which the vendor rejects the identity. `None` if it never expires or the expiry is unknown.
    pub expires: Option<UnixTime>,
}

/// A source of identities, such as a login that returns tokens.
pub trait IdentityProvider: Send + Sync + Debug {
    /// Fetches a new identity. `now` is the time of the caller's clock.
    ///
    /// # Errors
    ///
    /// The error of the service that issues identities. It is returned to the caller of every request that
    /// needs the identity, and it is not cached.
    fn provide_identity(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>>;
}

/// The current identity of an [`IdentityProvider`], refreshed before it expires.
///
/// The first request fetches an identity. When the remaining time falls below the refresh buffer
/// ([`REFRESH_BUFFER_SECS`]), a single caller fetches the next one. Other callers use the current identity
/// until it expires, and then wait for the new one. Errors are not cached: the next caller tries again.
#[derive(Debug)]
pub struct IdentityCache {
    provider: Box<dyn IdentityProvider>,
    refresh_buffer_secs: i64,
    cached: Mutex<Option<Identity>>,
    /// Locked by the caller that fetches, so that at most one fetch is in progress.
    refresh_lock: AsyncMutex<()>,
}

impl IdentityCache {
    /// Creates an empty cache for this provider.
    pub fn new(provider: impl IdentityProvider + 'static) -> Self {
        Self {
            provider: Box::new(provider),
            refresh_buffer_secs: REFRESH_BUFFER_SECS,
            cached: Mutex::default(),
            refresh_lock: AsyncMutex::default(),
        }
    }

    /// Sets the remaining time, in seconds, below which the next identity is fetched. Default
    /// [`REFRESH_BUFFER_SECS`].
    #[must_use]
    pub fn with_refresh_buffer(self, seconds: i64) -> Self {
        Self { refresh_buffer_secs: seconds, ..self }
    }

    /// Stores an identity that the caller already has, so that the first request fetches none.
    pub fn seed(&self, identity: Identity) {
        *self.lock() = Some(identity);
    }

    async fn signer(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        if let Some(fresh) = self.valid_for(now, self.refresh_buffer_secs) {
            return Ok(fresh);
        }
        if let Some(current) = self.valid_for(now, 0) {
            return Ok(self.refresh_single_flight(now).await.unwrap_or(current));
        }
        let _guard = self.refresh_lock.lock().await;
        match self.valid_for(now, self.refresh_buffer_secs) {
            // Another caller fetched it while this one waited for the lock.
            Some(fetched) => Ok(fetched),
            None => self.fetch(now).await,
        }
    }

    /// Fetches the next identity, unless another caller is doing so. Returns `None` in that case, and if the
    /// fetch fails: the current identity is still valid.
    async fn refresh_single_flight(&self, now: UnixTime) -> Option<Arc<dyn RequestSigner>> {
        let _guard = self.refresh_lock.try_lock()?;
        self.fetch(now).await.ok()
    }

    /// Fetches an identity and stores it. The caller must hold `refresh_lock`.
    async fn fetch(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        let identity = self.provider.provide_identity(now).await?;
        let signer = Arc::clone(&identity.signer);
        *self.lock() = Some(identity);
        Ok(signer)
    }

    /// Returns the cached signer if it expires more than `seconds` from now.
    fn valid_for(&self, now: UnixTime, seconds: i64) -> Option<Arc<dyn RequestSigner>> {
        let cached = self.lock();
        let identity = cached.as_ref()?;
        match identity.expires {
            Some(expires) if expires <= now.plus(seconds) => None,
            _ => Some(Arc::clone(&identity.signer)),
        }
    }

    /// Removes the rejected identity. A newer one that replaced it meanwhile stays.
    fn invalidate(&self, rejected: &Arc<dyn RequestSigner>) {
        self.lock().take_if(|identity| Arc::ptr_eq(&identity.signer, rejected));
    }

    fn lock(&self) -> MutexGuard<'_, Option<Identity>> {
        self.cached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key pair with its expiry.
#[derive(Clone, Debug)]
pub struct TemporaryCredentials {
    /// The key pair, with its session token.
    pub credential: Credential,
    /// Time from which the vendor rejects the key pair. `None` if it never expires.
    pub expires: Option<UnixTime>,
}

impl From<Credential> for TemporaryCredentials {
    fn from(credential: Credential) -> Self {
        Self { credential, expires: None }
    }
}

/// A source of temporary key pairs, such as a metadata service or an assumed role.
pub trait ProvideCredentials: Send + Sync + Debug {
    /// Fetches a new key pair. `now` is the time of the caller's clock.
    ///
    /// # Errors
    ///
    /// The error of the service that issues key pairs. It is not cached: the next request tries again.
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>>;
}

/// A fixed key pair, or a source of temporary ones.
#[derive(Clone, Debug)]
pub enum CredentialsProvider {
    /// A fixed key pair for every request.
    Static(Credential),
    /// Temporary key pairs, fetched on first use and again before they expire.
    Dynamic(Arc<dyn ProvideCredentials>),
}

impl CredentialsProvider {
    /// Returns the [`AuthProvider`] of a client. `sign` turns a key pair into the vendor's signer.
    pub fn into_auth_provider<A: RequestSigner + 'static>(
        self,
        sign: impl Fn(Credential) -> A + Send + Sync + 'static,
    ) -> AuthProvider {
        match self {
            Self::Static(credential) => AuthProvider::Static(Arc::new(sign(credential))),
            Self::Dynamic(source) => {
                let sign = Box::new(move |credential| Arc::new(sign(credential)) as Arc<dyn RequestSigner>);
                AuthProvider::Cached(Arc::new(IdentityCache::new(SigningIdentity { source, sign })))
            }
        }
    }
}

impl From<Credential> for CredentialsProvider {
    fn from(credential: Credential) -> Self {
        Self::Static(credential)
    }
}

impl From<Arc<dyn ProvideCredentials>> for CredentialsProvider {
    fn from(source: Arc<dyn ProvideCredentials>) -> Self {
        Self::Dynamic(source)
    }
}

/// Turns the key pairs of a source into identities, with the vendor's signer.
struct SigningIdentity {
    source: Arc<dyn ProvideCredentials>,
    sign: Box<dyn Fn(Credential) -> Arc<dyn RequestSigner> + Send + Sync>,
}

impl Debug for SigningIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningIdentity").field("source", &self.source).finish_non_exhaustive()
    }
}

impl IdentityProvider for SigningIdentity {
    fn provide_identity(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let TemporaryCredentials { credential, expires } = self.source.provide_credentials(now).await?;
            Ok(Identity { signer: (self.sign)(credential), expires })
        })
    }
}
