//! Signing keys of Volcengine.

use tingji_core::Credential;

use crate::hash::hmac_bytes;

/// Derives one key for each part of `date/region/service/request`; the last one signs.
///
/// The derivation is that of AWS Signature Version 4 without its prefix `AWS4`: the first key is the secret key
/// as the console shows it, and it is not decoded although it looks like Base64.
pub(super) fn derive_keys(credential: &Credential, scope: &str) -> impl Iterator<Item = [u8; 32]> {
    let secret = credential.secret_key().expose_secret().as_bytes();
    let mut parts = scope.split('/').map(str::as_bytes);
    let first = parts.next().map(|part| hmac_bytes(secret, part));
    std::iter::successors(first, move |key| parts.next().map(|part| hmac_bytes(key, part)))
}
