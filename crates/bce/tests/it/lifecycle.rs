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
fn batch_query_is_one_request_and_omits_missing_ids() {
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
fn batch_query_with_unknown_id_falls_back_to_single_queries() {
    let not_found = r#"{"code":"NoSuchObject","message":"no","requestId":"r"}"#;
    let recorder = Recorder::new()
        .reply(404, not_found)
        .reply(200, r#"{"instance":{"id":"i-1","status":"Stopped"}}"#)
        .reply(404, not_found);
    let found = poll_ready(client(&recorder).get_many(&[id("i-1"), id("i-2")])).unwrap();
    assert_eq!(found.iter().map(|instance| instance.id.to_string()).collect::<Vec<_>>(), ["i-1"]);
}

/// A page with one instance, and the marker of the next page.
fn page_before(next: &str) -> String {
    format!(r#"{{"isTruncated":true,"nextMarker":"{next}","instances":[{{"id":"i-{next}"}}]}}"#)
}

#[test]
fn list_reads_all_pages_and_rejects_repeated_marker() {
    let recorder = Recorder::new()
        .reply(200, page_before("a"))
        .reply(200, page_before("b"))
        .reply(200, r#"{"instances":[{"id":"i-c"}]}"#);
    assert_eq!(poll_ready(list_all(&client(&recorder), &Filter::all())).unwrap().len(), 3);
    let recorder = Recorder::new().reply(200, page_before("a")).reply(200, page_before("a"));
    let error = poll_ready(list_all(&client(&recorder), &Filter::all())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("never end"));
}

#[test]
fn reads_are_retried_and_stops_are_not() {
    let recorder =
        Recorder::new().failure(ErrorKind::Timeout).reply(503, "").reply(200, r#"{"instances":[]}"#);
    poll_ready(client(&recorder).list(&Filter::all(), None)).unwrap();
    assert_eq!(recorder.requests().len(), 3);

    let recorder = Recorder::new().failure(ErrorKind::Timeout).reply(200, "");
    let instance = tingji_core::Instance::new(
        id("i-1"),
        tingji_core::State::new(tingji_core::Phase::Running, "Running"),
    );
    let error = poll_ready(client(&recorder).send_stop(&instance, &StopRequest::default())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(recorder.requests().len(), 1);
}

#[test]
fn force_and_no_charge_map_to_vendor_options() {
    let recorder = Recorder::new().reply_with(200, &[("x-bce-request-id", "r-3")], "");
    let instance = tingji_core::Instance::new(
        id("i-1"),
        tingji_core::State::new(tingji_core::Phase::Running, "Running"),
    );
    let mut request = StopRequest::default();
    request.force = ShutdownMode::PowerOff;
    request.charging = StoppedBilling::NoCharge;
    let receipt = poll_ready(client(&recorder).send_stop(&instance, &request)).unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-3"));
    assert!(recorder.last().ends_with(r#"{"forceStop":true,"stopWithNoCharge":true}"#));
}

#[test]
fn phases_with_one_state_are_filtered_by_the_vendor() {
    let page = r#"{"instances":[]}"#;
    let recorder = Recorder::responding([(200, page); 3]);
    let client = client(&recorder);
    for (phases, line) in [
        (vec![], "GET /v2/instance"),
        (vec![Phase::Running, Phase::Stopping], "GET /v2/instance?status=Running%2CStopping"),
        (vec![Phase::Running, Phase::Changing], "GET /v2/instance"),
    ] {
        let mut filter = Filter::all();
        filter.phases = phases;
        poll_ready(client.list(&filter, None)).unwrap();
        assert_eq!(recorder.last().lines().next(), Some(line));
    }
}

#[test]
fn start_and_reboot_send_vendor_operations() {
    let recorder = Recorder::new().reply_with(200, &[("x-bce-request-id", "r-1")], "").reply(200, "");
    let client = client(&recorder);
    let state = tingji_core::State::new(Phase::Stopped, "Stopped");
    let instance = tingji_core::Instance::new(id("i-1"), state);
    let receipt = poll_ready(client.send_start(&instance, &StartRequest::default())).unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-1"));
    assert!(recorder.last().starts_with("PUT /v2/instance/i-1?start\n"));
    let mut request = RebootRequest::default();
    request.force = ShutdownMode::PowerOff;
    poll_ready(client.send_reboot(&instance, &request)).unwrap();
    assert!(recorder.last().starts_with("PUT /v2/instance/i-1?reboot\n"));
    assert!(recorder.last().ends_with(r#"{"forceStop":true}"#));
}

#[test]
fn unsupported_no_charge_stop_is_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let state = tingji_core::State::new(Phase::Running, "Running");
    let mut request = StopRequest::default();
    request.charging = StoppedBilling::NoCharge;
    for (charge, spot) in [("Prepaid", false), ("bid", true)] {
        let mut instance = tingji_core::Instance::new(id("i-1"), state.clone());
        instance.charge = Some(charge.to_owned());
        instance.spot = spot;
        let error = poll_ready(client.send_stop(&instance, &request)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{charge}");
    }
    assert!(recorder.requests().is_empty());
}

/// Parses an instance with these JSON fields.
fn instance(fields: &str) -> tingji_core::Instance {
    let body = format!(r#"{{"instances":[{{"id":"i-1",{fields}}}]}}"#);
    let recorder = Recorder::new().reply(200, body);
    poll_ready(client(&recorder).get_many(&[id("i-1")])).unwrap().remove(0)
}

fn billing(fields: &str) -> tingji_core::lifecycle::Billing {
    instance(fields).billing
}

#[test]
fn charges_of_stopped_instance_are_reported() {
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
    // The vendor does not report if a stop without charge was granted.
    let stopped = |fields: &str| billing(&format!(r#""status":"Stopped",{fields}"#)).compute_charged;
    assert_eq!(stopped(r#""paymentTiming":"Postpaid""#), None);
    assert_eq!(stopped(r#""paymentTiming":"bid""#), Some(true));
    assert_eq!((stopped(local), billing(local).compute_charged), (Some(true), None));
}

#[test]
fn gpus_are_read_from_model_or_count() {
    for (fields, gpu) in [
        (r#""gpuCard":"nTeslaA10","cardCount":"2""#, Some("2× nTeslaA10")),
        (r#""isomerismCard":"Kunlun","cardCount":1"#, Some("1× Kunlun")),
        (r#""cardCount":"8""#, Some("8× GPU")),
        (r#""gpuCard":"nTeslaA10""#, Some("nTeslaA10")),
        (r#""gpuCard":"nTeslaA10","cardCount":"0""#, None),
        (r#""name":"cpu""#, None),
    ] {
        assert_eq!(instance(fields).gpu.map(|gpu| gpu.to_string()).as_deref(), gpu, "{fields}");
    }
}

#[test]
fn truncated_list_without_marker_is_an_error() {
    let body = r#"{"isTruncated":true,"instances":[{"id":"i-1","status":"Running"}]}"#;
    let error =
        poll_ready(client(&Recorder::new().reply(200, body)).get_many(&[id("i-1"), id("i-2")])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let error = poll_ready(client(&Recorder::new().reply(200, body)).list(&Filter::all(), None)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}
