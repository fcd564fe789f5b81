//! Conversion of `reqwest`'s errors: the kind says what may have happened on the server.

use std::error::Error as _;
use std::time::Duration;

use crate::{Error, ErrorKind, message};

/// The facts about a client that its errors depend on.
#[derive(Clone, Debug)]
pub(super) enum ClientOwner {
    /// The client was built by this library: it sends a request at most once and follows no redirect.
    Library {
        /// Limit for opening a connection.
        connect_timeout: Duration,
        /// Address of the proxy, without user and password.
        proxy: Option<String>,
    },
    /// The client is the caller's. It may have sent the request before the attempt that failed, after a
    /// redirect or by a retry of its own, so no failure proves that nothing was written.
    Caller,
}

/// Converts an error of `reqwest`.
///
/// | reqwest | kind |
/// |---|---|
/// | builder | `InvalidRequest`: nothing was sent |
/// | connect, DNS and connect timeout included | `Connect`; `Interrupted` with the caller's client |
/// | timeout | `Timeout` |
/// | request, body, decode, redirect, upgrade, status | `Interrupted` |
pub(super) fn to_error(error: &reqwest::Error, owner: &ClientOwner) -> Error {
    if error.is_builder() {
        let cause = root_source(error);
        let message = message!("request-not-sendable", "the request can't be sent ({cause})", cause);
        return Error::new(ErrorKind::InvalidRequest, message);
    }
    match owner {
        ClientOwner::Library { connect_timeout, proxy } if error.is_connect() => {
            not_connected(error, *connect_timeout, proxy.as_deref())
        }
        _ if error.is_timeout() => no_response_in_time(None),
        _ => interrupted(error),
    }
}

/// Returns the error of an attempt that took too long. The limit is unknown for a client of the caller.
pub(super) fn no_response_in_time(limit: Option<Duration>) -> Error {
    let message = match limit {
        Some(limit) => {
            message!("no-answer-within", "no answer in time ({limit})", limit = format!("{limit:?}"))
        }
        None => message!("no-answer", "no answer in time"),
    };
    Error::new(ErrorKind::Timeout, message)
}

/// Returns the error of a connection that could not be opened. `limit` is the limit for connecting.
fn not_connected(error: &reqwest::Error, limit: Duration, proxy: Option<&str>) -> Error {
    let cause = match error.is_timeout() {
        true => format!("none was made within {limit:?}"),
        false => root_source(error),
    };
    let cause = match proxy {
        Some(proxy) if is_from_proxy(error) => format!("the proxy {proxy}: {cause}"),
        _ => cause,
    };
    Error::new(ErrorKind::Connect, message!("no-connection", "no connection ({cause})", cause))
        .with_source_text(error.source())
}

/// Returns the error of a connection that broke, or of a response that is not HTTP.
fn interrupted(error: &reqwest::Error) -> Error {
    let cause = root_source(error);
    let message =
        message!("connection-broke", "the connection broke, or the answer is not HTTP ({cause})", cause);
    Error::new(ErrorKind::Interrupted, message).with_source_text(error.source())
}

/// Returns true if the tunnel of an HTTP proxy or the handshake of a SOCKS proxy failed. `reqwest` has no
/// method for this question and its error types are private, so the texts are compared.
fn is_from_proxy(error: &reqwest::Error) -> bool {
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        let text = source.to_string();
        if text.starts_with("tunnel error") || text.starts_with("SOCKS error") || text.contains("socks proxy")
        {
            return true;
        }
        next = source.source();
    }
    false
}

/// Returns the text of the innermost source. The text of `reqwest` itself contains the URL and is never used.
fn root_source(error: &reqwest::Error) -> String {
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause.and_then(std::error::Error::source) {
        cause = Some(next);
    }
    cause.map_or_else(|| "no further detail".to_owned(), ToString::to_string)
}
