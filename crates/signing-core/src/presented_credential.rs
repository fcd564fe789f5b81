//! [`PresentedCredential`]: the statement of a request about its own signature.

use tingji_core::UnixTime;

/// Statement of a request about its own signature. Nothing in it is verified yet.
///
/// A server uses it to find the secret key that belongs to the access key, before it calls
/// [`Scheme::verify`](crate::Scheme::verify).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentedCredential {
    /// Access key that the request names.
    pub access_key: String,
    /// Time of signing; `None` for UCloud, whose signatures contain no time.
    pub time: Option<UnixTime>,
    /// Region of the signature's scope; `None` if the scheme has no scope.
    pub region: Option<String>,
    /// Service of the signature's scope; `None` if the scheme has no scope.
    pub service: Option<String>,
}
