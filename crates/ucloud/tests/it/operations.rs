//! Every operation's request, and the reply that the fixture of its name holds.

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

async fn shows<O: Operation<Protocol = Rpc>>(operation: O)
where
    O::Output: Debug,
{
    let recorder = Recorder::new().replay(fixture(env!("CARGO_MANIFEST_DIR"), O::NAME));
    let output = client(&recorder).send(&operation).await.unwrap().output;
    insta::assert_snapshot!(format!("{}_request", O::NAME), recorder.last());
    insta::assert_debug_snapshot!(format!("{}_reply", O::NAME), output);
}

#[tokio::test]
async fn services() {
    shows(CreateUAIService::new("image_classifier", 4, 4).unwrap().business_group("vision")).await;
    shows(CreateUAIExclusiveService::new("image_classifier", "17").unwrap().business_group("vision")).await;
    shows(GetUAIServiceList::new().service_id(Some(SERVICE)).offset(0).limit(10)).await;
    shows(ModifyUAISrvName::new(SERVICE, "text_scorer").unwrap()).await;
    shows(StopUAIService::new(SERVICE).unwrap().srv_version("1-1").unwrap()).await;
    shows(StartUAIService::new(SERVICE, "1-1").unwrap()).await;
    shows(DeleteUAIService::new(SERVICE).unwrap().srv_version("1-1").unwrap()).await;
}

#[tokio::test]
async fn versions() {
    let code = DeployUAIService::new(SERVICE, "http://code.cn-bj.ufileos.com/app.tar").unwrap();
    let mut code = code.environment("1", "2", "7");
    code.apt_get_pkg_ids = vec!["20".into()];
    code.pip_pkg_ids = vec!["30".into()];
    shows(code).await;
    let image = DeployUAIServiceByDocker::new(SERVICE, "uhub.ucloud.cn/me/app:1").unwrap();
    shows(image.deploy_weight(20).srv_ver_memo("second try")).await;
    shows(CheckUAIDeployProgress::of_version(SERVICE, "1-1").unwrap()).await;
    shows(GetUAISrvVersionList::new(SERVICE).unwrap().srv_version("1-1")).await;
    shows(ModifyUAISrvVersionMemo::new(SERVICE, "1-1", "good").unwrap()).await;
    shows(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", 2, 4).unwrap()).await;
    shows(ModifyUAISrvVersionWeight::new(SERVICE, "1-1", 50).unwrap()).await;
}

#[tokio::test]
async fn what_services_are_made_of() {
    shows(GetUAISrvAvailableResource::new(ServiceKind::Exclusive)).await;
    shows(GetUAIAvailableEnvPkg::new(PackageKind::AiFrame)).await;
    shows(GetUAISrvAvailableBaseImage::new()).await;
    shows(GetUAISrvAvailableServiceType::new()).await;
    shows(CheckUAIBaseImgExist::new("1", "2", "7").unwrap().apt_get_pkg_ids(["20"]).pip_pkg_ids(["30"]))
        .await;
}

#[tokio::test]
async fn what_services_do_and_cost() {
    shows(GetUAISrvRealTimeMetric::new(SERVICE).unwrap().srv_version("1-1").unwrap()).await;
    let (begin, end) = (UnixTime::from_seconds(1_500_000_000), UnixTime::from_seconds(1_500_086_400));
    shows(GetUAISrvBillInfo::new(begin, end).offset(10).limit(20)).await;
    shows(GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, "17").unwrap()).await;
    shows(AuthUAISrvServiceClient::new(SERVICE, "client-1").unwrap()).await;
    shows(GetUAISrvServiceClientList::new(SERVICE).unwrap()).await;
    shows(DeleteUAISrvServiceClient::new(SERVICE, "client-1").unwrap()).await;
    shows(GetUAISrvScaleRule::new(SERVICE).unwrap()).await;
    let rule = UpdateUAISrvScaleRuleParams::new(SERVICE, 1).unwrap();
    shows(rule.nodes(2, 6).thresholds(5.5, 80.0).enable_standby(true)).await;
}

#[tokio::test]
async fn any_other_action() {
    shows(Invoke::new("GetProjectList", Params::empty()).unwrap()).await;
}

#[tokio::test]
async fn a_deployment_of_code_must_say_what_to_build_on() {
    let operation =
        DeployUAIService::new(SERVICE, "http://code.cn-bj.ufileos.com/app.tar?Signature=x").unwrap();
    assert!(!format!("{operation:?}").contains("Signature"), "{operation:?}");
    let error = client(&bodies([])).send(&operation).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}
