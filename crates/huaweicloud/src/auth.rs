//! [`identity_cache`]: the signers of Huawei Cloud.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use tingji_core::auth::{Identity, IdentityCache, ProvideCredentials};
use tingji_core::{RequestSigner, Result, Secret, UnixTime};
use tingji_signing_core::{Huaweicloud, Signer, TokenHeaderSigner};

/// Returns the cache of a source whose identities authenticate each request. A password authenticates only
/// the request for a token.
pub(crate) fn identity_cache(source: impl ProvideCredentials + 'static) -> IdentityCache {
    IdentityCache::with_signer(source, signer)
}

fn signer(identity: Identity) -> Result<Arc<dyn RequestSigner>> {
    Ok(match identity {
        Identity::Token { token, .. } => Arc::new(TokenHeaderSigner::new("x-auth-token", token)),
        Identity::Password { password, .. } => Arc::new(PasswordInBody(password)),
        keys => Arc::new(Signer::new(Huaweicloud::new(), keys.into_credential()?)),
    })
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
