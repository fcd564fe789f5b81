//! [`SigningInstructions`]: the additions that turn a request into a signed request.

use std::fmt;

use smallvec::SmallVec;

/// Part of the request that contains the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureLocation {
    /// The header section.
    Headers,
    /// The query; the additions follow its parameters.
    Query,
    /// The form in the body; the additions follow its fields.
    Form,
    /// The top-level object of the JSON body.
    Json,
}

/// Additions that turn a request into a signed request, from [`Scheme::sign`](crate::Scheme::sign).
///
/// `Debug` prints the names of the additions without their values.
///
/// ```
/// use tingji_signing_core::{Credential, RequestView, Scheme, SignatureLocation, Ucloud, UnixTime};
///
/// let request = RequestView::new("POST", "/", "", &[], b"Action=StopUAIService");
/// let key = Credential::new("my_pk", "my_sk");
/// let signed = Ucloud.sign(&request, &key, UnixTime::from_seconds(0)).unwrap();
/// assert_eq!(signed.location(), SignatureLocation::Form);
/// assert_eq!(signed.get("PublicKey"), Some("my_pk"));
/// assert_eq!(signed.authorization(), None);
/// ```
#[derive(Clone)]
pub struct SigningInstructions {
    pub(crate) location: SignatureLocation,
    /// All values without separators: one allocation holds them.
    values: String,
    /// Names of the additions, and the ends of their values in `values`.
    names: SmallVec<[(&'static str, usize); 4]>,
}

impl SigningInstructions {
    /// Creates instructions without additions. `capacity` is the expected length of all values, in bytes.
    pub(crate) fn new(location: SignatureLocation, capacity: usize) -> Self {
        Self { location, values: String::with_capacity(capacity), names: SmallVec::new() }
    }

    /// Appends an addition.
    pub(crate) fn add(&mut self, name: &'static str, value: &str) {
        self.values.push_str(value);
        self.finish_value(name);
    }

    /// Returns the text to which a caller appends the next value, before it calls [`Self::finish_value`].
    pub(crate) fn value_buffer(&mut self) -> &mut String {
        &mut self.values
    }

    /// Makes the text that was appended since the last addition the value of `name`.
    pub(crate) fn finish_value(&mut self, name: &'static str) {
        self.names.push((name, self.values.len()));
    }

    /// Returns the additions with names of static lifetime.
    pub(crate) fn named(&self) -> impl ExactSizeIterator<Item = (&'static str, &str)> {
        let mut start = 0;
        self.names.iter().map(move |&(name, end)| {
            let value = &self.values[start..end];
            start = end;
            (name, value)
        })
    }

    /// Returns the part of the request to which the additions belong.
    pub fn location(&self) -> SignatureLocation {
        self.location
    }

    /// Returns the names and values to add, in order. Values are not encoded for their location.
    pub fn additions(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.named().map(|(name, value): (&str, &str)| (name, value))
    }

    /// Returns the value of the addition with this name, in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.additions().find(|(given, _)| given.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// Returns the value of the `Authorization` header, or `None` if the signature is elsewhere.
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

/// Reason why a request was not signed. The request is unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// The request has a signature already.
    AlreadySigned,
    /// The request lacks this header, which the scheme signs.
    MissingHeader(&'static str),
    /// This header of the request states another time than the time of signing.
    DateMismatch(&'static str),
    /// The request has a session token that is not the credential's.
    TokenMismatch,
    /// The access key is empty, or contains a character that separates the parts of a signature.
    InvalidAccessKey,
    /// The scheme cannot sign this body; the text says why and follows "the body".
    InvalidBody(&'static str),
    /// The scheme cannot sign this query; the text says why and follows "the query".
    InvalidQuery(&'static str),
    /// This addition is not a valid header value.
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
            Self::InvalidBody(reason) => write!(f, "the body {reason}"),
            Self::InvalidQuery(reason) => write!(f, "the query {reason}"),
            Self::InvalidHeaderValue(name) => {
                write!(f, "the value of {name} has characters that no header can contain")
            }
        }
    }
}

impl std::error::Error for SignError {}
