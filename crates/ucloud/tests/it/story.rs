//! Every operation against the sandbox: from nothing to a service, and back.

use std::time::Duration;

use tingji_core::operation::Operation;
use tingji_core::{ErrorKind, UnixTime};
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tingji_ucloud::model::{PackageKind, ServiceKind};
use tingji_ucloud::operation::*;
use tingji_ucloud::{Client, Rpc, ServiceStatus, VersionStatus};

const SERVICE: &str = "uaiservice-new1";

struct Play {
    sandbox: Sandbox,
    client: Client,
}

impl Play {
    async fn start() -> Self {
        let sandbox = Sandbox::start(Scenario::empty()).await.unwrap();
        let builder = Client::builder(sandbox.credential(Cloud::Ucloud));
        let client = builder.endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
        Self { sandbox, client }
    }

    async fn does<O: Operation<Protocol = Rpc>>(&self, operation: O) -> O::Output {
        self.client.send(&operation).await.unwrap().output
    }

    async fn refuses<O: Operation<Protocol = Rpc>>(&self, operation: O) -> tingji_core::Error {
        self.client.send(&operation).await.map(|_| ()).unwrap_err()
    }

    fn wait(&self) {
        self.sandbox.advance(Duration::from_secs(2));
    }

    fn state(&self, id: &str) -> String {
        self.sandbox.state_of(Cloud::Ucloud, id).unwrap_or_default()
    }

    async fn exclusive(&self) {
        let nodes = self.does(GetUAISrvAvailableResource::new(ServiceKind::Exclusive)).await.data_set;
        assert_eq!(nodes[0].gpu().unwrap().kind, "P40");
        let node = nodes[0].node_id.as_deref().unwrap();
        let made = self.does(CreateUAIExclusiveService::new("image_classifier", node).unwrap()).await;
        assert_eq!(made.service_id.as_deref(), Some(SERVICE));
        assert_eq!(self.state(SERVICE), "ToDeploy");
    }

    async fn version(&self) {
        let image = DeployUAIServiceByDocker::new(SERVICE, "uhub.ucloud.cn/me/app:1").unwrap();
        let made = self.does(image.deploy_weight(20).srv_ver_memo("first")).await;
        assert_eq!(made.srv_version.as_deref(), Some("1-1"));
        assert_eq!(self.state(SERVICE), "Deploying");
        let progress = CheckUAIDeployProgress::of_version(SERVICE, "1-1").unwrap();
        assert!(!self.does(progress.clone()).await.is_finished());
        self.wait();
        let end = self.does(progress).await;
        assert!(end.is_finished() && end.status == Some(VersionStatus::ToStart));
    }
}

#[tokio::test]
async fn a_service_is_made_started_stopped_and_deleted() {
    let play = Play::start().await;
    play.exclusive().await;
    play.version().await;
    play.does(StartUAIService::new(SERVICE, "1-1").unwrap()).await;
    play.wait();
    assert_eq!([play.state(SERVICE), play.state("uaiservice-new1@1-1")], ["Normal", "Started"]);
    let versions = play.does(GetUAISrvVersionList::new(SERVICE).unwrap()).await.srv_version_set;
    assert_eq!((versions[0].deploy_weight, versions[0].srv_ver_memo.as_deref()), (Some(20), Some("first")));

    // What runs is not deleted.
    assert_eq!(play.refuses(DeleteUAIService::new(SERVICE).unwrap()).await.code(), Some("210"));
    play.does(StopUAIService::new(SERVICE).unwrap()).await;
    play.wait();
    let list = play.does(GetUAIServiceList::new().service_id(Some(SERVICE))).await.service_set;
    assert_eq!((list[0].status.clone(), list[0].is_exclusive()), (Some(ServiceStatus::ToStart), Some(true)));
    assert!(list[0].created().is_some() && list[0].modified() >= list[0].created());

    play.does(DeleteUAIService::new(SERVICE).unwrap().srv_version("1-1").unwrap()).await;
    play.wait();
    assert_eq!(play.state(SERVICE), "ToDeploy");
    play.does(DeleteUAIService::new(SERVICE).unwrap()).await;
    play.wait();
    assert!(play.client.send(&GetUAIServiceList::new()).await.unwrap().service_set.is_empty());
    play.exclusive().await;
}

#[tokio::test]
async fn settings_are_kept() {
    let play = Play::start().await;
    play.exclusive().await;
    play.version().await;
    play.does(ModifyUAISrvName::new(SERVICE, "text_scorer").unwrap()).await;
    play.does(ModifyUAISrvVersionMemo::new(SERVICE, "1-1", "good").unwrap()).await;
    play.does(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", 2, 4).unwrap()).await;
    play.does(ModifyUAISrvVersionWeight::new(SERVICE, "1-1", 50).unwrap()).await;
    let versions = GetUAISrvVersionList::new(SERVICE).unwrap();
    let version = play.client.send(&versions).await.unwrap().output.srv_version_set.remove(0);
    assert_eq!((version.deploy_weight, version.srv_ver_memo.as_deref()), (Some(50), Some("good")));
    assert_eq!(version.extra["NodeRangeMax"], 4);
    let error = play.refuses(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", 1, 4).unwrap()).await;
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);

    let rule = UpdateUAISrvScaleRuleParams::new(SERVICE, 1).unwrap();
    play.does(rule.nodes(2, 6).thresholds(5.5, 80.0).enable_standby(true)).await;
    let rules = play.does(GetUAISrvScaleRule::new(SERVICE).unwrap()).await.result;
    assert_eq!(
        (rules[0].max_node, rules[0].down_threshold, rules[0].enable_standby),
        (Some(6), Some(5.5), Some(true))
    );
    assert!(rules[0].created().is_some() && rules[0].modified().is_some());

    play.does(AuthUAISrvServiceClient::new(SERVICE, "client-1").unwrap()).await;
    let clients = play.does(GetUAISrvServiceClientList::new(SERVICE).unwrap()).await;
    assert_eq!(clients.total_count, Some(1));
    play.does(DeleteUAISrvServiceClient::new(SERVICE, "client-1").unwrap()).await;
    play.refuses(DeleteUAISrvServiceClient::new(SERVICE, "client-1").unwrap()).await;
}

#[tokio::test]
async fn code_is_deployed_on_what_the_catalogue_has() {
    let play = Play::start().await;
    let made =
        play.does(CreateUAIService::new("image_classifier", 4, 4).unwrap().business_group("vision")).await;
    let service = made.service_id.unwrap();
    let frames = play.does(GetUAIAvailableEnvPkg::new(PackageKind::AiFrame)).await.pkg_set;
    let frame = frames[0].pkg_id.as_deref().unwrap();
    let image = play.does(CheckUAIBaseImgExist::new("1", "2", frame).unwrap()).await;
    assert_eq!(image.bimg_name.len(), 1);
    let code = DeployUAIService::new(&service, "http://code.cn-bj.ufileos.com/app.tar").unwrap();
    let made = play.does(code.environment("1", "2", frame)).await;
    play.wait();
    let progress = CheckUAIDeployProgress::of_image(&service, &made.uimg_name.unwrap()).unwrap();
    assert_eq!(play.client.send(&progress).await.unwrap().status, Some(VersionStatus::ToStart));
    let metric = play.does(GetUAISrvRealTimeMetric::new(&service).unwrap()).await.metric.unwrap();
    assert_eq!(metric.qps, Some(0.0));
    assert_eq!(
        play.refuses(CreateUAIService::new("image_classifier", 3, 3).unwrap()).await.code(),
        Some("230")
    );
}

#[tokio::test]
async fn prices_types_and_images_are_told() {
    let play = Play::start().await;
    let price = play.does(GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, "17").unwrap()).await;
    assert_eq!(price.extra["BillUnitPrice"], 5.1);
    assert_eq!(play.does(GetUAISrvAvailableServiceType::new()).await.total_count, Some(2));
    assert_eq!(play.does(GetUAISrvAvailableBaseImage::new()).await.total_count, Some(1));
    let (begin, end) = (UnixTime::from_seconds(1_500_000_000), UnixTime::from_seconds(1_500_086_400));
    assert_eq!(play.does(GetUAISrvBillInfo::new(begin, end)).await.total_count, Some(0));
}
