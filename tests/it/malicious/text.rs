//! Malicious texts of the server in errors, codes, request ids and headers.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderValue, Request};
use tingji_core::http_client::HttpClient;
use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_core::{BoxFuture, Result};
use tingji_signing_core::encode::percent_encode;
use tingji_tests::fake_server::{FakeServer, SECRET, TOKEN, response};

use super::{CLOUDS, ClientResults, client, running};

/// An error of a cloud. The message is a JSON string with its quotes.
fn error_response(cloud: &str, message: &str) -> HttpResponse {
    let (status, body) = match cloud {
        "bce" => (400, format!(r#"{{"code":"BadRequest","message":{message},"requestId":{message}}}"#)),
        "huaweicloud" => (400, format!(r#"{{"error_code":"ModelArts.0104","error_msg":{message}}}"#)),
        "volcengine" => (
            400,
            format!(
                r#"{{"ResponseMetadata":{{"RequestId":{message},"Error":{{"Code":{message},"Message":{message}}}}}}}"#
            ),
        ),
        _ => (200, format!(r#"{{"RetCode":230,"Message":{message}}}"#)),
    };
    response(status, body)
}

#[test]
fn escape_sequences_in_an_error_are_removed() {
    let message = r#""\u001b]0;owned\u0007\u001b[2J\r\nOK \u009b31m\u202edeppots\u2066""#;
    for name in CLOUDS {
        let results = ClientResults::of(name, error_response(name, message));
        results.assert_errors(name);
        for error in results.errors() {
            assert!(error.contains("owned"), "{name}: {error}");
            assert!(!error.contains(['\u{202e}', '\u{2066}']), "{name}: {error:?}");
        }
    }
}

#[test]
fn echoed_secret_is_redacted_at_every_truncation() {
    let forms = [SECRET.to_owned(), TOKEN.to_owned(), percent_encode(SECRET).to_string()];
    for name in CLOUDS {
        for form in &forms {
            // A message is truncated at 600 characters, and the page of another server at 120.
            for before in (70..125).chain(560..605).step_by(2) {
                let text = format!("{}{form} and on{}", "x".repeat(before), "y".repeat(700));
                let quoted = serde_json::to_string(&text).unwrap();
                let page = response(200, format!("<html>{text}"));
                for response in [error_response(name, &quoted), page] {
                    let results = ClientResults::of(name, response);
                    for error in results.errors() {
                        assert!(!error.contains(&form[..4]), "{name} after {before}: {error}");
                    }
                }
            }
        }
    }
}

/// Answers with an error that contains the signature of the request.
#[derive(Debug)]
struct SignatureEcho;

impl HttpClient for SignatureEcho {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let authorization = request.headers().get("authorization");
        let signature = match authorization {
            Some(value) => value.to_str().unwrap().to_owned(),
            None => String::from_utf8_lossy(request.body()).into_owned(),
        };
        let message = serde_json::to_string(&signature).unwrap();
        let cloud = cloud_of_host(request.uri().host().unwrap());
        Box::pin(std::future::ready(Ok(error_response(cloud, &message))))
    }
}

fn cloud_of_host(host: &str) -> &'static str {
    let parts = [
        ("baidubce", "bce"),
        ("compshare", "compshare"),
        ("modelarts", "huaweicloud"),
        ("volc", "volcengine"),
    ];
    parts.iter().find(|(part, _)| host.contains(part)).map_or("ucloud", |(_, cloud)| cloud)
}

#[test]
fn echoed_signature_is_redacted() {
    let http_client: Arc<dyn HttpClient> = Arc::new(SignatureEcho);
    for name in CLOUDS {
        let client = client(name, &http_client);
        let error =
            poll_ready(client.send_stop(&running("i-1"), &Default::default())).unwrap_err().to_string();
        assert!(error.contains("***"), "{name}: {error}");
        let has_hash = error.split(|c: char| !c.is_ascii_hexdigit()).any(|part| part.len() >= 40);
        assert!(!has_hash, "{name}: {error}");
    }
}

/// An accepted stop with a request id in its header and body.
fn accepted_stop(name: &str, id: &str) -> HttpResponse {
    let quoted = serde_json::to_string(id).unwrap();
    let body = match name {
        "bce" => format!(r#"{{"requestId":{quoted}}}"#),
        "huaweicloud" => format!(r#"{{"id":"i-1","status":"STOPPING","request_id":{quoted}}}"#),
        "volcengine" => format!(r#"{{"ResponseMetadata":{{"RequestId":{quoted}}}}}"#),
        "compshare" => r#"{"RetCode":0,"UHostId":"i-1"}"#.to_owned(),
        _ => r#"{"RetCode":0}"#.to_owned(),
    };
    let mut response = response(200, body);
    if let Ok(value) = HeaderValue::from_str(id) {
        for header in ["x-ucloud-request-uuid", "x-bce-request-id", "x-request-id"] {
            response.headers.insert(header, value.clone());
        }
    }
    response
}

#[test]
fn request_id_is_one_short_line_without_secrets() {
    let ids = [
        "r".repeat(1 << 20),
        "\u{1b}[2Jr\r\nDate: now".to_owned(),
        format!("r {TOKEN} {SECRET}"),
        "\u{202e}r".to_owned(),
    ];
    for id in ids {
        for name in CLOUDS {
            let http_client: Arc<dyn HttpClient> = FakeServer::always(accepted_stop(name, &id));
            let client = client(name, &http_client);
            let stopped = poll_ready(client.send_stop(&running("i-1"), &Default::default()));
            let shown = stopped.unwrap().request_id.unwrap_or_default();
            assert!(shown.chars().count() <= 601, "{name}: {}", shown.len());
            assert!(!shown.contains(|c: char| c.is_control() || c == '\u{202e}'), "{name}: {shown:?}");
            assert!(!shown.contains(TOKEN) && !shown.contains(SECRET), "{name}: {shown}");
        }
    }
}

#[test]
fn headers_of_one_mib_are_an_error() {
    let value = HeaderValue::from_str(&"9".repeat(1 << 20)).unwrap();
    for name in CLOUDS {
        let mut response = error_response(name, "\"no\"");
        for header in
            ["retry-after", "date", "x-bce-request-id", "x-request-id", "x-ucloud-request-uuid", "age"]
        {
            response.headers.insert(header, value.clone());
        }
        ClientResults::of(name, response).assert_errors(name);
    }
}

#[test]
fn retry_after_is_at_most_one_hour() {
    let dates = ["Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"];
    for wait in ["18446744073709551615", "18446744073709551616", "-1", "1e9", " 7 ", dates[0], dates[1]] {
        for date in dates {
            for name in CLOUDS {
                let mut response = response(503, "");
                response.headers.insert("retry-after", HeaderValue::from_str(wait).unwrap());
                response.headers.insert("date", HeaderValue::from_str(date).unwrap());
                let results = ClientResults::of(name, response);
                results.assert_errors(name);
                let wait = results.stop.unwrap_err().retry_after().unwrap_or_default();
                assert!(wait.as_secs() <= 3600, "{name}: {wait:?}");
            }
        }
    }
}

#[test]
fn date_of_year_9999_does_not_panic() {
    let mut response = response(200, "");
    response.headers.insert("date", HeaderValue::from_static("Fri, 31 Dec 9999 23:59:59 GMT"));
    let http_client: Arc<dyn HttpClient> = FakeServer::always(response);
    for name in CLOUDS {
        let client = client(name, &http_client);
        for _ in 0..3 {
            let stopped = poll_ready(client.send_stop(&running("i-1"), &Default::default()));
            assert_eq!(stopped.is_ok(), name == "bce", "{stopped:?}");
        }
    }
}
