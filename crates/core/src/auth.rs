//! [`ProvideCredentials`]: a source of credentials, and [`IdentityCache`]: the current identity of a source.
//!
//! A source provides an [`Identity`]: a key pair or a token, with its expiry. A [`Credential`] is a source that
//! always provides itself. The cache asks its source for the next identity before the current one expires.
//!
//! A source of your own implements [`ProvideCredentials`]. Every client builder accepts it in place of a
//! [`Credential`]:
//!
//! ```
//! use tingji_core::auth::{Identity, ProvideCredentials};
//! use tingji_core::{BoxFuture, Credential, Result, UnixTime};
//!
//! #[derive(Debug)]
//! struct Vault;
//!
//! impl ProvideCredentials for Vault {
//!     fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
//!         Box::pin(async move {
//!             let credential = Credential::new("my_ak", "my_sk").with_security_token("my_token");
//!             Ok(credential.with_expiry(now.plus(3600)).into())
//!         })
//!     }
//! }
//!
//! assert!(Vault.fixed_identity().is_none());
//! assert_eq!(Credential::new("my_ak", "my_sk").credential().unwrap().access_key(), "my_ak");
//! ```

use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::lock::Mutex as AsyncMutex;

use crate::{BoxFuture, Credential, Error, ErrorKind, RequestSigner, Result, Secret, UnixTime, message};

/// Default time before an identity expires at which [`IdentityCache`] fetches the next one: 5 minutes, in
/// seconds. Requests that are sent meanwhile still verify when they arrive.
pub const REFRESH_BUFFER_SECS: i64 = 5 * 60;

/// Proof of an account's identity. Most clouds accept key pairs only.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Identity {
    /// Key pair, with which requests are signed.
    Keys(Credential),
    /// Token that is sent unchanged.
    Token {
        /// Text of the token.
        token: Secret,
        /// Time from which the vendor rejects the token. `None` if the expiry is unknown.
        expires: Option<UnixTime>,
    },
    /// User name and password, with which tokens are requested.
    Password {
        /// Name of the account (domain) that the user belongs to.
        domain: String,
        /// Name of the user.
        user: String,
        /// Password of the user.
        password: Secret,
    },
}

impl Identity {
    /// Returns the time from which the vendor rejects the identity. `None` if it never expires or the expiry
    /// is unknown.
    pub fn expires(&self) -> Option<UnixTime> {
        match self {
            Self::Keys(credential) => credential.expires(),
            Self::Token { expires, .. } => *expires,
            Self::Password { .. } => None,
        }
    }

    /// Returns the key pair, for a cloud that accepts key pairs only.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] for a token or a password.
    pub fn into_credential(self) -> Result<Credential> {
        match self {
            Self::Keys(credential) => Ok(credential),
            _ => {
                let message = message!(
                    "cloud-needs-key-pair",
                    "the cloud accepts only key pairs, no tokens and no passwords"
                );
                Err(Error::new(ErrorKind::Credentials, message))
            }
        }
    }
}

impl From<Credential> for Identity {
    fn from(credential: Credential) -> Self {
        Self::Keys(credential)
    }
}

/// A source of credentials, such as a key pair, a metadata service or an assumed role.
pub trait ProvideCredentials: Send + Sync + Debug {
    /// Provides the current identity. `now` is the time of the caller's clock.
    ///
    /// # Errors
    ///
    /// The error of the service that issues identities. It is returned to the caller of every request that
    /// needs the identity, and it is not cached.
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>>;

    /// Returns the identity of a source that always provides the same one. Default `None`: the source issues
    /// new identities, so that one that the vendor rejects can be replaced.
    fn fixed_identity(&self) -> Option<Identity> {
        None
    }

    /// Returns the key pair of a source that always provides the same one.
    fn credential(&self) -> Option<Credential> {
        self.fixed_identity()?.into_credential().ok()
    }
}

impl ProvideCredentials for Identity {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }

    fn fixed_identity(&self) -> Option<Identity> {
        Some(self.clone())
    }
}

impl ProvideCredentials for Credential {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(std::future::ready(Ok(self.clone().into())))
    }

    fn fixed_identity(&self) -> Option<Identity> {
        Some(self.clone().into())
    }
}

impl<S: ProvideCredentials + ?Sized> ProvideCredentials for Arc<S> {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        (**self).provide_credentials(now)
    }

    fn fixed_identity(&self) -> Option<Identity> {
        (**self).fixed_identity()
    }
}

/// The current identity of a source, refreshed before it expires. Clones share the identity.
///
/// The first request fetches an identity. When the remaining time falls below the refresh buffer
/// ([`REFRESH_BUFFER_SECS`]), a single caller fetches the next one. Other callers use the current identity
/// until it expires, and then wait for the new one. Errors are not cached: the next caller tries again.
#[derive(Clone)]
pub struct IdentityCache {
    shared: Arc<Shared>,
    refresh_buffer_secs: i64,
}

type Sign = dyn Fn(Identity) -> Result<Arc<dyn RequestSigner>> + Send + Sync;

struct Shared {
    source: Arc<dyn ProvideCredentials>,
    sign: Box<Sign>,
    /// True if the source always provides the same identity.
    is_fixed: bool,
    current: Mutex<Option<SignedIdentity>>,
    /// Locked by the caller that fetches, so that at most one fetch is in progress.
    refresh_lock: AsyncMutex<()>,
}

/// A signer with its expiry.
struct SignedIdentity {
    signer: Arc<dyn RequestSigner>,
    expires: Option<UnixTime>,
}

impl IdentityCache {
    /// Creates an empty cache for a cloud that accepts key pairs only. `sign` turns a key pair into the
    /// vendor's signer.
    pub fn new<A: RequestSigner + 'static>(
        source: impl ProvideCredentials + 'static,
        sign: impl Fn(Credential) -> A + Send + Sync + 'static,
    ) -> Self {
        Self::with_signer(source, move |identity| Ok(Arc::new(sign(identity.into_credential()?))))
    }

    /// Creates an empty cache for a cloud that accepts other identities too.
    pub fn with_signer(
        source: impl ProvideCredentials + 'static,
        sign: impl Fn(Identity) -> Result<Arc<dyn RequestSigner>> + Send + Sync + 'static,
    ) -> Self {
        let shared = Shared {
            is_fixed: source.fixed_identity().is_some(),
            source: Arc::new(source),
            sign: Box::new(sign),
            current: Mutex::default(),
            refresh_lock: AsyncMutex::default(),
        };
        Self { shared: Arc::new(shared), refresh_buffer_secs: REFRESH_BUFFER_SECS }
    }

    /// Sets the remaining time, in seconds, below which the next identity is fetched. Default
    /// [`REFRESH_BUFFER_SECS`].
    #[must_use]
    pub fn with_refresh_buffer(self, seconds: i64) -> Self {
        Self { refresh_buffer_secs: seconds, ..self }
    }

    /// Stores an identity that the caller already has, so that the first request fetches none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the cloud does not accept this kind of identity.
    pub fn seed(&self, identity: Identity) -> Result<()> {
        self.store(identity).map(drop)
    }

    /// Returns the signer for a request at this time. Fetches a new identity if the current one has expired
    /// or is about to.
    ///
    /// # Errors
    ///
    /// The error of the source, if no identity is valid at this time.
    pub async fn signer(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        if let Some(fresh) = self.valid_for(now, self.refresh_buffer_secs) {
            return Ok(fresh);
        }
        if let Some(current) = self.valid_for(now, 0) {
            return Ok(self.refresh_single_flight(now).await.unwrap_or(current));
        }
        let _guard = self.shared.refresh_lock.lock().await;
        match self.valid_for(now, self.refresh_buffer_secs) {
            // Another caller fetched it while this one waited for the lock.
            Some(fetched) => Ok(fetched),
            None => self.fetch(now).await,
        }
    }

    /// Removes an identity that the vendor rejected before its expiry. A newer one that replaced it meanwhile
    /// stays. Returns true if the next call of [`signer`](Self::signer) may return another one, which makes a
    /// second attempt worthwhile.
    pub fn invalidate(&self, rejected: &Arc<dyn RequestSigner>) -> bool {
        if self.shared.is_fixed {
            return false;
        }
        self.lock().take_if(|identity| Arc::ptr_eq(&identity.signer, rejected));
        true
    }

    /// Fetches the next identity, unless another caller is doing so. Returns `None` in that case, and if the
    /// fetch fails: the current identity is still valid.
    async fn refresh_single_flight(&self, now: UnixTime) -> Option<Arc<dyn RequestSigner>> {
        let _guard = self.shared.refresh_lock.try_lock()?;
        self.fetch(now).await.ok()
    }

    /// Fetches an identity and stores it. The caller must hold `refresh_lock`.
    async fn fetch(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        self.store(self.shared.source.provide_credentials(now).await?)
    }

    fn store(&self, identity: Identity) -> Result<Arc<dyn RequestSigner>> {
        let expires = identity.expires();
        let signer = (self.shared.sign)(identity)?;
        *self.lock() = Some(SignedIdentity { signer: Arc::clone(&signer), expires });
        Ok(signer)
    }

    /// Returns the current signer if it expires more than `seconds` from now.
    fn valid_for(&self, now: UnixTime, seconds: i64) -> Option<Arc<dyn RequestSigner>> {
        let current = self.lock();
        let identity = current.as_ref()?;
        match identity.expires {
            Some(expires) if expires <= now.plus(seconds) => None,
            _ => Some(Arc::clone(&identity.signer)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<SignedIdentity>> {
        self.shared.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Debug for IdentityCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentityCache").field("source", &self.shared.source).finish_non_exhaustive()
    }
}

impl<A: RequestSigner + 'static> From<Arc<A>> for IdentityCache {
    /// Uses this signer for every request.
    fn from(signer: Arc<A>) -> Self {
        // The signer contains its own secret, so the identity is empty.
        Self::with_signer(Credential::new("", ""), move |_| Ok(signer.clone()))
    }
}
