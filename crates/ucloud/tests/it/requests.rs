//! Snapshots of requests, with percent-decoded bodies. Signatures depend only on the parameters, so they
//! are compared too.

use std::sync::Arc;

use tingji_core::testing::Recorder;
use tingji_core::{Credential, ErrorKind};
use tingji_ucloud::Client;
use tingji_ucloud::operation::{GetUAIServiceList, GetUAISrvVersionList, StopUAIService};

use crate::{PRIVATE_KEY, PUBLIC_KEY, bodies, builder, client};

const DONE: &str = r#"{"Action":"StopUAIServiceResponse","RetCode":0,"Message":""}"#;
const NO_SERVICES: &str = r#"{"RetCode":0,"TotalCount":0,"ServiceSet":[]}"#;
const NO_VERSIONS: &str = r#"{"RetCode":0,"TotalCount":0,"SrvVersionSet":[]}"#;

#[tokio::test]
async fn service_stop_sends_no_version() {
    let recorder = bodies([DONE]);
    let response = client(&recorder).send(&StopUAIService::new("uaiservice-5njuws")).await.unwrap();
    assert_eq!(response.request_id.as_deref(), Some("uuid-1"));
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.ucloud.cn/
    host: api.ucloud.cn
    content-type: application/x-www-form-urlencoded

    Action=StopUAIService
    ServiceID=uaiservice-5njuws
    Region=cn-bj2
    Zone=cn-bj2-04
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=48f491613b1a3b3ae325566d62bf0beef8168554
    ");
}

#[tokio::test]
async fn version_stop_is_signed_like_the_vendor_tool() {
    let recorder = bodies([DONE]);
    let operation = StopUAIService::new("uaiservice-5njuws").srv_version("5-6");
    client(&recorder).send(&operation).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.ucloud.cn/
    host: api.ucloud.cn
    content-type: application/x-www-form-urlencoded

    Action=StopUAIService
    ServiceID=uaiservice-5njuws
    SrvVersion=5-6
    Region=cn-bj2
    Zone=cn-bj2-04
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=e9831ff4dd472c51aea69eabae5496e8ed3dbd95
    ");
}

#[tokio::test]
async fn service_list_sends_page_and_id() {
    let recorder = bodies([NO_SERVICES, NO_SERVICES]);
    let client = client(&recorder);
    client.send(&GetUAIServiceList::new()).await.unwrap();
    client.send(&GetUAIServiceList::new().service_id("uaiservice-5njuws").offset(100)).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.ucloud.cn/
    host: api.ucloud.cn
    content-type: application/x-www-form-urlencoded

    Action=GetUAIServiceList
    Offset=0
    Limit=100
    Region=cn-bj2
    Zone=cn-bj2-04
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=70b8078abc56e1bf72e58483ee6e70083ff1477c
    ---
    POST https://api.ucloud.cn/
    host: api.ucloud.cn
    content-type: application/x-www-form-urlencoded

    Action=GetUAIServiceList
    ServiceID=uaiservice-5njuws
    Offset=100
    Limit=100
    Region=cn-bj2
    Zone=cn-bj2-04
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=fd64082c811a8ea915776dc50f6be94a14876b0f
    ");
}

#[tokio::test]
async fn version_list_sends_service_and_version() {
    let recorder = bodies([NO_VERSIONS, NO_VERSIONS]);
    let client = client(&recorder);
    let operation = GetUAISrvVersionList::new("uaiservice-5njuws");
    client.send(&operation).await.unwrap();
    client.send(&operation.srv_version("5-6")).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.ucloud.cn/
    host: api.ucloud.cn
    content-type: application/x-www-form-urlencoded

    Action=GetUAISrvVersionList
    ServiceID=uaiservice-5njuws
    Offset=0
    Limit=100
    Region=cn-bj2
    Zone=cn-bj2-04
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=2a1ac2d1068832890129a54dd09cb2c2e08ec940
    ---
    POST https://api.ucloud.cn/
    host: api.ucloud.cn
    content-type: application/x-www-form-urlencoded

    Action=GetUAISrvVersionList
    ServiceID=uaiservice-5njuws
    SrvVersion=5-6
    Offset=0
    Limit=100
    Region=cn-bj2
    Zone=cn-bj2-04
    PublicKey=ucloudsomeone@example.com1296235120854146120
    Signature=159a4d2a23f5b815813b0a67f8c82110690c25b6
    ");
}

#[tokio::test]
async fn session_token_and_project_are_signed() {
    let recorder = bodies([DONE]);
    let credential = Credential::new(PUBLIC_KEY, PRIVATE_KEY).with_security_token("some_stoken");
    let client = Client::builder(credential)
        .region("cn-sh2")
        .project_id("org-1")
        .http_client(Arc::new(recorder.clone()))
        .build()
        .unwrap();
    client.send(&StopUAIService::new("uaiservice-5njuws")).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    POST https://api.ucloud.cn/
    host: api.ucloud.cn
    content-type: application/x-www-form-urlencoded

    Action=StopUAIService
    ServiceID=uaiservice-5njuws
    Region=cn-sh2
    Zone=cn-sh2-02
    ProjectId=org-1
    PublicKey=ucloudsomeone@example.com1296235120854146120
    SecurityToken=some_stoken
    Signature=ae6bbc1b545a41b55ea99a1c0c37c703d2e6a3e5
    ");
}

fn zone(region: &str) -> Option<String> {
    builder(&bodies([])).region(region).build().unwrap().config().zone.clone()
}

#[test]
fn zone_is_sent_if_known_or_set() {
    assert_eq!(zone("cn-bj2").as_deref(), Some("cn-bj2-04"));
    assert_eq!(zone("cn-sh2").as_deref(), Some("cn-sh2-02"));
    assert_eq!(zone("cn-gd"), None);
    let set = builder(&bodies([])).region("cn-gd").zone("cn-gd-02").build().unwrap();
    assert_eq!(set.config().zone.as_deref(), Some("cn-gd-02"));
}

#[tokio::test]
async fn malformed_id_is_rejected_before_sending() {
    let recorder = Recorder::new();
    for bad in ["", "a&ServiceID=b", "a b", "5-6\n"] {
        for stop in [StopUAIService::new(bad), StopUAIService::new("uaiservice-1").srv_version(bad)] {
            let error = client(&recorder).send(&stop).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{bad:?}");
        }
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
