//! [`Endpoint`]: the base URL of an API.
//!
//! Endpoints enforce the rule that plain HTTP never leaves the machine: a URL with `http://` and another host
//! than loopback is rejected when it is parsed.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use bytes::Bytes;
use http::uri::{Authority, Scheme};
use http::{HeaderValue, Request, Uri, header};

use crate::operation::UnsignedRequest;
use crate::{Error, ErrorKind, Message, Result, message};

/// The base URL of an API: `https://`, or `http://` to a loopback address. The URL may have a path, which
/// precedes the path of each request. User, password and query are not allowed.
///
/// Parsing fails with [`ErrorKind::Config`] for any other text. `Display` prints the URL with the normalized
/// [host](Self::host) and without a slash at the end.
///
/// ```
/// use tingji_core::endpoint::Endpoint;
///
/// assert!("https://bcc.bj.baidubce.com".parse::<Endpoint>().is_ok());
/// assert!("http://127.0.0.1:8080".parse::<Endpoint>().is_ok());
/// assert!("http://bcc.bj.baidubce.com".parse::<Endpoint>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    prefix: String,
}

impl Endpoint {
    /// Returns true for a loopback address, so that requests stay on this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(self.authority.host())
    }

    /// Returns true for plain HTTP, which is limited to loopback addresses and metadata services.
    pub fn is_plain(&self) -> bool {
        self.scheme == Scheme::HTTP
    }

    /// Returns the value of the `Host` header: in lower case, and without the default port of the scheme.
    pub fn host(&self) -> String {
        let default_port = if self.scheme == Scheme::HTTPS { 443 } else { 80 };
        let host = self.authority.host().to_ascii_lowercase();
        match self.authority.port_u16() {
            Some(port) if port != default_port => format!("{host}:{port}"),
            _ => host,
        }
    }

    /// Builds the HTTP request, with an absolute URL and the `Host` header.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] if the path, the query or a header has characters that HTTP does not
    /// allow.
    pub fn request(&self, unsigned: UnsignedRequest) -> Result<Request<Bytes>> {
        let separator = if unsigned.query.is_empty() { "" } else { "?" };
        let target = format!("{}{}{separator}{}", self.prefix, unsigned.path, unsigned.query);
        let uri = Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.host())
            .path_and_query(target)
            .build()
            .map_err(invalid)?;
        let mut request =
            Request::builder().method(unsigned.method).uri(uri).header(header::HOST, self.host());
        for (name, value) in unsigned.headers {
            let value = HeaderValue::from_str(&value).map_err(|_| {
                let message =
                    message!("value-not-sendable", "the value of {name} can't be sent", name = name.as_str());
                Error::new(ErrorKind::InvalidRequest, message)
            })?;
            request = request.header(name, value);
        }
        request.body(unsigned.body).map_err(invalid)
    }
}

fn invalid(error: http::Error) -> Error {
    Error::new(ErrorKind::InvalidRequest, error.to_string()).with_source(error)
}

/// The error for a text that is not an endpoint.
fn rejected(text: &str, reason: Message) -> Error {
    let message =
        message!("endpoint-rejected", "the endpoint {text} {reason}", text = format!("{text:?}"), reason);
    Error::new(ErrorKind::Config, message)
}

/// Returns true for `localhost` and for the IP addresses of loopback. Other names may resolve to any address.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Fixed addresses of the vendors' metadata services, which issue temporary keys to their machines: the
/// constants in the providers' `credentials/metadata.rs`. Requests to these addresses never leave the host.
const METADATA_HOSTS: [&str; 3] = ["100.96.0.96", "169.254.169.254", "100.80.80.80"];

impl Endpoint {
    /// Parses the base URL of a metadata service. In addition to the URLs of other endpoints, plain HTTP to
    /// the vendors' three fixed addresses is allowed.
    ///
    /// ```
    /// use tingji_core::endpoint::Endpoint;
    ///
    /// assert!(Endpoint::metadata("http://169.254.169.254").is_ok());
    /// assert!(Endpoint::metadata("http://169.254.169.253").is_err());
    /// assert!("http://169.254.169.254".parse::<Endpoint>().is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for any other URL.
    pub fn metadata(url: &str) -> Result<Self> {
        Self::parse(url, |host| is_loopback(host) || METADATA_HOSTS.contains(&host))
    }

    fn parse(text: &str, may_be_plain: impl Fn(&str) -> bool) -> Result<Self> {
        let text = text.trim();
        // Checked first, because the other errors quote the text.
        if text.contains('@') {
            let message = message!("endpoint-with-user", "the endpoint must not contain a user or password");
            return Err(Error::new(ErrorKind::Config, message));
        }
        let uri: Uri = text.parse().map_err(|_| rejected(text, message!("not-a-url", "is not a URL")))?;
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(rejected(
                text,
                message!(
                    "url-without-scheme",
                    "is not a URL: it must start with https://, or http:// for a loopback address"
                ),
            ));
        };
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(rejected(text, message!("unknown-scheme", "is neither https:// nor http://")));
        }
        let no_port = authority.as_str() != authority.host() && authority.port_u16().is_none();
        if authority.host().is_empty() || no_port {
            return Err(rejected(text, message!("no-host", "has no host, or an invalid port")));
        }
        if scheme == Scheme::HTTP && !may_be_plain(authority.host()) {
            return Err(rejected(
                text,
                message!(
                    "plain-http",
                    "is plain http://, which is only allowed to a loopback address: use https://"
                ),
            ));
        }
        let target = parts.path_and_query;
        if target.as_ref().is_some_and(|target| target.query().is_some()) {
            return Err(rejected(text, message!("url-with-query", "must not have a query")));
        }
        let prefix = target.map(|target| target.path().trim_end_matches('/').to_owned()).unwrap_or_default();
        Ok(Self { scheme, authority, prefix })
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text, is_loopback)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.host(), self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_refused_except_to_loopback() {
        for good in ["http://localhost:1", "http://[::1]:9/", "http://127.9.9.9", "https://a.b/c/"] {
            assert!(good.parse::<Endpoint>().is_ok(), "{good}");
        }
        for bad in [
            "http://10.0.0.1",
            "http://localhost.evil.example",
            "ftp://127.0.0.1",
            "127.0.0.1:80",
            "",
            "https://u:p@h",
            "ftp://u:p@h",
            "https://u:p p@h",
            "https://:443/v2",
            "https://h:",
            "https://h:65536",
            "http://127.0.0.1:99999",
        ] {
            let error = bad.parse::<Endpoint>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{bad}");
            assert!(!error.message().contains("u:p"), "{error}");
        }
    }

    #[test]
    fn host_is_lower_case_without_the_default_port() {
        fn host(text: &str) -> String {
            text.parse::<Endpoint>().unwrap().host()
        }
        assert_eq!(host("https://API.UCloud.cn:443/"), "api.ucloud.cn");
        assert_eq!(host("https://api.ucloud.cn:80"), "api.ucloud.cn:80");
        assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1:8080");
    }

    #[test]
    fn request_keeps_path_and_query_unchanged() {
        let endpoint: Endpoint = "http://127.0.0.1:8080/base/".parse().unwrap();
        let unsigned = UnsignedRequest::new(http::Method::PUT, "/v2/instance/i-1").query("stop");
        let request = endpoint.request(unsigned).unwrap();
        assert_eq!(request.uri(), "http://127.0.0.1:8080/base/v2/instance/i-1?stop");
        assert_eq!(request.headers()["host"], "127.0.0.1:8080");
    }
}
