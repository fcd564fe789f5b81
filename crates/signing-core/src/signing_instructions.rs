//! [`SigningInstructions`]: what a signer adds to a request.

use std::fmt;

use smallvec::SmallVec;

/// Where the additions go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureLocation {
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
#[derive(Clone)]
pub struct SigningInstructions {
    pub(crate) location: SignatureLocation,
    /// The values one after another: one allocation for all of them.
    text: String,
    /// The names, and where their values end.
    names: SmallVec<[(&'static str, usize); 4]>,
}

impl SigningInstructions {
    /// No additions yet; there is room for so many bytes of values.
    pub(crate) fn new(location: SignatureLocation, room: usize) -> Self {
        Self { location, text: String::with_capacity(room), names: SmallVec::new() }
    }

    pub(crate) fn add(&mut self, name: &'static str, value: &str) {
        self.text.push_str(value);
        self.end(name);
    }

    /// Where a value is written that is ended then.
    pub(crate) fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// What was written since the last addition is the value of this one.
    pub(crate) fn end(&mut self, name: &'static str) {
        self.names.push((name, self.text.len()));
    }

    /// The additions with their proper names.
    pub(crate) fn named(&self) -> impl ExactSizeIterator<Item = (&'static str, &str)> {
        let mut start = 0;
        self.names.iter().map(move |&(name, end)| {
            let value = &self.text[start..end];
            start = end;
            (name, value)
        })
    }

    /// Where the additions go.
    pub fn location(&self) -> SignatureLocation {
        self.location
    }

    /// Names and values to add, in order; values are not yet encoded for their location.
    pub fn additions(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.named().map(|(name, value): (&str, &str)| (name, value))
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

impl PartialEq for SigningInstructions {
    fn eq(&self, other: &Self) -> bool {
        self.location == other.location && self.named().eq(other.named())
    }
}

impl Eq for SigningInstructions {}

impl fmt::Debug for SigningInstructions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.named().map(|(name, _)| name).collect();
        f.debug_struct("SigningInstructions")
            .field("location", &self.location)
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
    DateMismatch(&'static str),
    /// The request carries another session token than the credential.
    TokenMismatch,
    /// The access key holds a character that would break the signature's own syntax.
    InvalidAccessKey,
    /// The body is not what the scheme signs.
    InvalidBody(&'static str),
    /// The query is not what the scheme signs.
    InvalidQuery(&'static str),
    /// An addition is no valid header value.
    InvalidHeaderValue(&'static str),
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadySigned => f.write_str("the request is already signed"),
            Self::MissingHeader(name) => write!(f, "the header {name} is needed for signing"),
            Self::DateMismatch(name) => {
                write!(f, "the header {name} holds another time than the signature's")
            }
            Self::TokenMismatch => f.write_str("the request holds another session token than the credential"),
            Self::InvalidAccessKey => {
                f.write_str("the access key is empty or holds a blank, a comma or a control character")
            }
            Self::InvalidBody(what) => write!(f, "the body {what}"),
            Self::InvalidQuery(what) => write!(f, "the query {what}"),
            Self::InvalidHeaderValue(name) => write!(f, "the value of {name} can't stand in a header"),
        }
    }
}

impl std::error::Error for SignError {}
