//! Error kinds: `Connect` only if no part of the request can have been written.

use super::*;
use crate::ErrorKind::{Connect, Interrupted, InvalidRequest, Timeout};

/// A failure of `reqwest` with the expected error kinds.
struct FailureCase {
    name: &'static str,
    error: reqwest::Error,
    /// Kind with a client of this library.
    library: ErrorKind,
    /// Kind with a client of the caller.
    caller: ErrorKind,
}

impl FailureCase {
    /// A failure after which the request may have been executed, so that both clients report the same kind.
    fn ambiguous(name: &'static str, error: reqwest::Error) -> Self {
        Self { name, error, library: Interrupted, caller: Interrupted }
    }

    /// A failure to connect. Only a client of this library can have sent nothing before it.
    fn unconnected(name: &'static str, error: reqwest::Error) -> Self {
        Self { name, error, library: Connect, caller: Interrupted }
    }
}

/// A builder for clients of plain HTTP, with redirects and retries as `reqwest` configures them.
fn plain_client() -> ClientBuilder {
    let options = HttpOptions::new();
    tls::configure(ClientBuilder::new(), ConnectionKind::Plain, &options.root_certificates)
        .unwrap()
        .no_proxy()
}

/// Sends to a server that answers with these bytes and then closes the connection.
async fn exchange(client: ClientBuilder, answer: &'static [u8]) -> reqwest::Result<Response> {
    let (address, served) = serve(move |mut socket| {
        let head = read_head(&mut socket);
        socket.write_all(answer).unwrap();
        head
    });
    let result = client.build().unwrap().put(format!("http://{address}/")).send().await;
    assert!(served.join().unwrap().starts_with("PUT / HTTP/1.1\r\n"));
    result
}

/// Sends to this URL, which must fail.
async fn connect(client: ClientBuilder, url: &str) -> reqwest::Error {
    client.build().unwrap().put(url).send().await.unwrap_err()
}

/// Failures before any part of the request is written.
async fn failures_before_sending() -> Vec<FailureCase> {
    let not_http = connect(plain_client(), "ftp://127.0.0.1/").await;
    let refused = connect(plain_client(), "http://127.0.0.1:1/").await;
    let unknown_host = connect(plain_client(), "http://host.invalid/").await;
    vec![
        FailureCase {
            name: "builder: a URL that is not HTTP",
            error: not_http,
            library: InvalidRequest,
            caller: InvalidRequest,
        },
        FailureCase::unconnected("connect: refused", refused),
        FailureCase::unconnected("connect: unknown host", unknown_host),
    ]
}

/// Failures after the request is written, without the head of a response.
async fn failures_without_a_response() -> Vec<FailureCase> {
    let closed = exchange(plain_client(), b"").await.unwrap_err();
    let not_http = exchange(plain_client(), b"SSH-2.0-x\r\n\r\n").await.unwrap_err();
    let (silent, _served) = serve(|mut socket| {
        read_head(&mut socket);
        std::thread::sleep(Duration::from_millis(500));
    });
    let short = plain_client().timeout(Duration::from_millis(50));
    let timed_out = connect(short, &format!("http://{silent}/")).await;
    vec![
        FailureCase::ambiguous("request: closed without a response", closed),
        FailureCase::ambiguous("request: not HTTP", not_http),
        FailureCase { name: "timeout: no response", error: timed_out, library: Timeout, caller: Timeout },
    ]
}

/// Failures after the head of a response.
async fn failures_after_the_head() -> Vec<FailureCase> {
    const HALF_BODY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    const BAD_CHUNK: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
    const REDIRECT: &[u8] = b"HTTP/1.1 307 Moved\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n";
    const NO_CONTENT: &[u8] = b"HTTP/1.1 500 Failed\r\nContent-Length: 0\r\n\r\n";
    let never_redirect = reqwest::redirect::Policy::custom(|attempt| attempt.error("refused"));
    let truncated = exchange(plain_client(), HALF_BODY).await.unwrap().bytes().await.unwrap_err();
    let damaged = exchange(plain_client(), BAD_CHUNK).await.unwrap().bytes().await.unwrap_err();
    let redirected = exchange(plain_client().redirect(never_redirect), REDIRECT).await.unwrap_err();
    let upgraded = exchange(plain_client(), NO_CONTENT).await.unwrap().upgrade().await.unwrap_err();
    let status = exchange(plain_client(), NO_CONTENT).await.unwrap().error_for_status().unwrap_err();
    vec![
        FailureCase::ambiguous("body: half of it", truncated),
        FailureCase::ambiguous("decode: a damaged chunk", damaged),
        FailureCase::ambiguous("redirect: refused by the policy", redirected),
        FailureCase::ambiguous("upgrade: not offered", upgraded),
        FailureCase::ambiguous("status", status),
    ]
}

async fn failure_cases() -> Vec<FailureCase> {
    let mut cases = failures_before_sending().await;
    cases.extend(failures_without_a_response().await);
    cases.extend(failures_after_the_head().await);
    cases
}

#[test]
fn only_unwritten_requests_are_connect_errors() {
    let library = ClientOwner::Library { connect_timeout: Duration::from_secs(5), proxy: None };
    for case in runtime().block_on(failure_cases()) {
        for (owner, expected) in [(&library, case.library), (&ClientOwner::Caller, case.caller)] {
            let error = to_error(&case.error, owner);
            assert_eq!(error.kind(), expected, "{}: {owner:?}: {error}: {:?}", case.name, case.error);
            assert!(!error.message().contains("http://"), "{}: {error}", case.name);
        }
    }
}

#[test]
fn redirect_before_failed_connection_is_interrupted() {
    const REDIRECT: &[u8] =
        b"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let error = runtime().block_on(exchange(plain_client(), REDIRECT)).unwrap_err();
    // The error of `reqwest` is the same as for a request that was never written.
    assert!(error.is_connect());
    assert_eq!(to_error(&error, &ClientOwner::Caller).kind(), ErrorKind::Interrupted);
}

#[test]
fn url_that_would_change_is_refused_before_it_is_sent() {
    let (address, served) = serve(|_| ());
    for target in ["/v2/a/../i-1", "/v2/./i-1", "/v2/%2e%2e/i-1", "/v2/\"i-1\"", "/v2/i-1?name='", "/v2/{id}"]
    {
        let error = send(&format!("http://{address}{target}"), &HttpOptions::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{target}");
        assert!(error.message().contains("can't be sent as it was signed"), "{target}: {error}");
    }
    assert!(!served.is_finished());
    std::net::TcpStream::connect(address).unwrap();
    served.join().unwrap();
}

#[test]
fn endpoint_that_would_change_is_refused() {
    for (endpoint, normal) in
        [("https://127.1", "https://127.0.0.1"), ("http://[0:0:0:0:0:0:0:1]:80", "http://[::1]")]
    {
        let endpoint: Endpoint = endpoint.parse().unwrap();
        let error = ReqwestClient::new(&endpoint, &HttpOptions::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.message().contains(&format!("would be sent as {normal}:")), "{error}");
    }
}
