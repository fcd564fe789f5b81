use proptest::prelude::*;
use serde_json::json;

use super::{InputRequest, parse};

/// Parses a request; one with an `Authorization` header counts as signed.
fn read(input: &[u8], entry: Option<usize>) -> Result<InputRequest, String> {
    parse::read(input, entry, |request| request.header("authorization").is_some())
}

fn ok(text: &str) -> InputRequest {
    read(text.as_bytes(), None).unwrap()
}

fn error(text: &str) -> String {
    read(text.as_bytes(), None).unwrap_err()
}

fn headers(request: &InputRequest) -> Vec<String> {
    request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect()
}

#[test]
fn curl_line_gets_the_headers_that_curl_adds() {
    let request = ok("curl https://api.ucloud.cn -d Action=X -d 'A=b c'");
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/"));
    assert_eq!(request.body, b"Action=X&A=b c");
    let expected =
        ["Host: api.ucloud.cn", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 14"];
    assert_eq!(headers(&request), expected);
}

#[test]
fn browser_curl_line_parses_quotes_and_continuations() {
    let request = ok("curl 'https://h.example/v1/a?b=c' \\\n  -X 'PUT' \\\r\n  -H 'accept: */*' \\\n  \
         --data-raw $'{\"name\":\"it\\'s \\u505c\\xe6\\x9c\\xba\\n\"}' \\\n  --compressed");
    assert_eq!((request.method.as_str(), request.target.as_str()), ("PUT", "/v1/a?b=c"));
    assert_eq!(String::from_utf8(request.body.clone()).unwrap(), "{\"name\":\"it's 停机\n\"}");
    assert_eq!(request.header("accept-encoding"), Some("deflate, gzip"));
}

#[test]
fn curl_get_moves_data_to_the_query_and_encodes_values() {
    let request =
        ok("$ curl -sSG 'http://h:8080/?a=1' --data-urlencode 'b=x y&' --data-urlencode =ü -d c=2 | jq .");
    assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/?a=1&b=x%20y%26&%C3%BC&c=2"));
    assert_eq!((headers(&request), request.body.is_empty()), (vec!["Host: h:8080".to_owned()], true));
}

#[test]
fn curl_headers_can_be_removed_emptied_and_attached() {
    let request =
        ok("curl -XDELETE -H'X-A: 1' -H 'Host: other' -H 'X-B;' -H 'Content-Type:' h.example/x -d ''");
    assert_eq!(headers(&request), ["Content-Length: 0", "X-A: 1", "Host: other", "X-B: "]);
    assert_eq!((request.method.as_str(), request.target.as_str()), ("DELETE", "/x"));
}

#[test]
fn curl_expansions_and_files_are_rejected_by_name() {
    for (line, text) in [
        ("curl https://h -H \"X-Date: $DATE\"", "$DATE"),
        ("curl https://h -H \"X-Date: ${DATE}\"", "$DATE"),
        ("curl https://h -H \"X-Date: $(date)\"", "$(…)"),
        ("curl https://h -H `date`", "`…`"),
        ("curl https://h -d @body.json", "in a file"),
        ("curl https://h -H 'x: y", "ends inside a ' quote"),
        ("curl https://h -F a=b", "-F is not supported"),
        ("curl https://h https://i", "more than one URL"),
        ("curl -H", "has no value"),
        ("curl --frobnicate https://h", "unknown curl option --frobnicate"),
        ("curl", "no URL"),
        ("curl ftp://h", "does not start with http:// or https://"),
        ("curl ^\"https://h^\"", "Copy as cURL (bash)"),
    ] {
        assert!(error(line).contains(text), "{line}: {}", error(line));
    }
}

#[test]
fn raw_http_accepts_both_line_ends_and_uses_its_length() {
    let lines = ["PUT /v2/i?stop= HTTP/1.1", "Host: h", "Content-Length: 2", "", "{}"];
    for end in ["\n", "\r\n"] {
        let request = ok(&(lines.join(end) + end));
        assert_eq!(request.target, "/v2/i?stop=");
        assert_eq!(
            (headers(&request), request.body),
            (vec!["Host: h".into(), "Content-Length: 2".into()], b"{}".into())
        );
    }
    let proxied = ok("GET https://h:443/x HTTP/1.1\n\n");
    assert_eq!((proxied.target.as_str(), proxied.header("host")), ("/x", Some("h")));
    let bytes = read(b"POST / HTTP/1.1\nHost: h\n\n\xff\xfe\n", None).unwrap();
    assert_eq!(bytes.body, b"\xff\xfe");
}

#[test]
fn invalid_input_gets_a_specific_error() {
    for (text, why) in [
        ("", "input is empty"),
        ("hello world", "not a curl line, HAR, raw HTTP"),
        ("PUT / HTTP/1.1\nno header", "line 2 is not a header"),
        ("PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\n1\na\n", "chunked"),
        ("PUT / HTTP/1.1\nContent-Length: x\n\n", "not a number"),
        ("{", "can't parse the JSON"),
        ("{}", "`method` is missing"),
        ("{\"method\": \"GET\"}", "`target` is missing"),
        ("{\"method\": \"GET\", \"target\": \"/\", \"headers\": [1]}", "`headers`"),
        ("{\"log\": {\"entries\": []}}", "contains no request"),
    ] {
        assert!(error(text).contains(why), "{text}: {}", error(text));
    }
    assert!(read(b"curl h", Some(1)).unwrap_err().contains("--entry"));
}

fn har_entry(url: &str, headers: &serde_json::Value) -> serde_json::Value {
    json!({"request": {"method": "GET", "url": url, "headers": headers},
        "response": {"content": {"text": "the answer"}}})
}

fn har() -> String {
    let signed = json!([
        {"name": ":authority", "value": "h"},
        {"name": ":path", "value": "/2"},
        {"name": "Authorization", "value": "bce-auth-v1/ak/2026-11-21T00:00:00Z/1800//00"},
    ]);
    let entries = [har_entry("https://h/1", &json!([])), har_entry("https://h/2?a=1#top", &signed)];
    json!({"log": {"version": "1.2", "entries": entries}}).to_string()
}

#[test]
fn har_uses_the_only_signed_or_the_requested_entry() {
    let request = ok(&har());
    assert_eq!((request.target.as_str(), request.header("host")), ("/2?a=1", Some("h")));
    assert_eq!(request.answer.as_deref(), Some("the answer"));
    assert_eq!(request.notes, ["entry 2 of 2 is the only signed one"]);
    assert_eq!(read(har().as_bytes(), Some(1)).unwrap().target, "/1");
    for entry in [0, 3] {
        assert!(read(har().as_bytes(), Some(entry)).unwrap_err().contains("entries 1 to 2"));
    }
    let form = json!({"method": "POST", "url": "http://h/", "headers": [],
        "postData": {"params": [{"name": "a", "value": "b c"}]}});
    assert_eq!(ok(&form.to_string()).body, b"a=b%20c");
}

#[test]
fn several_signed_requests_are_listed() {
    let lines = ["/a", "/b?c"].map(|path| {
        let signature = "bce-auth-v1/ak/2026-11-21T00:00:00Z/1800//00";
        let headers = json!([["Host", "h"], ["Authorization", signature]]);
        json!({"request": {"method": "GET", "target": path, "headers": headers}}).to_string()
    });
    let lines = lines.join("\n");
    assert!(
        error(&lines).ends_with("choose one with --entry N; signed: 1 (GET h/a), 2 (GET h/b)"),
        "{}",
        error(&lines)
    );
    assert_eq!(read(lines.as_bytes(), Some(2)).unwrap().target, "/b?c");
}

#[test]
fn request_debug_prints_no_values() {
    let request = ok("curl https://h/x?token=swordfish -H 'Authorization: swordfish' -d swordfish");
    assert!(!format!("{request:?} {request}").contains("swordfish"), "{request:?}");
}

/// Quotes a word for the shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

proptest! {
    #[test]
    fn arbitrary_input_never_panics(input in prop::collection::vec(any::<u8>(), 0..200), entry: Option<usize>) {
        let _ = read(&input, entry);
    }

    #[test]
    fn request_like_input_never_panics(
        start in prop::sample::select(vec!["curl ", "{\"request\":", "[", "GET / HTTP/1.1\n", "curl -d ", "curl $'\\"]),
        rest in "[\\PC\n\\\\'\"$`&|;#^@={}\\[\\]:,-]{0,80}",
    ) {
        let _ = read(format!("{start}{rest}").as_bytes(), None);
    }

    #[test]
    fn shell_quoting_round_trips(value in "[^\0\r\n]{1,40}", body in "[^\0]{0,60}") {
        let value = value.trim();
        prop_assume!(!value.is_empty());
        let line = format!("curl https://h/ -H {} --data-raw {}", quoted(&format!("X-A: {value}")), quoted(&body));
        let request = read(line.as_bytes(), None).unwrap();
        prop_assert_eq!(request.header("x-a"), Some(value));
        prop_assert_eq!(request.body, body.into_bytes());
    }

    #[test]
    fn ansi_c_quoting_round_trips(text in "\\PC{0,40}") {
        let escaped: String = text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
        let request = read(format!("curl https://h/ --data-raw $'{escaped}'").as_bytes(), None).unwrap();
        prop_assert_eq!(request.body, text.into_bytes());
    }
}
