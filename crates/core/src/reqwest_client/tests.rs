//! What a proxy gets to see, and what is said of one that can't be used.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use super::*;

const TARGET: &str = "https://bcc.bj.baidubce.com/v2/instance/i-1?stop";

/// A proxy for one connection: answers the first request with this, and hands over it and what came after.
fn proxy(answer: &'static str) -> (String, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let served = std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            socket.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        socket.write_all(answer.as_bytes()).unwrap();
        let mut after = vec![0; 4096];
        let length = socket.read(&mut after).unwrap_or(0);
        after.truncate(length);
        (String::from_utf8(head).unwrap(), after)
    });
    (address, served)
}

/// What comes of a request to a vendor by this proxy.
fn by(proxy: &str) -> Error {
    let matcher = Matcher::builder().https(proxy.to_owned()).build();
    sent(TARGET, matcher)
}

fn sent(target: &str, proxies: Matcher) -> Error {
    let tls = Tls::new().unwrap();
    let connector = Connector::new(tls, Duration::from_secs(5)).with_proxies(proxies);
    let transport = ReqwestClient::over(connector, Duration::from_secs(30), LARGEST_BODY);
    let request =
        Request::put(target).header("authorization", "hidden-signature").body(Bytes::new()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(transport.send(request)).unwrap_err()
}

#[test]
fn a_proxy_gets_a_host_name_to_tunnel_to_and_no_more() {
    let (address, served) = proxy("HTTP/1.1 200 OK\r\n\r\n");
    let error = by(&format!("http://me:hidden@{address}"));
    let (head, hello) = served.join().unwrap();
    assert!(head.starts_with("CONNECT bcc.bj.baidubce.com:443 HTTP/1.1\r\n"), "{head}");
    let login = "proxy-authorization: basic bwu6aglkzgvu\r\n";
    assert!(head.to_ascii_lowercase().contains(login), "{head}");
    assert!(!head.contains("stop") && !head.contains("signature"), "{head}");
    // A TLS handshake, which names the host.
    assert_eq!(hello[..2], [22, 3]);
    assert!(hello.windows(19).any(|part| part == b"bcc.bj.baidubce.com"));
    assert_eq!(error.kind(), ErrorKind::Connect);
}

#[test]
fn a_proxy_that_refuses_is_named_without_its_password() {
    let (address, served) = proxy("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    let error = by(&format!("http://me:hidden@{address}"));
    served.join().unwrap();
    let expected =
        format!("no connection (the proxy http://{address}/: tunnel error: proxy authorization required)");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Connect, expected.as_str()));
}

#[test]
fn a_proxy_of_another_kind_is_said_to_be_one() {
    let error = by("socks5://127.0.0.1:1");
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.message().contains("only http:// and https:// proxies can be used"), "{error}");
}

#[test]
fn a_host_that_is_excepted_is_reached_without_the_proxy() {
    let matcher = Matcher::builder().https("http://127.0.0.1:1").no("127.0.0.2").build();
    let error = sent("https://127.0.0.2:1/", matcher);
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(!error.message().contains("proxy"), "{error}");
}
