//! The shared interface: list, lookup, stop.

use tingji_core::clock::SystemClock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Job, RunContext, run_all};
use tingji_core::lifecycle::{
    Filter, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, Support, list_all,
};
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, InstanceId, Lifecycle, Phase, Text};
use tingji_ucloud::Client;

use crate::{bodies, client, clock};

fn service_row(id: &str, status: &str) -> String {
    format!(r#"{{"ServiceID":"{id}","Status":"{status}","CreateTime":1}}"#)
}

fn services(total: u32, rows: &[(&str, &str)]) -> String {
    let rows: Vec<_> = rows.iter().map(|(id, status)| service_row(id, status)).collect();
    format!(r#"{{"RetCode":0,"TotalCount":{total},"ServiceSet":[{}]}}"#, rows.join(","))
}

fn version_row(id: &str, version: &str, status: &str) -> String {
    format!(r#"{{"ServiceID":"{id}","SrvVersion":"{version}","Status":"{status}"}}"#)
}

fn versions(rows: &[(&str, &str, &str)]) -> String {
    let rows: Vec<_> = rows.iter().map(|(id, version, status)| version_row(id, version, status)).collect();
    format!(r#"{{"RetCode":0,"TotalCount":{},"SrvVersionSet":[{}]}}"#, rows.len(), rows.join(","))
}

fn ids(texts: &[&str]) -> Vec<InstanceId> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// Returns the parameters of each request, without the common ones.
fn forms(recorder: &Recorder) -> Vec<String> {
    recorder.all().split("\n---\n").map(own_parameters).collect()
}

fn own_parameters(text: &str) -> String {
    let common = ["POST", "content-type", "Region", "Zone", "PublicKey"];
    let lines = text.lines().filter(|line| !line.is_empty());
    let own = lines.filter(|line| !common.iter().any(|prefix| line.starts_with(prefix)));
    own.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn list_ends_at_the_total() {
    let recorder = bodies([
        &services(3, &[("uaiservice-a", "Normal"), ("uaiservice-b", "ToStart")]),
        &services(3, &[("uaiservice-c", "Odd")]),
    ]);
    let all = list_all(&client(&recorder), &Filter::all()).await.unwrap();
    let shown: Vec<_> =
        all.iter().map(|instance| (instance.id.to_string(), instance.state.phase())).collect();
    let wanted = [
        ("uaiservice-a", Phase::Running),
        ("uaiservice-b", Phase::Stopped),
        ("uaiservice-c", Phase::Unknown),
    ];
    assert_eq!(shown, wanted.map(|(id, phase)| (id.to_owned(), phase)));
    assert_eq!(all[0].region.as_deref(), Some("cn-bj2"));
    assert_eq!(
        forms(&recorder),
        ["Action=GetUAIServiceList Offset=0 Limit=100", "Action=GetUAIServiceList Offset=2 Limit=100"]
    );
}

#[tokio::test]
async fn list_ends_at_an_empty_page_despite_the_total() {
    let recorder = bodies([&services(99, &[("uaiservice-a", "Normal")]), &services(99, &[])]);
    assert_eq!(list_all(&client(&recorder), &Filter::all()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn invalid_cursor_is_rejected() {
    let error = client(&bodies([])).list(&Filter::all(), Some("next".into())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

#[tokio::test]
async fn single_service_is_looked_up_by_id() {
    let body = services(1, &[("uaiservice-a", "Normal")]);
    let recorder = bodies([&body, &body, r#"{"RetCode":-1,"Message":"not exist"}"#]);
    let client = client(&recorder);
    assert_eq!(client.get_many(&ids(&["uaiservice-a"])).await.unwrap().len(), 1);
    // A server that ignores the filter must not add other services.
    assert_eq!(client.get_many(&ids(&["uaiservice-z"])).await.unwrap(), []);
    assert_eq!(client.get_many(&ids(&["uaiservice-z"])).await.unwrap(), []);
    assert_eq!(forms(&recorder)[0], "Action=GetUAIServiceList ServiceID=uaiservice-a Offset=0 Limit=100");
}

#[tokio::test]
async fn lookup_of_many_takes_one_list_per_service() {
    let recorder = bodies([
        &services(3, &[("uaiservice-a", "Normal"), ("uaiservice-b", "ToStart"), ("uaiservice-x", "Normal")]),
        &versions(&[
            ("uaiservice-a", "1-1", "Started"),
            ("uaiservice-a", "1-2", "ToStart"),
            ("uaiservice-a", "1-3", "Error"),
            ("uaiservice-other", "1-2", "Started"),
        ]),
    ]);
    let wanted = ids(&["uaiservice-a", "uaiservice-b", "uaiservice-a@1-1", "uaiservice-a@1-2"]);
    let found = client(&recorder).get_many(&wanted).await.unwrap();
    let shown: Vec<_> = found.iter().map(|instance| format!("{} {}", instance.id, instance.state)).collect();
    insta::assert_debug_snapshot!(shown, @r#"
    [
        "uaiservice-a Normal",
        "uaiservice-b ToStart",
        "uaiservice-a@1-1 Started",
        "uaiservice-a@1-2 ToStart",
    ]
    "#);
    assert_eq!(forms(&recorder)[1], "Action=GetUAISrvVersionList ServiceID=uaiservice-a Offset=0 Limit=100");
}

#[tokio::test]
async fn truncated_list_does_not_prove_absence() {
    let versions = r#"{"RetCode":0,"TotalCount":2,"SrvVersionSet":[]}"#;
    for (wanted, body) in [("uaiservice-a", services(3, &[])), ("uaiservice-a@5-6", versions.to_owned())] {
        let error = client(&bodies([&body])).get_many(&ids(&[wanted])).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{wanted}");
    }
}

#[tokio::test]
async fn service_skipped_by_the_list_is_looked_up_by_id() {
    let recorder = bodies([
        &services(2, &[("uaiservice-a", "Normal"), ("uaiservice-a", "Normal")]),
        &services(1, &[("uaiservice-b", "Normal")]),
        &services(0, &[]),
    ]);
    let found = client(&recorder).get_many(&ids(&["uaiservice-a", "uaiservice-b", "uaiservice-c"])).await;
    let found: Vec<_> = found.unwrap().iter().map(|instance| instance.id.to_string()).collect();
    assert_eq!(found, ["uaiservice-a", "uaiservice-a", "uaiservice-b"]);
    assert_eq!(forms(&recorder)[2], "Action=GetUAIServiceList ServiceID=uaiservice-c Offset=0 Limit=100");
}

#[tokio::test]
async fn not_found_on_a_later_page_is_an_error() {
    let first = r#"{"RetCode":0,"TotalCount":9,"SrvVersionSet":[{"SrvVersion":"5-6","Status":"Started"}]}"#;
    let missing = r#"{"RetCode":-1,"Message":"not exist"}"#;
    let wanted = ids(&["uaiservice-a@5-6", "uaiservice-a@5-7"]);
    let error = client(&bodies([first, missing])).get_many(&wanted).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    // A single id needs no second page.
    assert_eq!(client(&bodies([first, missing])).get_many(&wanted[..1]).await.unwrap().len(), 1);
}

#[test]
fn unsupported_options_are_rejected() {
    let client = client(&bodies([]));
    let instance = tingji_core::Instance::new(
        ids(&["uaiservice-a"]).remove(0),
        tingji_core::State::new(Phase::Running, "Normal"),
    );
    let mut request = StopRequest::default();
    client.check(&instance, &request).unwrap();
    request.force = ShutdownMode::PowerOff;
    assert_eq!(client.check(&instance, &request).unwrap_err().kind(), ErrorKind::Unsupported);
    let mut request = StopRequest::default();
    request.charging = StoppedBilling::NoCharge;
    let error = client.check(&instance, &request).unwrap_err();
    assert!(error.message().contains("only deleting"), "{error}");
}

#[tokio::test]
async fn stop_with_unsupported_option_is_not_sent() {
    let recorder = bodies([]);
    let running = tingji_core::State::new(Phase::Running, "Normal");
    let instance = tingji_core::Instance::new(ids(&["uaiservice-a"]).remove(0), running);
    let mut request = StopRequest::default();
    request.charging = StoppedBilling::NoCharge;
    let error = client(&recorder).send_stop(&instance, &request).await.unwrap_err();
    assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Unsupported, 0));
}

#[tokio::test]
async fn version_stop_is_confirmed_by_the_observed_state() {
    let started = versions(&[("uaiservice-a", "5-6", "Started")]);
    let stopped = versions(&[("uaiservice-a", "5-6", "ToStart")]);
    let recorder = bodies([&started, r#"{"RetCode":0}"#, &started, &stopped]);
    let orders = [Job::new(ids(&["uaiservice-a@5-6"]).remove(0))];
    let clock = clock();
    let reports =
        run_all(&client(&recorder), &orders, ActionOptions::default(), RunContext::new(&clock)).await;
    assert_eq!(reports[0].outcome, Outcome::Stopped, "{reports:?}");
    assert_eq!(forms(&recorder)[1], "Action=StopUAIService ServiceID=uaiservice-a SrvVersion=5-6");
}

#[tokio::test]
async fn sandbox_stops_a_service_and_a_version() {
    let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await.unwrap();
    let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
    let client = Client::builder(credential).endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    let targets = [
        "uaiservice-demo1@5-6",
        "uaiservice-demo1@5-8",
        "uaiservice-demo2",
        "uaiservice-none",
        "uaiservice-demo1@9-9",
    ];
    let orders = targets.map(|target| Job::new(target.parse().unwrap()));
    let clock = SystemClock::new();
    let reports = run_all(&client, &orders, ActionOptions::default(), RunContext::new(&clock)).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::Stopped,
            Outcome::AlreadyStopped,
            Outcome::AlreadyStopped,
            Outcome::NotFound,
            Outcome::NotFound
        ],
        "{reports:?}"
    );
}

fn stopped(id: &str) -> tingji_core::Instance {
    tingji_core::Instance::new(id.parse().unwrap(), tingji_core::State::new(Phase::Stopped, "ToStart"))
}

#[tokio::test]
async fn version_is_started_and_whole_service_is_rejected() {
    let recorder = bodies([r#"{"RetCode":0}"#]);
    let client = client(&recorder);
    let receipt = client.send_start(&stopped("uaiservice-a@5-6"), &StartRequest::default()).await.unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("uuid-1"));
    let error = client.send_start(&stopped("uaiservice-a"), &StartRequest::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.message().contains("service@version"), "{error}");
    assert_eq!(forms(&recorder), ["Action=StartUAIService ServiceID=uaiservice-a SrvVersion=5-6"]);
}

#[tokio::test]
async fn reboot_is_rejected_before_sending() {
    let recorder = bodies([]);
    let reboot = RebootRequest::default();
    let error = client(&recorder).send_reboot(&stopped("uaiservice-a@5-6"), &reboot).await.unwrap_err();
    assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Unsupported, 0));
    assert!(error.message().contains("stop the version, then start it"), "{error}");
}

#[test]
fn missing_capabilities_have_a_reason() {
    let missing =
        tingji_ucloud::CAPABILITIES.table().into_iter().filter(|(_, support)| *support != Support::Yes);
    for (name, support) in missing {
        assert!(matches!(support, Support::No(Text { en, zh }) if en.len() > 10 && zh.len() > 10), "{name}");
    }
}

fn sized_row(id: &str, cpu: u32, memory: u32) -> String {
    format!(r#"{{"ServiceID":"{id}","Status":"Normal","CPU":{cpu},"Memory":{memory}}}"#)
}

#[tokio::test]
async fn exclusive_service_stays_charged_after_a_stop() {
    let rows = [sized_row("uaiservice-gpu", 4, 16), sized_row("uaiservice-cpu", 2, 2)].join(",");
    let recorder = bodies([&format!(r#"{{"RetCode":0,"TotalCount":2,"ServiceSet":[{rows}]}}"#)]);
    let all = list_all(&client(&recorder), &Filter::all()).await.unwrap();
    assert_eq!(all[0].billing.stop_frees_compute, Some(false));
    assert_eq!(all[0].billing.keeps_charging, ["every node, until the service is deleted"]);
    // The service may be elastic, but the vendor does not say so.
    assert_eq!(all[1].billing.stop_frees_compute, None);
}
