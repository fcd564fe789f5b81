use tingji_core::lifecycle::{Charging, Force, StopRequest, list_all};
use tingji_core::testing::{Recorder, ready};
use tingji_core::{ErrorKind, InstanceId, Lifecycle};

use crate::client;

fn id(text: &str) -> InstanceId {
    text.parse().unwrap()
}

#[test]
fn a_look_up_of_many_is_one_request_and_leaves_out_what_is_not_there() {
    let body = r#"{"isTruncated":false,"instances":[{"id":"i-1","status":"Running","zoneName":"cn-bj-a",
        "cardCount":"0","paymentTiming":"Postpaid","createTime":"2024-01-02T03:04:05Z"}]}"#;
    let recorder = Recorder::new().reply(200, body);
    let found = ready(client(&recorder).get_many(&[id("i-1"), id("i-2")])).unwrap();
    assert_eq!(recorder.requests().len(), 1);
    assert_eq!(found.len(), 1);
    let instance = &found[0];
    assert_eq!((instance.region.as_deref(), instance.zone.as_deref()), (Some("bj"), Some("cn-bj-a")));
    assert_eq!((instance.charge.as_deref(), instance.gpu.clone()), (Some("Postpaid"), None));
    assert_eq!(instance.created.unwrap().to_string(), "2024-01-02T03:04:05Z");
}

#[test]
fn a_look_up_that_one_unknown_id_spoils_is_made_one_by_one() {
    let not_found = r#"{"code":"NoSuchObject","message":"no","requestId":"r"}"#;
    let recorder = Recorder::new()
        .reply(404, not_found)
        .reply(200, r#"{"instance":{"id":"i-1","status":"Stopped"}}"#)
        .reply(404, not_found);
    let found = ready(client(&recorder).get_many(&[id("i-1"), id("i-2")])).unwrap();
    assert_eq!(found.iter().map(|instance| instance.id.to_string()).collect::<Vec<_>>(), ["i-1"]);
}

#[test]
fn all_pages_are_listed_and_a_marker_that_comes_back_is_an_error() {
    let page = |next: &str| {
        format!(r#"{{"isTruncated":true,"nextMarker":"{next}","instances":[{{"id":"i-{next}"}}]}}"#)
    };
    let recorder = Recorder::new()
        .reply(200, page("a"))
        .reply(200, page("b"))
        .reply(200, r#"{"instances":[{"id":"i-c"}]}"#);
    assert_eq!(ready(list_all(&client(&recorder))).unwrap().len(), 3);
    let recorder = Recorder::new().reply(200, page("a")).reply(200, page("a"));
    let error = ready(list_all(&client(&recorder))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("never end"));
}

#[test]
fn reads_are_sent_again_after_transient_failures_and_stops_never() {
    let recorder =
        Recorder::new().failure(ErrorKind::Timeout).reply(503, "").reply(200, r#"{"instances":[]}"#);
    ready(client(&recorder).list(None)).unwrap();
    assert_eq!(recorder.requests().len(), 3);

    let recorder = Recorder::new().failure(ErrorKind::Timeout).reply(200, "");
    let instance = tingji_core::Instance::new(
        id("i-1"),
        tingji_core::State::new(tingji_core::Phase::Running, "Running"),
    );
    let error = ready(client(&recorder).stop(&instance, &StopRequest::default())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(recorder.requests().len(), 1);
}

#[test]
fn force_and_no_charge_become_the_vendors_options() {
    let recorder = Recorder::new().reply_with(200, &[("x-bce-request-id", "r-3")], "");
    let instance = tingji_core::Instance::new(
        id("i-1"),
        tingji_core::State::new(tingji_core::Phase::Running, "Running"),
    );
    let mut request = StopRequest::default();
    request.force = Force::Yes;
    request.charging = Charging::NoCharge;
    let receipt = ready(client(&recorder).stop(&instance, &request)).unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-3"));
    assert!(recorder.last().ends_with(r#"{"forceStop":true,"stopWithNoCharge":true}"#));
}

#[test]
fn a_list_that_goes_on_without_saying_where_is_an_error_and_not_the_end() {
    let body = r#"{"isTruncated":true,"instances":[{"id":"i-1","status":"Running"}]}"#;
    let error =
        ready(client(&Recorder::new().reply(200, body)).get_many(&[id("i-1"), id("i-2")])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let error = ready(client(&Recorder::new().reply(200, body)).list(None)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}
