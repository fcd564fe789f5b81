//! What the built-in transport promises: one connection for many requests, bounded bodies and times,
//! redirects handed on, requests on the wire as they were signed; by any executor, or none.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use tingji_core::api::Timeouts;
use tingji_core::blocking::wait;
use tingji_core::endpoint::Endpoint;
use tingji_core::http_client::HttpClient;
use tingji_core::operation::{HttpResponse, UnsignedRequest};
use tingji_core::reqwest_client::ReqwestClient;
use tingji_core::{ErrorKind, Result};

const EMPTY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

/// Answers every request with these bytes; hands over the heads of the requests and how many
/// connections there were.
struct Server {
    endpoint: Endpoint,
    seen: std::sync::mpsc::Receiver<(usize, String)>,
}

impl Server {
    fn answering(bytes: impl Into<Vec<u8>>) -> Self {
        let (tell, seen) = std::sync::mpsc::channel();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let bytes = bytes.into();
        std::thread::spawn(move || {
            for (connection, socket) in listener.incoming().enumerate() {
                let (mut socket, bytes, tell) = (socket.unwrap(), bytes.clone(), tell.clone());
                std::thread::spawn(move || {
                    while let Some(head) = head(&mut socket) {
                        let _ = tell.send((connection, head));
                        let _ = socket.write_all(&bytes);
                    }
                });
            }
        });
        Self { endpoint, seen }
    }

    fn http_client(&self) -> ReqwestClient {
        ReqwestClient::new(&self.endpoint, Timeouts::default()).unwrap()
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

async fn put(transport: &ReqwestClient, endpoint: &Endpoint) -> Result<HttpResponse> {
    let draft = UnsignedRequest::new("PUT".parse().unwrap(), "/v2/a/../i-1%2f").query("action=stop&b=%7e");
    transport.send(endpoint.request(draft)?).await
}

#[tokio::test]
async fn one_connection_serves_many_requests_and_the_target_stays_as_it_was_signed() {
    let server = Server::answering(EMPTY);
    let transport = server.http_client();
    for _ in 0..3 {
        assert_eq!(put(&transport, &server.endpoint).await.unwrap().status, 200);
        let (connection, head) = server.seen.recv().unwrap();
        assert_eq!(connection, 0);
        assert!(head.starts_with("PUT /v2/a/../i-1%2f?action=stop&b=%7e HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("content-length: 0\r\n") && head.contains("user-agent: tingji/"), "{head}");
        assert!(!head.contains("accept-encoding"), "{head}");
    }
}

#[tokio::test]
async fn a_redirect_is_handed_on() {
    let server = Server::answering("HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(put(&server.http_client(), &server.endpoint).await.unwrap().status, 307);
    assert_eq!(server.seen.try_iter().count(), 1);
}

#[tokio::test]
async fn a_reply_of_more_than_8_mib_is_refused_whether_its_length_is_announced_or_not() {
    let body = |size: usize, head: &str| {
        let mut bytes = format!("HTTP/1.1 200 OK\r\n{head}\r\n").into_bytes();
        bytes.resize(bytes.len() + size, b'x');
        bytes
    };
    let most = 8 << 20;
    let whole = Server::answering(body(most, &format!("Content-Length: {most}\r\n")));
    assert_eq!(put(&whole.http_client(), &whole.endpoint).await.unwrap().body.len(), most);
    let longer = Server::answering(body(most + 1, &format!("Content-Length: {}\r\n", most + 1)));
    let endless = Server::answering(body(2 * most, ""));
    for server in [longer, endless] {
        let error = put(&server.http_client(), &server.endpoint).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Decode, "the answer is larger than 8192 KiB")
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_nobody_answers_is_no_connection() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint: Endpoint = format!("https://{}", silent.local_addr().unwrap()).parse().unwrap();
    let transport = ReqwestClient::new(&endpoint, Timeouts::default()).unwrap();
    let error = put(&transport, &endpoint).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert_eq!(error.message(), "no connection (none was made within 5s)");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_takes_too_long_is_a_time_out() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
    let error = put(&server.http_client(), &server.endpoint).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Timeout, "no answer in time (30s)"));
}

#[test]
fn it_works_where_no_runtime_is() {
    let server = Server::answering(EMPTY);
    let transport = server.http_client();
    for _ in 0..2 {
        assert_eq!(wait(put(&transport, &server.endpoint)).unwrap().status, 200);
        assert_eq!(server.seen.recv().unwrap().0, 0);
    }
}

#[tokio::test]
async fn waiting_for_it_on_the_only_thread_of_a_runtime_ends() {
    let server = Server::answering(EMPTY);
    assert_eq!(wait(put(&server.http_client(), &server.endpoint)).unwrap().status, 200);
    // The runtime is there as before.
    assert_eq!(put(&server.http_client(), &server.endpoint).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_clock_sleeps_with_a_runtime_without_one_and_beside_one() {
    use tingji_core::clock::{Clock, SystemClock};
    let (clock, short) = (SystemClock::new(), Duration::from_millis(1));
    clock.sleep(short).await;
    wait(clock.sleep(short));
    std::thread::spawn(move || wait(clock.sleep(short))).join().unwrap();
    assert!(clock.monotonic() >= 3 * short);
}
