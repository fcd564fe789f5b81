//! Every operation of every cloud, asked once.

use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_core::{Result, Secret};
use tingji_signing_core::Params;

use super::replies::{Names, fair};
use crate::peer::{self, NOW, Peer};

/// Sends each operation with this client; whatever comes of it must be [fair].
macro_rules! ask {
    ($client:expr; $($operation:expr),* $(,)?) => {{
        let mut names = Names::new();
        $({
            let operation = checked(stringify!($operation), $operation);
            let name = name_of(&operation);
            let result = poll_ready($client.send(&operation));
            // The peer always answers, so an error without a status means that nothing was sent.
            assert!(result.as_ref().err().is_none_or(|error| error.status().is_some()), "{name}: {result:?}");
            fair(name, &result);
            names.insert(name);
        })*
        names
    }};
}

fn name_of<O: tingji_core::operation::Operation>(_: &O) -> &'static str {
    O::NAME
}

fn checked<O>(what: &str, operation: Result<O>) -> O {
    operation.unwrap_or_else(|error| panic!("{what}: {error}"))
}

pub(super) fn bce(client: &tingji_bce::Client) -> Names {
    use tingji_bce::operation::*;
    ask! { client;
        Ok(BatchRebootInstances::new(["i-a"])),
        Ok(BatchReleaseInstances::new(["i-a"])),
        Ok(BatchStartInstances::new(["i-a"])),
        Ok(BatchStopInstances::new(["i-a"])),
        Ok(DescribeRegions::new()),
        GetInstance::new("i-a"),
        Ok(ListFlavorSpecs::new()),
        Ok(ListInstances::new()),
        Ok(ListInstancesByIds::new(["i-a"])),
        Ok(ListNoChargeInstances::new()),
        Ok(ListZones::new()),
        RebootInstance::new("i-a"),
        ReleaseInstance::new("i-a"),
        ReleaseInstanceWithRelated::new("i-a"),
        ReleasePrepaidInstance::new("i-a"),
        SetAutoRelease::at("i-a", NOW),
        SetDeletionProtection::new("i-a", true),
        StartInstance::new("i-a"),
        StopInstance::new("i-a"),
    }
}

pub(super) fn compshare(client: &tingji_compshare::Client) -> Names {
    use tingji_compshare::model::*;
    use tingji_compshare::operation::*;
    let machine = || MachineSpec::new("4090", 1, 16, 64 * 1024);
    let disks = || [DiskSpec::boot("CLOUD_SSD", 60)];
    ask! { client;
        Ok(CheckCompShareResourceCapacity::new("4090", "image", ChargeType::Postpay, disks())),
        Ok(CreateCompShareInstance::new(machine(), "image", disks())),
        DeleteCompShareStopScheduler::new("i-a"),
        Ok(DescribeAvailableCompShareInstanceTypes::new()),
        Ok(DescribeCompShareGpuInventory::new()),
        Ok(DescribeCompShareInstance::new()),
        Ok(DescribeCompShareMachineTypeFamilies::new()),
        Ok(DescribeCompShareSupportZone::new()),
        Ok(GetCompShareInstanceMonitor::new(["i-a"])),
        Ok(GetCompShareInstancePrice::new(machine())),
        GetCompShareInstanceUpgradePrice::new("i-a").map(|price| price.cpu(32)),
        Ok(GetCompShareInstanceUserPrice::new(machine())),
        Ok(GetCompShareRefundPrice::new(["i-a"])),
        Ok(GetProjectList::new()),
        ModifyCompShareInstanceName::new("i-a", "name"),
        RebootCompShareInstance::new("i-a"),
        ReinstallCompShareInstance::new("i-a", "image"),
        ResetCompShareInstancePassword::new("i-a", "password"),
        ResizeCompShareInstance::new("i-a").map(|resize| resize.cpu(32)),
        StartCompShareInstance::new("i-a"),
        StopCompShareInstance::new("i-a"),
        SwitchChargeType::new("i-a", ChargeType::Postpay),
        TerminateCompShareInstance::new("i-a"),
        UpdateCompShareStopScheduler::new("i-a", NOW),
    }
}

pub(super) fn huaweicloud(client: &tingji_huaweicloud::Client, reply: HttpResponse) -> Names {
    use tingji_huaweicloud::model::*;
    use tingji_huaweicloud::operation::*;
    let login = || ServerLogin::KeyPairName("pair".to_owned());
    let network = || ServerNetwork::new("vpc-1", "subnet-1", "group-1");
    let mut names = ask! { client;
        BatchDevServersAction::new(BatchAction::Stop, ["i-a"]),
        ChangeDevServerOS::new("i-a", "image", login()),
        Ok(CreateDevServer::new("name", "image", network(), login()).flavor("flavor")),
        DeleteDevServer::new("i-a"),
        GetDevServerImage::new("image"),
        GetDevServerOperation::new("i-a", "operation"),
        GetHyperinstance::new("i-a"),
        Ok(ListAllDevServers),
        Ok(ListAllHyperinstances),
        Ok(ListDevServerFlavors::new()),
        Ok(ListDevServerImages::new()),
        Ok(ListDevServers::new()),
        Ok(ListHyperinstances::new()),
        RebootDevServer::new("i-a"),
        ReinstallDevServerOS::new("i-a", login()),
        ShowDevServer::new("i-a"),
        StartDevServer::new("i-a"),
        StartHyperinstance::new("i-a"),
        StopDevServer::new("i-a"),
        StopHyperinstance::new("i-a"),
        Ok(SyncDevServers::new()),
        UpdateDevServer::new("i-a", "name"),
    };
    let iam = checked("iam", peer::iam(Peer::saying(reply)));
    let user = IamUser::new("account", "user", Secret::new("password of a user"));
    names.extend(ask! { iam;
        Ok(CreateToken::new(user, Scope::ProjectName("cn-north-4".to_owned()))),
        Ok(KeystoneListProjects::new()),
    });
    names
}

pub(super) fn ucloud(client: &tingji_ucloud::Client) -> Names {
    use tingji_ucloud::Invoke;
    use tingji_ucloud::model::*;
    use tingji_ucloud::operation::*;
    let code = || {
        DeployUAIService::new("s", "http://code.cn-bj.ufileos.com/app.tar")
            .map(|code| code.bimg_name("image"))
    };
    ask! { client;
        AuthUAISrvServiceClient::new("s", "client-1"),
        CheckUAIBaseImgExist::new("1", "2", "7"),
        CheckUAIDeployProgress::of_version("s", "1-1"),
        CreateUAIExclusiveService::new("classifier", "17"),
        CreateUAIService::new("classifier", 4, 4),
        DeleteUAIService::new("s"),
        DeleteUAISrvServiceClient::new("s", "client-1"),
        code(),
        DeployUAIServiceByDocker::new("s", "uhub.ucloud.cn/me/app:1"),
        Ok(GetUAIAvailableEnvPkg::new(PackageKind::AiFrame)),
        Ok(GetUAIServiceList::new()),
        Ok(GetUAISrvAvailableBaseImage::new()),
        Ok(GetUAISrvAvailableResource::new(ServiceKind::Exclusive)),
        Ok(GetUAISrvAvailableServiceType::new()),
        Ok(GetUAISrvBillInfo::new(NOW, NOW.plus(60))),
        GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, "17"),
        GetUAISrvRealTimeMetric::new("s"),
        GetUAISrvScaleRule::new("s"),
        GetUAISrvServiceClientList::new("s"),
        GetUAISrvVersionList::new("s"),
        ModifyUAISrvName::new("s", "classifier"),
        ModifyUAISrvVersionMemo::new("s", "1-1", "good"),
        ModifyUAISrvVersionNodeRange::new("s", "1-1", 2, 4),
        ModifyUAISrvVersionWeight::new("s", "1-1", 50),
        StartUAIService::new("s", "1-1"),
        StopUAIService::new("s"),
        UpdateUAISrvScaleRuleParams::new("s", 1),
        Invoke::new("GetProjectList", Params::empty()),
    }
}

pub(super) fn volcengine(client: &tingji_volcengine::Client) -> Names {
    use tingji_volcengine::operation::*;
    let new = || {
        let mut new = RunInstances::new("cn-beijing-a", "image-1", "ecs.gni2.3xlarge", "train");
        new.network_interfaces = vec![CreateNetworkInterface::new("subnet-1", ["sg-1"])];
        new.volumes = vec![CreateVolume::new("ESSD_PL0", 40)];
        Ok(new)
    };
    ask! { client;
        DeleteInstance::new("i-a"),
        DeleteInstances::new(["i-a"]),
        Ok(DescribeInstanceTypes::new()),
        Ok(DescribeInstances::new()),
        Ok(DescribeRegions::new()),
        Ok(DescribeTasks::new()),
        Ok(DescribeZones::new()),
        RebootInstance::new("i-a"),
        RebootInstances::new(["i-a"]),
        new(),
        StartInstance::new("i-a"),
        StartInstances::new(["i-a"]),
        StopInstance::new("i-a"),
        StopInstances::new(["i-a"]),
        Ok(Invoke::get("DescribeInstances")),
    }
}
