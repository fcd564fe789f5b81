//! The shared interface: list, look up, check, stop.

use tingji_compshare::Client;
use tingji_core::clock::SystemClock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Job, RunContext, run_all};
use tingji_core::lifecycle::{
    Filter, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, list_all,
};
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, Instance, InstanceId, Lifecycle, Phase, UnixTime};

use crate::{bodies, builder, client, clock, play};

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

async fn look(row: &str) -> Instance {
    client(&bodies([&page(1, &[row])])).get_many(&[id("uhost-a")]).await.unwrap().remove(0)
}

/// What each request sent of this parameter.
fn sent(recorder: &Recorder, key: &str) -> Vec<String> {
    let values = |text: &str| {
        let values = text.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        values.collect::<Vec<_>>().join(",")
    };
    recorder.all().split("\n---\n").map(values).collect()
}

#[tokio::test]
async fn the_list_goes_on_until_the_total_and_not_beyond() {
    let recorder = bodies([
        &page(3, &[&row("uhost-a", "Running"), &row("uhost-b", "Stopped")]),
        &page(3, &[&row("uhost-c", "")]),
    ]);
    let all = list_all(&client(&recorder), &Filter::all()).await.unwrap();
    let phases: Vec<_> = all.iter().map(|one| one.state.phase()).collect();
    assert_eq!(phases, [Phase::Running, Phase::Stopped, Phase::Unknown]);
    assert_eq!(sent(&recorder, "Offset"), ["0", "2"]);
    assert_eq!(sent(&recorder, "Region"), ["", ""]);
}

#[tokio::test]
async fn the_list_ends_at_an_empty_page_and_without_a_total_at_a_short_one() {
    let empty = bodies([&page(9, &[&row("uhost-a", "Running")]), &page(9, &[])]);
    assert_eq!(list_all(&client(&empty), &Filter::all()).await.unwrap().len(), 1);
    let short = bodies([r#"{"RetCode":0,"UHostSet":[{"UHostId":"uhost-a"}]}"#]);
    assert_eq!(list_all(&client(&short), &Filter::all()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_cursor_that_is_none_is_refused() {
    let error = client(&bodies([])).list(&Filter::all(), Some("next".into())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

#[tokio::test]
async fn a_look_up_takes_one_request_and_nothing_that_was_not_asked_for() {
    let recorder = bodies([&page(2, &[RUNNING, &row("uhost-other", "Running")])]);
    let client = builder(&recorder).region("cn-sh2").build().unwrap();
    let found = client.get_many(&[id("uhost-a"), id("uhost-b")]).await.unwrap();
    insta::assert_debug_snapshot!("a_look_up", found);
    assert_eq!(
        (sent(&recorder, "UHostIds.0"), sent(&recorder, "UHostIds.1")),
        (vec!["uhost-a".into()], vec!["uhost-b".into()])
    );
    assert_eq!(sent(&recorder, "Region"), ["cn-sh2"]);
}

#[tokio::test]
async fn an_unknown_id_that_spoils_the_look_up_is_left_out() {
    let missing = r#"{"RetCode":8039,"Message":"UHost instance not found"}"#;
    let recorder = bodies([missing, &page(1, &[RUNNING]), missing]);
    let found = client(&recorder).get_many(&[id("uhost-a"), id("uhost-b")]).await.unwrap();
    assert_eq!(found.iter().map(|one| one.id.to_string()).collect::<Vec<_>>(), ["uhost-a"]);
}

#[tokio::test]
async fn a_list_that_ends_before_its_total_does_not_show_that_something_is_not_there() {
    let wanted = [id("uhost-a"), id("uhost-b")];
    for pages in [[page(2, &[]), page(0, &[])], [page(2, &[RUNNING]), page(2, &[])]] {
        let error = client(&bodies([&pages[0], &pages[1]])).get_many(&wanted).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{pages:?}");
    }
    // Where all are found, it does not matter how many there are besides.
    assert_eq!(client(&bodies([&page(9, &[RUNNING])])).get_many(&wanted[..1]).await.unwrap().len(), 1);
}

#[tokio::test]
async fn cards_are_told_as_far_as_they_are_known() {
    let gpu = async |fields: &str| {
        let one = look(&format!(r#"{{"UHostId":"uhost-a",{fields}}}"#)).await;
        one.gpu.map(|gpu| gpu.to_string())
    };
    assert_eq!(gpu(r#""GPU":2,"GpuType":"4090""#).await.as_deref(), Some("2× 4090"));
    assert_eq!(gpu(r#""GpuType":"4090""#).await.as_deref(), Some("4090"));
    assert_eq!(gpu(r#""GPU":0,"GpuType":"4090""#).await, None);
    assert_eq!(gpu(r#""Name":"x""#).await, None);
}

#[tokio::test]
async fn what_a_stop_costs_depends_on_the_way_of_charging() {
    let billing = async |charge: &str| {
        let times = r#""ExpireTime":1760000000,"ReleaseTime":"1770000000","SchedulerStopTime":1780000000"#;
        look(&format!(r#"{{"UHostId":"uhost-a","ChargeType":"{charge}",{times}}}"#)).await.billing
    };
    let seconds = |time: Option<UnixTime>| time.map(UnixTime::seconds);
    let postpay = billing("Postpay").await;
    assert_eq!((postpay.stop_frees_compute, postpay.keeps_charging.len()), (Some(true), 2));
    assert_eq!((seconds(postpay.release_at), seconds(postpay.expires_at)), (Some(1_770_000_000), None));
    assert_eq!(seconds(postpay.scheduled_stop_at), Some(1_780_000_000));
    for charge in ["Year", "Month", "Day", "Dynamic"] {
        let billing = billing(charge).await;
        assert_eq!(billing.stop_frees_compute, Some(false), "{charge}");
        assert_eq!(seconds(billing.expires_at), Some(1_760_000_000), "{charge}");
        assert!(billing.keeps_charging[0].en.contains("GPU"), "{charge}");
    }
    // What is not documented is not guessed.
    for charge in ["Spot", "Weekly", ""] {
        let billing = billing(charge).await;
        assert!(billing.stop_frees_compute.is_none() && billing.keeps_charging.is_empty(), "{charge}");
    }
}

#[tokio::test]
async fn starts_and_reboots_go_where_the_look_found_the_instance() {
    let done = r#"{"RetCode":0,"UHostId":"uhost-a"}"#;
    let recorder = bodies([done, done]);
    let client = builder(&recorder).zone("cn-wlcb-01").build().unwrap();
    let instance = look(RUNNING).await;
    let started = client.start(&instance, &StartRequest::default()).await.unwrap();
    let mut request = RebootRequest::default();
    let rebooted = client.reboot(&instance, &request).await.unwrap();
    assert_eq!([started.request_id, rebooted.request_id], [Some("uuid-1".into()), Some("uuid-1".into())]);
    assert_eq!(sent(&recorder, "Action"), ["StartCompShareInstance", "RebootCompShareInstance"]);
    assert_eq!(sent(&recorder, "Zone"), ["cn-sh2-02", "cn-sh2-02"]);
    assert_eq!(sent(&recorder, "WithoutGpu"), ["", ""]);
    request.force = ShutdownMode::PowerOff;
    let error = client.reboot(&instance, &request).await.unwrap_err();
    assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Unsupported, 2));
}

#[tokio::test]
async fn a_spot_instance_stops_only_with_force() {
    let client = client(&bodies([]));
    let spot =
        look(r#"{"UHostId":"uhost-a","State":"Running","Zone":"cn-sh2-02","ChargeType":"Spot"}"#).await;
    let mut request = StopRequest::default();
    let error = client.check(&spot, &request).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidState);
    assert!(error.message().contains("--force"), "{error}");
    client.check(&look(RUNNING).await, &request).unwrap();
    request.force = ShutdownMode::PowerOff;
    client.check(&spot, &request).unwrap();
    request.charging = StoppedBilling::NoCharge;
    assert_eq!(client.check(&spot, &request).unwrap_err().kind(), ErrorKind::Unsupported);
}

#[tokio::test]
async fn a_stop_that_is_refused_is_not_sent() {
    let recorder = bodies([]);
    let client = client(&recorder);
    let spot = look(r#"{"UHostId":"uhost-a","State":"Running","Zone":"cn-sh2-02","IsSpot":true}"#).await;
    let mut request = StopRequest::default();
    let error = client.stop(&spot, &request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidState);
    request.charging = StoppedBilling::NoCharge;
    let error = client.stop(&look(RUNNING).await, &request).await.unwrap_err();
    assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Unsupported, 0));
}

#[tokio::test]
async fn a_stop_goes_where_the_look_found_the_instance() {
    let recorder = bodies([r#"{"RetCode":0,"UHostId":"uhost-a"}"#, r#"{"RetCode":0,"UHostId":"uhost-a"}"#]);
    let client = builder(&recorder).region("cn-wlcb").zone("cn-wlcb-01").build().unwrap();
    let mut request = StopRequest::default();
    client.stop(&look(RUNNING).await, &request).await.unwrap();
    // Only the zone is told: the region follows from it.
    request.force = ShutdownMode::PowerOff;
    let receipt =
        client.stop(&look(r#"{"UHostId":"uhost-a","Zone":"cn-sh2-02","Region":""}"#).await, &request).await;
    assert_eq!(receipt.unwrap().request_id.as_deref(), Some("uuid-1"));
    assert_eq!(sent(&recorder, "Region"), ["cn-sh2", "cn-sh2"]);
    assert_eq!(sent(&recorder, "Zone"), ["cn-sh2-02", "cn-sh2-02"]);
    assert_eq!(sent(&recorder, "Force"), ["", "true"]);
}

#[tokio::test]
async fn a_stop_without_a_place_is_refused_before_it_is_sent_unless_the_client_has_one() {
    let done = r#"{"RetCode":0,"UHostId":"uhost-a"}"#;
    let recorder = bodies([done]);
    let (nowhere, request) = (client(&recorder), StopRequest::default());
    let cases = [
        (look(r#"{"UHostId":"uhost-a"}"#).await, "the region and zone of uhost-a"),
        (look(r#"{"UHostId":"uhost-a","Region":"cn-sh2","Zone":""}"#).await, "the zone of uhost-a"),
        (look(r#"{"UHostId":"uhost-a","Zone":"odd"}"#).await, "the region of uhost-a"),
    ];
    for (instance, lacking) in &cases {
        let early = nowhere.check(instance, &request).unwrap_err();
        let late = nowhere.stop(instance, &request).await.unwrap_err();
        let start = nowhere.start(instance, &StartRequest::default()).await.unwrap_err();
        let reboot = nowhere.reboot(instance, &RebootRequest::default()).await.unwrap_err();
        for error in [early, late, start, reboot] {
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            assert!(error.message().starts_with(lacking), "{error}");
        }
    }
    // A zone of the client's is not that of an instance in another region.
    let elsewhere = builder(&recorder).zone("cn-wlcb-01").build().unwrap();
    elsewhere.check(&cases[1].0, &request).unwrap_err();
    assert!(recorder.requests().is_empty());
    elsewhere.stop(&cases[0].0, &request).await.unwrap();
    assert_eq!(
        (sent(&recorder, "Region"), sent(&recorder, "Zone")),
        (vec!["cn-wlcb".into()], vec!["cn-wlcb-01".into()])
    );
}

#[tokio::test]
async fn a_row_that_tells_no_region_is_where_it_was_looked_for() {
    let recorder = bodies([&page(1, &[r#"{"UHostId":"uhost-a"}"#])]);
    let client = builder(&recorder).region("cn-sh2").build().unwrap();
    let found = client.get_many(&[id("uhost-a")]).await.unwrap();
    assert_eq!(found[0].region.as_deref(), Some("cn-sh2"));
}

async fn stop_one(texts: &[&str]) -> (Outcome, usize) {
    let recorder = play(texts.iter().map(|body| (200, *body)));
    let orders = [Job::new(id("uhost-a"))];
    let clock = clock();
    let reports =
        run_all(&client(&recorder), &orders, ActionOptions::default(), RunContext::new(&clock)).await;
    (reports[0].outcome, recorder.requests().len())
}

#[tokio::test]
async fn an_instance_is_stopped_and_seen_stopped() {
    let at = |state| page(1, &[&row("uhost-a", state)]);
    let (running, stopping, stopped) = (at("Running"), at("Stopping"), at("Stopped"));
    let accepted = r#"{"RetCode":0,"UHostId":"uhost-a"}"#;
    assert_eq!(stop_one(&[&running, accepted, &stopping, &stopped]).await, (Outcome::Stopped, 4));
    assert_eq!(stop_one(&[&stopped]).await, (Outcome::AlreadyStopped, 1));
}

#[tokio::test]
async fn what_has_no_place_is_refused_and_not_sent() {
    let nowhere = page(1, &[r#"{"UHostId":"uhost-a","State":"Running"}"#]);
    assert_eq!(stop_one(&[&nowhere]).await, (Outcome::Refused, 1));
    // What is stopped needs none.
    let stopped = page(1, &[r#"{"UHostId":"uhost-a","State":"Stopped"}"#]);
    assert_eq!(stop_one(&[&stopped]).await, (Outcome::AlreadyStopped, 1));
}

#[tokio::test]
async fn after_a_time_out_behind_the_gateway_it_looks_before_it_sends_again() {
    let at = |state| page(1, &[&row("uhost-a", state)]);
    let texts =
        [at("Running"), r#"{"RetCode":110,"Message":"timeout"}"#.into(), at("Stopping"), at("Stopped")];
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    assert_eq!(stop_one(&texts).await, (Outcome::Stopped, 4));
}

#[tokio::test]
async fn a_lock_is_waited_for() {
    let at = |state| page(1, &[&row("uhost-a", state)]);
    let locked = r#"{"RetCode":8999,"Message":"InstanceOperationInProgress"}"#.to_owned();
    let accepted = r#"{"RetCode":0}"#.to_owned();
    let texts = [at("Running"), locked, at("Running"), accepted, at("Stopped")];
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    assert_eq!(stop_one(&texts).await, (Outcome::Stopped, 5));
}

#[tokio::test]
async fn the_sandbox_stops_what_may_be_stopped() {
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
        [Outcome::Stopped, Outcome::Refused, Outcome::AlreadyStopped, Outcome::NotFound],
        "{reports:?}"
    );
}

#[tokio::test]
async fn the_sandbox_plays_a_whole_life() {
    let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await.unwrap();
    let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
    let client = Client::builder(credential).endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    let minute = std::time::Duration::from_secs(60);
    let mut filter = Filter::all();
    filter.name = Some("训练".into());
    let one = list_all(&client, &filter).await.unwrap().remove(0);
    let state =
        async || client.get_many(std::slice::from_ref(&one.id)).await.unwrap().remove(0).state.to_string();
    client.reboot(&one, &RebootRequest::default()).await.unwrap();
    assert_eq!(state().await, "Rebooting");
    sandbox.advance(minute);
    client.stop(&one, &StopRequest::default()).await.unwrap();
    assert_eq!(state().await, "Stopping");
    sandbox.advance(minute);
    assert_eq!(state().await, "Stopped");
    client.start(&one, &StartRequest::default()).await.unwrap();
    assert_eq!(state().await, "Starting");
    sandbox.advance(minute);
    assert_eq!(state().await, "Running");
}
