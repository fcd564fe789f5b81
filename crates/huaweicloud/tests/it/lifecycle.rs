//! The shared lifecycle of DevServers.

use tingji_core::lifecycle::{
    Filter, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, list_all,
};
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, Instance, InstanceId, Lifecycle, Phase, State};

use crate::{SERVER, client, lines};

/// Returns the id of the n-th server.
fn id(n: usize) -> String {
    format!("{n:08x}-e52a-450a-9f84-f9e705402be8")
}

fn ids(numbers: &[usize]) -> Vec<InstanceId> {
    numbers.iter().map(|n| id(*n).parse().unwrap()).collect()
}

fn server(n: usize) -> String {
    format!(r#"{{"id":"{}","status":"RUNNING","update_at":{n}}}"#, id(n))
}

fn page(numbers: std::ops::Range<usize>, total: usize) -> String {
    let data: Vec<_> = numbers.map(server).collect();
    format!(r#"{{"total":{total},"data":[{}]}}"#, data.join(","))
}

const NOT_FOUND: &str = r#"{"error_code":"ModelArts.6404","error_msg":"LiteServer instance not found."}"#;

fn found(instances: &[Instance]) -> Vec<String> {
    instances.iter().map(|instance| instance.id.to_string()).collect()
}

#[tokio::test]
async fn list_reads_pages_of_100_until_its_total() {
    let pages = [page(0..100, 150), page(100..150, 150)];
    let recorder = Recorder::responding(pages.iter().map(|page| (200, page.as_str())));
    assert_eq!(list_all(&client(&recorder), &Filter::all()).await.unwrap().len(), 150);
    let queries: Vec<_> =
        lines(&recorder).iter().map(|line| line.split_once('?').unwrap().1.to_owned()).collect();
    assert_eq!(queries, ["limit=100&offset=0", "limit=100&offset=100"]);
}

#[tokio::test]
async fn list_without_total_ends_with_an_empty_page() {
    let first = format!(r#"{{"data":[{}]}}"#, server(1));
    let recorder = Recorder::responding([(200, &*first), (200, r#"{"data":[]}"#)]);
    assert_eq!(list_all(&client(&recorder), &Filter::all()).await.unwrap().len(), 1);
    assert_eq!(recorder.remaining(), 0);
}

#[tokio::test]
async fn invalid_page_token_is_rejected() {
    for bad in ["", "x", "-1", "99999999999"] {
        let error = client(&Recorder::new()).list(&Filter::all(), Some(bad.to_owned())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{bad}");
    }
}

#[tokio::test]
async fn instance_shows_only_vendor_data() {
    let body = format!(
        r#"{{"data":[{{"id":"{SERVER}","name":"train","status":"STOP_FAILED","charging_mode":"PRE_PAID",
        "flavor":"physical.kat2ne.48xlarge.8.ei","create_at":1699348284990,"update_at":1699348285077}},
        {{"id":"{}"}},{{"status":"RUNNING"}}],"total":3}}"#,
        id(1)
    );
    let instances =
        client(&Recorder::responding([(200, &*body)])).list(&Filter::all(), None).await.unwrap().instances;
    let [a, b] = &instances[..] else { panic!("two") };
    assert_eq!(
        (a.region.as_deref(), a.zone.as_deref(), a.name.as_str()),
        (Some("cn-north-4"), None, "train")
    );
    assert_eq!((a.state.phase(), a.state.as_str()), (Phase::StopFailed, "STOP_FAILED"));
    assert_eq!((a.charge.as_deref(), a.spot, a.gpu.clone()), (Some("PRE_PAID"), false, None));
    assert_eq!(a.created.unwrap().to_string(), "2023-11-07T09:11:24Z");
    assert_eq!(a.revision, Some(1_699_348_285_077));
    assert_eq!((b.state.phase(), b.created, b.revision), (Phase::Unknown, None, None));
}

#[tokio::test]
async fn missing_server_is_none() {
    let one = server(1);
    let recorder = Recorder::responding([(200, &*one), (400, NOT_FOUND)]);
    let client = client(&recorder);
    assert_eq!(found(&client.get_many(&ids(&[1])).await.unwrap()), [id(1)]);
    assert!(client.get_many(&ids(&[2])).await.unwrap().is_empty());
    assert!(client.get_many(&[]).await.unwrap().is_empty());
    assert_eq!(lines(&recorder).len(), 2);
}

#[tokio::test]
async fn batch_query_reads_the_list_until_all_are_found() {
    let pages = [page(0..100, 300), page(100..200, 300)];
    let recorder = Recorder::responding(pages.iter().map(|page| (200, page.as_str())));
    let instances = client(&recorder).get_many(&ids(&[7, 150])).await.unwrap();
    assert_eq!(found(&instances), [id(7), id(150)]);
    assert_eq!(recorder.remaining(), 0);
}

#[tokio::test]
async fn ids_missing_from_the_list_are_queried_once() {
    let list = page(0..3, 3);
    let shown = server(9);
    let recorder = Recorder::responding([(200, &*list), (200, &*shown)]);
    let instances = client(&recorder).get_many(&ids(&[1, 9, 9])).await.unwrap();
    assert_eq!(found(&instances), [id(1), id(9)]);
    let recorder = Recorder::responding([(200, &*list), (400, NOT_FOUND)]);
    let instances = client(&recorder).get_many(&ids(&[2, 8])).await.unwrap();
    assert_eq!(found(&instances), [id(2)]);
}

#[tokio::test]
async fn list_that_ignores_the_offset_is_an_error() {
    let same = page(0..100, 100_000);
    let recorder = Recorder::responding(vec![(200, &*same); 9]);
    let error = client(&recorder).get_many(&ids(&[500, 501])).await.unwrap_err();
    assert_eq!((error.kind(), recorder.remaining()), (ErrorKind::Decode, 7));
}

#[tokio::test]
async fn query_errors_are_reported() {
    let denied = r#"{"error_code":"ModelArts.0108","error_msg":"no"}"#;
    for wanted in [ids(&[1]), ids(&[1, 2])] {
        let error = client(&Recorder::responding([(403, denied)])).get_many(&wanted).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Permission);
    }
}

fn running() -> Instance {
    Instance::new(SERVER.parse().unwrap(), State::new(Phase::Running, "RUNNING"))
}

#[tokio::test]
async fn stop_is_sent_to_the_server() {
    let body = format!(r#"{{"id":"{SERVER}","status":"STOPPING","request_id":"r-1"}}"#);
    let recorder = Recorder::responding([(200, &*body)]);
    let receipt = client(&recorder).send_stop(&running(), &StopRequest::default()).await.unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-1"));
    assert_eq!(
        lines(&recorder),
        [format!("PUT /v1/77b6a44cba5143ab91d13ab9a8ff44fd/dev-servers/{SERVER}/stop")]
    );
}

#[tokio::test]
async fn unsupported_options_are_rejected() {
    let mut forced = StopRequest::default();
    let mut free = StopRequest::default();
    let mut named = StopRequest::default();
    forced.force = ShutdownMode::PowerOff;
    free.charging = StoppedBilling::NoCharge;
    named.idempotency_token = Some("token".to_owned());
    let recorder = Recorder::new();
    let client = client(&recorder);
    for request in [forced, free, named] {
        assert_eq!(client.check(&running(), &request).unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(client.send_stop(&running(), &request).await.unwrap_err().kind(), ErrorKind::Unsupported);
    }
    assert_eq!(recorder.all(), "");
}

#[tokio::test]
async fn start_sends_an_empty_object_and_reboot_no_body() {
    let body = format!(r#"{{"id":"{SERVER}","status":"STARTING","request_id":"r-2"}}"#);
    let recorder = Recorder::responding([(200, &*body), (200, &*body)]);
    let client = client(&recorder);
    let receipt = client.send_start(&running(), &StartRequest::default()).await.unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-2"));
    assert!(recorder.last().ends_with("\n\n{}"), "{}", recorder.last());
    client.send_reboot(&running(), &RebootRequest::default()).await.unwrap();
    let path = format!("/v1/77b6a44cba5143ab91d13ab9a8ff44fd/dev-servers/{SERVER}");
    assert_eq!(lines(&recorder), [format!("PUT {path}/start"), format!("PUT {path}/reboot")]);

    let mut forced = RebootRequest::default();
    forced.force = ShutdownMode::PowerOff;
    assert_eq!(client.send_reboot(&running(), &forced).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(recorder.requests().len(), 2);
}

#[tokio::test]
async fn only_published_charges_are_reported() {
    let bodies = ["PRE_PAID", "POST_PAID", "COMMON"]
        .map(|mode| format!(r#"{{"id":"{SERVER}","status":"RUNNING","charging_mode":"{mode}"}}"#));
    let recorder = Recorder::responding(bodies.iter().map(|body| (200, body.as_str())));
    let client = client(&recorder);
    let mut bills = Vec::new();
    for _ in 0..3 {
        bills.push(client.get_many(&[SERVER.parse().unwrap()]).await.unwrap().remove(0).billing);
    }
    assert_eq!(bills[0].stop_frees_compute, Some(false));
    assert_eq!(bills[0].keeps_charging, ["compute, which is prepaid", "disks", "public addresses"]);
    for bill in &bills[1..] {
        assert_eq!(bill.stop_frees_compute, None);
        assert_eq!(bill.keeps_charging, ["disks", "public addresses"]);
        assert_eq!((bill.release_at, bill.scheduled_stop_at, bill.expires_at), (None, None, None));
    }
}

#[tokio::test]
async fn list_that_ends_before_its_total_is_an_error() {
    let recorder = Recorder::responding([(200, r#"{"total":2,"data":[]}"#)]);
    let error = client(&recorder).list(&Filter::all(), None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    // Servers may be deleted while the list is read.
    let recorder = Recorder::responding([(200, r#"{"total":2,"data":[]}"#)]);
    let page = client(&recorder).list(&Filter::all(), Some("2".to_owned())).await.unwrap();
    assert!(page.instances.is_empty() && page.next.is_none());
}
