//! [`RequestView`]: a borrowed HTTP request, as it is on the wire.

/// Borrowed headers of a request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Headers<'a> {
    /// Pairs of name and value in the order of the wire. Names are in any case.
    Pairs(&'a [(String, String)]),
    /// Header map of the `http` crate.
    #[cfg(feature = "http")]
    Map(&'a http::HeaderMap),
}

impl<'a> Headers<'a> {
    /// Returns the names and values of all headers; a repeated header has one entry for each value.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        match self {
            Headers::Pairs(pairs) => Iter::Pairs(pairs.iter()),
            #[cfg(feature = "http")]
            Headers::Map(map) => Iter::Map(map.iter()),
        }
    }

    /// Returns the value of the first header with this name, in any case.
    pub fn get(self, name: &str) -> Option<&'a [u8]> {
        match self {
            Headers::Pairs(pairs) => find(pairs, name).map(str::as_bytes),
            #[cfg(feature = "http")]
            Headers::Map(map) => map.get(name).map(http::HeaderValue::as_bytes),
        }
    }

    /// Returns the trimmed value of the first header with this name, or `None` if it is not UTF-8.
    ///
    /// ```
    /// use tingji_signing_core::Headers;
    ///
    /// let pairs = [("X-Date".to_owned(), " 20240102T030405Z ".to_owned())];
    /// assert_eq!(Headers::Pairs(&pairs).text("x-date"), Some("20240102T030405Z"));
    /// assert_eq!(Headers::Pairs(&pairs).text("host"), None);
    /// ```
    pub fn text(self, name: &str) -> Option<&'a str> {
        let text = match self {
            Headers::Pairs(pairs) => find(pairs, name),
            #[cfg(feature = "http")]
            Headers::Map(map) => std::str::from_utf8(map.get(name)?.as_bytes()).ok(),
        };
        text.map(str::trim)
    }
}

/// Returns the value of the first header with this name, in any case.
fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let (_, value) = pairs.iter().find(|(given, _)| given.eq_ignore_ascii_case(name))?;
    Some(value)
}

/// Iterator over either kind of [`Headers`].
enum Iter<'a> {
    Pairs(std::slice::Iter<'a, (String, String)>),
    #[cfg(feature = "http")]
    Map(http::header::Iter<'a, http::HeaderValue>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Pairs(pairs) => pairs.next().map(|(name, value)| (name.as_str(), value.as_bytes())),
            #[cfg(feature = "http")]
            Self::Map(map) => map.next().map(|(name, value)| (name.as_str(), value.as_bytes())),
        }
    }
}

/// Borrowed HTTP request: method, path and query as on the wire, headers and body.
///
/// Path and query keep their percent escapes. A scheme derives its canonical forms from them and never
/// changes the request.
///
/// ```
/// use tingji_signing_core::RequestView;
///
/// let headers = [("Host".to_owned(), " bcc.bj.baidubce.com".to_owned())];
/// let request = RequestView::from_target("PUT", "/v2/instance/i-1?stop", &headers, b"{}");
/// assert_eq!(request.headers().text("host"), Some("bcc.bj.baidubce.com"));
/// assert_eq!(request.body(), b"{}");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RequestView<'a> {
    pub(crate) method: &'a str,
    /// Path with its percent escapes.
    pub(crate) path: &'a str,
    /// Query with its percent escapes, without the `?`.
    pub(crate) query: &'a str,
    pub(crate) headers: Headers<'a>,
    pub(crate) body: &'a [u8],
}

impl<'a> RequestView<'a> {
    /// Creates a view of the parts of a request. `query` is the text behind the first `?`, or empty.
    pub fn new(
        method: &'a str,
        path: &'a str,
        query: &'a str,
        headers: &'a [(String, String)],
        body: &'a [u8],
    ) -> Self {
        Self { method, path, query, headers: Headers::Pairs(headers), body }
    }

    /// Creates a view from a request target (`/path?query`), as in the first line of an HTTP/1.1 message.
    pub fn from_target(
        method: &'a str,
        target: &'a str,
        headers: &'a [(String, String)],
        body: &'a [u8],
    ) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self::new(method, path, query, headers, body)
    }

    /// Creates a view of a request of the `http` crate.
    #[cfg(feature = "http")]
    pub fn from_http(request: &'a http::Request<bytes::Bytes>) -> Self {
        Self {
            method: request.method().as_str(),
            path: request.uri().path(),
            query: request.uri().query().unwrap_or(""),
            headers: Headers::Map(request.headers()),
            body: request.body(),
        }
    }

    /// Returns the headers.
    pub fn headers(&self) -> Headers<'a> {
        self.headers
    }

    /// Returns the body.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}
