//! What the other side says in errors, codes, request ids and headers.

use std::sync::Arc;

use http::HeaderValue;
use tingji_core::Result;
use tingji_core::http_client::HttpClient;
use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_signing_core::encode::percent_encode;
use tingji_tests::peer::{Peer, SECRET, TOKEN, reply};

use super::{CLOUDS, Met, cloud, running};

/// An error of this cloud with this message, a JSON text, in it.
fn error(cloud: &str, message: &str) -> HttpResponse {
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
    reply(status, body)
}

#[test]
fn escape_sequences_in_an_error_do_not_reach_a_terminal() {
    let message = r#""\u001b]0;owned\u0007\u001b[2J\r\nOK \u009b31m\u202edeppots\u2066""#;
    for name in CLOUDS {
        let met = Met::with(name, error(name, message));
        met.is_refused(name);
        for error in met.errors() {
            assert!(error.contains("owned"), "{name}: {error}");
            assert!(!error.contains(['\u{202e}', '\u{2066}']), "{name}: {error:?}");
        }
    }
}

#[test]
fn a_secret_that_is_echoed_is_hidden_wherever_the_message_is_cut() {
    let forms = [SECRET.to_owned(), TOKEN.to_owned(), percent_encode(SECRET).to_string()];
    for name in CLOUDS {
        for form in &forms {
            // The cut of a message is at 600 characters, that of another server's page at 120.
            for before in (70..125).chain(560..605).step_by(2) {
                let text = format!("{}{form} and on{}", "x".repeat(before), "y".repeat(700));
                let quoted = serde_json::to_string(&text).unwrap();
                let page = reply(200, format!("<html>{text}"));
                for reply in [error(name, &quoted), page] {
                    let met = Met::with(name, reply);
                    for error in met.errors() {
                        assert!(!error.contains(&form[..4]), "{name} after {before}: {error}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_signature_that_is_echoed_is_hidden() {
    struct Echo;
    impl std::fmt::Debug for Echo {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("Echo")
        }
    }
    impl HttpClient for Echo {
        fn send(
            &self,
            request: http::Request<bytes::Bytes>,
        ) -> tingji_core::BoxFuture<'_, Result<HttpResponse>> {
            let header =
                request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned());
            let said = header.unwrap_or_else(|| String::from_utf8_lossy(request.body()).into_owned());
            let message = serde_json::to_string(&said).unwrap();
            let names = [
                ("baidubce", "bce"),
                ("compshare", "compshare"),
                ("modelarts", "huaweicloud"),
                ("volc", "volcengine"),
            ];
            let host = request.uri().host().unwrap().to_owned();
            let name = names.iter().find(|(part, _)| host.contains(part)).map_or("ucloud", |(_, name)| name);
            Box::pin(std::future::ready(Ok(error(name, &message))))
        }
    }
    let transport: Arc<dyn HttpClient> = Arc::new(Echo);
    for name in CLOUDS {
        let client = cloud(name, &transport);
        let error = poll_ready(client.stop(&running("i-1"), &Default::default())).unwrap_err().to_string();
        assert!(error.contains("***"), "{name}: {error}");
        let has_hash = error.split(|c: char| !c.is_ascii_hexdigit()).any(|part| part.len() >= 40);
        assert!(!has_hash, "{name}: {error}");
    }
}

/// A stop that is taken on, with this request id in header and body.
fn taken(name: &str, id: &str) -> HttpResponse {
    let quoted = serde_json::to_string(id).unwrap();
    let body = match name {
        "bce" => format!(r#"{{"requestId":{quoted}}}"#),
        "huaweicloud" => format!(r#"{{"id":"i-1","status":"STOPPING","request_id":{quoted}}}"#),
        "volcengine" => format!(r#"{{"ResponseMetadata":{{"RequestId":{quoted}}}}}"#),
        "compshare" => r#"{"RetCode":0,"UHostId":"i-1"}"#.to_owned(),
        _ => r#"{"RetCode":0}"#.to_owned(),
    };
    let mut reply = reply(200, body);
    if let Ok(value) = HeaderValue::from_str(id) {
        for header in ["x-ucloud-request-uuid", "x-bce-request-id", "x-request-id"] {
            reply.headers.insert(header, value.clone());
        }
    }
    reply
}

#[test]
fn a_request_id_is_one_short_line_without_secrets() {
    let ids = [
        "r".repeat(1 << 20),
        "\u{1b}[2Jr\r\nDate: now".to_owned(),
        format!("r {TOKEN} {SECRET}"),
        "\u{202e}r".to_owned(),
    ];
    for id in ids {
        for name in CLOUDS {
            let transport: Arc<dyn HttpClient> = Peer::saying(taken(name, &id));
            let receipt =
                poll_ready(cloud(name, &transport).stop(&running("i-1"), &Default::default())).unwrap();
            let shown = receipt.request_id.unwrap_or_default();
            assert!(shown.chars().count() <= 601, "{name}: {}", shown.len());
            assert!(!shown.contains(|c: char| c.is_control() || c == '\u{202e}'), "{name}: {shown:?}");
            assert!(!shown.contains(TOKEN) && !shown.contains(SECRET), "{name}: {shown}");
        }
    }
}

#[test]
fn headers_of_a_mebibyte_are_no_harm() {
    let value = HeaderValue::from_str(&"9".repeat(1 << 20)).unwrap();
    for name in CLOUDS {
        let mut reply = error(name, "\"no\"");
        for header in
            ["retry-after", "date", "x-bce-request-id", "x-request-id", "x-ucloud-request-uuid", "age"]
        {
            reply.headers.insert(header, value.clone());
        }
        Met::with(name, reply).is_refused(name);
    }
}

#[test]
fn waits_that_are_asked_for_are_an_hour_at_most() {
    let dates = ["Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"];
    for wait in ["18446744073709551615", "18446744073709551616", "-1", "1e9", " 7 ", dates[0], dates[1]] {
        for date in dates {
            for name in CLOUDS {
                let mut reply = reply(503, "");
                reply.headers.insert("retry-after", HeaderValue::from_str(wait).unwrap());
                reply.headers.insert("date", HeaderValue::from_str(date).unwrap());
                let met = Met::with(name, reply);
                met.is_refused(name);
                let wait = met.stop.unwrap_err().retry_after().unwrap_or_default();
                assert!(wait.as_secs() <= 3600, "{name}: {wait:?}");
            }
        }
    }
}

#[test]
fn a_time_from_another_age_is_no_panic() {
    let mut reply = reply(200, "");
    reply.headers.insert("date", HeaderValue::from_static("Fri, 31 Dec 9999 23:59:59 GMT"));
    let peer: Arc<dyn HttpClient> = Peer::saying(reply);
    for name in CLOUDS {
        let client = cloud(name, &peer);
        for _ in 0..3 {
            let stopped = poll_ready(client.stop(&running("i-1"), &Default::default()));
            assert_eq!(stopped.is_ok(), name == "bce", "{stopped:?}");
        }
    }
}
