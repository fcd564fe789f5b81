//! [`PasswordTokenProvider`]: IAM tokens for a user's password.

use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::{BoxFuture, Result, UnixTime};

use crate::iam::IamClient;
use crate::model::{IamUser, Scope};
use crate::operation::{CreateToken, CreateTokenOutput};

/// Remaining lifetime in seconds at which a token is replaced: one hour. The vendor advises against
/// tokens that are about to expire, and tokens are cheap.
pub(crate) const REFRESH_BUFFER_SECS: i64 = 3600;
/// Documented lifetime of a token in seconds: 24 hours.
const TOKEN_LIFETIME_SECS: i64 = 24 * 3600;

/// Requests tokens of one user for one project.
#[derive(Debug)]
pub(crate) struct PasswordTokenProvider {
    pub(crate) iam: IamClient,
    pub(crate) user: IamUser,
    pub(crate) project_id: String,
}

impl ProvideCredentials for PasswordTokenProvider {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let scope = Scope::ProjectId(self.project_id.clone());
            let token = self.iam.send(&CreateToken::new(self.user.clone(), scope)).await?;
            Ok(to_identity(&token))
        })
    }
}

/// Converts a token to an identity with its expiry. A token without any time is used until it is rejected.
pub(crate) fn to_identity(response: &CreateTokenOutput) -> Identity {
    let expires = match (response.token.expires(), response.token.issued()) {
        (Some(expires), _) => Some(expires),
        (None, Some(issued)) => Some(issued.plus(TOKEN_LIFETIME_SECS)),
        (None, None) => None,
    };
    Identity::Token { token: response.subject_token.clone(), expires }
}
