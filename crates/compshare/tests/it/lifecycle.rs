//! The shared interface: list, lookup, check, stop.

use tingji_compshare::Client;
use tingji_core::clock::SystemClock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Job, RunContext, run_all};
use tingji_core::lifecycle::{
    Billing, Filter, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, list_all,
};
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, Instance, InstanceId, Lifecycle, Phase, UnixTime};

use crate::{bodies, builder, client, clock, replay};

const RUNNING: &str = r#"{"UHostId":"uhost-a","State":"Running","Region":"cn-sh2","Zone":"cn-sh2-02","Name":"n",
    "GPU":1,"GpuType":"4090","ChargeType":"Postpay","CreateTime":1750000000,"UpdateTime":7}"#;

fn page(total: u32, rows: &[&str]) -> String {
    format!(r#"{{"RetCode":0,"TotalCount":{total},"UHostSet":[{}]}}"#, rows.join(","))
}

fn row(id: &str, state: &str) -> String {
    format!(r#"{{"UHostId":"{id}","State":"{state}","Zone":"cn-wlcb-01"}}"#)
}

fn id(text: &str) -> InstanceId {
    text.parse().unwrap()
}

async fn observe(row: &str) -> Instance {
    client(&bodies([&page(1, &[row])])).get_many(&[id("uhost-a")]).await.unwrap().remove(0)
}

/// Returns the values of this parameter, one entry for each request.
fn sent(recorder: &Recorder, key: &str) -> Vec<String> {
    recorder.all().split("\n---\n").map(|text| values_of(text, key)).collect()
}

fn values_of(text: &str, key: &str) -> String {
    let values = text.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    values.collect::<Vec<_>>().join(",")
}

#[tokio::test]
async fn list_ends_at_the_total() {
    let recorder = bodies([
        &page(3, &[&row("uhost-a", "Running"), &row("uhost-b", "Stopped")]),
        &page(3, &[&row("uhost-c", "")]),
    ]);
    let all = list_all(&client(&recorder), &Filter::all()).await.unwrap();
    let phases: Vec<_> = all.iter().map(|instance| instance.state.phase()).collect();
    assert_eq!(phases, [Phase::Running, Phase::Stopped, Phase::Unknown]);
    assert_eq!(sent(&recorder, "Offset"), ["0", "2"]);
    assert_eq!(sent(&recorder, "Region"), ["", ""]);
}

#[tokio::test]
async fn list_ends_at_an_empty_or_short_page() {
    let empty = bodies([&page(9, &[&row("uhost-a", "Running")]), &page(9, &[])]);
    assert_eq!(list_all(&client(&empty), &Filter::all()).await.unwrap().len(), 1);
    let short = bodies([r#"{"RetCode":0,"UHostSet":[{"UHostId":"uhost-a"}]}"#]);
    assert_eq!(list_all(&client(&short), &Filter::all()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn invalid_cursor_is_rejected() {
    let error = client(&bodies([])).list(&Filter::all(), Some("next".into())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

#[tokio::test]
async fn lookup_sends_one_request_and_ignores_other_rows() {
    let recorder = bodies([&page(2, &[RUNNING, &row("uhost-other", "Running")])]);
    let client = builder(&recorder).region("cn-sh2").build().unwrap();
    let found = client.get_many(&[id("uhost-a"), id("uhost-b")]).await.unwrap();
    insta::assert_debug_snapshot!("found_instance", found);
    assert_eq!(
        (sent(&recorder, "UHostIds.0"), sent(&recorder, "UHostIds.1")),
        (vec!["uhost-a".into()], vec!["uhost-b".into()])
    );
    assert_eq!(sent(&recorder, "Region"), ["cn-sh2"]);
}

#[tokio::test]
async fn unknown_id_that_fails_the_lookup_is_omitted() {
    let missing = r#"{"RetCode":8039,"Message":"UHost instance not found"}"#;
    let recorder = bodies([missing, &page(1, &[RUNNING]), missing]);
    let found = client(&recorder).get_many(&[id("uhost-a"), id("uhost-b")]).await.unwrap();
    assert_eq!(found.iter().map(|instance| instance.id.to_string()).collect::<Vec<_>>(), ["uhost-a"]);
}

#[tokio::test]
async fn truncated_list_does_not_prove_absence() {
    let wanted = [id("uhost-a"), id("uhost-b")];
    for pages in [[page(2, &[]), page(0, &[])], [page(2, &[RUNNING]), page(2, &[])]] {
        let error = client(&bodies([&pages[0], &pages[1]])).get_many(&wanted).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{pages:?}");
    }
    // If all ids are found, the total does not matter.
    assert_eq!(client(&bodies([&page(9, &[RUNNING])])).get_many(&wanted[..1]).await.unwrap().len(), 1);
}

async fn gpu(fields: &str) -> Option<String> {
    let instance = observe(&format!(r#"{{"UHostId":"uhost-a",{fields}}}"#)).await;
    instance.gpu.map(|gpu| gpu.to_string())
}

#[tokio::test]
async fn gpus_are_reported_as_far_as_known() {
    assert_eq!(gpu(r#""GPU":2,"GpuType":"4090""#).await.as_deref(), Some("2× 4090"));
    assert_eq!(gpu(r#""GpuType":"4090""#).await.as_deref(), Some("4090"));
    assert_eq!(gpu(r#""GPU":0,"GpuType":"4090""#).await, None);
    assert_eq!(gpu(r#""Name":"x""#).await, None);
}

async fn billing(charge: &str) -> Billing {
    let times = r#""ExpireTime":1760000000,"ReleaseTime":"1770000000","SchedulerStopTime":1780000000"#;
    observe(&format!(r#"{{"UHostId":"uhost-a","ChargeType":"{charge}",{times}}}"#)).await.billing
}

fn seconds(time: Option<UnixTime>) -> Option<i64> {
    time.map(UnixTime::seconds)
}

#[tokio::test]
async fn stopped_billing_depends_on_the_charge_type() {
    let postpay = billing("Postpay").await;
    assert_eq!((postpay.stop_frees_compute, postpay.keeps_charging.len()), (Some(true), 2));
    assert_eq!((seconds(postpay.release_at), seconds(postpay.expires_at)), (Some(1_770_000_000), None));
    assert_eq!(seconds(postpay.scheduled_stop_at), Some(1_780_000_000));
    for charge in ["Year", "Month", "Day", "Dynamic"] {
        let billing = billing(charge).await;
        assert_eq!(billing.stop_frees_compute, Some(false), "{charge}");
        assert_eq!(seconds(billing.expires_at), Some(1_760_000_000), "{charge}");
        assert!(billing.keeps_charging[0].name.en.contains("GPU"), "{charge}");
    }
    // Undocumented billing stays unknown.
    for charge in ["Spot", "Weekly", ""] {
        let billing = billing(charge).await;
        assert!(billing.stop_frees_compute.is_none() && billing.keeps_charging.is_empty(), "{charge}");
    }
}

#[tokio::test]
async fn start_and_reboot_use_the_observed_location() {
    let done = r#"{"RetCode":0,"UHostId":"uhost-a"}"#;
    let recorder = bodies([done, done]);
    let client = builder(&recorder).zone("cn-wlcb-01").build().unwrap();
    let instance = observe(RUNNING).await;
    let started = client.send_start(&instance, &StartRequest::default()).await.unwrap();
    let mut request = RebootRequest::default();
    let rebooted = client.send_reboot(&instance, &request).await.unwrap();
    assert_eq!([started.request_id, rebooted.request_id], [Some("uuid-1".into()), Some("uuid-1".into())]);
    assert_eq!(sent(&recorder, "Action"), ["StartCompShareInstance", "RebootCompShareInstance"]);
    assert_eq!(sent(&recorder, "Zone"), ["cn-sh2-02", "cn-sh2-02"]);
    assert_eq!(sent(&recorder, "WithoutGpu"), ["", ""]);
    request.force = ShutdownMode::PowerOff;
    let error = client.send_reboot(&instance, &request).await.unwrap_err();
    assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Unsupported, 2));
}

#[tokio::test]
async fn spot_instance_stops_only_with_force() {
    let client = client(&bodies([]));
    let spot =
        observe(r#"{"UHostId":"uhost-a","State":"Running","Zone":"cn-sh2-02","ChargeType":"Spot"}"#).await;
    let mut request = StopRequest::default();
    let error = client.check(&spot, &request).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.advice().contains("with force"), "{error}");
    client.check(&observe(RUNNING).await, &request).unwrap();
    request.force = ShutdownMode::PowerOff;
    client.check(&spot, &request).unwrap();
    request.charging = StoppedBilling::NoCharge;
    assert_eq!(client.check(&spot, &request).unwrap_err().kind(), ErrorKind::Unsupported);
}

#[tokio::test]
async fn rejected_stop_is_not_sent() {
    let recorder = bodies([]);
    let client = client(&recorder);
    let spot = observe(r#"{"UHostId":"uhost-a","State":"Running","Zone":"cn-sh2-02","IsSpot":true}"#).await;
    let mut request = StopRequest::default();
    let error = client.send_stop(&spot, &request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    request.charging = StoppedBilling::NoCharge;
    let error = client.send_stop(&observe(RUNNING).await, &request).await.unwrap_err();
    assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Unsupported, 0));
}

#[tokio::test]
async fn stop_uses_the_observed_location() {
    let recorder = bodies([r#"{"RetCode":0,"UHostId":"uhost-a"}"#, r#"{"RetCode":0,"UHostId":"uhost-a"}"#]);
    let client = builder(&recorder).region("cn-wlcb").zone("cn-wlcb-01").build().unwrap();
    let mut request = StopRequest::default();
    client.send_stop(&observe(RUNNING).await, &request).await.unwrap();
    // The row has only the zone; the region follows from it.
    request.force = ShutdownMode::PowerOff;
    let receipt = client
        .send_stop(&observe(r#"{"UHostId":"uhost-a","Zone":"cn-sh2-02","Region":""}"#).await, &request)
        .await;
    assert_eq!(receipt.unwrap().request_id.as_deref(), Some("uuid-1"));
    assert_eq!(sent(&recorder, "Region"), ["cn-sh2", "cn-sh2"]);
    assert_eq!(sent(&recorder, "Zone"), ["cn-sh2-02", "cn-sh2-02"]);
    assert_eq!(sent(&recorder, "Force"), ["", "true"]);
}

#[tokio::test]
async fn stop_without_a_location_is_rejected_before_sending() {
    let done = r#"{"RetCode":0,"UHostId":"uhost-a"}"#;
    let recorder = bodies([done]);
    let nowhere = client(&recorder);
    let request = StopRequest::default();
    let cases = [
        (observe(r#"{"UHostId":"uhost-a"}"#).await, "the region and zone of uhost-a"),
        (observe(r#"{"UHostId":"uhost-a","Region":"cn-sh2","Zone":""}"#).await, "the zone of uhost-a"),
        (observe(r#"{"UHostId":"uhost-a","Zone":"odd"}"#).await, "the region of uhost-a"),
    ];
    for (instance, missing) in &cases {
        let early = nowhere.check(instance, &request).unwrap_err();
        let late = nowhere.send_stop(instance, &request).await.unwrap_err();
        let start = nowhere.send_start(instance, &StartRequest::default()).await.unwrap_err();
        let reboot = nowhere.send_reboot(instance, &RebootRequest::default()).await.unwrap_err();
        for error in [early, late, start, reboot] {
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            assert!(error.message().starts_with(missing), "{error}");
        }
    }
    // The client's zone does not apply to an instance in another region.
    let elsewhere = builder(&recorder).zone("cn-wlcb-01").build().unwrap();
    elsewhere.check(&cases[1].0, &request).unwrap_err();
    assert!(recorder.requests().is_empty());
    elsewhere.send_stop(&cases[0].0, &request).await.unwrap();
    assert_eq!(
        (sent(&recorder, "Region"), sent(&recorder, "Zone")),
        (vec!["cn-wlcb".into()], vec!["cn-wlcb-01".into()])
    );
}

#[tokio::test]
async fn row_without_a_region_gets_the_region_of_the_lookup() {
    let recorder = bodies([&page(1, &[r#"{"UHostId":"uhost-a"}"#])]);
    let client = builder(&recorder).region("cn-sh2").build().unwrap();
    let found = client.get_many(&[id("uhost-a")]).await.unwrap();
    assert_eq!(found[0].region.as_deref(), Some("cn-sh2"));
}

/// List response with one instance in this state.
fn at(state: &str) -> String {
    page(1, &[&row("uhost-a", state)])
}

async fn stop_one(texts: &[&str]) -> (Outcome, usize) {
    let recorder = replay(texts.iter().map(|body| (200, *body)));
    let orders = [Job::new(id("uhost-a"))];
    let clock = clock();
    let reports =
        run_all(&client(&recorder), &orders, ActionOptions::default(), RunContext::new(&clock)).await;
    (reports[0].outcome, recorder.requests().len())
}

#[tokio::test]
async fn stop_is_confirmed_by_the_observed_state() {
    let running = at("Running");
    let stopping = at("Stopping");
    let stopped = at("Stopped");
    let accepted = r#"{"RetCode":0,"UHostId":"uhost-a"}"#;
    assert_eq!(stop_one(&[&running, accepted, &stopping, &stopped]).await, (Outcome::Stopped, 4));
    assert_eq!(stop_one(&[&stopped]).await, (Outcome::AlreadyStopped, 1));
}

#[tokio::test]
async fn instance_without_a_location_is_refused() {
    let nowhere = page(1, &[r#"{"UHostId":"uhost-a","State":"Running"}"#]);
    assert_eq!(stop_one(&[&nowhere]).await, (Outcome::Refused, 1));
    // A stopped instance needs no location.
    let stopped = page(1, &[r#"{"UHostId":"uhost-a","State":"Stopped"}"#]);
    assert_eq!(stop_one(&[&stopped]).await, (Outcome::AlreadyStopped, 1));
}

#[tokio::test]
async fn gateway_timeout_is_followed_by_a_poll_before_a_resend() {
    let texts =
        [at("Running"), r#"{"RetCode":110,"Message":"timeout"}"#.into(), at("Stopping"), at("Stopped")];
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    assert_eq!(stop_one(&texts).await, (Outcome::Stopped, 4));
}

#[tokio::test]
async fn locked_instance_is_waited_for() {
    let locked = r#"{"RetCode":8999,"Message":"InstanceOperationInProgress"}"#.to_owned();
    let accepted = r#"{"RetCode":0}"#.to_owned();
    let texts = [at("Running"), locked, at("Running"), accepted, at("Stopped")];
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    assert_eq!(stop_one(&texts).await, (Outcome::Stopped, 5));
}

#[tokio::test]
async fn sandbox_stops_only_stoppable_instances() {
    let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await.unwrap();
    let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
    let client = Client::builder(credential).endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    let targets = ["uhost-demo4090", "uhost-demospot", "uhost-demoidle", "uhost-none"];
    let orders = targets.map(|target| Job::new(target.parse().unwrap()));
    let clock = SystemClock::new();
    let reports = run_all(&client, &orders, ActionOptions::default(), RunContext::new(&clock)).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(
        outcomes,
        [Outcome::Stopped, Outcome::Unsupported, Outcome::AlreadyStopped, Outcome::NotFound],
        "{reports:?}"
    );
}

async fn state(client: &Client, instance: &tingji_core::Instance) -> String {
    client.get_many(std::slice::from_ref(&instance.id)).await.unwrap().remove(0).state.to_string()
}

#[tokio::test]
async fn sandbox_runs_a_full_lifecycle() {
    let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await.unwrap();
    let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
    let client = Client::builder(credential).endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    let minute = std::time::Duration::from_secs(60);
    let mut filter = Filter::all();
    filter.name = Some("训练".into());
    let instance = list_all(&client, &filter).await.unwrap().remove(0);
    client.send_reboot(&instance, &RebootRequest::default()).await.unwrap();
    assert_eq!(state(&client, &instance).await, "Rebooting");
    sandbox.advance(minute);
    client.send_stop(&instance, &StopRequest::default()).await.unwrap();
    assert_eq!(state(&client, &instance).await, "Stopping");
    sandbox.advance(minute);
    assert_eq!(state(&client, &instance).await, "Stopped");
    client.send_start(&instance, &StartRequest::default()).await.unwrap();
    assert_eq!(state(&client, &instance).await, "Starting");
    sandbox.advance(minute);
    assert_eq!(state(&client, &instance).await, "Running");
}
