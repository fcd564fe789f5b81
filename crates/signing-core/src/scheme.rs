//! The schemes, one file each, behind one trait.

pub(crate) mod bce;
pub(crate) mod huaweicloud;
pub mod ucloud;
pub(crate) mod volcengine;

use tingji_core::{Credential, UnixTime};

use crate::{
    PresentedCredential, RequestView, SignError, SigningInstructions, SigningTrace, Verification, VerifyError,
};

/// Signature scheme of a vendor: signs requests and verifies them.
///
/// Implementations are pure functions. They read no clock and no environment, and the same arguments always
/// give the same result.
///
/// ```
/// use tingji_signing_core::{Credential, Huaweicloud, RequestView, Scheme, UnixTime, VerifyError};
///
/// let scheme = Huaweicloud::new();
/// let key = Credential::new("my_ak", "my_sk");
/// let time = UnixTime::parse("2026-08-20T01:02:03Z").unwrap();
///
/// // A client signs and adds the headers.
/// let request = RequestView::new("GET", "/v1/p/dev-servers", "limit=10", &[], b"");
/// let signed = scheme.sign(&request, &key, time).unwrap();
/// let headers: Vec<_> =
///     signed.additions().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
///
/// // A server looks up the secret key of the access key, and verifies with its own clock.
/// let request = RequestView::new("GET", "/v1/p/dev-servers", "limit=10", &headers, b"");
/// assert_eq!(scheme.presented_credential(&request).unwrap().access_key, "my_ak");
/// assert!(scheme.verify(&request, &key, time.plus(60)).is_valid());
///
/// let late = scheme.verify(&request, &key, time.plus(3600));
/// assert_eq!(late.error(), Some(&VerifyError::Expired(time)));
/// ```
pub trait Scheme {
    /// Computes the signature of a request at `time` and returns what must be added to the request.
    ///
    /// The request is not changed. With the feature `http`, `SigningInstructions::apply` adds the result; without it
    /// the caller adds [`SigningInstructions::additions`].
    ///
    /// # Errors
    ///
    /// [`SignError`] says why the request cannot be signed, for example because it is signed already.
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError>;

    /// Reads the access key, the time and the scope that a signed request names. Nothing is verified.
    ///
    /// # Errors
    ///
    /// [`VerifyError::MissingSignature`] if the request is not signed, [`VerifyError::Malformed`] if the
    /// signature cannot be parsed.
    fn presented_credential(&self, request: &RequestView<'_>) -> Result<PresentedCredential, VerifyError>;

    /// Returns every intermediate text of the signature of a signed request and, with a credential, every
    /// intermediate key.
    ///
    /// # Errors
    ///
    /// [`VerifyError::MissingSignature`] if the request is not signed, [`VerifyError::Malformed`] if the
    /// signature cannot be parsed.
    fn trace(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<SigningTrace, VerifyError>;

    /// Verifies a request that was received from the wire. `now` is the time of the verifier's clock.
    ///
    /// The result is a value and not an error, because an invalid signature comes with the texts that
    /// explain the difference.
    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification;
}

/// Largest accepted difference between the time of a signature and the verifier's clock, in seconds.
///
/// The gateways of Volcengine and Huawei Cloud document 15 minutes. For a Baidu signature from the future the
/// value is a guess.
pub(crate) const MAX_SKEW_SECS: i64 = 15 * 60;
