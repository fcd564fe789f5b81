//! The shared lifecycle of ECS.

use tingji_core::lifecycle::{
    Filter, Gpu, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling, list_all,
};
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
async fn list_reads_all_pages_of_100() {
    let first = page(&["i-a", "i-b"], "t1");
    let last = page(&["i-c"], "");
    let recorder = Recorder::responding([(200, &*first), (200, &*last)]);
    let instances = list_all(&client(&recorder), &Filter::all()).await.unwrap();
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
async fn instance_shows_only_vendor_data() {
    let body = r#"{"ResponseMetadata":{},"Result":{"Instances":[{"InstanceId":"i-a","InstanceName":"train","Status":"STOPPED",
        "ZoneId":"cn-beijing-a","InstanceChargeType":"PostPaid","SpotStrategy":"NoSpot","InstanceTypeId":"ecs.gni3cl.5xlarge",
        "CreatedAt":"2024-01-02T11:04:05+08:00","UpdatedAt":"2024-01-02T11:04:06+08:00"},
        {"InstanceId":"i-b","CreatedAt":"yesterday"},{"Status":"RUNNING"},{"InstanceId":"../i-c"}]}}"#;
    let instances =
        client(&Recorder::responding([(200, body)])).list(&Filter::all(), None).await.unwrap().instances;
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
async fn batch_query_reads_all_pages() {
    let first = page(&["i-a"], "t1");
    let last = page(&["i-b"], "");
    let recorder = Recorder::responding([(200, &*first), (200, &*last)]);
    let instances = client(&recorder).get_many(&ids(&["i-a", "i-b", "i-c"])).await.unwrap();
    assert_eq!(found(&instances), ["i-a", "i-b"]);
    assert!(queries(&recorder)[1].contains("InstanceIds.3=i-c&MaxResults=100&NextToken=t1"));
}

#[tokio::test]
async fn unknown_id_does_not_fail_the_batch_query() {
    let a = page(&["i-a"], "");
    let c = page(&["i-c"], "");
    let recorder = Recorder::responding([(404, NOT_FOUND), (200, &*a), (404, NOT_FOUND), (200, &*c)]);
    let instances = client(&recorder).get_many(&ids(&["i-a", "i-b", "i-c"])).await.unwrap();
    assert_eq!(found(&instances), ["i-a", "i-c"]);
    assert_eq!(recorder.remaining(), 0);
}

#[tokio::test]
async fn single_unknown_id_takes_one_request() {
    let recorder = Recorder::responding([(404, NOT_FOUND)]);
    assert!(client(&recorder).get_many(&ids(&["i-a"])).await.unwrap().is_empty());
}

#[tokio::test]
async fn query_without_ids_returns_nothing() {
    let recorder = Recorder::new();
    assert!(client(&recorder).get_many(&[]).await.unwrap().is_empty());
    assert_eq!(recorder.all(), "");
}

#[tokio::test]
async fn repeated_page_token_is_an_error() {
    let body = page(&["i-a"], "again");
    let recorder = Recorder::responding(vec![(200, &*body); 9]);
    let error = client(&recorder).get_many(&ids(&["i-a", "i-b"])).await.unwrap_err();
    assert_eq!((error.kind(), recorder.remaining()), (ErrorKind::Decode, 7));
}

#[tokio::test]
async fn truncated_list_does_not_show_that_ids_are_missing() {
    for instances in ["", r#"{"InstanceId":"i-a","Status":"RUNNING"}"#] {
        let body = format!(
            r#"{{"ResponseMetadata":{{}},"Result":{{"Instances":[{instances}],"TotalCount":"2","NextToken":""}}}}"#
        );
        let recorder = Recorder::responding([(200, body.as_str()), (200, EMPTY)]);
        let error = client(&recorder).get_many(&ids(&["i-a", "i-b"])).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{instances}");
        let recorder = Recorder::responding([(200, body.as_str()), (200, EMPTY)]);
        let error = client(&recorder).list(&Filter::all(), None).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{instances}");
        // The number of rows on earlier pages is not known here.
        let recorder = Recorder::responding([(200, body.as_str()), (200, EMPTY)]);
        assert!(client(&recorder).list(&Filter::all(), Some("n".to_owned())).await.is_ok());
    }
}

const EMPTY: &str = r#"{"ResponseMetadata":{},"Result":{"InstanceTypes":[]}}"#;

#[tokio::test]
async fn total_is_compared_with_all_pages() {
    let pages = [("i-a", "n"), ("i-b", "")].map(|(id, next)| {
        let instances = format!(r#"[{{"InstanceId":"{id}"}}]"#);
        let result = format!(r#"{{"Instances":{instances},"TotalCount":2,"NextToken":"{next}"}}"#);
        format!(r#"{{"ResponseMetadata":{{}},"Result":{result}}}"#)
    });
    let recorder = Recorder::responding(pages.iter().map(|page| (200, page.as_str())));
    assert_eq!(client(&recorder).get_many(&ids(&["i-a", "i-b"])).await.unwrap().len(), 2);
}

#[tokio::test]
async fn query_errors_are_reported() {
    let denied = r#"{"ResponseMetadata":{"Error":{"Code":"AccessDenied","Message":"no"}}}"#;
    let error =
        client(&Recorder::responding([(403, denied)])).get_many(&ids(&["i-a", "i-b"])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
}

async fn stop_query(request: &StopRequest) -> String {
    let listed = page(&["i-a"], "");
    let stopped = r#"{"ResponseMetadata":{"RequestId":"r-2"},"Result":{}}"#;
    let recorder = Recorder::responding([(200, &*listed), (200, stopped)]);
    let client = client(&recorder);
    let instance = client.get_many(&ids(&["i-a"])).await.unwrap().remove(0);
    client.check(&instance, request).unwrap();
    let receipt = client.send_stop(&instance, request).await.unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-2"));
    queries(&recorder).remove(1)
}

#[tokio::test]
async fn stop_sends_only_the_requested_options() {
    let mut request = StopRequest::default();
    assert_eq!(stop_query(&request).await, "Action=StopInstance&InstanceId=i-a&Version=2020-04-01");
    request.force = ShutdownMode::PowerOff;
    request.charging = StoppedBilling::NoCharge;
    request.idempotency_token = Some("token-1".to_owned());
    assert_eq!(
        stop_query(&request).await,
        "Action=StopInstance&ClientToken=token-1&ForceStop=true&InstanceId=i-a&StoppedMode=StopCharging&Version=2020-04-01"
    );
}

#[tokio::test]
async fn invalid_client_token_is_rejected_before_sending() {
    let listed = page(&["i-a"], "");
    let recorder = Recorder::responding([(200, &*listed)]);
    let client = client(&recorder);
    let instance = client.get_many(&ids(&["i-a"])).await.unwrap().remove(0);
    let mut request = StopRequest::default();
    request.idempotency_token = Some(String::new());
    let error = client.send_stop(&instance, &request).await.unwrap_err();
    assert_eq!((error.kind(), queries(&recorder).len()), (ErrorKind::InvalidRequest, 1));
}

#[tokio::test]
async fn start_and_reboot_send_only_the_requested_options() {
    let listed = page(&["i-a"], "");
    let done = r#"{"ResponseMetadata":{"RequestId":"r-2"},"Result":{}}"#;
    let recorder =
        Recorder::responding([(200, &*listed), (200, done), (200, done), (200, done), (200, done)]);
    let client = client(&recorder);
    let instance = client.get_many(&ids(&["i-a"])).await.unwrap().remove(0);
    let mut start = StartRequest::default();
    let mut reboot = RebootRequest::default();
    let receipt = client.send_start(&instance, &start).await.unwrap();
    assert_eq!(receipt.request_id.as_deref(), Some("r-2"));
    client.send_reboot(&instance, &reboot).await.unwrap();
    start.idempotency_token = Some("t-1".to_owned());
    client.send_start(&instance, &start).await.unwrap();
    reboot.force = ShutdownMode::PowerOff;
    reboot.idempotency_token = Some("t-2".to_owned());
    client.send_reboot(&instance, &reboot).await.unwrap();
    assert_eq!(
        queries(&recorder)[1..],
        [
            "Action=StartInstance&InstanceId=i-a&Version=2020-04-01",
            "Action=RebootInstance&InstanceId=i-a&Version=2020-04-01",
            "Action=StartInstance&ClientToken=t-1&InstanceId=i-a&Version=2020-04-01",
            "Action=RebootInstance&ClientToken=t-2&ForceStop=true&InstanceId=i-a&Version=2020-04-01",
        ]
    );
}

#[tokio::test]
async fn phases_with_one_state_are_filtered_by_the_vendor() {
    for (phases, status) in [
        (vec![Phase::Running], Some("RUNNING")),
        (vec![Phase::Stopped], Some("STOPPED")),
        (vec![], None),
        (vec![Phase::Changing], None),
        (vec![Phase::Unknown], None),
        (vec![Phase::Running, Phase::Stopped], None),
    ] {
        let empty = page(&[], "");
        let recorder = Recorder::responding([(200, &*empty)]);
        let mut filter = Filter::all();
        filter.phases = phases;
        filter.name = Some("x".to_owned());
        client(&recorder).list(&filter, None).await.unwrap();
        let query = queries(&recorder).remove(0);
        assert_eq!(query.split('&').find_map(|pair| pair.strip_prefix("Status=")), status);
    }
}

const TYPED: &str = r#"{"ResponseMetadata":{},"Result":{"Instances":[
    {"InstanceId":"i-a","InstanceTypeId":"ecs.gni2.7xlarge"},{"InstanceId":"i-b","InstanceTypeId":"ecs.gni2.7xlarge"},
    {"InstanceId":"i-c","InstanceTypeId":"ecs.g3i.large"}]}}"#;
const TYPES: &str = r#"{"ResponseMetadata":{},"Result":{"TotalCount":2,"NextToken":"","InstanceTypes":[
    {"InstanceTypeId":"ecs.gni2.7xlarge","Gpu":{"GpuDevices":[{"Count":"2","ProductName":"NVIDIA-A10"}]}},
    {"InstanceTypeId":"ecs.g3i.large","Gpu":{"GpuDevices":[]}}]}}"#;

#[tokio::test]
async fn gpus_are_requested_once_per_type_and_client() {
    let recorder = Recorder::responding([(200, TYPED), (200, TYPES), (200, TYPED)]);
    let client = client(&recorder);
    for _ in 0..2 {
        let instances = list_all(&client.clone(), &Filter::all()).await.unwrap();
        let gpus: Vec<_> = instances.into_iter().map(|instance| instance.gpu).collect();
        let two = Some(Gpu { kind: "NVIDIA-A10".into(), count: 2 });
        assert_eq!(gpus, [two.clone(), two, None]);
    }
    let queries = queries(&recorder);
    assert_eq!((queries.len(), recorder.remaining()), (3, 0));
    assert_eq!(
        queries[1],
        "Action=DescribeInstanceTypes&InstanceTypeIds.1=ecs.g3i.large&InstanceTypeIds.2=ecs.gni2.7xlarge&Version=2020-04-01"
    );
}

#[tokio::test]
async fn denied_type_query_does_not_fail_the_list() {
    let denied = r#"{"ResponseMetadata":{"Error":{"Code":"AccessDenied","Message":"no"}}}"#;
    let recorder = Recorder::responding([(200, TYPED), (403, denied), (200, TYPED)]);
    let client = client(&recorder);
    for _ in 0..2 {
        let instances = list_all(&client, &Filter::all()).await.unwrap();
        assert!(instances.len() == 3 && instances.iter().all(|instance| instance.gpu.is_none()));
    }
    assert_eq!(recorder.remaining(), 0);
}

#[tokio::test]
async fn transient_type_query_failures_are_retried_three_times() {
    let down = (503, "");
    let mut replies = Vec::new();
    for _ in 0..3 {
        replies.extend([(200, TYPED), down, down, down]);
    }
    replies.push((200, TYPED));
    let recorder = Recorder::responding(replies);
    let client = client(&recorder);
    for _ in 0..4 {
        assert_eq!(list_all(&client, &Filter::all()).await.unwrap().len(), 3);
    }
    assert_eq!(recorder.remaining(), 0);
}

#[tokio::test]
async fn known_charges_after_a_stop_are_reported() {
    let body = r#"{"ResponseMetadata":{},"Result":{"Instances":[
        {"InstanceId":"i-a","Status":"RUNNING","InstanceChargeType":"PostPaid","ExpiredAt":"","StoppedMode":""},
        {"InstanceId":"i-b","Status":"STOPPED","InstanceChargeType":"PostPaid","StoppedMode":"StopCharging"},
        {"InstanceId":"i-c","Status":"STOPPED","InstanceChargeType":"PostPaid","StoppedMode":"KeepCharging"},
        {"InstanceId":"i-d","Status":"RUNNING","InstanceChargeType":"PrePaid","ExpiredAt":"2024-03-01T08:00:00+08:00"},
        {"InstanceId":"i-e","Status":"RUNNING","InstanceChargeType":"PostPaid","LocalVolumes":[{"Count":1}]}]}}"#;
    let instances = list_all(&client(&Recorder::responding([(200, body)])), &Filter::all()).await.unwrap();
    let frees: Vec<_> = instances.iter().map(|instance| instance.billing.stop_frees_compute).collect();
    assert_eq!(frees, [None, Some(true), Some(false), Some(false), Some(false)]);
    let [_, freed, kept, prepaid, _] = &instances[..] else { panic!("five") };
    assert_eq!(freed.billing.keeps_charging, ["disks", "images", "public addresses", "fixed bandwidth"]);
    assert_eq!(kept.billing.keeps_charging[0], "vCPU, memory and GPU");
    let charged: Vec<_> = instances.iter().map(|instance| instance.billing.compute_charged).collect();
    assert_eq!(
        charged,
        [None, Some(false), Some(true), None, None],
        "only a stopped instance reports its mode"
    );
    assert_eq!(prepaid.billing.expires_at.unwrap().to_string(), "2024-03-01T00:00:00Z");
    assert!(instances.iter().all(|instance| instance.billing.release_at.is_none()));
}

#[test]
fn missing_capabilities_have_a_reason() {
    let capabilities = client(&Recorder::new()).capabilities().table();
    let missing: Vec<_> = capabilities.iter().filter(|(_, support)| support.require().is_err()).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].0, "scheduled stop");
}
