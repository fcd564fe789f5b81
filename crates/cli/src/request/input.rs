//! [`InputRequest`]: one HTTP request, parsed from the input of the user.

use std::fmt;

use tingji_signing_core::{Headers, RequestView};

/// A request as it was, or would be, on the wire.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct InputRequest {
    pub(crate) method: String,
    /// Path and query, as in the first line of an HTTP message.
    pub(crate) target: String,
    /// Headers in their order, with the spelling of the request.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// The server's response, if the input contains it.
    pub(crate) answer: Option<String>,
    /// Remarks about the parsing, for the user.
    pub(crate) notes: Vec<String>,
}

impl InputRequest {
    /// Returns the request as the signing crate reads it.
    pub(crate) fn view(&self) -> RequestView<'_> {
        RequestView::from_target(&self.method, &self.target, &self.headers, &self.body)
    }

    /// Returns the value of a header, without regard to case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        Headers::Pairs(&self.headers).text(name)
    }

    /// Returns the query without `?`.
    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// Adds a header unless the request has one of that name.
    pub(super) fn default_header(&mut self, name: &str, value: impl Into<String>) {
        if self.header(name).is_none() {
            self.headers.push((name.to_owned(), value.into()));
        }
    }
}

impl fmt::Debug for InputRequest {
    /// Omits all values, because they contain signatures and tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let path = self.target.split('?').next().unwrap_or_default();
        write!(f, "{} {path} {names:?}", self.method)
    }
}

impl fmt::Display for InputRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.target.split('?').next().unwrap_or_default();
        write!(f, "{} {}{path}", self.method, self.header("host").unwrap_or_default())
    }
}
