//! [`AuthProvider`]: what proves who sends a request, for good or for a while.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::lock::Mutex as Turn;

use crate::operation::RequestSigner;
use crate::{BoxFuture, Credential, Result, UnixTime};

/// What is left of a proof's time when the next one is fetched, in seconds.
pub const MARGIN: i64 = 5 * 60;

/// What proves who sends a request: one thing for good, or one after another.
#[derive(Clone, Debug)]
pub enum AuthProvider {
    /// The same proof for every request.
    Static(Arc<dyn RequestSigner>),
    /// Proofs that end, each renewed before it does.
    Cached(Arc<IdentityCache>),
}

impl AuthProvider {
    /// The proof to use at this time.
    ///
    /// # Errors
    ///
    /// The source's, if there is no proof that still holds.
    pub async fn proof(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        match self {
            Self::Static(signer) => Ok(Arc::clone(signer)),
            Self::Cached(renewing) => renewing.proof(now).await,
        }
    }

    /// Throws a proof away that the vendor no longer takes. Whether another one can be had.
    pub fn forget(&self, refused: &Arc<dyn RequestSigner>) -> bool {
        match self {
            Self::Static(_) => false,
            Self::Cached(renewing) => {
                renewing.forget(refused);
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

/// A proof and when it ends.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Signs, or adds a token.
    pub signer: Arc<dyn RequestSigner>,
    /// When the vendor stops taking it; `None` for never, as far as is known.
    pub expires: Option<UnixTime>,
}

/// Where proofs come from: a log-in, a metadata service.
pub trait IdentityProvider: Send + Sync + Debug {
    /// A fresh one.
    fn fetch(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>>;
}

/// The proofs of a source one after another.
///
/// One is fetched when it is first needed, and the next five minutes before it ends, by one caller
/// alone: the others go on with the old one while it holds, and wait for the new one when it does
/// not. A failure is never kept: who comes next tries again.
#[derive(Debug)]
pub struct IdentityCache {
    source: Box<dyn IdentityProvider>,
    margin: i64,
    held: Mutex<Option<Identity>>,
    /// Held by the one who fetches.
    turn: Turn<()>,
}

impl IdentityCache {
    /// Over this source.
    pub fn new(source: impl IdentityProvider + 'static) -> Self {
        Self { source: Box::new(source), margin: MARGIN, held: Mutex::default(), turn: Turn::default() }
    }

    /// Renews when less than this many seconds are left, instead of [`MARGIN`].
    #[must_use]
    pub fn with_margin(self, seconds: i64) -> Self {
        Self { margin: seconds, ..self }
    }

    /// Starts with a proof that is there already.
    pub fn adopt(&self, proof: Identity) {
        *self.held() = Some(proof);
    }

    async fn proof(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        if let Some(fresh) = self.lasting(now, self.margin) {
            return Ok(fresh);
        }
        match self.lasting(now, 0) {
            Some(old) => Ok(self.renew_unless_another_does(now).await.unwrap_or(old)),
            None => {
                let _turn = self.turn.lock().await;
                match self.lasting(now, self.margin) {
                    Some(made_meanwhile) => Ok(made_meanwhile),
                    None => self.fetch(now).await,
                }
            }
        }
    }

    async fn renew_unless_another_does(&self, now: UnixTime) -> Option<Arc<dyn RequestSigner>> {
        let _turn = self.turn.try_lock()?;
        self.fetch(now).await.ok()
    }

    async fn fetch(&self, now: UnixTime) -> Result<Arc<dyn RequestSigner>> {
        let proof = self.source.fetch(now).await?;
        let signer = Arc::clone(&proof.signer);
        *self.held() = Some(proof);
        Ok(signer)
    }

    /// The proof in hand, if it holds for more than so many seconds.
    fn lasting(&self, now: UnixTime, seconds: i64) -> Option<Arc<dyn RequestSigner>> {
        let held = self.held();
        let proof = held.as_ref()?;
        let lasts = proof.expires.is_none_or(|expires| expires > now.plus(seconds));
        lasts.then(|| Arc::clone(&proof.signer))
    }

    /// Unless another one has taken its place meanwhile.
    fn forget(&self, refused: &Arc<dyn RequestSigner>) {
        self.held().take_if(|proof| Arc::ptr_eq(&proof.signer, refused));
    }

    fn held(&self) -> MutexGuard<'_, Option<Identity>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key pair and when it ends.
#[derive(Clone, Debug)]
pub struct TemporaryCredentials {
    /// The key pair, with its session token.
    pub credential: Credential,
    /// When the vendor stops taking it; `None` for never.
    pub expires: Option<UnixTime>,
}

impl From<Credential> for TemporaryCredentials {
    fn from(credential: Credential) -> Self {
        Self { credential, expires: None }
    }
}

/// Where key pairs come from that don't last: a metadata service, an assumed role.
pub trait ProvideCredentials: Send + Sync + Debug {
    /// A fresh one.
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>>;
}

/// A key pair for good, or a source of them.
#[derive(Clone, Debug)]
pub enum KeyProvider {
    /// The same for every request.
    Static(Credential),
    /// Renewed before they end.
    Dynamic(Arc<dyn ProvideCredentials>),
}

impl KeyProvider {
    /// The access of a client that signs in this way.
    pub fn access<A: RequestSigner + 'static>(
        self,
        sign: impl Fn(Credential) -> A + Send + Sync + 'static,
    ) -> AuthProvider {
        match self {
            Self::Static(credential) => AuthProvider::Static(Arc::new(sign(credential))),
            Self::Dynamic(source) => {
                let sign = Box::new(move |credential| Arc::new(sign(credential)) as Arc<dyn RequestSigner>);
                AuthProvider::Cached(Arc::new(IdentityCache::new(Signing { source, sign })))
            }
        }
    }
}

impl From<Credential> for KeyProvider {
    fn from(credential: Credential) -> Self {
        Self::Static(credential)
    }
}

impl From<Arc<dyn ProvideCredentials>> for KeyProvider {
    fn from(source: Arc<dyn ProvideCredentials>) -> Self {
        Self::Dynamic(source)
    }
}

/// Proofs made of issued key pairs.
struct Signing {
    source: Arc<dyn ProvideCredentials>,
    sign: Box<dyn Fn(Credential) -> Arc<dyn RequestSigner> + Send + Sync>,
}

impl Debug for Signing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signing").field("source", &self.source).finish_non_exhaustive()
    }
}

impl IdentityProvider for Signing {
    fn fetch(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let TemporaryCredentials { credential, expires } = self.source.provide_credentials(now).await?;
            Ok(Identity { signer: (self.sign)(credential), expires })
        })
    }
}
