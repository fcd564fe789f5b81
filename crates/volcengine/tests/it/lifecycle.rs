//! ECS behind the shared interface.

use tingji_core::lifecycle::{Charging, Force, StopRequest, list_all};
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, InstanceId, Lifecycle, Phase};

use crate::{client, queries};

fn ids(names: &[&str]) -> Vec<InstanceId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn page(names: &[&str], next: &str) -> String {
    let instances: Vec<_> =
        names.iter().map(|name| format!(r#"{{"InstanceId":"{name}","Status":"RUNNING"}}"#)).collect();
    let instances = instances.join(",");
    format!(
        r#"{{"ResponseMetadata":{{"RequestId":"r"}},"Result":{{"Instances":[{instances}],"NextToken":"{next}"}}}}"#
    )
}

const NOT_FOUND: &str =
    r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"InvalidInstance.NotFound","Message":"no"}}}"#;

fn found(instances: &[tingji_core::Instance]) -> Vec<&str> {
    instances.iter().map(|instance| instance.id.id()).collect()
}

#[tokio::test]
async fn the_list_is_read_to_its_end_in_pages_of_100() {
    let (first, last) = (page(&["i-a", "i-b"], "t1"), page(&["i-c"], ""));
    let recorder = Recorder::playing([(200, &*first), (200, &*last)]);
    let instances = list_all(&client(&recorder)).await.unwrap();
    assert_eq!(found(&instances), ["i-a", "i-b", "i-c"]);
    assert_eq!(
        queries(&recorder),
        [
            "Action=DescribeInstances&MaxResults=100&Version=2020-04-01",
            "Action=DescribeInstances&MaxResults=100&NextToken=t1&Version=2020-04-01",
        ]
    );
}

#[tokio::test]
async fn what_the_vendor_tells_is_shown_and_nothing_else_is_made_up() {
    let body = r#"{"ResponseMetadata":{},"Result":{"Instances":[{"InstanceId":"i-a","InstanceName":"train","Status":"STOPPED",
        "ZoneId":"cn-beijing-a","InstanceChargeType":"PostPaid","SpotStrategy":"NoSpot","InstanceTypeId":"ecs.gni3cl.5xlarge",
        "CreatedAt":"2024-01-02T11:04:05+08:00","UpdatedAt":"2024-01-02T11:04:06+08:00"},
        {"InstanceId":"i-b","CreatedAt":"yesterday"},{"Status":"RUNNING"},{"InstanceId":"../i-c"}]}}"#;
    let instances = client(&Recorder::playing([(200, body)])).list(None).await.unwrap().instances;
    assert_eq!(found(&instances), ["i-a", "i-b"]);
    let [a, b] = &instances[..] else { panic!("two") };
    assert_eq!((a.region.as_deref(), a.zone.as_deref()), (Some("cn-beijing"), Some("cn-beijing-a")));
    assert_eq!((a.name.as_str(), a.charge.as_deref(), a.spot), ("train", Some("PostPaid"), false));
    assert_eq!((a.state.phase(), a.gpu.clone()), (Phase::Stopped, None));
    assert_eq!(a.created.unwrap().to_string(), "2024-01-02T03:04:05Z");
    assert_eq!(a.revision, Some(1_704_164_646_000));
    assert_eq!((b.state.phase(), b.created, b.revision), (Phase::Unknown, None, None));
}

#[tokio::test]
async fn many_are_looked_up_at_once_and_over_all_pages() {
    let (first, last) = (page(&["i-a"], "t1"), page(&["i-b"], ""));
    let recorder = Recorder::playing([(200, &*first), (200, &*last)]);
    let instances = client(&recorder).get_many(&ids(&["i-a", "i-b", "i-c"])).await.unwrap();
    assert_eq!(found(&instances), ["i-a", "i-b"]);
    assert!(queries(&recorder)[1].contains("InstanceIds.3=i-c&MaxResults=100&NextToken=t1"));
}

#[tokio::test]
async fn one_unknown_id_does_not_spoil_the_look_up_of_the_others() {
    let (a, c) = (page(&["i-a"], ""), page(&["i-c"], ""));
    let recorder = Recorder::playing([(404, NOT_FOUND), (200, &*a), (404, NOT_FOUND), (200, &*c)]);
    let instances = client(&recorder).get_many(&ids(&["i-a", "i-b", "i-c"])).await.unwrap();
    assert_eq!(found(&instances), ["i-a", "i-c"]);
    assert_eq!(recorder.left(), 0);
}

#[tokio::test]
async fn a_single_unknown_id_takes_one_request() {
    let recorder = Recorder::playing([(404, NOT_FOUND)]);
    assert!(client(&recorder).get_many(&ids(&["i-a"])).await.unwrap().is_empty());
}

#[tokio::test]
async fn no_ids_are_none_and_not_all() {
    let recorder = Recorder::new();
    assert!(client(&recorder).get_many(&[]).await.unwrap().is_empty());
    assert_eq!(recorder.all(), "");
}

#[tokio::test]
async fn a_token_that_comes_back_ends_the_look_up() {
    let body = page(&["i-a"], "again");
    let recorder = Recorder::playing(vec![(200, &*body); 9]);
    let error = client(&recorder).get_many(&ids(&["i-a", "i-b"])).await.unwrap_err();
    assert_eq!((error.kind(), recorder.left()), (ErrorKind::Decode, 7));
}

#[tokio::test]
async fn an_empty_list_of_some_does_not_show_that_something_is_not_there() {
    let body = r#"{"ResponseMetadata":{},"Result":{"Instances":[],"TotalCount":2}}"#;
    let error = client(&Recorder::playing([(200, body)])).get_many(&ids(&["i-a", "i-b"])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn other_errors_of_a_look_up_are_told() {
    let denied = r#"{"ResponseMetadata":{"Error":{"Code":"AccessDenied","Message":"no"}}}"#;
    let error =
        client(&Recorder::playing([(403, denied)])).get_many(&ids(&["i-a", "i-b"])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
}

async fn stop_query(request: &StopRequest) -> String {
    let (listed, stopped) = (page(&["i-a"], ""), r#"{"ResponseMetadata":{"RequestId":"r-2"},"Result":{}}"#);
    let recorder = Recorder::playing([(200, &*listed), (200, stopped)]);
    let client = client(&recorder);
    let instance = client.get_many(&ids(&["i-a"])).await.unwrap().remove(0);
    client.check(&instance, request).unwrap();
    let receipt = client.stop(&instance, request).await.unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-2"));
    queries(&recorder).remove(1)
}

#[tokio::test]
async fn a_stop_sends_only_what_was_asked_for() {
    let mut request = StopRequest::default();
    assert_eq!(stop_query(&request).await, "Action=StopInstance&InstanceId=i-a&Version=2020-04-01");
    request.force = Force::Yes;
    request.charging = Charging::NoCharge;
    request.idempotency_token = Some("token-1".to_owned());
    assert_eq!(
        stop_query(&request).await,
        "Action=StopInstance&ClientToken=token-1&ForceStop=true&InstanceId=i-a&StoppedMode=StopCharging&Version=2020-04-01"
    );
}

#[tokio::test]
async fn a_token_the_vendor_would_refuse_stops_nothing() {
    let listed = page(&["i-a"], "");
    let recorder = Recorder::playing([(200, &*listed)]);
    let client = client(&recorder);
    let instance = client.get_many(&ids(&["i-a"])).await.unwrap().remove(0);
    let mut request = StopRequest::default();
    request.idempotency_token = Some(String::new());
    let error = client.stop(&instance, &request).await.unwrap_err();
    assert_eq!((error.kind(), queries(&recorder).len()), (ErrorKind::InvalidRequest, 1));
}
