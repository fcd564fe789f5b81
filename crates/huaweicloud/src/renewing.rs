//! [`Renewing`]: a user's password, and the tokens made of it one after another.

use std::sync::Arc;

use futures_util::lock::Mutex;
use tingji_core::api::{Api, Connection, Response};
use tingji_core::clock::Clock;
use tingji_core::operation::Operation;
use tingji_core::{Error, Result, UnixTime};
use tingji_signing_core::TokenHeader;

use crate::model::{IamUser, Scope};
use crate::operation::{CreateToken, CreateTokenOutput};
use crate::{IamClient, ModelArts, Project, endpoint};

/// A token is renewed when it has less than this many seconds left.
const MARGIN: i64 = 3600;
/// How long the vendor says that a token holds.
const DAY: i64 = 24 * 3600;
/// What is answered for a token that has expired, or was voided before its time.
const STALE: [&str; 3] = ["ModelArts.0202", "APIGW.0307", "APIG.0307"];

/// One user's way to one project.
#[derive(Debug)]
pub(crate) struct Renewing {
    iam: IamClient,
    user: IamUser,
    project: Project,
    connection: Connection,
    clock: Arc<dyn Clock>,
    /// Held while a token is made, so that those who come meanwhile find it and make none of their own.
    current: Mutex<Option<Arc<Session>>>,
}

/// A token in use.
#[derive(Debug)]
struct Session {
    api: Api<ModelArts>,
    expires: UnixTime,
}

impl Renewing {
    pub(crate) fn new(
        iam: IamClient,
        user: IamUser,
        project: Project,
        connection: Connection,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { iam, user, project, connection, clock, current: Mutex::new(None) }
    }

    /// Starts with a token that is there already.
    pub(crate) async fn adopt(&self, token: &CreateTokenOutput) -> Result<()> {
        *self.current.lock().await = Some(Arc::new(self.session_of(token, self.clock.now())?));
        Ok(())
    }

    /// Sends an operation. One that is refused because its token has become stale, which is before
    /// anything is done, is sent once more with a new one.
    pub(crate) async fn send<O: Operation<Protocol = ModelArts>>(
        &self,
        operation: &O,
    ) -> Result<Response<O::Output>> {
        let session = self.session().await?;
        match session.api.send(operation).await {
            Err(error) if is_stale(&error) => {
                self.forget(&session).await;
                self.session().await?.api.send(operation).await
            }
            result => result,
        }
    }

    async fn session(&self) -> Result<Arc<Session>> {
        let mut current = self.current.lock().await;
        let now = self.clock.now();
        let kept = current.clone().filter(|session| session.expires > now);
        if let Some(fresh) = kept.clone().filter(|session| session.expires > now.plus(MARGIN)) {
            return Ok(fresh);
        }
        match (self.log_in(now).await, kept) {
            (Ok(session), _) => Ok(current.insert(Arc::new(session)).clone()),
            // For the rest of its hour the old one is good enough.
            (Err(_), Some(old)) => Ok(old),
            (Err(error), None) => Err(error),
        }
    }

    async fn log_in(&self, now: UnixTime) -> Result<Session> {
        let scope = Scope::ProjectId(self.project.id.clone());
        let token = self.iam.send(&CreateToken::new(self.user.clone(), scope)).await?;
        self.session_of(&token, now)
    }

    fn session_of(&self, made: &CreateTokenOutput, now: UnixTime) -> Result<Session> {
        let told = made.token.expires().map(|time| UnixTime::from_seconds(time.as_second()));
        let authorize = Arc::new(TokenHeader::new("x-auth-token", made.subject_token.clone()));
        let url = endpoint::for_region(&self.project.region);
        let api = Api::new(self.project.clone(), authorize, &url, self.connection.clone())?;
        Ok(Session { api, expires: told.unwrap_or(now.plus(DAY)) })
    }

    /// Throws a token away, unless another one has taken its place meanwhile.
    async fn forget(&self, session: &Arc<Session>) {
        let mut current = self.current.lock().await;
        if current.as_ref().is_some_and(|now| Arc::ptr_eq(now, session)) {
            *current = None;
        }
    }
}

fn is_stale(error: &Error) -> bool {
    error.code().is_some_and(|code| STALE.contains(&code))
}
