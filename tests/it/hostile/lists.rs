//! Lists without end, and what stands in their rows.

use std::sync::Arc;

use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::{Filter, StopRequest, list_all};
use tingji_core::operation::HttpResponse;
use tingji_core::testing::{Recorder, poll_ready};
use tingji_core::{InstanceId, Phase, State};
use tingji_tests::peer::{Peer, reply};

use super::{CLOUDS, cloud, id, page, row};

/// A page that says that there is more: this marker, or a total that is never reached.
fn more(cloud: &str, marker: &str) -> String {
    match cloud {
        "bce" => format!(r#""isTruncated":true,"nextMarker":"{marker}","#),
        "volcengine" => format!(r#""NextToken":"{marker}","#),
        "huaweicloud" => r#""total":9000000000,"#.to_owned(),
        _ => r#""TotalCount":9000000000,"#.to_owned(),
    }
}

fn ask(
    name: &str,
    answer: impl Fn(usize) -> HttpResponse + Send + Sync + 'static,
) -> (String, String, usize) {
    let peer = Peer::counting(answer);
    let transport: Arc<dyn HttpClient> = peer.clone();
    let client = cloud(name, &transport);
    let listed = poll_ready(list_all(&*client, &Filter::all())).unwrap_err().to_string();
    let asked = peer.asked();
    assert!(asked <= 10_010, "{name}: a list of {asked} requests");
    let found = poll_ready(client.get_many(&[id("i-x"), id("i-y")])).unwrap_err().to_string();
    (listed, found, peer.asked() - asked)
}

#[test]
fn a_list_that_repeats_itself_ends_with_an_error() {
    for name in CLOUDS {
        let body = page(name, &format!("[{}]", row(name, "i-1", "")), &more(name, "m"));
        let (listed, found, asked) = ask(name, move |_| reply(200, body.clone()));
        for error in [listed, found] {
            let is_told = ["repeats", "never ended", "never end"].iter().any(|word| error.contains(word));
            assert!(is_told, "{name}: {error}");
        }
        assert!(asked <= 2010, "{name}: a look-up of {asked} requests");
    }
}

#[test]
fn a_list_that_goes_on_for_ever_with_new_rows_ends_with_an_error() {
    for name in CLOUDS {
        let made = move |number: usize| {
            let rows = format!("[{}]", row(name, &format!("i-{number}"), ""));
            reply(200, page(name, &rows, &more(name, &format!("m{number}"))))
        };
        let (listed, found, asked) = ask(name, made);
        assert!(listed.contains("more than 10000 pages"), "{name}: {listed}");
        assert!(found.contains("as if it never ended"), "{name}: {found}");
        assert!(asked <= 1010, "{name}: a look-up of {asked} requests");
    }
}

#[test]
fn a_page_marker_of_mebibytes_is_not_kept() {
    for name in ["bce", "volcengine"] {
        let marker = "m".repeat(1 << 20);
        let body = page(name, &format!("[{}]", row(name, "i-1", "")), &more(name, &marker));
        let (listed, found, asked) = ask(name, move |_| reply(200, body.clone()));
        assert!(listed.contains("1048576 bytes") && found.contains("1048576 bytes"), "{listed}\n{found}");
        assert_eq!(asked, 1, "{name}");
    }
}

#[test]
fn more_instances_than_anyone_has_are_not_gathered() {
    let made = |number: usize| {
        let row = |at: usize| row("huaweicloud", &format!("i-{number}-{at}"), "");
        let rows = (0..40_000).map(row).collect::<Vec<_>>().join(",");
        reply(200, page("huaweicloud", &format!("[{rows}]"), r#""total":9000000000,"#))
    };
    let transport: Arc<dyn HttpClient> = Peer::counting(made);
    let error = poll_ready(list_all(&*cloud("huaweicloud", &transport), &Filter::all())).unwrap_err();
    assert!(error.to_string().contains("more than 200000 instances"), "{error}");
}

/// Insides of JSON strings that are no ids.
const NO_IDS: [&str; 12] = [
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
fn ids_that_could_leave_their_place_are_not_taken_from_a_list() {
    let long = "i".repeat(10_000);
    for name in CLOUDS {
        for bad in NO_IDS.into_iter().chain([long.as_str()]) {
            let rows = format!("[{},{}]", row(name, bad, ""), row(name, "i-good", ""));
            let transport: Arc<dyn HttpClient> = Peer::saying(reply(200, page(name, &rows, "")));
            let client = cloud(name, &transport);
            let page = poll_ready(client.list(&Filter::all(), None)).unwrap();
            let ids: Vec<_> = page.instances.iter().map(|instance| instance.id.to_string()).collect();
            assert_eq!(ids, ["i-good"], "{bad:?}, {name}");
        }
    }
}

#[test]
fn what_a_list_tells_of_an_instance_stays_in_its_place_in_a_stop() {
    let recorder = Recorder::new().reply(200, "");
    let transport: Arc<dyn HttpClient> = Arc::new(recorder.clone());
    let client = cloud("compshare", &transport);
    let mut instance = tingji_core::Instance::new(id("uhost-1"), State::new(Phase::Running, "Running"));
    instance.region = Some("cn-wlcb&Action=TerminateCompShareInstance".into());
    instance.zone = Some("cn-wlcb-01\r\nX-Evil: 1 停".into());
    let _ = poll_ready(client.stop(&instance, &StopRequest::default()));
    let sent = recorder.requests();
    let body = String::from_utf8(sent[0].body().to_vec()).unwrap();
    assert_eq!(body.matches("Action=").count(), 1, "{body}");
    assert!(body.contains("Region=cn-wlcb%26Action%3DTerminateCompShareInstance&"), "{body}");
    assert!(body.contains("Zone=cn-wlcb-01%0D%0AX-Evil%3A%201%20%E5%81%9C&"), "{body}");
}

#[test]
fn a_marker_from_a_list_stays_in_its_place_in_the_next_request() {
    let marker = "m&Action=DeleteInstance#/../?x=1 停";
    for name in ["bce", "volcengine"] {
        let recorder = Recorder::new();
        let transport: Arc<dyn HttpClient> = Arc::new(recorder.clone());
        let _ = poll_ready(cloud(name, &transport).list(&Filter::all(), Some(marker.to_owned())));
        let sent = recorder.requests();
        let uri = sent[0].uri().to_string();
        assert!(uri.contains("m%26Action%3DDeleteInstance%23%2F..%2F%3Fx%3D1%20%E5%81%9C"), "{uri}");
    }
    for name in ["compshare", "huaweicloud", "ucloud"] {
        let recorder = Recorder::new();
        let transport: Arc<dyn HttpClient> = Arc::new(recorder.clone());
        assert!(poll_ready(cloud(name, &transport).list(&Filter::all(), Some(marker.to_owned()))).is_err());
        assert!(recorder.requests().is_empty(), "{name}: a marker that is no offset is not sent");
    }
}

#[test]
fn a_state_of_mebibytes_is_shown_in_a_line() {
    let word = "S".repeat(7 << 20);
    let rows = format!("[{}]", row("bce", "i-1", &format!(r#","status":"{word}""#)));
    let transport: Arc<dyn HttpClient> = Peer::saying(reply(200, page("bce", &rows, "")));
    let client = cloud("bce", &transport);
    let found = poll_ready(client.get_many(&[InstanceId::new("i-1", None).unwrap()])).unwrap();
    assert_eq!(found[0].state.phase(), Phase::Unknown);
    assert!(tingji_core::sanitize_line(&found[0].state.to_string()).chars().count() <= 601);
}
