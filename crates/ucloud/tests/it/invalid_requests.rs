//! Incomplete and contradictory requests are rejected before they are sent.

use tingji_core::operation::Operation;
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, UnixTime};
use tingji_ucloud::Rpc;
use tingji_ucloud::operation::*;

use crate::{bodies, builder, client};

const SERVICE: &str = "uaiservice-new1";

async fn assert_rejected<O: Operation<Protocol = Rpc>>(operation: O) {
    let recorder = Recorder::new();
    let error = client(&recorder).send(&operation).await.map(drop).unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidRequest, Some(O::NAME)), "{error}");
    assert!(recorder.requests().is_empty());
}

#[tokio::test]
async fn empty_texts_are_rejected() {
    assert_rejected(CreateUAIExclusiveService::new("", "17")).await;
    assert_rejected(CheckUAIDeployProgress::new(SERVICE).uimg_name("")).await;
    assert_rejected(DeleteUAIService::new(SERVICE).srv_version("")).await;
    assert_rejected(StartUAIService::new(SERVICE, "")).await;
    assert_rejected(DeployUAIService::new(SERVICE, "").bimg_name("image")).await;
}

#[tokio::test]
async fn invalid_services_are_rejected() {
    for name in ["short", "with space", "with-dash", "\u{7ffb}\u{8bd1}\u{670d}\u{52a1}"] {
        assert_rejected(CreateUAIService::new(name, 1, 1)).await;
        assert_rejected(CreateUAIExclusiveService::new(name, "17")).await;
        assert_rejected(ModifyUAISrvName::new(SERVICE, name)).await;
    }
    for (cpu, memory) in [(0, 0), (9, 9), (2, 4)] {
        assert_rejected(CreateUAIService::new("image_classifier", cpu, memory)).await;
    }
    assert_rejected(CreateUAIExclusiveService::new("image_classifier", "")).await;
}

#[tokio::test]
async fn invalid_versions_are_rejected() {
    let image = DeployUAIServiceByDocker::new(SERVICE, "uhub.ucloud.cn/me/app:1");
    for weight in [0, 101] {
        assert_rejected(ModifyUAISrvVersionWeight::new(SERVICE, "1-1", weight)).await;
        assert_rejected(image.clone().deploy_weight(weight)).await;
    }
    for (least, most) in [(1, 2), (0, 0), (4, 3)] {
        assert_rejected(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", least, most)).await;
    }
    let code = DeployUAIService::new(SERVICE, "http://code.cn-bj.ufileos.com/app.tar");
    assert_rejected(code.clone().os_version("1").python_version("").ai_frame_version("7")).await;
    assert_rejected(code.bimg_name("")).await;
    assert_rejected(CheckUAIDeployProgress::new(SERVICE)).await;
}

#[tokio::test]
async fn contradictory_rules_and_periods_are_rejected() {
    let rule = UpdateUAISrvScaleRuleParams::new(SERVICE, 1);
    assert_rejected(rule.clone().max_node(3).min_node(4)).await;
    assert_rejected(rule.clone().up_threshold(1.0).down_threshold(2.0)).await;
    assert_rejected(rule.clone().up_threshold(f64::NAN).down_threshold(0.0)).await;
    let day = UnixTime::from_seconds(1_500_000_000);
    assert_rejected(GetUAISrvBillInfo::new(day, day.plus(-1))).await;
}

/// An empty filter would select everything, so it is rejected.
#[tokio::test]
async fn empty_filter_is_rejected() {
    assert_rejected(GetUAIServiceList::new().service_id("")).await;
    assert_rejected(GetUAISrvVersionList::new(SERVICE).srv_version("")).await;
}

#[tokio::test]
async fn empty_location_is_not_sent() {
    let recorder = bodies([r#"{"RetCode":0,"TotalCount":0,"ServiceSet":[]}"#]);
    let client = builder(&recorder).zone("").project_id("").build().unwrap();
    client.send(&GetUAIServiceList::new()).await.unwrap();
    let sent = recorder.last();
    assert!(!sent.contains("Zone") && !sent.contains("ProjectId"), "{sent}");
}
