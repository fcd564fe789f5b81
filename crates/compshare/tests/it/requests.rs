//! Snapshots of requests, with percent-decoded bodies. Signatures depend only on the parameters, so they
//! are compared too.

use std::sync::Arc;

use tingji_compshare::Client;
use tingji_compshare::model::MachineSpec;
use tingji_compshare::operation::{
    CreateCompShareInstance, DescribeCompShareInstance, GetCompShareInstanceMonitor,
    ModifyCompShareInstanceName, ReinstallCompShareInstance, ResetCompShareInstancePassword,
    StopCompShareInstance,
};
use tingji_core::testing::Recorder;
use tingji_core::{Credential, ErrorKind};

use crate::{PRIVATE_KEY, PUBLIC_KEY, bodies, builder, client};

const DONE: &str = r#"{"Action":"StopCompShareInstanceResponse","RetCode":0,"UHostId":"uhost-xxxx"}"#;
const NONE: &str = r#"{"RetCode":0,"TotalCount":0,"UHostSet":[]}"#;

fn stop() -> StopCompShareInstance {
    StopCompShareInstance::new("uhost-xxxx")
}

#[tokio::test]
async fn stop_omits_force_by_default() {
    let recorder = bodies([DONE]);
    let operation = stop().region("cn-wlcb").zone("cn-wlcb-01").force(false);
    let response = client(&recorder).send(&operation).await.unwrap();
    assert_eq!(response.uhost_id.as_deref(), Some("uhost-xxxx"));
    assert_eq!(response.request_id.as_deref(), Some("uuid-1"));
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.compshare.cn/
    host: api.compshare.cn
    content-type: application/x-www-form-urlencoded

    Action=StopCompShareInstance
    UHostId=uhost-xxxx
    Region=cn-wlcb
    Zone=cn-wlcb-01
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=39e758045b67e401b70f434286f7a1acdf6ca362
    ");
}

#[tokio::test]
async fn forced_stop_sends_force() {
    let recorder = bodies([DONE]);
    client(&recorder).send(&stop().region("cn-wlcb").zone("cn-wlcb-01").force(true)).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.compshare.cn/
    host: api.compshare.cn
    content-type: application/x-www-form-urlencoded

    Action=StopCompShareInstance
    UHostId=uhost-xxxx
    Force=true
    Region=cn-wlcb
    Zone=cn-wlcb-01
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=2f24de6b38e3d46a5016c66d981b1a89c66a2ae9
    ");
}

#[tokio::test]
async fn session_token_and_project_are_signed() {
    let recorder = bodies([DONE]);
    let credential = Credential::new(PUBLIC_KEY, PRIVATE_KEY).with_security_token("some_stoken");
    let client = Client::builder(credential)
        .zone("cn-sh2-02")
        .project_id("org-1")
        .http_client(Arc::new(recorder.clone()))
        .build()
        .unwrap();
    client.send(&stop()).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.compshare.cn/
    host: api.compshare.cn
    content-type: application/x-www-form-urlencoded

    Action=StopCompShareInstance
    UHostId=uhost-xxxx
    Region=cn-sh2
    Zone=cn-sh2-02
    ProjectId=org-1
    PublicKey=ucloudsomeone@example.com1296235120854146120
    SecurityToken=some_stoken
    Signature=cb83065f72950fee736e1bfd899d386b36ae5883
    ");
}

#[tokio::test]
async fn list_without_a_region_covers_all_regions() {
    let recorder = bodies([NONE]);
    client(&recorder).send(&DescribeCompShareInstance::new()).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.compshare.cn/
    host: api.compshare.cn
    content-type: application/x-www-form-urlencoded

    Action=DescribeCompShareInstance
    Offset=0
    Limit=100
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=7a0c1483ddbb1d2a5b2c32991adc4790d46ad686
    ");
}

#[tokio::test]
async fn lookup_sends_ids_and_region() {
    let recorder = bodies([NONE]);
    let client = builder(&recorder).region("cn-wlcb").build().unwrap();
    client.send(&DescribeCompShareInstance::new().uhost_ids(["uhost-a", "uhost-b"])).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.compshare.cn/
    host: api.compshare.cn
    content-type: application/x-www-form-urlencoded

    Action=DescribeCompShareInstance
    UHostIds.0=uhost-a
    UHostIds.1=uhost-b
    Offset=0
    Limit=100
    Region=cn-wlcb
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=bc20b2b05d1d07f6c7838b0b8b3b43c634bf6d04
    ");
}

#[tokio::test]
async fn every_filter_is_sent() {
    let recorder = bodies([NONE]);
    let operation =
        DescribeCompShareInstance::new().offset(20).limit(10).zone("cn-sh2-02").project_id("org-2");
    let operation = operation.tag("训练 a/b").vpc_id("uvnet-1").subnet_id("subnet-1");
    let operation = operation.udisk_id_for_attachment("bsm-1").without_gpu(false);
    let client = builder(&recorder).region("cn-wlcb").zone("cn-wlcb-01").project_id("org-1").build().unwrap();
    client.send(&operation).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.compshare.cn/
    host: api.compshare.cn
    content-type: application/x-www-form-urlencoded

    Action=DescribeCompShareInstance
    ProjectId=org-2
    Offset=20
    Limit=10
    Tag=训练 a/b
    VPCId=uvnet-1
    SubnetId=subnet-1
    UDiskIdForAttachment=bsm-1
    WithoutGpu=false
    Region=cn-sh2
    Zone=cn-sh2-02
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=9aeb352239dacf912efe614c5b353c17a78152c7
    ");
}

#[tokio::test]
async fn stop_with_unknown_location_is_not_sent() {
    let recorder = bodies([]);
    let nowhere = client(&recorder);
    let elsewhere = builder(&recorder).region("cn-wlcb").zone("cn-wlcb-01").build().unwrap();
    // The client's zone is in another region than the instance.
    let cases =
        [(&nowhere, stop()), (&nowhere, stop().region("cn-sh2")), (&elsewhere, stop().region("cn-sh2"))];
    for (client, operation) in cases {
        let error = client.send(&operation).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{operation:?}");
    }
}

#[tokio::test]
async fn empty_location_is_ignored_and_zone_needs_its_region() {
    let recorder = bodies([NONE]);
    let operation = DescribeCompShareInstance::new().region("").project_id("");
    let client = builder(&recorder).region("").zone("").project_id("").build().unwrap();
    client.send(&operation).await.unwrap();
    let sent = recorder.last();
    assert!(["Region", "Zone", "ProjectId"].iter().all(|key| !sent.contains(key)), "{sent}");
    let error = client.send(&stop().region("cn-wlcb").zone("")).await.unwrap_err();
    assert!(error.message().starts_with("the zone of uhost-xxxx"), "{error}");
    assert_eq!(client.send(&operation.zone("odd")).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
}

#[tokio::test]
async fn excess_ids_and_invalid_page_sizes_are_rejected() {
    let client = client(&bodies([]));
    let many = DescribeCompShareInstance::new().uhost_ids((0..101).map(|at| format!("uhost-{at}")));
    let zero = DescribeCompShareInstance::new().limit(0);
    let large = DescribeCompShareInstance::new().limit(101);
    // An empty id might mean all instances.
    let empty = DescribeCompShareInstance::new().uhost_ids(["uhost-1", ""]);
    for operation in [many, zero, large, empty] {
        assert_eq!(client.send(&operation).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    }
}

#[test]
fn password_is_not_in_debug() {
    let machine = MachineSpec::new("4090", 1, 16, 65_536);
    let create = CreateCompShareInstance::new(machine, "image", []).password("swordfish");
    let reset = ResetCompShareInstancePassword::new("a", "swordfish");
    let reinstall = ReinstallCompShareInstance::new("a", "image").password("swordfish");
    assert!(!format!("{create:?} {reset:?} {reinstall:?}").contains("swordfish"));
}

#[tokio::test]
async fn monitor_request_is_signed_json() {
    let recorder = bodies([r#"{"RetCode":0,"Data":{"List":[]}}"#]);
    let monitor = GetCompShareInstanceMonitor::new(["uhost-a", "uhost-b"]).region("cn-wlcb");
    client(&recorder).send(&monitor).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r#"
    POST https://api.compshare.cn/
    host: api.compshare.cn
    content-type: application/json

    {"Action":"GetCompShareInstanceMonitor","Region":"cn-wlcb","UHostIds":["uhost-a","uhost-b"],"PublicKey":"ucloudsomeone@example.com1296235120854146120","Signature":"504d06d7d9d3918f6ec213ae50320218539c740f"}
    "#);
}

#[tokio::test]
async fn name_is_signed_before_percent_encoding() {
    let recorder = bodies([DONE]);
    let rename = ModifyCompShareInstanceName::new("uhost-xxxx", "训练 机/1").zone("cn-wlcb-01");
    client(&recorder).send(&rename).await.unwrap();
    let sent = recorder.all_signed();
    assert!(sent.contains("Signature=26311cd9d6d16b90bc954812a2405c4c6ffc08c3"), "{sent}");
}

#[tokio::test]
async fn malformed_id_is_rejected() {
    let recorder = bodies([]);
    for bad in ["", "uhost-1&Force=true", "uhost 1", "."] {
        let stop = StopCompShareInstance::new(bad).zone("cn-wlcb-01");
        let error = client(&recorder).send(&stop).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{bad:?}");
    }
    assert!(recorder.requests().is_empty());
}

#[test]
fn keys_and_tokens_are_not_in_debug() {
    let credential = Credential::new(PUBLIC_KEY, PRIVATE_KEY).with_security_token("some_stoken");
    let client = Client::builder(credential).http_client(Arc::new(Recorder::new())).build().unwrap();
    let text = format!("{client:?}");
    assert!(!text.contains(PRIVATE_KEY) && !text.contains("some_stoken"), "{text}");
}
