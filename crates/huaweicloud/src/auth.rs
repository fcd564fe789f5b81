//! [`AuthMethod`]: the ways to authenticate a client.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use tingji_core::auth::{AuthProvider, CredentialsProvider};
use tingji_core::{RequestSigner, Result, Secret, UnixTime};
use tingji_signing_core::{Huaweicloud, Signer, TokenHeaderSigner};

use crate::model::IamUser;

/// Authentication method of a client.
#[derive(Clone, Debug)]
pub(crate) enum AuthMethod {
    Key(CredentialsProvider),
    Token(Secret),
    Password(IamUser),
}

impl AuthMethod {
    /// Returns the provider of the headers that authenticate each request. A password authenticates only
    /// the request for a token.
    pub(crate) fn auth_provider(&self) -> AuthProvider {
        match self {
            Self::Key(keys) => keys.clone().into_auth_provider(|key| Signer::new(Huaweicloud::new(), key)),
            Self::Token(token) => Arc::new(TokenHeaderSigner::new("x-auth-token", token.clone())).into(),
            Self::Password(user) => Arc::new(PasswordInBody(user.password.clone())).into(),
        }
    }
}

/// Authentication by a password in the request body. Adds no header; keeps the password so that errors
/// can be redacted.
#[derive(Debug)]
struct PasswordInBody(Secret);

impl RequestSigner for PasswordInBody {
    fn sign_request(&self, _request: &mut Request<Bytes>, _time: UnixTime) -> Result<()> {
        Ok(())
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.0.expose_secret()]
    }
}
