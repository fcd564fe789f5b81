//! [`Signed`]: what a signer adds to a request.

use std::fmt;

/// Where the additions go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the header section.
    Headers,
    /// Behind the query.
    Query,
    /// Behind the form body.
    Form,
    /// Into the top-level object of the JSON body.
    Json,
}

/// The additions that make a request a signed one. See the crate's contract.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    pub(crate) place: Place,
    pub(crate) additions: Vec<(&'static str, String)>,
}

impl Signed {
    /// Where the additions go.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Names and values to add, in order; values are not yet encoded for their place.
    pub fn additions(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.additions.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// One of the additions.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.additions().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The `Authorization` header, for the schemes that have one.
    pub fn authorization(&self) -> Option<&str> {
        self.get("authorization")
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.additions.iter().map(|(name, _)| name).collect();
        f.debug_struct("Signed")
            .field("place", &self.place)
            .field("additions", &names)
            .finish_non_exhaustive()
    }
}

/// Why a request was not signed. Nothing was added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// It already carries a signature.
    AlreadySigned,
    /// This header is required for signing and not there.
    MissingHeader(&'static str),
    /// The request carries another time than the one to sign at.
    OtherTime(&'static str),
    /// The request carries another session token than the credential.
    OtherToken,
    /// The access key holds a character that would break the signature's own syntax.
    BadAccessKey,
    /// The body is not what the scheme signs.
    Body(&'static str),
    /// The query is not what the scheme signs.
    Query(&'static str),
    /// An addition is no valid header value.
    HeaderValue(&'static str),
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadySigned => f.write_str("the request is already signed"),
            Self::MissingHeader(name) => write!(f, "the header {name} is needed for signing"),
            Self::OtherTime(name) => write!(f, "the header {name} holds another time than the signature's"),
            Self::OtherToken => f.write_str("the request holds another session token than the credential"),
            Self::BadAccessKey => {
                f.write_str("the access key is empty or holds a blank, a comma or a control character")
            }
            Self::Body(what) => write!(f, "the body {what}"),
            Self::Query(what) => write!(f, "the query {what}"),
            Self::HeaderValue(name) => write!(f, "the value of {name} can't stand in a header"),
        }
    }
}

impl std::error::Error for SignError {}
