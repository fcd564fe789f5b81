//! A server that requires a region, as the vendor's newest page says.

use std::collections::BTreeSet;

use tingji_compshare::Client;
use tingji_core::clock::SystemClock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Job, RunContext, run_all};
use tingji_core::lifecycle::{Filter, list_all};
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, InstanceId, Lifecycle};
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, Scenario};

use crate::{bodies, builder, client};

const REGION_REQUIRED: &str = r#"{"RetCode":220,"Message":"Missing params [Region]"}"#;
const ZONES: &str = r#"{"RetCode":0,"ZoneInfo":[{"Region":"cn-a","Zone":"cn-a-01"},{"Region":"cn-b","Zone":"cn-b-01"},
    {"Region":"cn-a","Zone":"cn-a-02"},{"Zone":"odd"}]}"#;
const NONE: &str = r#"{"RetCode":0,"TotalCount":0,"UHostSet":[]}"#;

fn page(total: u32, ids: &[&str]) -> String {
    let rows: Vec<_> = ids.iter().map(|id| format!(r#"{{"UHostId":"{id}","State":"Running"}}"#)).collect();
    format!(r#"{{"RetCode":0,"TotalCount":{total},"UHostSet":[{}]}}"#, rows.join(","))
}

fn ids<const N: usize>(ids: [&str; N]) -> [InstanceId; N] {
    ids.map(|id| id.parse().unwrap())
}

/// Returns region and offset of each list request.
fn list_requests(recorder: &Recorder) -> Vec<String> {
    let all = recorder.all();
    let requests = all.split("\n---\n").filter(|text| text.contains("Action=DescribeCompShareInstance"));
    requests.map(|text| format!("{}:{}", value(text, "Region="), value(text, "Offset="))).collect()
}

fn value<'t>(text: &'t str, key: &str) -> &'t str {
    text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default()
}

fn locations(instances: &[tingji_core::Instance]) -> Vec<String> {
    instances.iter().map(location).collect()
}

fn location(instance: &tingji_core::Instance) -> String {
    format!("{} {}", instance.id, instance.region.as_deref().unwrap_or("?"))
}

#[tokio::test]
async fn regions_are_listed_one_by_one_to_their_ends() {
    let recorder =
        bodies([REGION_REQUIRED, ZONES, &page(3, &["a", "b"]), &page(3, &["c"]), &page(1, &["d"])]);
    let all = list_all(&client(&recorder), &Filter::all()).await.unwrap();
    assert_eq!(locations(&all), ["a cn-a", "b cn-a", "c cn-a", "d cn-b"]);
    assert_eq!(list_requests(&recorder), [":0", "cn-a:0", "cn-a:2", "cn-b:0"]);
}

#[tokio::test]
async fn clones_share_the_learned_regions() {
    let recorder = bodies([REGION_REQUIRED, ZONES, NONE, NONE, NONE, NONE, &page(1, &["a"])]);
    let client = client(&recorder);
    let clone = client.clone();
    assert!(list_all(&client, &Filter::all()).await.unwrap().is_empty());
    assert!(list_all(&clone, &Filter::all()).await.unwrap().is_empty());
    assert_eq!(clone.get_many(&ids(["a"])).await.unwrap().len(), 1);
    assert_eq!(list_requests(&recorder), [":0", "cn-a:0", "cn-b:0", "cn-a:0", "cn-b:0", "cn-a:0"]);
}

#[tokio::test]
async fn region_search_continues_only_for_missing_ids() {
    let missing = r#"{"RetCode":8039,"Message":"UHost instance not found"}"#;
    let recorder = bodies([REGION_REQUIRED, ZONES, missing, &page(1, &["a"]), missing, &page(1, &["b"])]);
    let found = client(&recorder).get_many(&ids(["a", "b"])).await.unwrap();
    assert_eq!(locations(&found), ["a cn-a", "b cn-b"]);
    assert!(!recorder.last().contains("UHostIds.1"), "{}", recorder.last());
    // After an error in one region, the search must not conclude that nothing exists there.
    let recorder = bodies([REGION_REQUIRED, ZONES, NONE, r#"{"RetCode":293,"Message":"no permission"}"#]);
    let error = client(&recorder).get_many(&ids(["a"])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
}

#[tokio::test]
async fn known_regions_are_the_fallback_without_zones() {
    for zones in [REGION_REQUIRED, r#"{"RetCode":0,"ZoneInfo":[]}"#] {
        let recorder = bodies([REGION_REQUIRED, zones, NONE, NONE]);
        assert!(list_all(&client(&recorder), &Filter::all()).await.unwrap().is_empty());
        assert_eq!(list_requests(&recorder), [":0", "cn-wlcb:0", "cn-sh2:0"]);
    }
    let denied = r#"{"RetCode":299,"Message":"IAM denied"}"#;
    let error = list_all(&client(&bodies([REGION_REQUIRED, denied])), &Filter::all()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
}

#[tokio::test]
async fn unrelated_errors_are_returned() {
    let others = [
        r#"{"RetCode":220,"Message":"Missing params [ProjectId]"}"#,
        r#"{"RetCode":293,"Message":"no permission for this region"}"#,
        r#"{"RetCode":230,"Message":"Params [Limit] not available"}"#,
    ];
    for body in others {
        list_all(&client(&bodies([body])), &Filter::all()).await.unwrap_err();
    }
    let region_errors =
        [r#"{"RetCode":220,"Message":""}"#, r#"{"RetCode":230,"Message":"Params [Region] not available"}"#];
    for body in region_errors {
        assert!(
            list_all(&client(&bodies([body, ZONES, NONE, NONE])), &Filter::all()).await.unwrap().is_empty()
        );
        let set = builder(&bodies([body, body])).region("cn-a").build().unwrap();
        assert_eq!(list_all(&set, &Filter::all()).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
        assert_eq!(set.get_many(&ids(["a"])).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    }
}

#[tokio::test]
async fn regional_cursor_works_with_another_client() {
    let recorder = bodies([&page(3, &["c"]), ZONES]);
    let next = client(&recorder).list(&Filter::all(), Some("cn-a:2".into())).await.unwrap().next;
    assert_eq!(next.as_deref(), Some("cn-b:0"));
    for cursor in ["cn-a:", ":x", "cn-x:0"] {
        let error =
            client(&bodies([NONE, ZONES])).list(&Filter::all(), Some(cursor.into())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{cursor}");
    }
}

#[tokio::test]
async fn sandbox_stops_instances_in_two_required_regions() {
    let mut scenario = Scenario::empty();
    scenario.region_required = true;
    for (id, region) in [("uhost-1", "cn-wlcb"), ("uhost-2", "cn-sh2")] {
        let mut instance = InstanceSpec::new(Cloud::Compshare, id);
        instance.region = region.into();
        scenario.instances.push(instance);
    }
    let sandbox = Sandbox::start(scenario).await.unwrap();
    let credential = sandbox.credential(Cloud::Compshare);
    let client = Client::builder(credential).endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    let all = list_all(&client, &Filter::all()).await.unwrap();
    let all: BTreeSet<_> = locations(&all).into_iter().collect();
    assert!(all.into_iter().eq(["uhost-1 cn-wlcb", "uhost-2 cn-sh2"]));
    let orders = ids(["uhost-1", "uhost-2", "uhost-none"]);
    let orders = orders.map(Job::new);
    let clock = SystemClock::new();
    let reports = run_all(&client, &orders, ActionOptions::default(), RunContext::new(&clock)).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Stopped, Outcome::Stopped, Outcome::NotFound], "{reports:?}");
}
