//! A server that insists on a region, as the vendor's newest page does.

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

const INSISTS: &str = r#"{"RetCode":220,"Message":"Missing params [Region]"}"#;
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

/// Region and offset of each look at instances.
fn looks(recorder: &Recorder) -> Vec<String> {
    let all = recorder.all();
    let looks = all.split("\n---\n").filter(|text| text.contains("Action=DescribeCompShareInstance"));
    let value = |text: &str, key: &str| {
        text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().to_owned()
    };
    looks.map(|text| format!("{}:{}", value(text, "Region="), value(text, "Offset="))).collect()
}

fn places(instances: &[tingji_core::Instance]) -> Vec<String> {
    let place = |one: &tingji_core::Instance| format!("{} {}", one.id, one.region.as_deref().unwrap_or("?"));
    instances.iter().map(place).collect()
}

#[tokio::test]
async fn the_regions_are_listed_one_after_the_other_and_each_to_its_end() {
    let recorder = bodies([INSISTS, ZONES, &page(3, &["a", "b"]), &page(3, &["c"]), &page(1, &["d"])]);
    let all = list_all(&client(&recorder), &Filter::all()).await.unwrap();
    assert_eq!(places(&all), ["a cn-a", "b cn-a", "c cn-a", "d cn-b"]);
    assert_eq!(looks(&recorder), [":0", "cn-a:0", "cn-a:2", "cn-b:0"]);
}

#[tokio::test]
async fn the_client_and_its_clones_remember_that_the_server_insists() {
    let recorder = bodies([INSISTS, ZONES, NONE, NONE, NONE, NONE, &page(1, &["a"])]);
    let client = client(&recorder);
    let clone = client.clone();
    assert!(list_all(&client, &Filter::all()).await.unwrap().is_empty());
    assert!(list_all(&clone, &Filter::all()).await.unwrap().is_empty());
    assert_eq!(clone.get_many(&ids(["a"])).await.unwrap().len(), 1);
    assert_eq!(looks(&recorder), [":0", "cn-a:0", "cn-b:0", "cn-a:0", "cn-b:0", "cn-a:0"]);
}

#[tokio::test]
async fn a_look_up_goes_on_only_for_those_it_has_not_found() {
    let missing = r#"{"RetCode":8039,"Message":"UHost instance not found"}"#;
    let recorder = bodies([INSISTS, ZONES, missing, &page(1, &["a"]), missing, &page(1, &["b"])]);
    let found = client(&recorder).get_many(&ids(["a", "b"])).await.unwrap();
    assert_eq!(places(&found), ["a cn-a", "b cn-b"]);
    assert!(!recorder.last().contains("UHostIds.1"), "{}", recorder.last());
    // A region that fails leaves open what is in it.
    let recorder = bodies([INSISTS, ZONES, NONE, r#"{"RetCode":293,"Message":"no permission"}"#]);
    let error = client(&recorder).get_many(&ids(["a"])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
}

#[tokio::test]
async fn where_the_zones_want_a_region_too_the_known_regions_are_taken() {
    for zones in [INSISTS, r#"{"RetCode":0,"ZoneInfo":[]}"#] {
        let recorder = bodies([INSISTS, zones, NONE, NONE]);
        assert!(list_all(&client(&recorder), &Filter::all()).await.unwrap().is_empty());
        assert_eq!(looks(&recorder), [":0", "cn-wlcb:0", "cn-sh2:0"]);
    }
    let denied = r#"{"RetCode":299,"Message":"IAM denied"}"#;
    let error = list_all(&client(&bodies([INSISTS, denied])), &Filter::all()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
}

#[tokio::test]
async fn other_errors_and_those_of_a_set_region_are_handed_on() {
    let others = [
        r#"{"RetCode":220,"Message":"Missing params [ProjectId]"}"#,
        r#"{"RetCode":293,"Message":"no permission for this region"}"#,
        r#"{"RetCode":230,"Message":"Params [Limit] not available"}"#,
    ];
    for body in others {
        list_all(&client(&bodies([body])), &Filter::all()).await.unwrap_err();
    }
    let told =
        [r#"{"RetCode":220,"Message":""}"#, r#"{"RetCode":230,"Message":"Params [Region] not available"}"#];
    for body in told {
        assert!(
            list_all(&client(&bodies([body, ZONES, NONE, NONE])), &Filter::all()).await.unwrap().is_empty()
        );
        let set = builder(&bodies([body, body])).region("cn-a").build().unwrap();
        assert_eq!(list_all(&set, &Filter::all()).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
        assert_eq!(set.get_many(&ids(["a"])).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    }
}

#[tokio::test]
async fn a_cursor_with_a_region_serves_another_client() {
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
async fn the_sandbox_insists_and_what_runs_in_two_regions_is_stopped() {
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
    let all: BTreeSet<_> = places(&all).into_iter().collect();
    assert!(all.into_iter().eq(["uhost-1 cn-wlcb", "uhost-2 cn-sh2"]));
    let orders = ids(["uhost-1", "uhost-2", "uhost-none"]);
    let orders = orders.map(Job::new);
    let clock = SystemClock::new();
    let reports = run_all(&client, &orders, ActionOptions::default(), RunContext::new(&clock)).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Stopped, Outcome::Stopped, Outcome::NotFound], "{reports:?}");
}
