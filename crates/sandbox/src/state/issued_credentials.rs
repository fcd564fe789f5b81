//! Temporary credentials that the sandbox issued: key pairs of token and metadata services, and IAM tokens.
//!
//! The lifetime of the credentials is measured with the clock that tests can advance.

use tingji_core::{Credential, Secret};

use crate::clock::RequestTime;
use crate::cloud::Cloud;
use crate::scenario::account::SandboxAccount;

/// A key pair with a session token that acts for an account until it expires.
#[derive(Debug)]
pub(crate) struct IssuedCredential {
    pub(crate) cloud: Cloud,
    pub(crate) credential: Credential,
    pub(crate) owner: SandboxAccount,
    pub(crate) expires_at_ms: i64,
}

impl IssuedCredential {
    pub(crate) fn is_valid(&self, now: RequestTime) -> bool {
        now.state_ms < self.expires_at_ms
    }
}

/// A token of Huawei's IAM, accepted as `X-Auth-Token` until it expires.
#[derive(Debug)]
pub(crate) struct IssuedToken {
    pub(crate) text: Secret,
    /// Access key of the account that the token acts for.
    pub(crate) access_key: String,
    pub(crate) expires_at_ms: i64,
}

impl IssuedToken {
    pub(crate) fn is_valid(&self, now: RequestTime) -> bool {
        now.state_ms < self.expires_at_ms
    }
}
