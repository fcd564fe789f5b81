//! The schemes, one file each, behind one trait.

pub(crate) mod bce;
pub(crate) mod huaweicloud;
pub mod ucloud;
pub(crate) mod volcengine;

use tingji_core::{Credential, UnixTime};

use crate::{RequestView, SignError, SigningInstructions, SigningTrace, Verification, VerifyError};

/// What a request claims about its own signature, before anything is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentedCredential {
    /// The access key it names.
    pub access_key: String,
    /// When it says it was signed; `None` for UCloud, whose signatures have no time.
    pub time: Option<UnixTime>,
    /// The region of the scope, where the scheme has one.
    pub region: Option<String>,
    /// The service of the scope, where the scheme has one.
    pub service: Option<String>,
}

/// One way to sign requests, and to verify them.
pub trait Scheme {
    /// Signs the request at a time; the additions are returned, the request is not touched.
    ///
    /// # Errors
    ///
    /// See [`SignError`]; nothing has been added then.
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError>;

    /// Reads who is said to have signed the request, and when.
    ///
    /// # Errors
    ///
    /// [`VerifyError::MissingSignature`] or [`VerifyError::Malformed`].
    fn presented_credential(&self, request: &RequestView<'_>) -> Result<PresentedCredential, VerifyError>;

    /// Shows how the signature comes about: every text, and with a credential every key.
    ///
    /// # Errors
    ///
    /// [`VerifyError::MissingSignature`] or [`VerifyError::Malformed`]: then there is nothing to explain.
    fn trace(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<SigningTrace, VerifyError>;

    /// Judges the request as it came over the wire, by the verifier's clock.
    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification;
}

/// How far a signature's time may be from the verifier's clock, in seconds: fifteen minutes, as
/// Volcengine's and Huawei's gateways document it; for Baidu's future times it is a guess.
pub(crate) const MAX_SKEW: i64 = 15 * 60;
