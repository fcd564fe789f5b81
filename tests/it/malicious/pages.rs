//! Endless lists, and malicious values in their rows.

use std::sync::Arc;

use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::{Filter, StopRequest, list_all};
use tingji_core::operation::HttpResponse;
use tingji_core::testing::{Recorder, poll_ready};
use tingji_core::{InstanceId, Phase, State};
use tingji_tests::fake_server::{FakeServer, response};

use super::{CLOUDS, client, id, page, row};

/// Fields that announce further pages: a page token, or a total that is never reached.
fn more(cloud: &str, token: &str) -> String {
    match cloud {
        "bce" => format!(r#""isTruncated":true,"nextMarker":"{token}","#),
        "volcengine" => format!(r#""NextToken":"{token}","#),
        "huaweicloud" => r#""total":9000000000,"#.to_owned(),
        _ => r#""TotalCount":9000000000,"#.to_owned(),
    }
}

/// Errors of a list and of a lookup.
struct ListErrors {
    list: String,
    lookup: String,
    lookup_requests: usize,
}

/// Lists and looks up instances at a server that answers each request by its number.
fn list_errors(cloud: &str, respond: impl Fn(usize) -> HttpResponse + Send + Sync + 'static) -> ListErrors {
    let server = FakeServer::by_number(respond);
    let http_client: Arc<dyn HttpClient> = server.clone();
    let client = client(cloud, &http_client);
    let list = poll_ready(list_all(&*client, &Filter::all())).unwrap_err().to_string();
    let list_requests = server.request_count();
    assert!(list_requests <= 10_010, "{cloud}: a list of {list_requests} requests");
    let lookup = poll_ready(client.get_many(&[id("i-x"), id("i-y")])).unwrap_err().to_string();
    ListErrors { list, lookup, lookup_requests: server.request_count() - list_requests }
}

fn reports_endless_list(error: &str) -> bool {
    error.contains("endless") || error.contains("never end")
}

#[test]
fn repeated_page_is_an_error() {
    for name in CLOUDS {
        let body = page(name, &format!("[{}]", row(name, "i-1", "")), &more(name, "m"));
        let errors = list_errors(name, move |_| response(200, body.clone()));
        for error in [errors.list, errors.lookup] {
            assert!(reports_endless_list(&error) || error.contains("repeats"), "{name}: {error}");
        }
        assert!(errors.lookup_requests <= 2010, "{name}: a lookup of {} requests", errors.lookup_requests);
    }
}

#[test]
fn endless_list_is_an_error() {
    for name in CLOUDS {
        let errors = list_errors(name, move |number| {
            let rows = format!("[{}]", row(name, &format!("i-{number}"), ""));
            response(200, page(name, &rows, &more(name, &format!("m{number}"))))
        });
        assert!(errors.list.contains("more than 10000 pages"), "{name}: {}", errors.list);
        assert!(reports_endless_list(&errors.lookup), "{name}: {}", errors.lookup);
        assert!(errors.lookup_requests <= 1010, "{name}: a lookup of {} requests", errors.lookup_requests);
    }
}

#[test]
fn page_token_of_one_mib_is_rejected() {
    for name in ["bce", "volcengine"] {
        let token = "m".repeat(1 << 20);
        let body = page(name, &format!("[{}]", row(name, "i-1", "")), &more(name, &token));
        let errors = list_errors(name, move |_| response(200, body.clone()));
        for error in [errors.list, errors.lookup] {
            assert!(error.contains("1048576 bytes"), "{name}: {error}");
        }
        assert_eq!(errors.lookup_requests, 1, "{name}");
    }
}

#[test]
fn more_than_200000_instances_are_rejected() {
    let http_client: Arc<dyn HttpClient> = FakeServer::by_number(|number| {
        let rows: Vec<_> =
            (0..40_000).map(|at| row("huaweicloud", &format!("i-{number}-{at}"), "")).collect();
        response(200, page("huaweicloud", &format!("[{}]", rows.join(",")), r#""total":9000000000,"#))
    });
    let error = poll_ready(list_all(&*client("huaweicloud", &http_client), &Filter::all())).unwrap_err();
    assert!(error.to_string().contains("more than 200000 instances"), "{error}");
}

/// Contents of JSON strings that are not valid ids.
const INVALID_IDS: [&str; 12] = [
    "",
    "..",
    "../../v2/instance/i-2",
    "i-1?stop",
    "i-1/stop",
    "i-1\\r\\nX-Evil: 1",
    "i-1\\u0000",
    "i-1%2F..",
    "i-1&Action=TerminateCompShareInstance",
    "停机",
    "i-1\\u202e",
    "i 1",
];

#[test]
fn listed_ids_with_unsafe_characters_are_left_out() {
    let long = "i".repeat(10_000);
    for name in CLOUDS {
        for bad in INVALID_IDS.into_iter().chain([long.as_str()]) {
            let rows = format!("[{},{}]", row(name, bad, ""), row(name, "i-good", ""));
            let http_client: Arc<dyn HttpClient> = FakeServer::always(response(200, page(name, &rows, "")));
            let client = client(name, &http_client);
            let page = poll_ready(client.list(&Filter::all(), None)).unwrap();
            let ids: Vec<_> = page.instances.iter().map(|instance| instance.id.to_string()).collect();
            assert_eq!(ids, ["i-good"], "{bad:?}, {name}");
        }
    }
}

#[test]
fn listed_location_is_encoded_in_the_stop_request() {
    let recorder = Recorder::new().reply(200, "");
    let http_client: Arc<dyn HttpClient> = Arc::new(recorder.clone());
    let client = client("compshare", &http_client);
    let mut instance = tingji_core::Instance::new(id("uhost-1"), State::new(Phase::Running, "Running"));
    instance.region = Some("cn-wlcb&Action=TerminateCompShareInstance".into());
    instance.zone = Some("cn-wlcb-01\r\nX-Evil: 1 停".into());
    let _ = poll_ready(client.send_stop(&instance, &StopRequest::default()));
    let sent = recorder.requests();
    let body = String::from_utf8(sent[0].body().to_vec()).unwrap();
    assert_eq!(body.matches("Action=").count(), 1, "{body}");
    assert!(body.contains("Region=cn-wlcb%26Action%3DTerminateCompShareInstance&"), "{body}");
    assert!(body.contains("Zone=cn-wlcb-01%0D%0AX-Evil%3A%201%20%E5%81%9C&"), "{body}");
}

#[test]
fn page_token_is_encoded_in_the_next_request() {
    let token = "m&Action=DeleteInstance#/../?x=1 停";
    for name in ["bce", "volcengine"] {
        let recorder = Recorder::new();
        let http_client: Arc<dyn HttpClient> = Arc::new(recorder.clone());
        let _ = poll_ready(client(name, &http_client).list(&Filter::all(), Some(token.to_owned())));
        let sent = recorder.requests();
        let uri = sent[0].uri().to_string();
        assert!(uri.contains("m%26Action%3DDeleteInstance%23%2F..%2F%3Fx%3D1%20%E5%81%9C"), "{uri}");
    }
    for name in ["compshare", "huaweicloud", "ucloud"] {
        let recorder = Recorder::new();
        let http_client: Arc<dyn HttpClient> = Arc::new(recorder.clone());
        assert!(poll_ready(client(name, &http_client).list(&Filter::all(), Some(token.to_owned()))).is_err());
        assert!(recorder.requests().is_empty(), "{name}: a page token that is not an offset is not sent");
    }
}

#[test]
fn state_text_of_seven_mib_is_printed_in_one_line() {
    let state = "S".repeat(7 << 20);
    let rows = format!("[{}]", row("bce", "i-1", &format!(r#","status":"{state}""#)));
    let http_client: Arc<dyn HttpClient> = FakeServer::always(response(200, page("bce", &rows, "")));
    let client = client("bce", &http_client);
    let found = poll_ready(client.get_many(&[InstanceId::new("i-1", None).unwrap()])).unwrap();
    assert_eq!(found[0].state.phase(), Phase::Unknown);
    assert!(tingji_core::sanitize_line(&found[0].state.to_string()).chars().count() <= 601);
}
