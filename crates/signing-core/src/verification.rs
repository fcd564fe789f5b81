//! [`Verification`]: the result of verifying a signed request.

use std::fmt;

use tingji_core::UnixTime;

use crate::canonical_text::CanonicalText;

/// Reason why a signed request is not valid.
///
/// `Display` prints one short sentence without a secret, for a log or an error response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The request has no signature.
    MissingSignature,
    /// The signature cannot be parsed; the text names the wrong part.
    Malformed(&'static str),
    /// The access key of the request is not the credential's.
    UnknownAccessKey,
    /// The credential has a session token and the request has none.
    MissingToken,
    /// The session token of the request is not the credential's.
    TokenMismatch,
    /// The signature was made at this time and has expired.
    Expired(UnixTime),
    /// The signature was made at this time, which is more than 15 minutes away from the verifier's clock.
    ClockSkew(UnixTime),
    /// The scheme requires this header to be signed and the request does not list it.
    HeaderNotSigned(&'static str),
    /// The body does not have the hash that a header of the request states.
    BodyHashMismatch,
    /// Everything else is right, so the secret key or the request differs from the signed one.
    SignatureMismatch,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingSignature => f.write_str("the request is not signed"),
            Self::Malformed(part) => write!(f, "the signature can't be read: {part}"),
            Self::UnknownAccessKey => f.write_str("the access key is unknown"),
            Self::MissingToken => f.write_str("the session token is missing"),
            Self::TokenMismatch => f.write_str("the session token is wrong"),
            Self::Expired(time) => write!(f, "the signature of {time} has expired"),
            Self::ClockSkew(time) => write!(f, "the signature's time {time} is too far from now"),
            Self::HeaderNotSigned(name) => write!(f, "the header {name} is not signed"),
            Self::BodyHashMismatch => f.write_str("the body is not the one that its hash names"),
            Self::SignatureMismatch => f.write_str("the signature does not match the request"),
        }
    }
}

impl std::error::Error for VerifyError {}

/// Result of [`Scheme::verify`](crate::Scheme::verify): valid, or an error with the texts that explain it.
///
/// ```
/// use tingji_signing_core::{Credential, RequestView, Scheme, Ucloud, UnixTime, VerifyError};
///
/// let body = b"Action=StopUAIService&PublicKey=my_pk&Signature=4d0f3b";
/// let request = RequestView::new("POST", "/", "", &[], body);
/// let key = Credential::new("my_pk", "my_sk");
/// let verification = Ucloud.verify(&request, &key, UnixTime::from_seconds(0));
/// assert_eq!(verification.error(), Some(&VerifyError::SignatureMismatch));
/// assert_eq!(verification.canonical_request().to_string(), "ActionStopUAIServicePublicKeymy_pk");
/// ```
#[derive(Clone, Debug)]
pub struct Verification {
    error: Option<VerifyError>,
    texts: Option<Box<CanonicalTexts>>,
}

/// The two texts that client and server must have in common.
#[derive(Clone, Debug)]
pub(crate) struct CanonicalTexts {
    pub(crate) request: CanonicalText,
    pub(crate) string_to_sign: CanonicalText,
}

/// Text of a verification that has none.
static NO_TEXT: CanonicalText = CanonicalText::EMPTY;

impl Verification {
    /// Creates the result for a request whose signature cannot be parsed.
    pub(crate) fn unreadable(error: VerifyError) -> Self {
        Self { error: Some(error), texts: None }
    }

    /// Creates the result for a parsed request. `texts` runs only if there is an error: building the texts
    /// takes as long as the signature.
    pub(crate) fn new(result: Result<(), VerifyError>, texts: impl FnOnce() -> CanonicalTexts) -> Self {
        match result {
            Ok(()) => Self { error: None, texts: None },
            Err(error) => Self { error: Some(error), texts: Some(Box::new(texts())) },
        }
    }

    /// Returns true if the credential signed this request and the signature has not expired.
    pub fn is_valid(&self) -> bool {
        self.error.is_none()
    }

    /// Returns the reason why the request is not valid.
    pub fn error(&self) -> Option<&VerifyError> {
        self.error.as_ref()
    }

    /// Returns the canonical request that the verifier derived.
    ///
    /// The text is empty if the request is valid or its signature cannot be parsed; the canonical request of
    /// a valid one is in [`Scheme::trace`](crate::Scheme::trace).
    pub fn canonical_request(&self) -> &CanonicalText {
        self.texts.as_ref().map_or(&NO_TEXT, |texts| &texts.request)
    }

    /// Returns the string to sign that the verifier derived; for UCloud the parameters and the private key,
    /// which `Display` redacts.
    ///
    /// The text is empty in the same cases as [`canonical_request`](Self::canonical_request).
    pub fn string_to_sign(&self) -> &CanonicalText {
        self.texts.as_ref().map_or(&NO_TEXT, |texts| &texts.string_to_sign)
    }
}
