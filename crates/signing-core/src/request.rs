//! [`RequestView`]: a request as it will be, or was, on the wire.

/// The headers of a request, wherever they are kept.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Headers<'a> {
    /// Name and value pairs in wire order, names in any case.
    Pairs(&'a [(String, String)]),
    /// A header map of the `http` crate.
    #[cfg(feature = "http")]
    Map(&'a http::HeaderMap),
}

impl<'a> Headers<'a> {
    /// All headers, repeated ones included.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        match self {
            Headers::Pairs(pairs) => Iter::Pairs(pairs.iter()),
            #[cfg(feature = "http")]
            Headers::Map(map) => Iter::Map(map.iter()),
        }
    }

    /// The first header of this name, whatever its case.
    pub fn get(self, name: &str) -> Option<&'a [u8]> {
        match self {
            Headers::Pairs(pairs) => find(pairs, name).map(str::as_bytes),
            #[cfg(feature = "http")]
            Headers::Map(map) => map.get(name).map(http::HeaderValue::as_bytes),
        }
    }

    /// The first header of this name as trimmed text; `None` if it is not UTF-8.
    pub fn text(self, name: &str) -> Option<&'a str> {
        let text = match self {
            Headers::Pairs(pairs) => find(pairs, name),
            #[cfg(feature = "http")]
            Headers::Map(map) => std::str::from_utf8(map.get(name)?.as_bytes()).ok(),
        };
        text.map(str::trim)
    }
}

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

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    // Most are in lower case, and those are compared sooner.
    let found = pairs
        .iter()
        .find(|(given, _)| given.len() == name.len() && (given == name || given.eq_ignore_ascii_case(name)));
    found.map(|(_, value)| value.as_str())
}

/// A request, read-only: method, path and query as on the wire, headers and body.
#[derive(Clone, Copy, Debug)]
pub struct RequestView<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) headers: Headers<'a>,
    pub(crate) body: &'a [u8],
}

impl<'a> RequestView<'a> {
    /// A view of the parts. `query` is what stands behind the first `?`, without it.
    pub fn new(
        method: &'a str,
        path: &'a str,
        query: &'a str,
        headers: &'a [(String, String)],
        body: &'a [u8],
    ) -> Self {
        Self { method, path, query, headers: Headers::Pairs(headers), body }
    }

    /// The same from a request target (`/path?query`), as in the first line of an HTTP message.
    pub fn from_target(
        method: &'a str,
        target: &'a str,
        headers: &'a [(String, String)],
        body: &'a [u8],
    ) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self::new(method, path, query, headers, body)
    }

    /// A view of an `http` request.
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

    /// The headers.
    pub fn headers(&self) -> Headers<'a> {
        self.headers
    }

    /// The body.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}
