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

#[test]
fn empty_texts_are_rejected() {
    assert!(CreateUAIExclusiveService::new("", "17").is_err());
    assert!(CheckUAIDeployProgress::of_image(SERVICE, "").is_err());
    assert!(DeleteUAIService::new(SERVICE).unwrap().srv_version("").is_err());
    assert!(StartUAIService::new(SERVICE, "").is_err());
}

#[tokio::test]
async fn invalid_services_are_rejected() {
    for name in ["short", "with space", "with-dash", "\u{7ffb}\u{8bd1}\u{670d}\u{52a1}"] {
        assert_rejected(CreateUAIService::new(name, 1, 1).unwrap()).await;
        assert_rejected(CreateUAIExclusiveService::new(name, "17").unwrap()).await;
        assert_rejected(ModifyUAISrvName::new(SERVICE, name).unwrap()).await;
    }
    for (cpu, memory) in [(0, 0), (9, 9), (2, 4)] {
        assert_rejected(CreateUAIService::new("image_classifier", cpu, memory).unwrap()).await;
    }
    let mut nowhere = CreateUAIExclusiveService::new("image_classifier", "17").unwrap();
    nowhere.bill_prod_id.clear();
    assert_rejected(nowhere).await;
}

#[tokio::test]
async fn invalid_versions_are_rejected() {
    let image = DeployUAIServiceByDocker::new(SERVICE, "uhub.ucloud.cn/me/app:1").unwrap();
    for weight in [0, 101] {
        assert_rejected(ModifyUAISrvVersionWeight::new(SERVICE, "1-1", weight).unwrap()).await;
        assert_rejected(image.clone().deploy_weight(weight)).await;
    }
    for (least, most) in [(1, 2), (0, 0), (4, 3)] {
        assert_rejected(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", least, most).unwrap()).await;
    }
    let code = DeployUAIService::new(SERVICE, "http://code.cn-bj.ufileos.com/app.tar").unwrap();
    assert_rejected(code.clone().environment("1", "", "7")).await;
    assert_rejected(code.bimg_name("")).await;
    let mut neither = CheckUAIDeployProgress::of_version(SERVICE, "1-1").unwrap();
    neither.srv_version = None;
    assert_rejected(neither).await;
}

#[tokio::test]
async fn contradictory_rules_and_periods_are_rejected() {
    let rule = UpdateUAISrvScaleRuleParams::new(SERVICE, 1).unwrap();
    assert_rejected(rule.clone().nodes(4, 3)).await;
    assert_rejected(rule.clone().thresholds(2.0, 1.0)).await;
    assert_rejected(rule.clone().thresholds(0.0, f64::NAN)).await;
    let day = UnixTime::from_seconds(1_500_000_000);
    assert_rejected(GetUAISrvBillInfo::new(day, day.plus(-1))).await;
}

/// An empty filter would select everything, so it is rejected.
#[tokio::test]
async fn empty_filter_is_rejected() {
    assert_rejected(GetUAIServiceList::new().service_id(Some(""))).await;
    assert_rejected(GetUAISrvVersionList::new(SERVICE).unwrap().srv_version("")).await;
}

#[tokio::test]
async fn empty_location_is_not_sent() {
    let recorder = bodies([r#"{"RetCode":0,"TotalCount":0,"ServiceSet":[]}"#]);
    let client = builder(&recorder).zone("").project_id("").build().unwrap();
    client.send(&GetUAIServiceList::new()).await.unwrap();
    let sent = recorder.last();
    assert!(!sent.contains("Zone") && !sent.contains("ProjectId"), "{sent}");
}
