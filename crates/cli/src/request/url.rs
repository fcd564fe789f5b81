//! The request target and the host from a URL.

use super::input::InputRequest;
use crate::lang::localized;

/// The parts of a URL that HTTP/1.1 sends.
pub(super) struct UrlParts {
    /// Host, with the port unless it is the default of the scheme.
    pub(super) host: String,
    /// Path and query.
    pub(super) target: String,
}

/// Returns a request with this method, whose target is a path or a URL.
///
/// # Errors
///
/// Errors of [`read`].
pub(super) fn request(method: &str, target: &str) -> Result<InputRequest, String> {
    let mut request = InputRequest { method: method.to_owned(), ..InputRequest::default() };
    if target.starts_with('/') {
        request.target = target.to_owned();
    } else {
        let parts = read(target)?;
        request.target = parts.target;
        request.headers.push(("Host".to_owned(), parts.host));
    }
    Ok(request)
}

/// Parses an `http` or `https` URL. Without a scheme it is `http`, as for curl.
///
/// # Errors
///
/// Another scheme, a missing host, or white space.
pub(super) fn read(url: &str) -> Result<UrlParts, String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => {
            return Err(localized(
                "the URL does not start with http:// or https://",
                "URL 不以 http:// 或 https:// 开头",
            )
            .to_owned());
        }
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or_default();
    if host.is_empty() || host.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(localized("the URL has no host", "URL 没有主机名").to_owned());
    }
    let target = match target {
        "" => "/".to_owned(),
        query if query.starts_with('?') => format!("/{query}"),
        path => path.to_owned(),
    };
    if target.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(
            localized("the URL contains a space; write it as %20", "URL 中有空格；请写成 %20").to_owned()
        );
    }
    Ok(UrlParts { host: host.strip_suffix(port).unwrap_or(host).to_owned(), target })
}
