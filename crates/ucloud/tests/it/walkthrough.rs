//! Every operation against the sandbox, from an empty account to a service and back.

use std::time::Duration;

use tingji_core::operation::Operation;
use tingji_core::{ErrorKind, UnixTime};
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tingji_ucloud::model::{PackageKind, ServiceKind};
use tingji_ucloud::operation::*;
use tingji_ucloud::{Client, Rpc, ServiceStatus, VersionStatus};

const SERVICE: &str = "uaiservice-new1";

struct Walkthrough {
    sandbox: Sandbox,
    client: Client,
}

impl Walkthrough {
    async fn start() -> Self {
        let sandbox = Sandbox::start(Scenario::empty()).await.unwrap();
        let builder = Client::builder(sandbox.credential(Cloud::Ucloud));
        let client = builder.endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
        Self { sandbox, client }
    }

    async fn send<O: Operation<Protocol = Rpc>>(&self, operation: O) -> O::Output {
        self.client.send(&operation).await.unwrap().output
    }

    async fn send_rejected<O: Operation<Protocol = Rpc>>(&self, operation: O) -> tingji_core::Error {
        self.client.send(&operation).await.map(|_| ()).unwrap_err()
    }

    fn wait(&self) {
        self.sandbox.advance(Duration::from_secs(2));
    }

    fn state(&self, id: &str) -> String {
        self.sandbox.state_of(Cloud::Ucloud, id).unwrap_or_default()
    }

    async fn create_service(&self) {
        let nodes = self.send(GetUAISrvAvailableResource::new(ServiceKind::Exclusive)).await.data_set;
        assert_eq!(nodes[0].gpu().unwrap().kind, "P40");
        let node = nodes[0].node_id.as_deref().unwrap();
        let created = self.send(CreateUAIExclusiveService::new("image_classifier", node)).await;
        assert_eq!(created.service_id.as_deref(), Some(SERVICE));
        assert_eq!(self.state(SERVICE), "ToDeploy");
    }

    async fn deploy_version(&self) {
        let image = DeployUAIServiceByDocker::new(SERVICE, "uhub.ucloud.cn/me/app:1");
        let created = self.send(image.deploy_weight(20).srv_ver_memo("first")).await;
        assert_eq!(created.srv_version.as_deref(), Some("1-1"));
        assert_eq!(self.state(SERVICE), "Deploying");
        let progress = CheckUAIDeployProgress::new(SERVICE).srv_version("1-1");
        assert!(!self.send(progress.clone()).await.is_finished());
        self.wait();
        let end = self.send(progress).await;
        assert!(end.is_finished() && end.status == Some(VersionStatus::ToStart));
    }
}

#[tokio::test]
async fn service_is_created_started_stopped_and_deleted() {
    let run = Walkthrough::start().await;
    run.create_service().await;
    run.deploy_version().await;
    run.send(StartUAIService::new(SERVICE, "1-1")).await;
    run.wait();
    assert_eq!([run.state(SERVICE), run.state("uaiservice-new1@1-1")], ["Normal", "Started"]);
    let versions = run.send(GetUAISrvVersionList::new(SERVICE)).await.srv_version_set;
    assert_eq!((versions[0].deploy_weight, versions[0].srv_ver_memo.as_deref()), (Some(20), Some("first")));

    // A running service cannot be deleted.
    assert_eq!(run.send_rejected(DeleteUAIService::new(SERVICE)).await.code(), Some("210"));
    run.send(StopUAIService::new(SERVICE)).await;
    run.wait();
    let list = run.send(GetUAIServiceList::new().service_id(SERVICE)).await.service_set;
    assert_eq!((list[0].status.clone(), list[0].is_exclusive()), (Some(ServiceStatus::ToStart), Some(true)));
    assert!(list[0].created().is_some() && list[0].modified() >= list[0].created());

    run.send(DeleteUAIService::new(SERVICE).srv_version("1-1")).await;
    run.wait();
    assert_eq!(run.state(SERVICE), "ToDeploy");
    run.send(DeleteUAIService::new(SERVICE)).await;
    run.wait();
    assert!(run.client.send(&GetUAIServiceList::new()).await.unwrap().service_set.is_empty());
    run.create_service().await;
}

#[tokio::test]
async fn changed_settings_are_stored() {
    let run = Walkthrough::start().await;
    run.create_service().await;
    run.deploy_version().await;
    run.send(ModifyUAISrvName::new(SERVICE, "text_scorer")).await;
    run.send(ModifyUAISrvVersionMemo::new(SERVICE, "1-1", "good")).await;
    run.send(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", 2, 4)).await;
    run.send(ModifyUAISrvVersionWeight::new(SERVICE, "1-1", 50)).await;
    let versions = GetUAISrvVersionList::new(SERVICE);
    let version = run.client.send(&versions).await.unwrap().output.srv_version_set.remove(0);
    assert_eq!((version.deploy_weight, version.srv_ver_memo.as_deref()), (Some(50), Some("good")));
    assert_eq!(version.extra["NodeRangeMax"], 4);
    let error = run.send_rejected(ModifyUAISrvVersionNodeRange::new(SERVICE, "1-1", 1, 4)).await;
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);

    let rule = UpdateUAISrvScaleRuleParams::new(SERVICE, 1);
    run.send(rule.max_node(6).min_node(2).up_threshold(80.0).down_threshold(5.5).enable_standby(true)).await;
    let rules = run.send(GetUAISrvScaleRule::new(SERVICE)).await.result;
    assert_eq!(
        (rules[0].max_node, rules[0].down_threshold, rules[0].enable_standby),
        (Some(6), Some(5.5), Some(true))
    );
    assert!(rules[0].created().is_some() && rules[0].modified().is_some());

    run.send(AuthUAISrvServiceClient::new(SERVICE, "client-1")).await;
    let clients = run.send(GetUAISrvServiceClientList::new(SERVICE)).await;
    assert_eq!(clients.total_count, Some(1));
    run.send(DeleteUAISrvServiceClient::new(SERVICE, "client-1")).await;
    run.send_rejected(DeleteUAISrvServiceClient::new(SERVICE, "client-1")).await;
}

#[tokio::test]
async fn code_is_deployed_on_catalog_packages() {
    let run = Walkthrough::start().await;
    let created = run.send(CreateUAIService::new("image_classifier", 4, 4).business_group("vision")).await;
    let service = created.service_id.unwrap();
    let frames = run.send(GetUAIAvailableEnvPkg::new(PackageKind::AiFrame)).await.pkg_set;
    let frame = frames[0].pkg_id.as_deref().unwrap();
    let image = run.send(CheckUAIBaseImgExist::new("1", "2", frame)).await;
    assert_eq!(image.bimg_name.len(), 1);
    let code = DeployUAIService::new(&service, "http://code.cn-bj.ufileos.com/app.tar");
    let created = run.send(code.os_version("1").python_version("2").ai_frame_version(frame)).await;
    run.wait();
    let progress = CheckUAIDeployProgress::new(&service).uimg_name(created.uimg_name.unwrap());
    assert_eq!(run.client.send(&progress).await.unwrap().status, Some(VersionStatus::ToStart));
    let metric = run.send(GetUAISrvRealTimeMetric::new(&service)).await.metric.unwrap();
    assert_eq!(metric.qps, Some(0.0));
    assert_eq!(run.send_rejected(CreateUAIService::new("image_classifier", 3, 3)).await.code(), Some("230"));
}

#[tokio::test]
async fn prices_types_and_images_are_listed() {
    let run = Walkthrough::start().await;
    let price = run.send(GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, "17")).await;
    assert_eq!(price.extra["BillUnitPrice"], 5.1);
    assert_eq!(run.send(GetUAISrvAvailableServiceType::new()).await.total_count, Some(2));
    assert_eq!(run.send(GetUAISrvAvailableBaseImage::new()).await.total_count, Some(1));
    let begin = UnixTime::from_seconds(1_500_000_000);
    let end = UnixTime::from_seconds(1_500_086_400);
    assert_eq!(run.send(GetUAISrvBillInfo::new(begin, end)).await.total_count, Some(0));
}
