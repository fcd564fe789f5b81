//! [`Verification`]: whether a signature holds, and if not, what differs.

use std::fmt;

use tingji_core::UnixTime;

use crate::CanonicalText;

/// What is wrong with a signed request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// It carries no signature at all.
    MissingSignature,
    /// The signature can't be read; the text says which part.
    Malformed(&'static str),
    /// The access key is not the credential's.
    UnknownAccessKey,
    /// The credential has a session token, the request has none.
    MissingToken,
    /// The request's session token is not the credential's.
    TokenMismatch,
    /// It was signed at this time and is no longer valid.
    Expired(UnixTime),
    /// It was signed at this time, too far from the verifier's clock.
    ClockSkew(UnixTime),
    /// This header must be among the signed ones and is not.
    HeaderNotSigned(&'static str),
    /// The body is not the one that the request's own hash names.
    BodyHashMismatch,
    /// All the rest is right, the signature is not: another key, or a changed request.
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

/// The result of verifying a request: nothing is wrong with it, or a problem with the texts that it was
/// judged by.
///
/// A request that is valid has no texts here, for nobody reads them and they take as long as its
/// signature: [`explain`](crate::Scheme::explain) gives them.
#[derive(Clone, Debug)]
pub struct Verification {
    error: Option<VerifyError>,
    texts: Option<Box<Texts>>,
}

/// The canonical request and the string to sign.
pub(crate) type Texts = (CanonicalText, CanonicalText);

/// In place of the texts that there are not.
static NONE: CanonicalText = CanonicalText { text: Vec::new(), hidden: Vec::new() };

impl Verification {
    pub(crate) fn unread(error: VerifyError) -> Self {
        Self { error: Some(error), texts: None }
    }

    /// With the texts, if there is a problem.
    pub(crate) fn of(error: Option<VerifyError>, texts: impl FnOnce() -> Texts) -> Self {
        let texts = error.is_some().then(|| Box::new(texts()));
        Self { error, texts }
    }

    /// Whether the request is signed by the credential, now.
    pub fn is_valid(&self) -> bool {
        self.error.is_none()
    }

    /// What is wrong, if anything.
    pub fn error(&self) -> Option<&VerifyError> {
        self.error.as_ref()
    }

    /// The canonical request as the verifier sees it; empty when the request is valid, and when its
    /// signature could not be read.
    pub fn canonical_request(&self) -> &CanonicalText {
        self.texts.as_ref().map_or(&NONE, |texts| &texts.0)
    }

    /// The text that is hashed with the key; for UCloud the parameters, the private key hidden. It is
    /// empty when the canonical request is.
    pub fn string_to_sign(&self) -> &CanonicalText {
        self.texts.as_ref().map_or(&NONE, |texts| &texts.1)
    }
}
