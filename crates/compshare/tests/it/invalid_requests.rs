//! Incomplete and contradictory requests are rejected before they are sent.

use tingji_compshare::Client;
use tingji_compshare::model::{ChargeType, DiskSpec, MachineSpec};
use tingji_compshare::operation::*;
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, Result, UnixTime};

use crate::{bodies, builder};

const NOW: UnixTime = UnixTime::from_seconds(1_790_000_000);
const NO_IDS: [&str; 0] = [];

fn recorded_client() -> (Recorder, Client) {
    let recorder = bodies([]);
    let client = builder(&recorder).zone("cn-wlcb-01").build().unwrap();
    (recorder, client)
}

fn assert_rejected<const N: usize>(recorder: &Recorder, results: [Result<()>; N]) {
    for (at, result) in results.into_iter().enumerate() {
        assert_eq!(result.unwrap_err().kind(), ErrorKind::InvalidRequest, "case {at}");
    }
    assert!(recorder.requests().is_empty());
}

fn resize() -> ResizeCompShareInstance {
    ResizeCompShareInstance::new("a")
}

fn switch(charge_type: ChargeType) -> SwitchChargeType {
    SwitchChargeType::new("a", charge_type)
}

fn upgrade() -> GetCompShareInstanceUpgradePrice {
    GetCompShareInstanceUpgradePrice::new("a")
}

#[tokio::test]
async fn contradictory_changes_are_rejected() {
    let (recorder, client) = recorded_client();
    let results = [
        client.send(&resize()).await.map(drop),
        client.send(&resize().cpu(1).disk_id("d").disk_space(1)).await.map(drop),
        client.send(&resize().without_gpu(true).disk_id("d").disk_space(1)).await.map(drop),
        client.send(&resize().memory(1000)).await.map(drop),
        client.send(&resize().gpu(0)).await.map(drop),
        client.send(&resize().disk_id("").disk_space(1)).await.map(drop),
        client.send(&resize().disk_id("d").disk_space(0)).await.map(drop),
        client.send(&upgrade()).await.map(drop),
        client.send(&upgrade().memory(1)).await.map(drop),
        client.send(&upgrade().cpu(0)).await.map(drop),
        client.send(&ModifyCompShareInstanceName::new("a", "训".repeat(64))).await.map(drop),
        client.send(&ModifyCompShareInstanceName::new("a", "")).await.map(drop),
        client.send(&ReinstallCompShareInstance::new("a", "")).await.map(drop),
        client.send(&ReinstallCompShareInstance::new("a", "i").password("")).await.map(drop),
        client.send(&ResetCompShareInstancePassword::new("a", "")).await.map(drop),
        client.send(&switch(ChargeType::Spot)).await.map(drop),
        client.send(&switch(ChargeType::Year)).await.map(drop),
        // Without a project.
        client.send(&DeleteCompShareStopScheduler::new("a")).await.map(drop),
        client.send(&UpdateCompShareStopScheduler::new("a", NOW)).await.map(drop),
    ];
    assert_rejected(&recorder, results);
}

fn monitor(ids: &[&str]) -> GetCompShareInstanceMonitor {
    GetCompShareInstanceMonitor::new(ids.iter().copied())
}

#[tokio::test]
async fn missing_or_excess_ids_are_rejected() {
    let (recorder, client) = recorded_client();
    let results = [
        client.send(&monitor(&NO_IDS)).await.map(drop),
        client.send(&monitor(&["a"; 11])).await.map(drop),
        client.send(&monitor(&["a", "b"]).end_time(NOW)).await.map(drop),
        client.send(&monitor(&["a"]).start_time(NOW).end_time(NOW.plus(-1))).await.map(drop),
        client.send(&monitor(&[""])).await.map(drop),
        client.send(&GetCompShareRefundPrice::new(NO_IDS)).await.map(drop),
        client.send(&GetCompShareRefundPrice::new(["a", ""])).await.map(drop),
    ];
    assert_rejected(&recorder, results);
}

fn machine() -> MachineSpec {
    MachineSpec::new("4090", 1, 16, 65_536)
}

fn boot() -> DiskSpec {
    DiskSpec::boot("CLOUD_SSD", 60)
}

#[tokio::test]
async fn incomplete_creation_is_rejected() {
    let (recorder, client) = recorded_client();
    let mut invalid = vec![
        CreateCompShareInstance::new(machine(), "image", []),
        CreateCompShareInstance::new(machine(), "image", [boot(), boot()]),
        CreateCompShareInstance::new(machine(), "image", [DiskSpec::boot("", 60)]),
        CreateCompShareInstance::new(machine(), "image", [boot(), DiskSpec::data("CLOUD_SSD", 0)]),
        CreateCompShareInstance::new(machine(), "", [boot()]),
        CreateCompShareInstance::new(MachineSpec::new("", 1, 16, 65_536), "image", [boot()]),
        CreateCompShareInstance::new(MachineSpec::new("4090", 0, 16, 65_536), "image", [boot()]),
        CreateCompShareInstance::new(MachineSpec::new("4090", 1, 0, 65_536), "image", [boot()]),
        // A size in GB instead of MB.
        CreateCompShareInstance::new(MachineSpec::new("4090", 1, 16, 64), "image", [boot()]),
    ];
    let valid = CreateCompShareInstance::new(machine(), "image", [boot()]);
    invalid.push(valid.clone().quantity(0));
    invalid.push(valid.clone().max_count(0));
    invalid.push(valid.clone().name("x".repeat(64)));
    invalid.push(valid.password(""));
    for create in invalid {
        assert_rejected(&recorder, [client.send(&create).await.map(drop)]);
    }
}

fn capacity(gpu_type: &str, image: &str, disks: Vec<DiskSpec>) -> CheckCompShareResourceCapacity {
    CheckCompShareResourceCapacity::new(gpu_type, image, ChargeType::Day, disks)
}

#[tokio::test]
async fn incomplete_price_request_is_rejected() {
    let (recorder, client) = recorded_client();
    let invalid = MachineSpec::new("4090", 1, 16, 1);
    let free = GetCompShareInstancePrice::new(machine()).quantity(0);
    let diskless = GetCompShareInstancePrice::new(machine()).disks([DiskSpec::data("CLOUD_SSD", 0)]);
    let results = [
        client.send(&GetCompShareInstancePrice::new(invalid.clone())).await.map(drop),
        client.send(&free).await.map(drop),
        client.send(&diskless).await.map(drop),
        client.send(&GetCompShareInstanceUserPrice::new(invalid)).await.map(drop),
        client.send(&capacity("", "image", vec![boot()])).await.map(drop),
        client.send(&capacity("4090", "", vec![boot()])).await.map(drop),
        client.send(&capacity("4090", "image", vec![])).await.map(drop),
    ];
    assert_rejected(&recorder, results);
}
