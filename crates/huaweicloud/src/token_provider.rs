//! [`PasswordTokenProvider`]: a user's password, and the tokens response of it one after another.

use std::sync::Arc;

use tingji_core::auth::{Identity, IdentityProvider};
use tingji_core::{BoxFuture, Result, UnixTime};
use tingji_signing_core::TokenHeaderSigner;

use crate::iam::IamClient;
use crate::model::{IamUser, Scope};
use crate::operation::{CreateToken, CreateTokenOutput};

/// A token is renewed when it has less than this many seconds left: half a day of tokens is cheap, and
/// the vendor advises against one that is about to end.
pub(crate) const REFRESH_BUFFER_SECS: i64 = 3600;
/// How long the vendor says that a token holds, in seconds.
const TOKEN_LIFETIME_SECS: i64 = 24 * 3600;

/// One user's way to one project.
#[derive(Debug)]
pub(crate) struct PasswordTokenProvider {
    pub(crate) iam: IamClient,
    pub(crate) user: IamUser,
    pub(crate) project_id: String,
}

impl IdentityProvider for PasswordTokenProvider {
    fn fetch(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let scope = Scope::ProjectId(self.project_id.clone());
            let token = self.iam.send(&CreateToken::new(self.user.clone(), scope)).await?;
            Ok(to_identity(&token))
        })
    }
}

/// A token as it is sent, until it ends; one that tells no time is used until it is refused.
pub(crate) fn to_identity(response: &CreateTokenOutput) -> Identity {
    let unix = |time: jiff::Timestamp| UnixTime::from_seconds(time.as_second());
    let told = response.token.expires().map(unix);
    let expires = told.or_else(|| Some(unix(response.token.issued()?).plus(TOKEN_LIFETIME_SECS)));
    let signer = Arc::new(TokenHeaderSigner::new("x-auth-token", response.subject_token.clone()));
    Identity { signer, expires }
}
