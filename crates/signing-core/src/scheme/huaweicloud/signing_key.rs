//! Signing keys of `SDK-HMAC-SHA256` and `V11-HMAC-SHA256`.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use tingji_core::Credential;

use crate::hash::{Hex, hmac, hmac_bytes};

/// Keys that HKDF (RFC 5869) derives with the access key as salt and the secret key as input.
pub(super) struct DerivedKeys {
    /// Result of the step "extract".
    pub(super) extracted: [u8; 32],
    /// Result of the step "expand", whose info is `date/region/service`.
    pub(super) expanded: [u8; 32],
}

/// Derives the keys of `V11-HMAC-SHA256` for `info`, which is `date/region/service`.
pub(super) fn derive_keys(credential: &Credential, info: &str) -> DerivedKeys {
    let secret = credential.secret_key().expose_secret().as_bytes();
    let extracted = hmac_bytes(credential.access_key().as_bytes(), secret);
    let expand = hmac(&extracted).chain_update(info).chain_update([1]);
    DerivedKeys { extracted, expanded: expand.finalize().into_bytes().into() }
}

/// Returns the HMAC that signs: with the secret key, or for `V11-HMAC-SHA256` with the hex text of the
/// derived key.
pub(super) fn signing_key(credential: &Credential, info: Option<&str>) -> Hmac<Sha256> {
    match info {
        None => hmac(credential.secret_key().expose_secret().as_bytes()),
        Some(info) => hmac(Hex::<64>::new(&derive_keys(credential, info).expanded).as_bytes()),
    }
}
