//! Notations of parameters.

use base64::prelude::{BASE64_STANDARD, Engine};
use tingji_core::Secret;

/// Writes a password in base64.
pub(crate) fn base64(password: &Secret) -> String {
    BASE64_STANDARD.encode(password.expose_secret())
}

/// Writes a password in base64, if it is set.
pub(crate) fn base64_if_set(password: &Option<Secret>) -> Option<String> {
    password.as_ref().map(base64)
}
