//! Snapshots of every operation with all parameters set: the request, and the parsed response.

use std::fmt::Debug;

use tingji_compshare::CompShare;
use tingji_compshare::model::{ChargeType, DiskSpec, MachineSpec, VolumeSpec};
use tingji_compshare::operation::*;
use tingji_core::operation::Operation;
use tingji_core::testing::{Recorder, fixture};
use tingji_core::{RetryClass, UnixTime};

use crate::builder;

const NOW: UnixTime = UnixTime::from_seconds(1_790_000_000);

/// Operation with its request and output.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) retry: RetryClass,
    pub(crate) request: String,
    pub(crate) output: String,
}

async fn case<O: Operation<Protocol = CompShare>>(operation: O) -> Case
where
    O::Output: Debug,
{
    let recorder = Recorder::new().replay(fixture(env!("CARGO_MANIFEST_DIR"), O::NAME));
    let client = builder(&recorder).zone("cn-wlcb-01").project_id("org-sandbox").build().unwrap();
    let response = client.send(&operation).await.unwrap();
    Case {
        name: O::NAME,
        retry: O::RETRY,
        request: recorder.all_signed(),
        output: format!("{:#?}", response.output),
    }
}

fn machine() -> MachineSpec {
    MachineSpec::new("4090", 1, 16, 64 * 1024)
}

fn disks() -> [DiskSpec; 2] {
    [DiskSpec::boot("CLOUD_SSD", 60), DiskSpec::data("CLOUD_SSD", 200)]
}

fn create() -> CreateCompShareInstance {
    CreateCompShareInstance::new(machine(), "compshareImage-xxxx", disks())
        .machine_type("G")
        .minimal_cpu_platform("Auto")
        .charge_type(ChargeType::Postpay)
        .quantity(1)
        .name("训练")
        .remark("a remark")
        .security_group_id("firewall-xxxx")
        .max_count(2)
        .enable_us3(true)
        .enable_cfs(false)
        .login_mode("Password")
        .password("UCloud.cn")
}

fn describe() -> DescribeCompShareInstance {
    DescribeCompShareInstance::new()
        .uhost_ids(["uhost-demo4090"])
        .zone("cn-wlcb-01")
        .tag("Default")
        .vpc_id("uvnet-xxxx")
        .subnet_id("subnet-xxxx")
        .udisk_id_for_attachment("bsm-xxxx")
        .without_gpu(true)
}

fn price() -> GetCompShareInstancePrice {
    GetCompShareInstancePrice::new(machine())
        .charge_type(ChargeType::Postpay)
        .disks(disks())
        .volumes([VolumeSpec::new("UDisk", 100)])
        .comp_share_image_id("compshareImage-xxxx")
        .quantity(1)
}

fn user_price() -> GetCompShareInstanceUserPrice {
    GetCompShareInstanceUserPrice::new(machine()).charge_type(ChargeType::Postpay)
}

fn resize() -> ResizeCompShareInstance {
    ResizeCompShareInstance::new("uhost-demo4090").coupon_id("coupon-xxxx")
}

/// Samples of all operations. A resize appears twice, because a size and a disk exclude each other.
pub(crate) async fn cases() -> Vec<Case> {
    let id = "uhost-demo4090";
    let image = "compshareImage-xxxx";
    let sizes = resize().cpu(32).memory(128 * 1024).gpu(2).without_gpu(true);
    let reinstall = ReinstallCompShareInstance::new(id, image).password("UCloud.cn").coupon_id("c");
    let upgrade = GetCompShareInstanceUpgradePrice::new(id).cpu(32).memory(128 * 1024).gpu(2);
    let monitor = GetCompShareInstanceMonitor::new([id]).start_time(NOW.plus(-3600)).end_time(NOW);
    vec![
        case(describe()).await,
        case(create()).await,
        case(StartCompShareInstance::new(id).without_gpu(true)).await,
        case(StopCompShareInstance::new(id).force(true)).await,
        case(RebootCompShareInstance::new(id)).await,
        case(TerminateCompShareInstance::new(id).release_udisk(true)).await,
        case(reinstall).await,
        case(ResetCompShareInstancePassword::new(id, "UCloud.cn")).await,
        case(ModifyCompShareInstanceName::new(id, "训练 机/1")).await,
        case(sizes).await,
        case(resize().disk_id("bsi-uhost-demo4090").disk_space(500)).await,
        case(SwitchChargeType::new(id, ChargeType::Postpay)).await,
        case(UpdateCompShareStopScheduler::new(id, NOW)).await,
        case(DeleteCompShareStopScheduler::new(id)).await,
        case(DescribeCompShareSupportZone::new().region("cn-wlcb").zone("cn-wlcb-01")).await,
        case(DescribeAvailableCompShareInstanceTypes::new().machine_types(["4090", "A800"]).spot(true)).await,
        case(DescribeCompShareMachineTypeFamilies::new()).await,
        case(DescribeCompShareGpuInventory::new()).await,
        case(price()).await,
        case(user_price()).await,
        case(upgrade).await,
        case(GetCompShareRefundPrice::new([id, "uhost-demomonth"])).await,
        case(CheckCompShareResourceCapacity::new("4090", image, ChargeType::Postpay, disks())).await,
        case(monitor).await,
        case(GetProjectList::new()).await,
    ]
}

#[tokio::test]
async fn requests_and_outputs_match_snapshots() {
    let mut last = "";
    for Case { name, request, output, .. } in cases().await {
        // The second sample of the resize gets a suffix.
        let suffix = if name == last { "_disk" } else { "" };
        insta::assert_snapshot!(format!("{name}{suffix}_request"), request);
        insta::assert_snapshot!(format!("{name}{suffix}_response"), output);
        last = name;
    }
}

/// Reads are safe to retry. Changes that lead to the same state are retried after a poll. Requests that
/// cost, destroy or issue something are sent once.
#[tokio::test]
async fn retry_class_matches_the_kind_of_operation() {
    for Case { name, retry, .. } in cases().await {
        let expected = match name {
            _ if ["Describe", "Get", "Check"].iter().any(|start| name.starts_with(start)) => RetryClass::Safe,
            "StartCompShareInstance" | "StopCompShareInstance" | "RebootCompShareInstance" => {
                RetryClass::ObserveFirst
            }
            "ModifyCompShareInstanceName" => RetryClass::ObserveFirst,
            "UpdateCompShareStopScheduler" | "DeleteCompShareStopScheduler" => RetryClass::ObserveFirst,
            _ => RetryClass::Never,
        };
        assert_eq!(retry, expected, "{name}");
    }
}

#[tokio::test]
async fn debug_output_of_responses_shows_no_secret() {
    for Case { name, output, .. } in cases().await {
        for secret in ["c2FuZGJveC1wYXNz", "ssh -p", "token=c2FuZGJveA"] {
            assert!(!output.contains(secret), "{name}: {secret}");
        }
    }
}
