use serde_json::{Value, json};
use tingji_core::Credential;
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, Transition};
use tingji_signing_core::{PresignHeaders, RequestView, Volcengine};

use crate::client::{Call, NOW, Reply, fleet, machine, wrong_key};

fn ecs() -> Volcengine {
    Volcengine::new("cn-beijing", "ecs")
}

fn call(sandbox: &Sandbox, query: &str) -> Call {
    Call::new(sandbox, "GET", &format!("/?{query}&Version=2020-04-01"))
}

async fn ask(sandbox: &Sandbox, query: &str) -> Reply {
    call(sandbox, query).sign(&ecs(), &sandbox.credential(Cloud::Volcengine)).send(sandbox).await
}

fn refused(reply: &Reply, status: u16, code: &str, number: Option<i64>) {
    assert_eq!((reply.status, reply.at("/ResponseMetadata/Error/Code")), (status, json!(code)), "{reply:?}");
    assert_eq!(reply.json()["ResponseMetadata"]["Error"]["CodeN"].as_i64(), number);
}

async fn instances(sandbox: &Sandbox, query: &str) -> Vec<Value> {
    let reply = ask(sandbox, &format!("Action=DescribeInstances{query}")).await;
    reply.at("/Result/Instances").as_array().unwrap().clone()
}

fn one() -> Vec<InstanceSpec> {
    vec![InstanceSpec::new(Cloud::Volcengine, "i-1")]
}

#[tokio::test]
async fn stop_passes_through_stopping_and_stores_its_mode() {
    let sandbox = fleet(one()).await;
    let reply =
        ask(&sandbox, "Action=StopInstance&InstanceId=i-1&StoppedMode=StopCharging&ForceStop=true").await;
    assert_eq!((reply.status, reply.at("/Result")), (200, json!({})));
    let metadata = reply.at("/ResponseMetadata");
    assert_eq!(metadata["RequestId"].as_str().unwrap().len(), 34);
    for (key, value) in
        [("Action", "StopInstance"), ("Version", "2020-04-01"), ("Service", "ecs"), ("Region", "cn-beijing")]
    {
        assert_eq!(metadata[key], value);
    }
    for (status, mode) in [("STOPPING", ""), ("STOPPING", ""), ("STOPPED", "StopCharging")] {
        let shown = instances(&sandbox, "&InstanceIds.1=i-1").await;
        assert_eq!((&shown[0]["Status"], &shown[0]["StoppedMode"]), (&json!(status), &json!(mode)));
    }
    refused(&ask(&sandbox, "Action=StopInstance&InstanceId=i-1").await, 400, "InvalidInstanceStatus", None);
}

#[tokio::test]
async fn dry_run_returns_its_error_without_effect() {
    let sandbox = fleet(one()).await;
    let reply = ask(&sandbox, "Action=StopInstance&InstanceId=i-1&DryRun=true&ClientToken=t").await;
    refused(&reply, 412, "DryRunOperation", None);
    assert_eq!(sandbox.stops_sent(Cloud::Volcengine, "i-1"), 0);
    assert!(sandbox.requests()[0].accepted, "the cloud did as it was asked");
    let reply = ask(&sandbox, "Action=StopInstance&InstanceId=i-9&DryRun=true").await;
    refused(&reply, 404, "InvalidInstance.NotFound", None);
}

#[tokio::test]
async fn client_token_is_idempotent_for_equal_parameters() {
    let sandbox =
        fleet(vec![machine(Cloud::Volcengine, "i-1", |i| i.transition = Some(Transition::Never))]).await;
    for _ in 0..3 {
        assert_eq!(ask(&sandbox, "Action=StopInstance&InstanceId=i-1&ClientToken=t-1").await.status, 200);
    }
    assert_eq!(sandbox.stops_sent(Cloud::Volcengine, "i-1"), 1);
    let other = ask(&sandbox, "Action=StopInstance&InstanceId=i-1&ForceStop=true&ClientToken=t-1").await;
    refused(&other, 400, "IdempotentParameterMismatch", None);
    for bad in ["x".repeat(65), "%E5%81%9C".to_owned()] {
        let reply = ask(&sandbox, &format!("Action=StopInstance&InstanceId=i-1&ClientToken={bad}")).await;
        refused(&reply, 400, "InvalidClientToken.Malformed", None);
    }
}

/// The instance `i-1` with a change.
fn instance(change: fn(&mut InstanceSpec)) -> InstanceSpec {
    machine(Cloud::Volcengine, "i-1", change)
}

#[tokio::test]
async fn each_stop_refusal_has_its_code() {
    for (spec, more, status, code) in [
        (instance(|i| i.locked = true), "", 412, "OperationDenied.ResourceLocked"),
        (instance(|i| i.image_in_progress = true), "", 412, "OperationDenied.InstanceIsCreatingImage"),
        (instance(|i| i.state = "REBOOTING".into()), "", 400, "InvalidInstanceStatus"),
        (instance(|_| ()), "&StoppedMode=Sleep", 400, "InvalidStoppedMode.Malformed"),
        (instance(|_| ()), "&ForceStop=1", 400, "InvalidArgument"),
        (
            instance(|i| i.charge_type = "PrePaid".into()),
            "&StoppedMode=StopCharging",
            412,
            "InvalidStoppedMode.ChargeTypeMismatch",
        ),
        (
            instance(|i| i.local_disk = true),
            "&StoppedMode=StopCharging",
            412,
            "InvalidStoppedMode.InstanceTypeMismatch",
        ),
    ] {
        let sandbox = fleet(vec![spec]).await;
        refused(
            &ask(&sandbox, &format!("Action=StopInstance&InstanceId=i-1{more}")).await,
            status,
            code,
            None,
        );
        assert_eq!(sandbox.stops_sent(Cloud::Volcengine, "i-1"), 0);
    }
    let sandbox = fleet(one()).await;
    refused(&ask(&sandbox, "Action=StopInstance").await, 400, "MissingParameter.InstanceId", None);
}

#[tokio::test]
async fn batch_stop_reports_an_error_per_instance() {
    let sandbox = fleet(vec![
        InstanceSpec::new(Cloud::Volcengine, "i-1"),
        machine(Cloud::Volcengine, "i-2", |i| i.state = "STOPPED".into()),
    ])
    .await;
    let reply =
        ask(&sandbox, "Action=StopInstances&InstanceIds.1=i-1&InstanceIds.2=i-2&InstanceIds.3=i-9").await;
    assert_eq!(reply.status, 200);
    assert!(reply.json()["ResponseMetadata"].get("Error").is_none());
    let codes: Vec<_> = reply
        .at("/Result/OperationDetails")
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["Error"]["Code"].clone())
        .collect();
    assert_eq!(codes, [Value::Null, json!("InvalidInstanceStatus"), json!("InvalidInstance.NotFound")]);
    assert_eq!(sandbox.state_of(Cloud::Volcengine, "i-1").unwrap(), "STOPPING");
    refused(&ask(&sandbox, "Action=StopInstances").await, 400, "MissingParameter.InstanceIds", None);
    let many: String = (1..=101).map(|at| format!("&InstanceIds.{at}=i-{at}")).collect();
    refused(&ask(&sandbox, &format!("Action=StopInstances{many}")).await, 400, "InvalidArgument", None);
}

#[tokio::test]
async fn list_pages_end_with_an_empty_token() {
    let sandbox =
        fleet((0..25).map(|at| InstanceSpec::new(Cloud::Volcengine, format!("i-{at}"))).collect()).await;
    let mut sizes = Vec::new();
    let mut token = String::new();
    loop {
        let reply = ask(&sandbox, &format!("Action=DescribeInstances&NextToken={token}")).await;
        assert_eq!(reply.at("/Result/TotalCount"), 25);
        sizes.push(reply.at("/Result/Instances").as_array().unwrap().len());
        token = reply.at("/Result/NextToken").as_str().unwrap().to_owned();
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(sizes, [10, 10, 5]);
    assert_eq!(instances(&sandbox, "&MaxResults=100&Status=RUNNING").await.len(), 25);
    assert_eq!(instances(&sandbox, "&InstanceName=i-24").await.len(), 1);
    for wrong in ["MaxResults=101", "NextToken=7", "MaxResults=0"] {
        refused(
            &ask(&sandbox, &format!("Action=DescribeInstances&{wrong}")).await,
            400,
            "InvalidArgument",
            None,
        );
    }
}

#[tokio::test]
async fn instances_are_visible_only_in_their_region() {
    let sandbox = fleet(vec![machine(Cloud::Volcengine, "i-1", |i| i.region = "cn-shanghai".into())]).await;
    assert_eq!(instances(&sandbox, "").await.len(), 0);
    refused(
        &ask(&sandbox, "Action=StopInstance&InstanceId=i-1").await,
        404,
        "InvalidInstance.NotFound",
        None,
    );
    let there = call(&sandbox, "Action=StopInstance&InstanceId=i-1");
    let there = there.sign(&Volcengine::new("cn-shanghai", "ecs"), &sandbox.credential(Cloud::Volcengine));
    assert_eq!(there.send(&sandbox).await.at("/ResponseMetadata/Region"), "cn-shanghai");
}

#[tokio::test]
async fn instance_type_contains_the_gpus() {
    let sandbox = fleet(vec![machine(Cloud::Volcengine, "i-1", |i| {
        i.instance_type = "ecs.gni2.3xlarge".into();
        i.gpu = "NVIDIA-A10".into();
    })])
    .await;
    let reply = ask(&sandbox, "Action=DescribeInstanceTypes&InstanceTypeIds.1=ecs.gni2.3xlarge").await;
    assert_eq!(reply.at("/Result/InstanceTypes/0/Gpu/GpuDevices/0/ProductName"), "NVIDIA-A10");
    assert_eq!(reply.at("/Result/InstanceTypes/0/Gpu/GpuDevices/0/Count"), 1);
}

#[tokio::test]
async fn each_signature_error_has_its_number() {
    let sandbox = fleet(one()).await;
    let credential = sandbox.credential(Cloud::Volcengine);
    let call = call(&sandbox, "Action=StopInstance&InstanceId=i-1");
    refused(&call.clone().send(&sandbox).await, 400, "InvalidCredential", Some(100_025));
    let no_date = call.clone().header(
        "Authorization",
        "HMAC-SHA256 Credential=a/20260101/b/ecs/request, SignedHeaders=host, Signature=0",
    );
    refused(&no_date.send(&sandbox).await, 400, "MissingRequestInfo", Some(100_004));
    let no_signature = call
        .clone()
        .header("X-Date", "20260101T000000Z")
        .header("Authorization", "HMAC-SHA256 Credential=a, SignedHeaders=host");
    refused(&no_signature.send(&sandbox).await, 401, "MissingSignature", Some(100_005));
    let garbled = call
        .clone()
        .header("X-Date", "20260101T000000Z")
        .header("Authorization", "HMAC-SHA256 Credential=a, SignedHeaders=x, Signature=0");
    refused(&garbled.send(&sandbox).await, 400, "InvalidAuthorization", Some(100_024));
    refused(
        &call.clone().sign(&ecs(), &Credential::new("nobody", "x")).send(&sandbox).await,
        401,
        "InvalidAccessKey",
        Some(100_009),
    );
    refused(
        &call.clone().sign(&ecs(), &wrong_key(&credential)).send(&sandbox).await,
        401,
        "SignatureDoesNotMatch",
        Some(100_010),
    );
    let token = credential.clone().with_security_token("t");
    refused(
        &call.clone().sign(&ecs(), &token).send(&sandbox).await,
        401,
        "InvalidSecretToken",
        Some(100_026),
    );
    for off in [-901, 901] {
        let late = call.clone().sign_at(&ecs(), &credential, NOW.plus(off));
        refused(&late.send(&sandbox).await, 403, "InvalidTimestamp", Some(100_006));
    }
    let mut changed = call.clone().sign(&ecs(), &credential);
    changed.target = changed.target.replace("i-1", "i-2");
    refused(&changed.send(&sandbox).await, 401, "SignatureDoesNotMatch", Some(100_010));
    let other = call.clone().sign(&Volcengine::new("cn-beijing", "vpc"), &credential);
    refused(&other.send(&sandbox).await, 404, "ServiceNotFound", Some(100_007));
    refused(&ask(&sandbox, "Action=Run").await, 404, "InvalidActionOrVersion", Some(100_008));
    assert_eq!(sandbox.stops_sent(Cloud::Volcengine, "i-1"), 0);
}

#[tokio::test]
async fn form_and_presigned_query_are_accepted() {
    let sandbox =
        fleet(vec![InstanceSpec::new(Cloud::Volcengine, "i-1"), InstanceSpec::new(Cloud::Volcengine, "i-2")])
            .await;
    let credential = sandbox.credential(Cloud::Volcengine);
    let form = Call::new(&sandbox, "POST", "/?Action=StopInstance&Version=2020-04-01");
    let form = form
        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        .body("InstanceId=i-1");
    assert_eq!(form.sign(&ecs(), &credential).send(&sandbox).await.status, 200);

    let mut query = call(&sandbox, "Action=StopInstance&InstanceId=i-2");
    let view = RequestView::from_target("GET", &query.target, &query.headers, b"");
    let signed = ecs().sign_query(&view, &credential, NOW, PresignHeaders::Host).unwrap();
    let added = tingji_signing_core::encode::query_string(signed.additions());
    query.target = format!("{}&{added}", query.target);
    assert_eq!(query.send(&sandbox).await.status, 200);
    assert_eq!(["i-1", "i-2"].map(|id| sandbox.stops_sent(Cloud::Volcengine, id)), [1, 1]);
}
