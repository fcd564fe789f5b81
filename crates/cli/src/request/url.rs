//! What a URL tells of the request line and the host.

use crate::lang::pick;

/// A URL taken apart for HTTP/1.1.
pub(super) struct Parts {
    /// With the port unless it is the scheme's own.
    pub(super) host: String,
    /// Path and query.
    pub(super) target: String,
}

/// Reads an `http` or `https` URL; one without a scheme is `http`, as for curl.
pub(super) fn read(url: &str) -> Result<Parts, String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => {
            return Err(pick(
                "the URL is neither http:// nor https://",
                "URL 既不是 http:// 也不是 https://",
            )
            .to_owned());
        }
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or_default();
    if host.is_empty() || host.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(pick("the URL has no host", "URL 没有主机名").to_owned());
    }
    let target = match target {
        "" => "/".to_owned(),
        query if query.starts_with('?') => format!("/{query}"),
        path => path.to_owned(),
    };
    if target.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(pick("the URL has a blank in it; write it as %20", "URL 中有空格；请写成 %20").to_owned());
    }
    Ok(Parts { host: host.strip_suffix(port).unwrap_or(host).to_owned(), target })
}
