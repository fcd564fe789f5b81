//! [`Access`]: what proves who sends a request, for good or for a while.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::lock::Mutex as Turn;

use crate::operation::Authorize;
use crate::{BoxFuture, Credential, Result, UnixTime};

/// What is left of a proof's time when the next one is fetched, in seconds.
pub const MARGIN: i64 = 5 * 60;

/// What proves who sends a request: one thing for good, or one after another.
#[derive(Clone, Debug)]
pub enum Access {
    /// The same proof for every request.
    Fixed(Arc<dyn Authorize>),
    /// Proofs that end, each renewed before it does.
    Renewing(Arc<Renewing>),
}

impl Access {
    /// The proof to use at this time.
    ///
    /// # Errors
    ///
    /// The source's, if there is no proof that still holds.
    pub async fn proof(&self, now: UnixTime) -> Result<Arc<dyn Authorize>> {
        match self {
            Self::Fixed(authorize) => Ok(Arc::clone(authorize)),
            Self::Renewing(renewing) => renewing.proof(now).await,
        }
    }

    /// Throws a proof away that the vendor no longer takes. Whether another one can be had.
    pub fn forget(&self, refused: &Arc<dyn Authorize>) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Renewing(renewing) => {
                renewing.forget(refused);
                true
            }
        }
    }
}

impl<A: Authorize + 'static> From<Arc<A>> for Access {
    fn from(authorize: Arc<A>) -> Self {
        Self::Fixed(authorize)
    }
}

/// A proof and when it ends.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Signs, or adds a token.
    pub authorize: Arc<dyn Authorize>,
    /// When the vendor stops taking it; `None` for never, as far as is known.
    pub expires: Option<UnixTime>,
}

/// Where proofs come from: a log-in, a metadata service.
pub trait ProofSource: Send + Sync + Debug {
    /// A fresh one.
    fn fetch(&self, now: UnixTime) -> BoxFuture<'_, Result<Proof>>;
}

/// The proofs of a source one after another.
///
/// One is fetched when it is first needed, and the next five minutes before it ends, by one caller
/// alone: the others go on with the old one while it holds, and wait for the new one when it does
/// not. A failure is never kept: who comes next tries again.
#[derive(Debug)]
pub struct Renewing {
    source: Box<dyn ProofSource>,
    margin: i64,
    held: Mutex<Option<Proof>>,
    /// Held by the one who fetches.
    turn: Turn<()>,
}

impl Renewing {
    /// Over this source.
    pub fn new(source: impl ProofSource + 'static) -> Self {
        Self { source: Box::new(source), margin: MARGIN, held: Mutex::default(), turn: Turn::default() }
    }

    /// Renews when less than this many seconds are left, instead of [`MARGIN`].
    #[must_use]
    pub fn with_margin(self, seconds: i64) -> Self {
        Self { margin: seconds, ..self }
    }

    /// Starts with a proof that is there already.
    pub fn adopt(&self, proof: Proof) {
        *self.held() = Some(proof);
    }

    async fn proof(&self, now: UnixTime) -> Result<Arc<dyn Authorize>> {
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

    async fn renew_unless_another_does(&self, now: UnixTime) -> Option<Arc<dyn Authorize>> {
        let _turn = self.turn.try_lock()?;
        self.fetch(now).await.ok()
    }

    async fn fetch(&self, now: UnixTime) -> Result<Arc<dyn Authorize>> {
        let proof = self.source.fetch(now).await?;
        let authorize = Arc::clone(&proof.authorize);
        *self.held() = Some(proof);
        Ok(authorize)
    }

    /// The proof in hand, if it holds for more than so many seconds.
    fn lasting(&self, now: UnixTime, seconds: i64) -> Option<Arc<dyn Authorize>> {
        let held = self.held();
        let proof = held.as_ref()?;
        let lasts = proof.expires.is_none_or(|expires| expires > now.plus(seconds));
        lasts.then(|| Arc::clone(&proof.authorize))
    }

    /// Unless another one has taken its place meanwhile.
    fn forget(&self, refused: &Arc<dyn Authorize>) {
        self.held().take_if(|proof| Arc::ptr_eq(&proof.authorize, refused));
    }

    fn held(&self) -> MutexGuard<'_, Option<Proof>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key pair and when it ends.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The key pair, with its session token.
    pub credential: Credential,
    /// When the vendor stops taking it; `None` for never.
    pub expires: Option<UnixTime>,
}

impl From<Credential> for Issued {
    fn from(credential: Credential) -> Self {
        Self { credential, expires: None }
    }
}

/// Where key pairs come from that don't last: a metadata service, an assumed role.
pub trait CredentialSource: Send + Sync + Debug {
    /// A fresh one.
    fn issue(&self, now: UnixTime) -> BoxFuture<'_, Result<Issued>>;
}

/// A key pair for good, or a source of them.
#[derive(Clone, Debug)]
pub enum Keys {
    /// The same for every request.
    Fixed(Credential),
    /// Renewed before they end.
    From(Arc<dyn CredentialSource>),
}

impl Keys {
    /// The access of a client that signs in this way.
    pub fn access<A: Authorize + 'static>(
        self,
        sign: impl Fn(Credential) -> A + Send + Sync + 'static,
    ) -> Access {
        match self {
            Self::Fixed(credential) => Access::Fixed(Arc::new(sign(credential))),
            Self::From(source) => {
                let sign = Box::new(move |credential| Arc::new(sign(credential)) as Arc<dyn Authorize>);
                Access::Renewing(Arc::new(Renewing::new(Signing { source, sign })))
            }
        }
    }
}

impl From<Credential> for Keys {
    fn from(credential: Credential) -> Self {
        Self::Fixed(credential)
    }
}

impl From<Arc<dyn CredentialSource>> for Keys {
    fn from(source: Arc<dyn CredentialSource>) -> Self {
        Self::From(source)
    }
}

/// Proofs made of issued key pairs.
struct Signing {
    source: Arc<dyn CredentialSource>,
    sign: Box<dyn Fn(Credential) -> Arc<dyn Authorize> + Send + Sync>,
}

impl Debug for Signing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signing").field("source", &self.source).finish_non_exhaustive()
    }
}

impl ProofSource for Signing {
    fn fetch(&self, now: UnixTime) -> BoxFuture<'_, Result<Proof>> {
        Box::pin(async move {
            let Issued { credential, expires } = self.source.issue(now).await?;
            Ok(Proof { authorize: (self.sign)(credential), expires })
        })
    }
}
