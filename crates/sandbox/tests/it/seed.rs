//! Reproducible runs: equal seeds, clocks and requests give equal responses.

use tingji_sandbox::{Cloud, Scenario};
use tingji_signing_core::{Bce, Huaweicloud, Params, Ucloud, Volcengine};

use crate::client::{Call, start};

const RUN: &str = "/?Action=RunInstances&Version=2020-04-01&ZoneId=cn-beijing-a&ImageId=image-1&Count=2\
    &InstanceTypeId=ecs.g3i.large&InstanceName=new&Volumes.1.VolumeType=ESSD_PL0\
    &NetworkInterfaces.1.SubnetId=subnet-1&NetworkInterfaces.1.SecurityGroupIds.1=sg-1";

const SERVER: &str = r#"{"name": "new", "flavor": "modelarts.vm.cpu.8ud", "image_id": "image-1",
    "key_pair_name": "key", "network": {"vpc_id": "v", "subnet_id": "s", "security_group_id": "g"},
    "data_volume": {"size": 100, "type": "SSD", "count": 2}}"#;

const LOG_IN: &str = r#"{"auth": {"identity": {"methods": ["password"], "password": {"user": {
    "name": "sandbox-huaweicloud-key", "password": "sandbox-huaweicloud-not-a-secret",
    "domain": {"name": "anyone"}}}}, "scope": {"project": {"name": "cn-north-4"}}}}"#;

/// Runs requests that create every kind of id, and returns all responses with their headers.
async fn run(seed: Option<u64>) -> Vec<String> {
    let mut scenario = Scenario::default();
    scenario.seed = seed;
    let sandbox = start(scenario).await;
    let form = Params::new("DescribeCompShareInstance").to_form();
    let servers = "/v1/0a1b2c3d4e5f60718293a4b5c6d7e8f9/dev-servers";
    let calls = [
        Call::new(&sandbox, "POST", "/").body(&form).sign(&Ucloud, &sandbox.credential(Cloud::Compshare)),
        Call::new(&sandbox, "PUT", "/v2/instance/i-DemoCpu1?stop")
            .sign(&Bce::new(), &sandbox.credential(Cloud::Bce)),
        Call::new(&sandbox, "GET", "/v2/instance/i-nobody")
            .sign(&Bce::new(), &sandbox.credential(Cloud::Bce)),
        Call::new(&sandbox, "GET", RUN)
            .sign(&Volcengine::new("cn-beijing", "ecs"), &sandbox.credential(Cloud::Volcengine)),
        Call::new(&sandbox, "POST", servers)
            .body(SERVER)
            .sign(&Huaweicloud::new(), &sandbox.credential(Cloud::Huaweicloud)),
        Call::new(&sandbox, "POST", "/v3/auth/tokens").body(LOG_IN),
    ];
    let mut responses = Vec::new();
    for call in calls {
        let reply = call.send(&sandbox).await;
        responses.push(format!("{}\n{}", reply.head, reply.text));
    }
    responses
}

#[tokio::test]
async fn equal_seed_and_clock_give_equal_responses() {
    let first = run(Some(1)).await;
    let statuses = first.iter().map(|response| response.split(' ').nth(1).unwrap());
    assert_eq!(statuses.collect::<Vec<_>>(), ["200", "200", "404", "200", "200", "201"], "{first:?}");
    assert_eq!(first, run(Some(1)).await);
    for other in [run(Some(2)).await, run(None).await] {
        assert!(first.iter().zip(&other).all(|(one, two)| one != two), "{other:?}");
    }
}

#[test]
fn scenario_file_sets_the_seed() {
    assert_eq!(Scenario::from_json(r#"{"seed": 7}"#).unwrap().seed, Some(7));
    assert_eq!(Scenario::default().seed, None);
}
