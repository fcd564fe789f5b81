//! Snapshots of every operation: its request, and the parsed response of its fixture.

use std::fmt::Debug;

use tingji_core::operation::Operation;
use tingji_core::testing::{Recorder, fixture};
use tingji_core::{ErrorKind, UnixTime};
use tingji_signing_core::Params;
use tingji_ucloud::model::{PackageKind, ServiceKind};
use tingji_ucloud::operation::*;
use tingji_ucloud::{Invoke, Rpc};

use crate::{bodies, client};

const SERVICE: &str = "uaiservice-new1";

async fn assert_snapshots<O: Operation<Protocol = Rpc>>(operation: O)
where
    O::Output: Debug,
{
    let recorder = Recorder::new().replay(fixture(env!("CARGO_MANIFEST_DIR"), O::NAME));
    let output = client(&recorder).send(&operation).await.unwrap().output;
    insta::assert_snapshot!(format!("{}_request", O::NAME), recorder.last());
    insta::assert_debug_snapshot!(format!("{}_response", O::NAME), output);
}

#[tokio::test]
async fn service_operations_match_snapshots() {
    assert_snapshots(CreateUAIService::new("image_classifier", 4, 4).business_group("vision")).await;
    assert_snapshots(CreateUAIExclusiveService::new("image_classifier", "17").business_group("vision")).await;
    assert_snapshots(GetUAIServiceList::new().service_id(SERVICE).offset(0).limit(10)).await;
    assert_snapshots(ModifyUAISrvName::new(SERVICE, "text_scorer")).await;
    assert_snapshots(StopUAIService::new(SERVICE).srv_version("1-1")).await;
    assert_snapshots(StartUAIService::new(SERVICE, "1-1")).await;
    assert_snapshots(DeleteUAIService::new(SERVICE).srv_version("1-1")).await;
}

#[tokio::test]
async fn version_operations_match_snapshots() {
    let code = DeployUAIService::new(SERVICE, "http://code.cn-bj.ufileos.com/app.tar");
    let code = code.os_version("1").python_version("2").ai_frame_version("7");
    assert_snapshots(code.apt_get_pkg_ids(["20"]).pip_pkg_ids(["30"])).await;
    let image = DeployUAIServiceByDocker::new(SERVICE, "uhub.ucloud.cn/me/app:1");
    assert_snapshots(image.deploy_weight(20).srv_ver_memo("second try")).await;
    assert_snapshots(CheckUAIDeployProgress::new(SERVICE).srv_version("1-1")).await;
    assert_snapshots(GetUAISrvVersionList::new(SERVICE).srv_version("1-1")).await;
    assert_snapshots(ModifyUAISrvVersionMemo::new(SERVICE, "1-1", "good")).await;
    assert_snapshots(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", 2, 4)).await;
    assert_snapshots(ModifyUAISrvVersionWeight::new(SERVICE, "1-1", 50)).await;
}

#[tokio::test]
async fn catalog_operations_match_snapshots() {
    assert_snapshots(GetUAISrvAvailableResource::new(ServiceKind::Exclusive)).await;
    assert_snapshots(GetUAIAvailableEnvPkg::new(PackageKind::AiFrame)).await;
    assert_snapshots(GetUAISrvAvailableBaseImage::new()).await;
    assert_snapshots(GetUAISrvAvailableServiceType::new()).await;
    assert_snapshots(CheckUAIBaseImgExist::new("1", "2", "7").apt_get_pkg_ids(["20"]).pip_pkg_ids(["30"]))
        .await;
}

#[tokio::test]
async fn usage_and_cost_operations_match_snapshots() {
    assert_snapshots(GetUAISrvRealTimeMetric::new(SERVICE).srv_version("1-1")).await;
    let begin = UnixTime::from_seconds(1_500_000_000);
    let end = UnixTime::from_seconds(1_500_086_400);
    assert_snapshots(GetUAISrvBillInfo::new(begin, end).offset(10).limit(20)).await;
    assert_snapshots(GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, "17")).await;
    assert_snapshots(AuthUAISrvServiceClient::new(SERVICE, "client-1")).await;
    assert_snapshots(GetUAISrvServiceClientList::new(SERVICE)).await;
    assert_snapshots(DeleteUAISrvServiceClient::new(SERVICE, "client-1")).await;
    assert_snapshots(GetUAISrvScaleRule::new(SERVICE)).await;
    let rule = UpdateUAISrvScaleRuleParams::new(SERVICE, 1);
    assert_snapshots(
        rule.max_node(6).min_node(2).up_threshold(80.0).down_threshold(5.5).enable_standby(true),
    )
    .await;
}

#[tokio::test]
async fn invoke_matches_its_snapshots() {
    assert_snapshots(Invoke::new("GetProjectList", Params::empty()).unwrap()).await;
}

#[tokio::test]
async fn deployment_without_a_base_is_rejected() {
    let operation = DeployUAIService::new(SERVICE, "http://code.cn-bj.ufileos.com/app.tar?Signature=x");
    assert!(!format!("{operation:?}").contains("Signature"), "{operation:?}");
    let error = client(&bodies([])).send(&operation).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}
