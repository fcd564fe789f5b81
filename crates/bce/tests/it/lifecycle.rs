use tingji_core::lifecycle::{
    Filter, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, list_all,
};
use tingji_core::testing::{Recorder, poll_ready};
use tingji_core::{ErrorKind, InstanceId, Lifecycle, Phase, UnixTime};

use crate::client;

fn id(text: &str) -> InstanceId {
    text.parse().unwrap()
}

#[test]
fn a_look_up_of_many_is_one_request_and_leaves_out_what_is_not_there() {
    let body = r#"{"isTruncated":false,"instances":[{"id":"i-1","status":"Running","zoneName":"cn-bj-a",
        "cardCount":"0","paymentTiming":"Postpaid","createTime":"2024-01-02T03:04:05Z"}]}"#;
    let recorder = Recorder::new().reply(200, body);
    let found = poll_ready(client(&recorder).get_many(&[id("i-1"), id("i-2")])).unwrap();
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
    let found = poll_ready(client(&recorder).get_many(&[id("i-1"), id("i-2")])).unwrap();
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
    assert_eq!(poll_ready(list_all(&client(&recorder), &Filter::all())).unwrap().len(), 3);
    let recorder = Recorder::new().reply(200, page("a")).reply(200, page("a"));
    let error = poll_ready(list_all(&client(&recorder), &Filter::all())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("never end"));
}

#[test]
fn reads_are_sent_again_after_transient_failures_and_stops_never() {
    let recorder =
        Recorder::new().failure(ErrorKind::Timeout).reply(503, "").reply(200, r#"{"instances":[]}"#);
    poll_ready(client(&recorder).list(&Filter::all(), None)).unwrap();
    assert_eq!(recorder.requests().len(), 3);

    let recorder = Recorder::new().failure(ErrorKind::Timeout).reply(200, "");
    let instance = tingji_core::Instance::new(
        id("i-1"),
        tingji_core::State::new(tingji_core::Phase::Running, "Running"),
    );
    let error = poll_ready(client(&recorder).stop(&instance, &StopRequest::default())).unwrap_err();
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
    request.force = ShutdownMode::PowerOff;
    request.charging = StoppedBilling::NoCharge;
    let receipt = poll_ready(client(&recorder).stop(&instance, &request)).unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-3"));
    assert!(recorder.last().ends_with(r#"{"forceStop":true,"stopWithNoCharge":true}"#));
}

#[test]
fn states_that_have_one_word_are_filtered_by_the_vendor_and_others_here() {
    let page = r#"{"instances":[]}"#;
    let recorder = Recorder::responding([(200, page); 3]);
    let client = client(&recorder);
    let list = |phases: &[Phase]| {
        let mut filter = Filter::all();
        filter.phases = phases.to_vec();
        poll_ready(client.list(&filter, None)).unwrap();
        recorder.last().lines().next().unwrap().to_owned()
    };
    assert_eq!(list(&[]), "GET /v2/instance");
    assert_eq!(list(&[Phase::Running, Phase::Stopping]), "GET /v2/instance?status=Running%2CStopping");
    assert_eq!(list(&[Phase::Running, Phase::Changing]), "GET /v2/instance");
}

#[test]
fn starts_and_reboots_are_the_vendors() {
    let recorder = Recorder::new().reply_with(200, &[("x-bce-request-id", "r-1")], "").reply(200, "");
    let client = client(&recorder);
    let state = tingji_core::State::new(Phase::Stopped, "Stopped");
    let instance = tingji_core::Instance::new(id("i-1"), state);
    let receipt = poll_ready(client.start(&instance, &StartRequest::default())).unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-1"));
    assert!(recorder.last().starts_with("PUT /v2/instance/i-1?start\n"));
    let mut request = RebootRequest::default();
    request.force = ShutdownMode::PowerOff;
    poll_ready(client.reboot(&instance, &request)).unwrap();
    assert!(recorder.last().starts_with("PUT /v2/instance/i-1?reboot\n"));
    assert!(recorder.last().ends_with(r#"{"forceStop":true}"#));
}

#[test]
fn a_stop_without_charge_that_can_not_be_is_refused_before_anything_is_sent() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let state = tingji_core::State::new(Phase::Running, "Running");
    let mut request = StopRequest::default();
    request.charging = StoppedBilling::NoCharge;
    for (charge, spot) in [("Prepaid", false), ("bid", true)] {
        let mut instance = tingji_core::Instance::new(id("i-1"), state.clone());
        (instance.charge, instance.spot) = (Some(charge.to_owned()), spot);
        let error = poll_ready(client.stop(&instance, &request)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{charge}");
    }
    assert!(recorder.requests().is_empty());
}

#[test]
fn what_a_stopped_instance_goes_on_costing_is_told() {
    let billing = |fields: &str| {
        let body = format!(r#"{{"instances":[{{"id":"i-1",{fields}}}]}}"#);
        let recorder = Recorder::new().reply(200, body);
        poll_ready(client(&recorder).get_many(&[id("i-1")])).unwrap().remove(0).billing
    };
    let postpaid = billing(
        r#""paymentTiming":"Postpaid","publicIp":"1.2.3.4","releaseTime":"2030-01-02T03:04:05Z","expireTime":"""#,
    );
    assert_eq!(postpaid.stop_frees_compute, Some(false));
    assert_eq!(
        postpaid.keeps_charging,
        ["compute, unless stopWithNoCharge is granted", "disks", "public address and bandwidth"]
    );
    assert_eq!(postpaid.release_at, UnixTime::parse("2030-01-02T03:04:05Z"));
    assert_eq!(postpaid.expires_at, None);
    let prepaid = billing(r#""paymentTiming":"Prepaid","expireTime":"2030-01-02T03:04:05Z""#);
    assert_eq!(prepaid.expires_at, UnixTime::parse("2030-01-02T03:04:05Z"));
    assert_eq!(prepaid.keeps_charging, ["compute, until the prepaid time ends", "disks"]);
    assert_eq!(billing(r#""paymentTiming":"bid""#).keeps_charging, ["compute", "disks"]);
    let local = r#""paymentTiming":"Postpaid","localDiskSizeInGB":"450""#;
    assert_eq!(billing(local).keeps_charging, ["compute", "disks"]);
    assert_eq!(billing(r#""name":"unknown""#).stop_frees_compute, None);
}

#[test]
fn cards_are_told_by_kind_by_count_or_both() {
    let gpu = |fields: &str| {
        let body = format!(r#"{{"instances":[{{"id":"i-1"{fields}}}]}}"#);
        let recorder = Recorder::new().reply(200, body);
        poll_ready(client(&recorder).get_many(&[id("i-1")])).unwrap().remove(0).gpu.map(|gpu| gpu.to_string())
    };
    assert_eq!(gpu(r#","gpuCard":"nTeslaA10","cardCount":"2""#).as_deref(), Some("2× nTeslaA10"));
    assert_eq!(gpu(r#","isomerismCard":"Kunlun","cardCount":1"#).as_deref(), Some("1× Kunlun"));
    assert_eq!(gpu(r#","cardCount":"8""#).as_deref(), Some("8× GPU"));
    assert_eq!(gpu(r#","gpuCard":"nTeslaA10""#).as_deref(), Some("nTeslaA10"));
    assert_eq!(gpu(r#","gpuCard":"nTeslaA10","cardCount":"0""#), None);
    assert_eq!(gpu(""), None);
}

#[test]
fn a_list_that_goes_on_without_saying_where_is_an_error_and_not_the_end() {
    let body = r#"{"isTruncated":true,"instances":[{"id":"i-1","status":"Running"}]}"#;
    let error =
        poll_ready(client(&Recorder::new().reply(200, body)).get_many(&[id("i-1"), id("i-2")])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let error = poll_ready(client(&Recorder::new().reply(200, body)).list(&Filter::all(), None)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}
