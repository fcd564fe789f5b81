//! Tests of the example with another HTTP client and without tokio.

#[path = "../../examples/own_http.rs"]
mod example;

use bytes::Bytes;
use http::Request;
use tingji::core::http_client::HttpClient;
use tingji::core::operation::HttpResponse;
use tingji::core::{ErrorKind, Result};

#[test]
fn ureq_and_pollster_stop_an_instance() {
    let announced = example::sandbox();
    let target = "bce/bj/i-DemoV100".parse().unwrap();
    let reports = example::stop(move |name| announced["env"][name].as_str().map(str::to_owned), target);
    assert_eq!(reports[0].report.outcome.to_string(), "stopped", "{reports:?}");
}

fn get(ureq: &example::Ureq, url: &str) -> Result<HttpResponse> {
    pollster::block_on(ureq.send(Request::get(url).body(Bytes::new()).unwrap()))
}

#[test]
fn ureq_classifies_errors_and_follows_no_redirect() {
    let ureq = example::Ureq::new();
    let announced = example::sandbox();
    let endpoint = announced["endpoint"].as_str().unwrap();
    assert_eq!(get(&ureq, &format!("{endpoint}/v2/instance")).unwrap().status, 403);
    // Nothing listens on port 0.
    let nowhere = get(&ureq, "http://127.0.0.1:0/").unwrap_err();
    assert!(matches!(nowhere.kind(), ErrorKind::Connect | ErrorKind::Interrupted), "{nowhere}");

    let redirect = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let endpoint = crate::transport::answering(redirect.to_vec());
    assert_eq!(get(&ureq, &endpoint.to_string()).unwrap().status, 302);
}
