//! [`CanonicalText`]: a canonical request or a string to sign that can be printed without its secrets.

use std::fmt;
use std::ops::Range;

/// A canonical request or a string to sign, stored to explain a verification.
///
/// `Display` and `Debug` print `***` in place of tokens, passwords and keys. Bytes that are not UTF-8 are
/// printed as U+FFFD.
///
/// ```
/// use tingji_signing_core::{RequestView, Scheme, Ucloud};
///
/// let body = b"Action=StopUAIService&PublicKey=my_pk&SecurityToken=my_token&Signature=4d0f3b";
/// let request = RequestView::new("POST", "/", "", &[], body);
/// let text = Ucloud.trace(&request, None).unwrap().canonical_request().clone();
/// assert_eq!(text.to_string(), "ActionStopUAIServicePublicKeymy_pkSecurityToken***");
/// assert_eq!(text.expose_secret(), "ActionStopUAIServicePublicKeymy_pkSecurityTokenmy_token");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CanonicalText {
    bytes: Vec<u8>,
    /// Byte ranges of the secrets, in ascending order and without overlap.
    redacted: Vec<Range<usize>>,
}

impl CanonicalText {
    /// Text of no bytes, which borrows nothing.
    pub(crate) const EMPTY: Self = Self { bytes: Vec::new(), redacted: Vec::new() };

    /// Creates a text whose bytes in the ranges `redacted` are secrets.
    pub(crate) fn new(bytes: Vec<u8>, redacted: Vec<Range<usize>>) -> Self {
        Self { bytes, redacted }
    }

    /// Returns the whole text with its secrets. Do not log the result.
    pub fn expose_secret(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Returns the whole text with its secrets, to compute a digest.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for CanonicalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut start = 0;
        for secret in &self.redacted {
            f.write_str(&String::from_utf8_lossy(&self.bytes[start..secret.start]))?;
            f.write_str("***")?;
            start = secret.end;
        }
        f.write_str(&String::from_utf8_lossy(&self.bytes[start..]))
    }
}

impl fmt::Debug for CanonicalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

/// Names of headers and parameters whose values are secrets, in lower case.
const SECRET_NAMES: [&str; 8] = [
    "x-bce-security-token",
    "x-security-token",
    "x-auth-token",
    "securitytoken",
    "password",
    "adminpass",
    "admin_pass",
    "cookie",
];

/// Returns true if the value of the header or parameter `name` is a secret that is never printed.
///
/// The case of the name does not matter. A member of a structure counts too: `Set.0.Password` is a secret
/// because its last part is.
///
/// ```
/// use tingji_signing_core::is_secret_name;
///
/// assert!(is_secret_name(b"X-Security-Token"));
/// assert!(is_secret_name(b"Set.0.Password"));
/// assert!(!is_secret_name(b"X-Date"));
/// ```
pub fn is_secret_name(name: &[u8]) -> bool {
    let last_part = name.rsplit(|byte| *byte == b'.').next().unwrap_or(name);
    SECRET_NAMES.iter().any(|secret| last_part.eq_ignore_ascii_case(secret.as_bytes()))
}
