//! [`Verdict`]: whether a signature holds, and if not, what differs.

use std::fmt;

use tingji_core::UnixTime;

use crate::Canonical;

/// What is wrong with a signed request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It carries no signature at all.
    Unsigned,
    /// The signature can't be read; the text says which part.
    Malformed(&'static str),
    /// The access key is not the credential's.
    UnknownKey,
    /// The credential has a session token, the request has none.
    MissingToken,
    /// The request's session token is not the credential's.
    WrongToken,
    /// It was signed at this time and is no longer valid.
    Expired(UnixTime),
    /// It was signed at this time, too far from the verifier's clock.
    Skewed(UnixTime),
    /// This header must be among the signed ones and is not.
    UnsignedHeader(&'static str),
    /// The body is not the one that the request's own hash names.
    WrongBodyHash,
    /// All the rest is right, the signature is not: another key, or a changed request.
    WrongSignature,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned => f.write_str("the request is not signed"),
            Self::Malformed(part) => write!(f, "the signature can't be read: {part}"),
            Self::UnknownKey => f.write_str("the access key is unknown"),
            Self::MissingToken => f.write_str("the session token is missing"),
            Self::WrongToken => f.write_str("the session token is wrong"),
            Self::Expired(time) => write!(f, "the signature of {time} has expired"),
            Self::Skewed(time) => write!(f, "the signature's time {time} is too far from now"),
            Self::UnsignedHeader(name) => write!(f, "the header {name} is not signed"),
            Self::WrongBodyHash => f.write_str("the body is not the one that its hash names"),
            Self::WrongSignature => f.write_str("the signature does not match the request"),
        }
    }
}

impl std::error::Error for Problem {}

/// The result of verifying a request: nothing is wrong with it, or a problem with the texts that it was
/// judged by.
///
/// A request that is valid has no texts here, for nobody reads them and they take as long as its
/// signature: [`explain`](crate::Scheme::explain) gives them.
#[derive(Clone, Debug)]
pub struct Verdict {
    problem: Option<Problem>,
    texts: Option<Box<Texts>>,
}

/// The canonical request and the string to sign.
pub(crate) type Texts = (Canonical, Canonical);

/// In place of the texts that there are not.
static NONE: Canonical = Canonical { text: Vec::new(), hidden: Vec::new() };

impl Verdict {
    pub(crate) fn unread(problem: Problem) -> Self {
        Self { problem: Some(problem), texts: None }
    }

    /// With the texts, if there is a problem.
    pub(crate) fn of(problem: Option<Problem>, texts: impl FnOnce() -> Texts) -> Self {
        let texts = problem.is_some().then(|| Box::new(texts()));
        Self { problem, texts }
    }

    /// Whether the request is signed by the credential, now.
    pub fn is_valid(&self) -> bool {
        self.problem.is_none()
    }

    /// What is wrong, if anything.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// The canonical request as the verifier sees it; empty when the request is valid, and when its
    /// signature could not be read.
    pub fn canonical_request(&self) -> &Canonical {
        self.texts.as_ref().map_or(&NONE, |texts| &texts.0)
    }

    /// The text that is hashed with the key; for UCloud the parameters, the private key hidden. It is
    /// empty when the canonical request is.
    pub fn string_to_sign(&self) -> &Canonical {
        self.texts.as_ref().map_or(&NONE, |texts| &texts.1)
    }
}
