//! What lacks something needed, or can't be meant, is not sent.

use tingji_core::operation::Operation;
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, UnixTime};
use tingji_ucloud::Rpc;
use tingji_ucloud::operation::*;

use crate::{bodies, builder, client};

const SERVICE: &str = "uaiservice-new1";

async fn refuses<O: Operation<Protocol = Rpc>>(operation: O) {
    let recorder = Recorder::new();
    let error = client(&recorder).send(&operation).await.map(drop).unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidRequest, Some(O::NAME)), "{error}");
    assert!(recorder.requests().is_empty());
}

#[test]
fn empty_texts_are_refused() {
    assert!(CreateUAIExclusiveService::new("", "17").is_err());
    assert!(CheckUAIDeployProgress::of_image(SERVICE, "").is_err());
    assert!(DeleteUAIService::new(SERVICE).unwrap().srv_version("").is_err());
    assert!(StartUAIService::new(SERVICE, "").is_err());
}

#[tokio::test]
async fn services_that_can_not_be() {
    for name in ["short", "with space", "with-dash", "\u{7ffb}\u{8bd1}\u{670d}\u{52a1}"] {
        refuses(CreateUAIService::new(name, 1, 1).unwrap()).await;
        refuses(CreateUAIExclusiveService::new(name, "17").unwrap()).await;
        refuses(ModifyUAISrvName::new(SERVICE, name).unwrap()).await;
    }
    for (cpu, memory) in [(0, 0), (9, 9), (2, 4)] {
        refuses(CreateUAIService::new("image_classifier", cpu, memory).unwrap()).await;
    }
    let mut nowhere = CreateUAIExclusiveService::new("image_classifier", "17").unwrap();
    nowhere.bill_prod_id.clear();
    refuses(nowhere).await;
}

#[tokio::test]
async fn versions_that_can_not_be() {
    let image = || DeployUAIServiceByDocker::new(SERVICE, "uhub.ucloud.cn/me/app:1").unwrap();
    for weight in [0, 101] {
        refuses(ModifyUAISrvVersionWeight::new(SERVICE, "1-1", weight).unwrap()).await;
        refuses(image().deploy_weight(weight)).await;
    }
    for (least, most) in [(1, 2), (0, 0), (4, 3)] {
        refuses(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", least, most).unwrap()).await;
    }
    let code = DeployUAIService::new(SERVICE, "http://code.cn-bj.ufileos.com/app.tar").unwrap();
    refuses(code.clone().environment("1", "", "7")).await;
    refuses(code.bimg_name("")).await;
    let mut neither = CheckUAIDeployProgress::of_version(SERVICE, "1-1").unwrap();
    neither.srv_version = None;
    refuses(neither).await;
}

#[tokio::test]
async fn rules_and_spans_that_contradict_themselves() {
    let rule = || UpdateUAISrvScaleRuleParams::new(SERVICE, 1).unwrap();
    refuses(rule().nodes(4, 3)).await;
    refuses(rule().thresholds(2.0, 1.0)).await;
    refuses(rule().thresholds(0.0, f64::NAN)).await;
    let day = UnixTime::from_seconds(1_500_000_000);
    refuses(GetUAISrvBillInfo::new(day, day.plus(-1))).await;
}

/// An empty filter would be none, and the answer about more than was asked for.
#[tokio::test]
async fn an_empty_filter() {
    refuses(GetUAIServiceList::new().service_id(Some(""))).await;
    refuses(GetUAISrvVersionList::new(SERVICE).unwrap().srv_version("")).await;
}

#[tokio::test]
async fn an_empty_place_is_not_sent() {
    let recorder = bodies([r#"{"RetCode":0,"TotalCount":0,"ServiceSet":[]}"#]);
    let client = builder(&recorder).zone("").project_id("").build().unwrap();
    client.send(&GetUAIServiceList::new()).await.unwrap();
    let sent = recorder.last();
    assert!(!sent.contains("Zone") && !sent.contains("ProjectId"), "{sent}");
}
