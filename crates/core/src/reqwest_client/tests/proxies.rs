//! Proxies: what they receive, when they are used, and how their failures read.

use super::*;

/// An HTTP proxy for one connection: answers the first request with this, and returns the request's head
/// and the bytes after it.
fn http_proxy(answer: &'static str) -> (String, JoinHandle<(String, Vec<u8>)>) {
    serve(move |mut socket| {
        let head = read_head(&mut socket);
        socket.write_all(answer.as_bytes()).unwrap();
        (head, read_some(&mut socket))
    })
}

fn through(proxy: &str) -> Error {
    send(VENDOR_URL, &HttpOptions::new().proxy(proxy)).unwrap_err()
}

fn is_client_hello_for_vendor(bytes: &[u8]) -> bool {
    bytes.starts_with(&[22, 3]) && bytes.windows(19).any(|part| part == b"bcc.bj.baidubce.com")
}

#[test]
fn http_proxy_receives_only_the_host_name() {
    let (address, served) = http_proxy("HTTP/1.1 200 OK\r\n\r\n");
    let error = through(&format!("http://me:hidden@{address}"));
    let (head, hello) = served.join().unwrap();
    assert!(head.starts_with("CONNECT bcc.bj.baidubce.com:443 HTTP/1.1\r\n"), "{head}");
    let login = "proxy-authorization: basic bwu6aglkzgvu\r\n";
    assert!(head.to_ascii_lowercase().contains(login), "{head}");
    assert!(!head.contains("stop") && !head.contains("signature"), "{head}");
    assert!(is_client_hello_for_vendor(&hello));
    assert_eq!(error.kind(), ErrorKind::Connect);
}

#[test]
fn proxy_password_is_decoded_before_it_is_sent() {
    let (address, served) = http_proxy("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    through(&format!("http://me:s3cr%2Fet|@{address}"));
    let (head, _) = served.join().unwrap();
    // me:s3cr/et|
    assert!(head.contains("Basic bWU6czNjci9ldHw=\r\n"), "{head}");
}

#[test]
fn refusing_proxy_is_named_without_its_password() {
    let (address, served) = http_proxy("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    let error = through(&format!("http://me:hidden@{address}"));
    served.join().unwrap();
    let expected =
        format!("no connection (the proxy http://{address}: tunnel error: proxy authorization required)");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Connect, expected.as_str()));
}

#[test]
fn unreachable_proxy_is_named_without_its_password() {
    for scheme in ["http", "socks5"] {
        let error = through(&format!("{scheme}://me:hidden@127.0.0.1:1"));
        assert_eq!(error.kind(), ErrorKind::Connect);
        let message = error.message();
        assert!(message.contains(&format!("the proxy {scheme}://127.0.0.1:1: ")), "{message}");
        assert!(!message.contains("hidden"), "{message}");
    }
}

#[test]
fn socks5_proxy_receives_only_the_host_name() {
    let (address, served) = serve(|mut socket| {
        let mut greeting = [0; 3];
        socket.read_exact(&mut greeting).unwrap();
        socket.write_all(&[5, greeting[2]]).unwrap();
        // Version, CONNECT, reserved, domain name, its length, the name, the port.
        let mut request = [0; 5 + 19 + 2];
        socket.read_exact(&mut request).unwrap();
        socket.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0]).unwrap();
        (request, read_some(&mut socket))
    });
    let error = through(&format!("socks5h://{address}"));
    let (request, hello) = served.join().unwrap();
    assert_eq!(request[..5], [5, 1, 0, 3, 19]);
    assert_eq!(&request[5..24], b"bcc.bj.baidubce.com");
    assert_eq!(request[24..], 443_u16.to_be_bytes());
    assert!(is_client_hello_for_vendor(&hello));
    assert_eq!(error.kind(), ErrorKind::Connect);
}

#[test]
fn loopback_is_reached_without_the_proxy() {
    // Nothing listens on port 1, so a request to this proxy would fail.
    let options = HttpOptions::new().proxy("http://127.0.0.1:1");
    let (address, served) = serve(|mut socket| {
        let head = read_head(&mut socket);
        socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        head
    });
    assert_eq!(send(&format!("http://{address}/v2?stop"), &options).unwrap().status, 200);
    assert!(served.join().unwrap().starts_with("PUT /v2?stop HTTP/1.1\r\n"));
    let (address, served) = serve(|mut socket| read_some(&mut socket));
    send(&format!("https://{address}/v2?stop"), &options).unwrap_err();
    assert_eq!(served.join().unwrap()[..2], [22, 3]);
}

#[test]
fn remote_client_sends_no_loopback_request_to_the_proxy() {
    // Only the client of a remote endpoint has a rule for the proxy.
    let options = HttpOptions::new().proxy("http://127.0.0.1:1");
    let endpoint: Endpoint = "https://bcc.bj.baidubce.com".parse().unwrap();
    let client = ReqwestClient::new(&endpoint, &options).unwrap();
    for host in ["127.0.0.1", "localhost"] {
        let (address, served) = serve(|mut socket| read_some(&mut socket));
        let port = address.split(':').next_back().unwrap();
        let request = stop_request(&format!("http://{host}:{port}/v2?stop"));
        runtime().block_on(client.send(request)).unwrap_err();
        assert!(served.join().unwrap().starts_with(b"PUT /v2?stop HTTP/1.1\r\n"));
        let (address, served) = serve(|mut socket| read_some(&mut socket));
        let port = address.split(':').next_back().unwrap();
        let request = stop_request(&format!("https://{host}:{port}/v2?stop"));
        runtime().block_on(client.send(request)).unwrap_err();
        assert_eq!(served.join().unwrap()[..2], [22, 3], "the start of a TLS handshake");
    }
}

/// Variables that direct every request to a proxy which does not exist.
fn proxy_variables() -> [(&'static str, &'static std::ffi::OsStr); 3] {
    let proxy = std::ffi::OsStr::new("http://127.0.0.1:1");
    [("ALL_PROXY", proxy), ("HTTP_PROXY", proxy), ("HTTPS_PROXY", proxy)]
}

#[test]
fn loopback_and_metadata_ignore_proxy_variables() {
    run_child("reqwest_client::tests::proxies::child_reads_metadata", &proxy_variables());
    run_child("reqwest_client::tests::proxies::child_reaches_loopback", &proxy_variables());
}

#[test]
#[ignore = "runs as a child process with variables of its own"]
fn child_reaches_loopback() {
    let (address, served) = serve(|mut socket| {
        let head = read_head(&mut socket);
        socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        head
    });
    assert_eq!(send(&format!("http://{address}/v2?stop"), &HttpOptions::new()).unwrap().status, 200);
    assert!(served.join().unwrap().starts_with("PUT /v2?stop HTTP/1.1\r\n"));
}

#[test]
#[ignore = "runs as a child process with variables of its own"]
fn child_reads_metadata() {
    let (address, served) = serve(|mut socket| {
        let head = read_head(&mut socket);
        socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        head
    });
    let endpoint = Endpoint::metadata(&format!("http://{address}")).unwrap();
    let client = ReqwestClient::for_metadata(&endpoint).unwrap();
    let request = Request::get(format!("http://{address}/latest")).body(Bytes::new()).unwrap();
    assert_eq!(runtime().block_on(client.send(request)).unwrap().status, 200);
    assert!(served.join().unwrap().starts_with("GET /latest HTTP/1.1\r\n"));
}

#[test]
fn proxy_variable_is_used_except_for_no_proxy_hosts() {
    let (address, served) = http_proxy("HTTP/1.1 503 Busy\r\n\r\n");
    let proxy = std::ffi::OsString::from(format!("me:hidden@{address}"));
    let output = run_child("reqwest_client::tests::proxies::child_sends_a_stop", &[("https_proxy", &proxy)]);
    let (head, _) = served.join().unwrap();
    assert!(head.starts_with("CONNECT bcc.bj.baidubce.com:443 HTTP/1.1\r\n"), "{head}");
    assert!(output.contains("the proxy http://127.0.0.1:") && !output.contains("hidden"), "{output}");
    let variables =
        [("https_proxy", proxy.as_os_str()), ("NO_PROXY", std::ffi::OsStr::new("other, .baidubce.com"))];
    let output = run_child("reqwest_client::tests::proxies::child_sends_a_stop", &variables);
    assert!(output.contains("no connection") && !output.contains("proxy http"), "{output}");
}

#[test]
fn unparsable_proxy_variable_is_an_error_without_its_value() {
    for (variable, value) in
        [("HTTPS_PROXY", "http://user:s3cr/et@host:3128"), ("all_proxy", "http://user:s3cr@host:x")]
    {
        let variables = [(variable, std::ffi::OsStr::new(value))];
        let output = run_child("reqwest_client::tests::proxies::child_sends_a_stop", &variables);
        assert!(
            output.contains(&format!("Config: the variable {variable} is not a proxy's URL")),
            "{output}"
        );
        assert!(!output.contains("s3cr"), "{output}");
    }
}

#[test]
#[ignore = "runs as a child process with variables of its own"]
#[expect(clippy::print_stdout, reason = "the parent process reads it")]
fn child_sends_a_stop() {
    // A short limit, as a machine without name service may take long to say so.
    let timeouts = Timeouts { connect: Duration::from_secs(2), ..Timeouts::default() };
    let error = send(VENDOR_URL, &HttpOptions::new().timeouts(timeouts)).unwrap_err();
    println!("{:?}: {}", error.kind(), error.message());
}

#[test]
fn debug_output_has_no_password() {
    let options = HttpOptions::new().proxy("http://me:hidden@127.0.0.1:1");
    let endpoint: Endpoint = "https://bcc.bj.baidubce.com".parse().unwrap();
    let client = ReqwestClient::new(&endpoint, &options).unwrap();
    let text = format!("{options:?} {client:?}");
    assert!(text.contains("http://127.0.0.1:1") && !text.contains("hidden"), "{text}");
}
