//! Guarantees of the built-in HTTP client, with any executor or none: connections are reused, bodies and times are
//! limited, requests are sent unchanged, and nothing is redirected or retried. Also the checks of a caller's own
//! `reqwest::Client`.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use tingji_core::blocking::wait;
use tingji_core::endpoint::Endpoint;
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::HttpOptions;
use tingji_core::operation::{HttpResponse, UnsignedRequest};
use tingji_core::reqwest_client::ReqwestClient;
use tingji_core::{ErrorKind, Result};

const EMPTY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
const REDIRECT: &[u8] = b"HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";

/// A server on a free port. Records the head of each request with the number of its connection.
struct Server {
    endpoint: Endpoint,
    requests: Receiver<(usize, String)>,
}

impl Server {
    /// Answers every request with these bytes.
    fn answering(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::with(move |_, _| Some(bytes.clone()))
    }

    /// Answers by the number of the connection and of the request in it; `None` closes the connection.
    fn with(answer: impl Fn(usize, usize) -> Option<Vec<u8>> + Clone + Send + 'static) -> Self {
        let (sender, requests) = std::sync::mpsc::channel();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        std::thread::spawn(move || {
            for (connection, socket) in listener.incoming().enumerate() {
                let mut socket = socket.unwrap();
                let answer = answer.clone();
                let sender = sender.clone();
                std::thread::spawn(move || {
                    let mut number = 0;
                    while let Some(head) = head(&mut socket) {
                        let _ = sender.send((connection, head));
                        let Some(bytes) = answer(connection, number) else { return };
                        let _ = socket.write_all(&bytes);
                        number += 1;
                    }
                });
            }
        });
        Self { endpoint, requests }
    }

    fn client(&self) -> ReqwestClient {
        ReqwestClient::new(&self.endpoint, &HttpOptions::new()).unwrap()
    }
}

fn head(socket: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        socket.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

fn stop(endpoint: &Endpoint) -> Request<Bytes> {
    let unsigned = UnsignedRequest::new("PUT".parse().unwrap(), "/v2/i-1%2f").query("action=stop&b=%7e");
    endpoint.request(unsigned).unwrap()
}

async fn put(client: &impl HttpClient, endpoint: &Endpoint) -> Result<HttpResponse> {
    client.send(stop(endpoint)).await
}

#[tokio::test]
async fn connection_is_reused_and_the_target_is_unchanged() {
    let server = Server::answering(EMPTY);
    let client = server.client();
    for _ in 0..3 {
        assert_eq!(put(&client, &server.endpoint).await.unwrap().status, 200);
        let (connection, head) = server.requests.recv().unwrap();
        assert_eq!(connection, 0);
        assert!(head.starts_with("PUT /v2/i-1%2f?action=stop&b=%7e HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("content-length: 0\r\n") && head.contains("user-agent: tingji/"), "{head}");
        assert!(head.contains("accept: */*\r\n") && !head.contains("accept-encoding"), "{head}");
    }
}

#[tokio::test]
async fn empty_bodies_announce_their_length() {
    let server = Server::answering(EMPTY);
    for (method, announced) in [("POST", true), ("PUT", true), ("DELETE", true), ("GET", false)] {
        let unsigned = UnsignedRequest::new(method.parse().unwrap(), "/v2");
        server.client().send(server.endpoint.request(unsigned).unwrap()).await.unwrap();
        let (_, head) = server.requests.recv().unwrap();
        assert_eq!(head.contains("content-length: 0\r\n"), announced, "{head}");
    }
}

#[tokio::test]
async fn user_agent_of_the_options_is_sent() {
    let server = Server::answering(EMPTY);
    let options = HttpOptions::new().user_agent("night-watch/1.2");
    let client = ReqwestClient::new(&server.endpoint, &options).unwrap();
    put(&client, &server.endpoint).await.unwrap();
    let (_, head) = server.requests.recv().unwrap();
    assert!(head.contains("user-agent: night-watch/1.2\r\n"), "{head}");
}

#[tokio::test]
async fn redirect_is_returned_and_not_followed() {
    let server = Server::answering(REDIRECT);
    assert_eq!(put(&server.client(), &server.endpoint).await.unwrap().status, 307);
    assert_eq!(server.requests.try_iter().count(), 1);
}

#[tokio::test]
async fn cookies_are_not_stored() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n");
    let client = server.client();
    for _ in 0..2 {
        put(&client, &server.endpoint).await.unwrap();
        let (_, head) = server.requests.recv().unwrap();
        assert!(!head.contains("cookie"), "{head}");
    }
}

/// Tests with the feature `gzip` of `reqwest`, which another crate of a program may turn on.
#[tokio::test]
async fn responses_are_not_decompressed() {
    const GZIP: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xabV*.I,)-V\xb2R\xf2\xf1\xf7Q\xaa\x05\0";
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", GZIP.len());
    let server = Server::answering([head.as_bytes(), GZIP].concat());
    let reply = put(&server.client(), &server.endpoint).await.unwrap();
    assert_eq!(reply.header("content-encoding").as_deref(), Some("gzip"));
    assert_eq!(reply.body, GZIP);
    let (_, head) = server.requests.recv().unwrap();
    assert!(!head.contains("accept-encoding"), "{head}");
}

#[tokio::test]
async fn body_over_8_mib_is_refused_with_and_without_a_length() {
    fn response(size: usize, headers: &str) -> Vec<u8> {
        let mut bytes = format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes();
        bytes.resize(bytes.len() + size, b'x');
        bytes
    }
    let max_bytes = 8 << 20;
    let largest = Server::answering(response(max_bytes, &format!("Content-Length: {max_bytes}\r\n")));
    assert_eq!(put(&largest.client(), &largest.endpoint).await.unwrap().body.len(), max_bytes);
    let longer =
        Server::answering(response(max_bytes + 1, &format!("Content-Length: {}\r\n", max_bytes + 1)));
    let endless = Server::answering(response(2 * max_bytes, ""));
    for server in [longer, endless] {
        let expected = (ErrorKind::Decode, "the answer is larger than 8192 KiB");
        let error = put(&server.client(), &server.endpoint).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), expected);
        let own = put(&own_client(), &server.endpoint).await.unwrap_err();
        assert_eq!((own.kind(), own.message()), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn handshake_without_an_answer_is_a_connect_error() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint: Endpoint = format!("https://{}", silent.local_addr().unwrap()).parse().unwrap();
    let client = ReqwestClient::new(&endpoint, &HttpOptions::new()).unwrap();
    let error = put(&client, &endpoint).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert_eq!(error.message(), "no connection (none was made within 5s)");
}

#[tokio::test(start_paused = true)]
async fn response_that_takes_too_long_is_a_timeout() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
    let expected = (ErrorKind::Timeout, "no answer in time (30s)");
    let error = put(&server.client(), &server.endpoint).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), expected);
    let own = put(&own_client(), &server.endpoint).await.unwrap_err();
    assert_eq!((own.kind(), own.message()), expected);
}

#[tokio::test]
async fn connection_closed_without_an_answer_gets_one_stop() {
    // The server receives the second request of the first connection without answering, and would answer a third one.
    let server = Server::with(|connection, number| match (connection, number) {
        (0, 1) => None,
        _ => Some(EMPTY.to_vec()),
    });
    let client = server.client();
    assert_eq!(put(&client, &server.endpoint).await.unwrap().status, 200);
    let error = put(&client, &server.endpoint).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}");
    tokio::time::sleep(Duration::from_millis(100)).await;
    let requests: Vec<_> = server.requests.try_iter().map(|(connection, _)| connection).collect();
    assert_eq!(requests, [0, 0], "one answered request, and exactly one unanswered request");
}

#[tokio::test]
async fn idle_connection_closed_by_the_server_gets_one_stop() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let client = server.client();
    for connection in 0..2 {
        assert_eq!(put(&client, &server.endpoint).await.unwrap().status, 200);
        assert_eq!(server.requests.recv().unwrap().0, connection);
    }
    assert_eq!(server.requests.try_iter().count(), 0);
}

#[test]
fn client_works_without_a_runtime() {
    let server = Server::answering(EMPTY);
    let client = server.client();
    for _ in 0..2 {
        assert_eq!(wait(put(&client, &server.endpoint)).unwrap().status, 200);
        assert_eq!(server.requests.recv().unwrap().0, 0);
    }
    assert_eq!(wait(put(&own_client(), &server.endpoint)).unwrap().status, 200);
}

#[tokio::test]
async fn blocking_wait_on_the_only_runtime_thread_ends() {
    let server = Server::answering(EMPTY);
    assert_eq!(wait(put(&server.client(), &server.endpoint)).unwrap().status, 200);
    // The runtime still works.
    assert_eq!(put(&server.client(), &server.endpoint).await.unwrap().status, 200);
}

#[tokio::test]
async fn clock_sleeps_inside_outside_and_beside_a_runtime() {
    use tingji_core::clock::{Clock, SystemClock};
    let clock = SystemClock::new();
    let short = Duration::from_millis(1);
    clock.sleep(short).await;
    wait(clock.sleep(short));
    std::thread::spawn(move || wait(clock.sleep(short))).join().unwrap();
    assert!(clock.monotonic() >= 3 * short);
}

/// A program's own client, with `reqwest`'s defaults, which follow redirects.
fn own_client() -> reqwest::Client {
    // rustls needs a crypto provider for the process. The built-in client does not install one.
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let tls = tls.unwrap().with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(tls).user_agent("own/1").build().unwrap()
}

#[tokio::test]
async fn own_client_sends_the_request_unchanged() {
    let server = Server::answering(EMPTY);
    assert_eq!(put(&own_client(), &server.endpoint).await.unwrap().status, 200);
    let (_, head) = server.requests.recv().unwrap();
    assert!(head.starts_with("PUT /v2/i-1%2f?action=stop&b=%7e HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("user-agent: own/1\r\n"), "{head}");
}

#[tokio::test]
async fn own_client_that_followed_a_redirect_is_an_error() {
    let server = Server::with(|_, number| Some(if number == 0 { REDIRECT.to_vec() } else { EMPTY.to_vec() }));
    let error = put(&own_client(), &server.endpoint).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirected, "{error}");
    assert_eq!(server.requests.try_iter().count(), 2);
}

#[tokio::test]
async fn own_client_never_reports_that_nothing_was_sent() {
    let endpoint: Endpoint = "http://127.0.0.1:1".parse().unwrap();
    let error = put(&own_client(), &endpoint).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}");
}
