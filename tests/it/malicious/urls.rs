//! The sent URL: `reqwest` must not change a byte of the signed URL.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::Request;
use proptest::prelude::*;
use tingji_core::http_client::HttpClient;
use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_core::{BoxFuture, Result};
use tingji_tests::fake_server::{self, credential};
use tingji_tests::fuzz;

const CLOUDS: [&str; 5] = ["bce", "compshare", "huaweicloud", "ucloud", "volcengine"];

/// Texts that a URL parser changes, or that end a path, a query or a parameter.
const MALICIOUS_TEXTS: [&str; 24] = [
    "i-a",
    ".",
    "..",
    "../i-b",
    "./i-b",
    "%2e%2e",
    "%2E.",
    "a/../b",
    "a//b",
    "a\\b",
    "a'b",
    "a\"b",
    "<a>",
    "{a}",
    "a|b^c`d",
    "a?b",
    "a#b",
    "a&b=c",
    "a+b c",
    "a;b",
    "a\tb\nc",
    "%zz%",
    "停机",
    "\u{202e}\u{feff}a",
];

/// Answers 403 to every request, and records the URLs that `reqwest` would change.
#[derive(Debug, Default)]
struct UrlChecker {
    urls: Mutex<Urls>,
}

#[derive(Debug, Default)]
struct Urls {
    count: usize,
    changed: Vec<String>,
}

impl HttpClient for UrlChecker {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let signed = request.uri().to_string();
        let mut urls = self.urls.lock().unwrap();
        urls.count += 1;
        if tingji_core::reqwest::Url::parse(&signed).is_ok_and(|url| url.as_str() != signed) {
            urls.changed.push(signed);
        }
        Box::pin(std::future::ready(Ok(fake_server::response(403, ""))))
    }
}

impl UrlChecker {
    /// Number of requests. Asserts that none of their URLs would change.
    fn count(&self, text: &str) -> usize {
        let urls = self.urls.lock().unwrap();
        assert!(urls.changed.is_empty(), "{text:?}: {:?}", urls.changed);
        urls.count
    }
}

fn check_every_operation(text: &str) {
    for cloud in CLOUDS {
        let checker = Arc::new(UrlChecker::default());
        let names = fuzz::send_with_text(cloud, text, checker.clone());
        assert!(checker.count(text) >= names.len().min(1), "{cloud}: {text:?}");
    }
    check_queries(text);
}

/// Sends lists with a text in every query parameter.
fn check_queries(text: &str) {
    let checker = Arc::new(UrlChecker::default());
    let bce = fake_server::bce(checker.clone()).unwrap();
    let mut list = tingji_bce::operation::ListInstances::new().marker(text);
    list = list.instance_names([text.to_owned(), text.to_owned()]);
    list = list.zone_name(text.to_owned());
    list = list.tags([text.to_owned()]);
    let _ = poll_ready(bce.send(&list));
    let volcengine = fake_server::volcengine(checker.clone()).unwrap();
    let mut describe = tingji_volcengine::operation::DescribeInstances::new().instance_ids([text]);
    describe = describe.instance_name(text);
    describe = describe.next_token(text);
    let _ = poll_ready(volcengine.send(&describe));
    let huaweicloud = fake_server::huaweicloud(checker.clone()).unwrap();
    let list = tingji_huaweicloud::operation::ListDevServers::new().owner(text);
    let _ = poll_ready(huaweicloud.send(&list));
    let iam = fake_server::iam(checker.clone()).unwrap();
    let projects = tingji_huaweicloud::operation::KeystoneListProjects::new().name(text).domain_id(text);
    let _ = poll_ready(iam.send(&projects));
    checker.count(text);
}

/// Checks the endpoints of a region that the builders accept. The built-in client rejects URLs that can't be parsed.
fn check_regions(region: &str) {
    let checker = Arc::new(UrlChecker::default());
    let bce = tingji_bce::Client::builder(credential()).http_client(checker.clone());
    let volcengine = tingji_volcengine::Client::builder(credential()).http_client(checker.clone());
    let huaweicloud = tingji_huaweicloud::Client::builder(credential()).http_client(checker);
    let endpoints = [
        bce.region(region).build().map(|client| client.endpoint_info().endpoint),
        volcengine.region(region).build().map(|client| client.endpoint_info().endpoint),
        huaweicloud
            .project_id("0a1b2c3d")
            .region(region)
            .build()
            .map(|client| client.endpoint_info().endpoint),
    ];
    for endpoint in endpoints.into_iter().flatten() {
        let url = format!("{endpoint}/");
        if let Ok(parsed) = tingji_core::reqwest::Url::parse(&url) {
            assert_eq!(parsed.as_str(), url, "{region:?}");
        }
    }
}

#[test]
fn malicious_texts_leave_the_signed_url_unchanged() {
    for text in MALICIOUS_TEXTS {
        check_every_operation(text);
        check_regions(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn signed_urls_survive_the_url_parser(text in "\\PC{0,24}|[ -~]{0,24}|[./%\\\\'\"a]{1,8}") {
        check_every_operation(&text);
    }

    #[test]
    fn regional_endpoints_survive_the_url_parser(region in "[a-z0-9-]{1,20}|[ -~]{1,12}|xn--[a-z0-9]{1,8}") {
        check_regions(&region);
    }
}
