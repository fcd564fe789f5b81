//! Every operation of every cloud, sent once.

use std::cell::Cell;

use tingji_compshare::model::{DiskSpec, MachineSpec};
use tingji_core::testing::poll_ready;
use tingji_core::{Result, Secret};
use tingji_huaweicloud::model::ServerNetwork;
use tingji_huaweicloud::operation::ServerLogin;
use tingji_signing_core::Params;
use tingji_volcengine::operation::{CreateNetworkInterface, CreateVolume, RunInstances};

use super::checks::{OperationNames, assert_safe_error};
use crate::fake_server::NOW;

/// Sends each operation with a client, and checks each error. Returns the names of the sent operations.
macro_rules! send_all {
    ($client:expr; $($operation:expr),* $(,)?) => {{
        let mut names = OperationNames::new();
        $(
            if let Some(operation) = valid(stringify!($operation), $operation) {
                let name = name_of(&operation);
                let result = poll_ready($client.send(&operation));
                // The fake server always answers, so an error without a status means that nothing was sent.
                let is_answered = result.as_ref().err().is_none_or(|error| error.status().is_some());
                assert!(is_answered || TEXT.get().is_some(), "{name}: {result:?}");
                assert_safe_error(name, &result);
                names.insert(name);
            }
        )*
        names
    }};
}

fn name_of<O: tingji_core::operation::Operation>(_: &O) -> &'static str {
    O::NAME
}

/// The operation; `None` if its constructor rejects a text of [`with_text`]. Default texts are never rejected.
fn valid<O>(what: &str, operation: Result<O>) -> Option<O> {
    match operation {
        Ok(operation) => Some(operation),
        Err(_) if TEXT.get().is_some() => None,
        Err(error) => panic!("{what}: {error}"),
    }
}

thread_local! {
    /// Replaces every text argument of the operations.
    static TEXT: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Runs the function with this text in place of every text argument of the operations. The text stays
/// allocated.
pub(super) fn with_text<T>(text: &str, run: impl FnOnce() -> T) -> T {
    TEXT.set(Some(Box::leak(text.to_owned().into_boxed_str())));
    let result = run();
    TEXT.set(None);
    result
}

/// A text argument: the default, or the text of [`with_text`].
fn text(default: &'static str) -> &'static str {
    TEXT.get().unwrap_or(default)
}

pub(super) fn bce(client: &tingji_bce::Client) -> OperationNames {
    use tingji_bce::operation::*;
    send_all! { client;
        Ok(BatchRebootInstances::new([text("i-a")])),
        Ok(BatchReleaseInstances::new([text("i-a")])),
        Ok(BatchStartInstances::new([text("i-a")])),
        Ok(BatchStopInstances::new([text("i-a")])),
        Ok(DescribeRegions::new()),
        Ok(GetInstance::new(text("i-a"))),
        Ok(ListFlavorSpecs::new()),
        Ok(ListInstances::new()),
        Ok(ListInstancesByIds::new([text("i-a")])),
        Ok(ListNoChargeInstances::new()),
        Ok(ListZones::new()),
        Ok(RebootInstance::new(text("i-a"))),
        Ok(ReleaseInstance::new(text("i-a"))),
        Ok(ReleaseInstanceWithRelated::new(text("i-a"))),
        Ok(ReleasePrepaidInstance::new(text("i-a"))),
        Ok(SetAutoRelease::new(text("i-a")).release_time(NOW)),
        Ok(SetDeletionProtection::new(text("i-a"), true)),
        Ok(StartInstance::new(text("i-a"))),
        Ok(StopInstance::new(text("i-a"))),
    }
}

fn machine() -> MachineSpec {
    MachineSpec::new(text("4090"), 1, 16, 64 * 1024)
}

fn disks() -> [DiskSpec; 1] {
    [DiskSpec::boot(text("CLOUD_SSD"), 60)]
}

pub(super) fn compshare(client: &tingji_compshare::Client) -> OperationNames {
    use tingji_compshare::model::*;
    use tingji_compshare::operation::*;
    send_all! { client;
        Ok(CheckCompShareResourceCapacity::new(text("4090"), text("image"), ChargeType::Postpay, disks())),
        Ok(CreateCompShareInstance::new(machine(), text("image"), disks())),
        Ok(DeleteCompShareStopScheduler::new(text("i-a"))),
        Ok(DescribeAvailableCompShareInstanceTypes::new()),
        Ok(DescribeCompShareGpuInventory::new()),
        Ok(DescribeCompShareInstance::new()),
        Ok(DescribeCompShareMachineTypeFamilies::new()),
        Ok(DescribeCompShareSupportZone::new()),
        Ok(GetCompShareInstanceMonitor::new([text("i-a")])),
        Ok(GetCompShareInstancePrice::new(machine())),
        Ok(GetCompShareInstanceUpgradePrice::new(text("i-a")).cpu(32)),
        Ok(GetCompShareInstanceUserPrice::new(machine())),
        Ok(GetCompShareRefundPrice::new([text("i-a")])),
        Ok(GetProjectList::new()),
        Ok(ModifyCompShareInstanceName::new(text("i-a"), text("name"))),
        Ok(RebootCompShareInstance::new(text("i-a"))),
        Ok(ReinstallCompShareInstance::new(text("i-a"), text("image"))),
        Ok(ResetCompShareInstancePassword::new(text("i-a"), text("password"))),
        Ok(ResizeCompShareInstance::new(text("i-a")).cpu(32)),
        Ok(StartCompShareInstance::new(text("i-a"))),
        Ok(StopCompShareInstance::new(text("i-a"))),
        Ok(SwitchChargeType::new(text("i-a"), ChargeType::Postpay)),
        Ok(TerminateCompShareInstance::new(text("i-a"))),
        Ok(UpdateCompShareStopScheduler::new(text("i-a"), NOW)),
    }
}

fn login() -> ServerLogin {
    ServerLogin::KeyPairName("pair".to_owned())
}

fn network() -> ServerNetwork {
    ServerNetwork::new(text("vpc-1"), text("subnet-1"), text("group-1"))
}

pub(super) fn huaweicloud(
    client: &tingji_huaweicloud::Client,
    iam: &tingji_huaweicloud::IamClient,
) -> OperationNames {
    use tingji_huaweicloud::model::*;
    use tingji_huaweicloud::operation::*;
    let mut names = send_all! { client;
        Ok(BatchDevServersAction::new(BatchAction::Stop, [text("i-a")])),
        Ok(ChangeDevServerOS::new(text("i-a"), text("image"), login())),
        Ok(CreateDevServer::new(text("name"), text("image"), network(), login()).flavor(text("flavor"))),
        Ok(DeleteDevServer::new(text("i-a"))),
        Ok(GetDevServerImage::new(text("image"))),
        Ok(GetDevServerOperation::new(text("i-a"), text("operation"))),
        Ok(GetHyperinstance::new(text("i-a"))),
        Ok(ListAllDevServers::new()),
        Ok(ListAllHyperinstances::new()),
        Ok(ListDevServerFlavors::new()),
        Ok(ListDevServerImages::new()),
        Ok(ListDevServers::new()),
        Ok(ListHyperinstances::new()),
        Ok(RebootDevServer::new(text("i-a"))),
        Ok(ReinstallDevServerOS::new(text("i-a"), login())),
        Ok(ShowDevServer::new(text("i-a"))),
        Ok(StartDevServer::new(text("i-a"))),
        Ok(StartHyperinstance::new(text("i-a"))),
        Ok(StopDevServer::new(text("i-a"))),
        Ok(StopHyperinstance::new(text("i-a"))),
        Ok(SyncDevServers::new()),
        Ok(UpdateDevServer::new(text("i-a"), text("name"))),
    };
    let user = IamUser::new(text("account"), text("user"), Secret::new(text("password of a user")));
    names.extend(send_all! { iam;
        Ok(CreateToken::new(user, Scope::ProjectName("cn-north-4".to_owned()))),
        Ok(KeystoneListProjects::new()),
    });
    names
}

pub(super) fn ucloud(client: &tingji_ucloud::Client) -> OperationNames {
    use tingji_ucloud::Invoke;
    use tingji_ucloud::model::*;
    use tingji_ucloud::operation::*;
    send_all! { client;
        Ok(AuthUAISrvServiceClient::new(text("s"), text("client-1"))),
        Ok(CheckUAIBaseImgExist::new(text("1"), text("2"), text("7"))),
        Ok(CheckUAIDeployProgress::new(text("s")).srv_version(text("1-1"))),
        Ok(CreateUAIExclusiveService::new(text("classifier"), text("17"))),
        Ok(CreateUAIService::new(text("classifier"), 4, 4)),
        Ok(DeleteUAIService::new(text("s"))),
        Ok(DeleteUAISrvServiceClient::new(text("s"), text("client-1"))),
        Ok(DeployUAIService::new(text("s"), text("http://code.cn-bj.ufileos.com/app.tar")).bimg_name(text("image"))),
        Ok(DeployUAIServiceByDocker::new(text("s"), text("uhub.ucloud.cn/me/app:1"))),
        Ok(GetUAIAvailableEnvPkg::new(PackageKind::AiFrame)),
        Ok(GetUAIServiceList::new()),
        Ok(GetUAISrvAvailableBaseImage::new()),
        Ok(GetUAISrvAvailableResource::new(ServiceKind::Exclusive)),
        Ok(GetUAISrvAvailableServiceType::new()),
        Ok(GetUAISrvBillInfo::new(NOW, NOW.plus(60))),
        Ok(GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, text("17"))),
        Ok(GetUAISrvRealTimeMetric::new(text("s"))),
        Ok(GetUAISrvScaleRule::new(text("s"))),
        Ok(GetUAISrvServiceClientList::new(text("s"))),
        Ok(GetUAISrvVersionList::new(text("s"))),
        Ok(ModifyUAISrvName::new(text("s"), text("classifier"))),
        Ok(ModifyUAISrvVersionMemo::new(text("s"), text("1-1"), text("good"))),
        Ok(ModifyUAISrvVersionNodeRange::new(text("s"), text("1-1"), 2, 4)),
        Ok(ModifyUAISrvVersionWeight::new(text("s"), text("1-1"), 50)),
        Ok(StartUAIService::new(text("s"), text("1-1"))),
        Ok(StopUAIService::new(text("s"))),
        Ok(UpdateUAISrvScaleRuleParams::new(text("s"), 1)),
        Invoke::new("GetProjectList", Params::empty()),
    }
}

fn run_instances() -> RunInstances {
    let mut run =
        RunInstances::new(text("cn-beijing-a"), text("image-1"), text("ecs.gni2.3xlarge"), text("train"));
    run = run.network_interfaces([CreateNetworkInterface::new(text("subnet-1"), [text("sg-1")])]);
    run = run.volumes([CreateVolume::new(text("ESSD_PL0"), 40)]);
    run
}

pub(super) fn volcengine(client: &tingji_volcengine::Client) -> OperationNames {
    use tingji_volcengine::operation::*;
    send_all! { client;
        Ok(DeleteInstance::new(text("i-a"))),
        Ok(DeleteInstances::new([text("i-a")])),
        Ok(DescribeInstanceTypes::new()),
        Ok(DescribeInstances::new()),
        Ok(DescribeRegions::new()),
        Ok(DescribeTasks::new()),
        Ok(DescribeZones::new()),
        Ok(RebootInstance::new(text("i-a"))),
        Ok(RebootInstances::new([text("i-a")])),
        Ok(run_instances()),
        Ok(StartInstance::new(text("i-a"))),
        Ok(StartInstances::new([text("i-a")])),
        Ok(StopInstance::new(text("i-a"))),
        Ok(StopInstances::new([text("i-a")])),
        Ok(Invoke::get("DescribeInstances")),
    }
}
