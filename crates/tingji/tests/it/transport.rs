//! Limits of the HTTP client for metadata services.

use std::io::{Read, Write};
use std::net::TcpListener;

use tingji::core::http_client::HttpClient;
use tingji::core::operation::UnsignedRequest;
use tingji::core::reqwest_client::ReqwestClient;
use tingji::core::{ErrorKind, endpoint::Endpoint};

/// Starts a server that answers one connection with these bytes, and returns its endpoint.
pub(crate) fn answering(bytes: Vec<u8>) -> Endpoint {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let _ = socket.read(&mut [0; 4096]);
        let _ = socket.write_all(&bytes);
    });
    Endpoint::metadata(&format!("http://{address}")).unwrap()
}

async fn get(bytes: Vec<u8>) -> tingji::core::Result<u16> {
    let endpoint = answering(bytes);
    let request = endpoint.request(UnsignedRequest::new("GET".parse().unwrap(), "/x")).unwrap();
    ReqwestClient::for_metadata(&endpoint)?.send(request).await.map(|reply| reply.status)
}

#[tokio::test]
async fn redirect_is_not_followed() {
    let redirect = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(get(redirect.to_vec()).await.unwrap(), 302);
}

/// A response with a body of this many bytes.
fn ok_response(body_bytes: usize) -> Vec<u8> {
    let mut response = format!("HTTP/1.1 200 OK\r\nContent-Length: {body_bytes}\r\n\r\n").into_bytes();
    response.resize(response.len() + body_bytes, b'x');
    response
}

#[tokio::test]
async fn response_over_64_kib_is_rejected() {
    assert_eq!(get(ok_response(64 << 10)).await.unwrap(), 200);
    let error = get(ok_response((64 << 10) + 1)).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Decode, "the answer is larger than 64 KiB"));
}
