//! TLS: the root certificates that are accepted.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::*;

/// The root that issued the server's certificate. Both are for tests alone.
const ROOT: &[u8] = include_bytes!("../testdata/root.pem");
const CERTIFICATE: &[u8] = include_bytes!("../testdata/server.pem");
const KEY: &[u8] = include_bytes!("../testdata/server.key");

/// A request over TLS: the protocol that ALPN selected, and the request's head.
type TlsRequest = (Vec<u8>, String);

/// An HTTPS server for one connection. Returns no request if the handshake failed.
fn https_server() -> (String, JoinHandle<Option<TlsRequest>>) {
    serve(|socket| {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
        let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
        let mut config =
            builder.unwrap().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = StreamOwned::new(connection, socket);
        stream.conn.complete_io(&mut stream.sock).ok()?;
        let protocol = stream.conn.alpn_protocol().unwrap_or_default().to_vec();
        let head = read_head(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        Some((protocol, head))
    })
}

#[test]
fn unknown_root_certificate_is_rejected() {
    let (address, served) = https_server();
    let error = send(&format!("https://{address}/v2?stop"), &HttpOptions::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.message().contains("certificate"), "{error}");
    assert_eq!(served.join().unwrap(), None);
}

#[test]
fn added_root_certificate_is_accepted_over_http_1_1() {
    let (address, served) = https_server();
    let options = HttpOptions::new().add_root_certificates(ROOT);
    assert_eq!(send(&format!("https://{address}/v2?stop"), &options).unwrap().status, 200);
    let (protocol, head) = served.join().unwrap().unwrap();
    assert_eq!(protocol, b"http/1.1");
    assert!(head.starts_with("PUT /v2?stop HTTP/1.1\r\n"), "{head}");
}

#[test]
fn root_certificate_that_is_not_pem_is_an_error() {
    let options = HttpOptions::new().add_root_certificates("no certificate");
    let error = send(VENDOR_URL, &options).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.message().contains("not in PEM format"), "{error}");
}

#[test]
fn ssl_cert_variables_name_the_root_certificates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reqwest_client/testdata");
    let file = folder.join("root.pem");
    run_child(
        "reqwest_client::tests::certificates::child_accepts_the_root",
        &[("SSL_CERT_FILE", file.as_os_str())],
    );
}

#[test]
#[ignore = "runs as a child process with variables of its own"]
fn child_accepts_the_root() {
    let (address, _served) = https_server();
    assert_eq!(send(&format!("https://{address}/v2?stop"), &HttpOptions::new()).unwrap().status, 200);
}

#[cfg(all(unix, not(target_vendor = "apple")))]
#[test]
fn bundled_roots_replace_an_empty_platform_store() {
    let nothing = [("SSL_CERT_FILE", OsStr::new("/dev/null")), ("SSL_CERT_DIR", OsStr::new("/dev/null"))];
    run_child("reqwest_client::tests::certificates::child_rejects_the_root", &nothing);
}

#[test]
#[ignore = "runs as a child process with variables of its own"]
fn child_rejects_the_root() {
    let (address, _served) = https_server();
    let error = send(&format!("https://{address}/v2?stop"), &HttpOptions::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.message().contains("UnknownIssuer"), "{error}");
}

/// Returns true if the options have a client for plain HTTP already.
fn has_cached_client(options: &HttpOptions) -> bool {
    options
        .clients
        .get_or_build(ConnectionKind::Plain, || Err(Error::new(ErrorKind::Config, "not cached")))
        .is_ok()
}

#[test]
fn clones_of_the_options_share_their_connections() {
    let options = HttpOptions::new();
    let endpoint: Endpoint = "http://127.0.0.1:1".parse().unwrap();
    ReqwestClient::new(&endpoint, &options).unwrap();
    let copy = options.clone();
    assert!(has_cached_client(&options));
    assert!(has_cached_client(&copy));
    assert!(!has_cached_client(&copy.user_agent("other")));
}

#[test]
fn user_agent_with_line_break_is_an_error() {
    let error = send("http://127.0.0.1:1/", &HttpOptions::new().user_agent("a\r\nb: c")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
