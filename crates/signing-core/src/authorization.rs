//! The `Authorization` header of a signed request, and the comparison with the credential.
//!
//! Two vendors use one syntax: `ALGORITHM Name=value, SignedHeaders=a;b, Signature=hex`.

use ctutils::CtEq;
use tingji_core::Credential;

use crate::request::Headers;
use crate::verification::VerifyError;

/// Parts of an `Authorization` header of this syntax.
#[derive(Clone, Copy)]
pub(crate) struct Authorization<'a> {
    /// Text before the first space, such as `SDK-HMAC-SHA256`.
    pub(crate) algorithm: &'a str,
    /// Value of `Credential=` (access key and scope) or of `Access=` (access key).
    pub(crate) credential: &'a str,
    /// Value of `SignedHeaders=`: names joined by `;`.
    pub(crate) signed_headers: &'a str,
    /// Value of `Signature=`: hex text.
    pub(crate) signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Parses the header. Of a repeated part the first one counts; unknown parts are ignored.
    pub(crate) fn parse(headers: Headers<'a>) -> Result<Self, VerifyError> {
        let text = authorization(headers)?;
        let (algorithm, parts) = text.split_once(' ').ok_or(VerifyError::Malformed("no algorithm"))?;
        let mut credential = None;
        let mut access = None;
        let mut signed_headers = None;
        let mut signature = None;
        for part in parts.split(',') {
            let Some((name, value)) = part.trim_start().split_once('=') else { continue };
            let slot = match name {
                "Credential" => &mut credential,
                "Access" => &mut access,
                "SignedHeaders" => &mut signed_headers,
                "Signature" => &mut signature,
                _ => continue,
            };
            slot.get_or_insert(value.trim_end());
        }
        Ok(Self {
            algorithm,
            credential: credential.or(access).ok_or(VerifyError::Malformed("no access key"))?,
            signed_headers: signed_headers.ok_or(VerifyError::Malformed("no signed headers"))?,
            signature: signature.ok_or(VerifyError::Malformed("no signature"))?,
        })
    }

    /// Returns true if `SignedHeaders=` lists the header.
    pub(crate) fn lists(&self, name: &str) -> bool {
        self.signed_headers.split(';').any(|listed| listed.eq_ignore_ascii_case(name))
    }
}

/// Returns the value of the `Authorization` header.
pub(crate) fn authorization(headers: Headers<'_>) -> Result<&str, VerifyError> {
    match headers.text("authorization") {
        Some(text) => Ok(text),
        None if headers.get("authorization").is_some() => Err(VerifyError::Malformed("it is not text")),
        None => Err(VerifyError::MissingSignature),
    }
}

/// Splits `ACCESS_KEY/date/region/service[/…]` into the access key and `N` parts. The split starts at the end,
/// because only the access key may contain a slash.
pub(crate) fn split_scope<const N: usize>(credential: &str) -> Option<(&str, [&str; N])> {
    let mut parts = credential.rsplitn(N + 1, '/');
    let mut scope = [""; N];
    for part in scope.iter_mut().rev() {
        *part = parts.next()?;
    }
    Some((parts.next()?, scope))
}

/// Compares the session token of a request with the credential's, in constant time.
pub(crate) fn check_token(presented: Option<&str>, credential: &Credential) -> Result<(), VerifyError> {
    match (presented, credential.security_token()) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(VerifyError::MissingToken),
        (Some(presented), Some(token)) if constant_time_eq(presented, token.expose_secret()) => Ok(()),
        (Some(_), _) => Err(VerifyError::TokenMismatch),
    }
}

/// Compares the signature of a request with the computed one, in constant time.
pub(crate) fn check_signature(presented: &str, computed: &str) -> Result<(), VerifyError> {
    if constant_time_eq(presented, computed) { Ok(()) } else { Err(VerifyError::SignatureMismatch) }
}

/// Compares two texts. The time depends on their lengths only.
fn constant_time_eq(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).to_bool()
}
