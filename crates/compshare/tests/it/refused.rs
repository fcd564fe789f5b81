//! What lacks something needed, or can't be meant, is not sent.

use tingji_compshare::Client;
use tingji_compshare::model::{ChargeType, DiskSpec, MachineSpec};
use tingji_compshare::operation::*;
use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, Result, UnixTime};

use crate::{bodies, builder};

const NOW: UnixTime = UnixTime::from_seconds(1_790_000_000);
const NO_IDS: [&str; 0] = [];

fn set() -> (Recorder, Client) {
    let recorder = bodies([]);
    let client = builder(&recorder).zone("cn-wlcb-01").build().unwrap();
    (recorder, client)
}

fn refused<const N: usize>(recorder: &Recorder, results: [Result<()>; N]) {
    for (at, result) in results.into_iter().enumerate() {
        assert_eq!(result.unwrap_err().kind(), ErrorKind::InvalidRequest, "case {at}");
    }
    assert!(recorder.requests().is_empty());
}

fn resize() -> ResizeCompShareInstance {
    ResizeCompShareInstance::new("a").unwrap()
}

fn upgrade() -> GetCompShareInstanceUpgradePrice {
    GetCompShareInstanceUpgradePrice::new("a").unwrap()
}

#[tokio::test]
async fn changes_that_change_nothing_or_too_much() {
    let (recorder, client) = set();
    let charge = |way| SwitchChargeType::new("a", way).unwrap();
    let results = [
        client.send(&resize()).await.map(drop),
        client.send(&resize().cpu(1).disk("d", 1)).await.map(drop),
        client.send(&resize().without_gpu(true).disk("d", 1)).await.map(drop),
        client.send(&resize().memory(1000)).await.map(drop),
        client.send(&resize().gpu(0)).await.map(drop),
        client.send(&resize().disk("", 1)).await.map(drop),
        client.send(&resize().disk("d", 0)).await.map(drop),
        client.send(&upgrade()).await.map(drop),
        client.send(&upgrade().memory(1)).await.map(drop),
        client.send(&upgrade().cpu(0)).await.map(drop),
        client.send(&ModifyCompShareInstanceName::new("a", "训".repeat(64)).unwrap()).await.map(drop),
        client.send(&ModifyCompShareInstanceName::new("a", "").unwrap()).await.map(drop),
        client.send(&ReinstallCompShareInstance::new("a", "").unwrap()).await.map(drop),
        client.send(&ReinstallCompShareInstance::new("a", "i").unwrap().password("")).await.map(drop),
        client.send(&ResetCompShareInstancePassword::new("a", "").unwrap()).await.map(drop),
        client.send(&charge(ChargeType::Spot)).await.map(drop),
        client.send(&charge(ChargeType::Year)).await.map(drop),
        // No project.
        client.send(&DeleteCompShareStopScheduler::new("a").unwrap()).await.map(drop),
        client.send(&UpdateCompShareStopScheduler::new("a", NOW).unwrap()).await.map(drop),
    ];
    refused(&recorder, results);
}

#[tokio::test]
async fn ids_that_are_none_or_too_many() {
    let (recorder, client) = set();
    let monitor = |ids: &[&str]| GetCompShareInstanceMonitor::new(ids.iter().copied());
    let results = [
        client.send(&monitor(&NO_IDS)).await.map(drop),
        client.send(&monitor(&["a"; 11])).await.map(drop),
        client.send(&monitor(&["a", "b"]).end_time(NOW)).await.map(drop),
        client.send(&monitor(&["a"]).start_time(NOW).end_time(NOW.plus(-1))).await.map(drop),
        client.send(&monitor(&[""])).await.map(drop),
        client.send(&GetCompShareRefundPrice::new(NO_IDS)).await.map(drop),
        client.send(&GetCompShareRefundPrice::new(["a", ""])).await.map(drop),
    ];
    refused(&recorder, results);
}

fn machine() -> MachineSpec {
    MachineSpec::new("4090", 1, 16, 65_536)
}

fn boot() -> DiskSpec {
    DiskSpec::boot("CLOUD_SSD", 60)
}

#[tokio::test]
async fn a_new_instance_lacks_nothing() {
    let (recorder, client) = set();
    let good = || CreateCompShareInstance::new(machine(), "image", [boot()]);
    let mut bad = vec![
        CreateCompShareInstance::new(machine(), "image", []),
        CreateCompShareInstance::new(machine(), "image", [boot(), boot()]),
        CreateCompShareInstance::new(machine(), "image", [DiskSpec::boot("", 60)]),
        CreateCompShareInstance::new(machine(), "image", [boot(), DiskSpec::data("CLOUD_SSD", 0)]),
        CreateCompShareInstance::new(machine(), "", [boot()]),
        CreateCompShareInstance::new(MachineSpec::new("", 1, 16, 65_536), "image", [boot()]),
        CreateCompShareInstance::new(MachineSpec::new("4090", 0, 16, 65_536), "image", [boot()]),
        CreateCompShareInstance::new(MachineSpec::new("4090", 1, 0, 65_536), "image", [boot()]),
        // GB where MB are meant.
        CreateCompShareInstance::new(MachineSpec::new("4090", 1, 16, 64), "image", [boot()]),
    ];
    let changes: [fn(&mut CreateCompShareInstance); 4] = [
        |create| create.quantity = Some(0),
        |create| create.max_count = Some(0),
        |create| create.name = Some("x".repeat(64)),
        |create| create.password = Some("".into()),
    ];
    for change in changes {
        let mut create = good();
        change(&mut create);
        bad.push(create);
    }
    for create in bad {
        refused(&recorder, [client.send(&create).await.map(drop)]);
    }
}

#[tokio::test]
async fn what_is_priced_or_looked_for_is_named() {
    let (recorder, client) = set();
    let odd = || MachineSpec::new("4090", 1, 16, 1);
    let mut free = GetCompShareInstancePrice::new(machine());
    free.quantity = Some(0);
    let mut diskless = GetCompShareInstancePrice::new(machine());
    diskless.disks = vec![DiskSpec::data("CLOUD_SSD", 0)];
    let room = |card: &str, image: &str, disks| {
        CheckCompShareResourceCapacity::new(card, image, ChargeType::Day, disks)
    };
    let results = [
        client.send(&GetCompShareInstancePrice::new(odd())).await.map(drop),
        client.send(&free).await.map(drop),
        client.send(&diskless).await.map(drop),
        client.send(&GetCompShareInstanceUserPrice::new(odd())).await.map(drop),
        client.send(&room("", "image", vec![boot()])).await.map(drop),
        client.send(&room("4090", "", vec![boot()])).await.map(drop),
        client.send(&room("4090", "image", vec![])).await.map(drop),
    ];
    refused(&recorder, results);
}
