use std::time::Duration;

use serde_json::{Value, json};
use tingji_core::Credential;
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, Scenario, Transition};
use tingji_signing_core::{Params, Ucloud};

use crate::client::{Call, NOW, fleet, machine, start};

async fn ask_as(sandbox: &Sandbox, credential: &Credential, action: &str, params: &[(&str, &str)]) -> Value {
    let mut all = Params::new(action);
    params.iter().for_each(|(key, value)| {
        all.push(*key, *value);
    });
    let call = Call::new(sandbox, "POST", "/").header("Content-Type", "application/x-www-form-urlencoded");
    call.body(&all.to_form()).sign(&Ucloud, credential).send(sandbox).await.json()
}

pub(crate) async fn ask(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Value {
    ask_as(sandbox, &sandbox.credential(Cloud::Compshare), action, params).await
}

async fn stop(sandbox: &Sandbox, id: &str, more: &[(&str, &str)]) -> Value {
    let params = [("Region", "cn-wlcb"), ("Zone", "cn-wlcb-01"), ("UHostId", id)];
    ask(sandbox, "StopCompShareInstance", &[&params, more].concat()).await
}

pub(crate) async fn states(sandbox: &Sandbox, params: &[(&str, &str)]) -> Vec<String> {
    let list = ask(sandbox, "DescribeCompShareInstance", params).await;
    list["UHostSet"].as_array().unwrap().iter().map(|one| one["State"].as_str().unwrap().to_owned()).collect()
}

pub(crate) fn refused(reply: &Value, text: &str) {
    assert_ne!(reply["RetCode"], 0);
    assert!(reply["Message"].as_str().unwrap().contains(text), "{reply}");
}

#[tokio::test]
async fn stop_advances_with_each_poll() {
    let sandbox = fleet(vec![InstanceSpec::new(Cloud::Compshare, "uhost-1")]).await;
    let reply = stop(&sandbox, "uhost-1", &[]).await;
    assert_eq!(reply, json!({"Action": "StopCompShareInstanceResponse", "RetCode": 0, "UHostId": "uhost-1"}));
    for expected in ["Stopping", "Stopping", "Stopped", "Stopped"] {
        assert_eq!(states(&sandbox, &[("UHostIds.0", "uhost-1")]).await, [expected]);
    }
    assert_eq!(sandbox.stops_sent(Cloud::Compshare, "uhost-1"), 1);
}

#[tokio::test]
async fn lock_ends_with_its_operation_or_after_ten_minutes() {
    let sandbox = one(|i| i.transition = Some(Transition::AfterMs(3_600_000))).await;
    assert_eq!(stop(&sandbox, "uhost-1", &[]).await["RetCode"], 0);
    refused(&stop(&sandbox, "uhost-1", &[]).await, "InstanceOperationInProgress");
    sandbox.advance(Duration::from_secs(600));
    refused(&stop(&sandbox, "uhost-1", &[]).await, "is Stopping");
    let sandbox = one(|i| i.transition = Some(Transition::AfterMs(0))).await;
    assert_eq!(stop(&sandbox, "uhost-1", &[]).await["RetCode"], 0);
    refused(&stop(&sandbox, "uhost-1", &[]).await, "is Stopped");
    assert_eq!(sandbox.stops_sent(Cloud::Compshare, "uhost-1"), 1);
}

#[tokio::test]
async fn locked_instance_is_released_after_lock_time() {
    let mut scenario = Scenario::empty();
    scenario.lock_ms = 5000;
    scenario.instances.push(machine(Cloud::Compshare, "uhost-1", |i| i.locked = true));
    let sandbox = start(scenario).await;
    refused(&stop(&sandbox, "uhost-1", &[]).await, "InstanceOperationInProgress");
    sandbox.advance(Duration::from_secs(5));
    assert_eq!(stop(&sandbox, "uhost-1", &[]).await["RetCode"], 0);
}

#[tokio::test]
async fn spot_stop_requires_force() {
    let sandbox = fleet(vec![machine(Cloud::Compshare, "uhost-1", |i| i.spot = true)]).await;
    refused(&stop(&sandbox, "uhost-1", &[("Force", "false")]).await, "Force=true");
    assert_eq!(stop(&sandbox, "uhost-1", &[("Force", "maybe")]).await["RetCode"], 230);
    assert_eq!(stop(&sandbox, "uhost-1", &[("Force", "true")]).await["RetCode"], 0);
}

#[tokio::test]
async fn stop_during_image_creation_is_refused() {
    let sandbox = fleet(vec![machine(Cloud::Compshare, "uhost-1", |i| i.image_in_progress = true)]).await;
    refused(&stop(&sandbox, "uhost-1", &[("Force", "true")]).await, "image");
}

#[tokio::test]
async fn instance_requires_its_region_and_zone() {
    let sandbox = fleet(vec![machine(Cloud::Compshare, "uhost-1", |i| i.region = "cn-sh2".into())]).await;
    refused(&stop(&sandbox, "uhost-1", &[]).await, "UHostId");
    let zones = ask(&sandbox, "DescribeCompShareSupportZone", &[]).await;
    assert_eq!(zones["ZoneInfo"].as_array().unwrap().len(), 2);
    let right = [("Region", "cn-sh2"), ("Zone", "cn-sh2-01"), ("UHostId", "uhost-1")];
    assert_eq!(ask(&sandbox, "StopCompShareInstance", &right).await["RetCode"], 0);
}

#[tokio::test]
async fn list_omits_unknown_ids_and_spans_regions() {
    let sandbox = fleet(vec![
        InstanceSpec::new(Cloud::Compshare, "uhost-1"),
        machine(Cloud::Compshare, "uhost-2", |i| i.region = "cn-sh2".into()),
    ])
    .await;
    assert_eq!(states(&sandbox, &[]).await.len(), 2);
    assert_eq!(states(&sandbox, &[("Region", "cn-sh2")]).await.len(), 1);
    assert_eq!(states(&sandbox, &[("UHostIds.0", "uhost-2"), ("UHostIds.1", "uhost-9")]).await.len(), 1);
}

#[tokio::test]
async fn offset_beyond_total_is_refused() {
    let sandbox =
        fleet((0..25).map(|at| InstanceSpec::new(Cloud::Compshare, format!("uhost-{at}"))).collect()).await;
    assert_eq!(states(&sandbox, &[]).await.len(), 20);
    assert_eq!(states(&sandbox, &[("Limit", "100")]).await.len(), 25);
    assert_eq!(states(&sandbox, &[("Offset", "20")]).await.len(), 5);
    assert_eq!(states(&sandbox, &[("Offset", "25")]).await.len(), 0);
    for wrong in [("Offset", "26"), ("Limit", "101"), ("Limit", "-1")] {
        assert_eq!(ask(&sandbox, "DescribeCompShareInstance", &[wrong]).await["RetCode"], 230);
    }
}

#[tokio::test]
async fn keys_of_other_product_see_nothing() {
    let sandbox = start(Scenario::default()).await;
    let other = sandbox.credential(Cloud::Ucloud);
    let list = ask_as(&sandbox, &other, "DescribeCompShareInstance", &[]).await;
    assert_eq!((&list["RetCode"], &list["UHostSet"]), (&json!(0), &json!([])));
    assert_eq!(ask(&sandbox, "GetUAIServiceList", &[]).await["TotalCount"], 0);
}

#[tokio::test]
async fn stopped_postpay_instance_shows_release_time() {
    let sandbox = fleet(vec![InstanceSpec::new(Cloud::Compshare, "uhost-1")]).await;
    stop(&sandbox, "uhost-1", &[]).await;
    states(&sandbox, &[]).await;
    states(&sandbox, &[]).await;
    let list = ask(&sandbox, "DescribeCompShareInstance", &[]).await;
    let shown = &list["UHostSet"][0];
    assert_eq!(shown["ReleaseTime"].as_i64().unwrap() - shown["StopTime"].as_i64().unwrap(), 7 * 86_400);
}

async fn act(sandbox: &Sandbox, action: &str, more: &[(&str, &str)]) -> Value {
    let params = [("Region", "cn-wlcb"), ("Zone", "cn-wlcb-01"), ("UHostId", "uhost-1")];
    ask(sandbox, action, &[&params, more].concat()).await
}

async fn accepted(sandbox: &Sandbox, action: &str, more: &[(&str, &str)]) -> Value {
    let reply = act(sandbox, action, more).await;
    assert_eq!(reply["RetCode"], 0, "{reply}");
    reply
}

async fn shown(sandbox: &Sandbox) -> Value {
    ask(sandbox, "DescribeCompShareInstance", &[("UHostIds.0", "uhost-1")]).await["UHostSet"][0].clone()
}

/// Starts a sandbox with a running instance whose transitions take a second.
async fn one(change: impl FnOnce(&mut InstanceSpec)) -> Sandbox {
    let mut instance =
        machine(Cloud::Compshare, "uhost-1", |i| i.transition = Some(Transition::AfterMs(1000)));
    instance.gpu = "4090".to_owned();
    change(&mut instance);
    fleet(vec![instance]).await
}

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn lifecycle_runs_from_reboot_to_deletion() {
    let sandbox = one(|_| ()).await;
    for (action, transitional, finished) in [
        ("RebootCompShareInstance", "Rebooting", "Running"),
        ("StopCompShareInstance", "Stopping", "Stopped"),
        ("StartCompShareInstance", "Starting", "Running"),
        ("StopCompShareInstance", "Stopping", "Stopped"),
        ("TerminateCompShareInstance", "Stopped", ""),
    ] {
        accepted(&sandbox, action, &[]).await;
        assert_eq!(sandbox.state_of(Cloud::Compshare, "uhost-1").as_deref(), Some(transitional), "{action}");
        refused(&act(&sandbox, "StartCompShareInstance", &[]).await, "InstanceOperationInProgress");
        sandbox.advance(SECOND);
        let state = sandbox.state_of(Cloud::Compshare, "uhost-1");
        assert_eq!(state.unwrap_or_default(), finished, "{action}");
    }
    refused(&act(&sandbox, "StartCompShareInstance", &[]).await, "UHostId");
}

#[tokio::test]
async fn operations_require_their_state() {
    let sandbox = one(|_| ()).await;
    refused(&act(&sandbox, "StartCompShareInstance", &[]).await, "is Running");
    assert_eq!(act(&sandbox, "TerminateCompShareInstance", &[]).await["RetCode"], 8856);
    refused(&act(&sandbox, "ResizeCompShareInstance", &[("Cpu", "2")]).await, "only a Stopped");
    refused(
        &act(&sandbox, "ReinstallCompShareInstance", &[("CompShareImageId", "i")]).await,
        "only a Stopped",
    );
    let sandbox = one(|i| i.state = "Stopped".into()).await;
    refused(&act(&sandbox, "RebootCompShareInstance", &[]).await, "only a Running");
}

#[tokio::test]
async fn only_one_instance_starts_without_gpu() {
    let stopped = ["uhost-1", "uhost-2"].map(|id| {
        machine(Cloud::Compshare, id, |i| {
            i.state = "Stopped".into();
            i.gpu = "4090".into();
        })
    });
    let sandbox = fleet(stopped.to_vec()).await;
    accepted(&sandbox, "StartCompShareInstance", &[("WithoutGpu", "true")]).await;
    let shown = shown(&sandbox).await;
    assert_eq!((&shown["GPU"], &shown["CPU"]), (&json!(0), &json!(1)));
    let other =
        [("Region", "cn-wlcb"), ("Zone", "cn-wlcb-01"), ("UHostId", "uhost-2"), ("WithoutGpu", "true")];
    assert_eq!(ask(&sandbox, "StartCompShareInstance", &other).await["RetCode"], 8095);
}

#[tokio::test]
async fn resize_changes_either_size_or_disk() {
    let sandbox = one(|i| i.state = "Stopped".into()).await;
    for wrong in
        [&[][..], &[("Cpu", "2"), ("DiskId", "bsi-uhost-1"), ("DiskSpace", "200")], &[("Memory", "1000")]]
    {
        assert_eq!(act(&sandbox, "ResizeCompShareInstance", wrong).await["RetCode"], 230, "{wrong:?}");
    }
    accepted(&sandbox, "ResizeCompShareInstance", &[("Cpu", "32"), ("Memory", "131072"), ("Gpu", "2")]).await;
    assert_eq!(shown(&sandbox).await["State"], "Resizing");
    sandbox.advance(SECOND);
    let disk = [("DiskId", "bsi-uhost-1"), ("DiskSpace", "200")];
    accepted(&sandbox, "ResizeCompShareInstance", &disk).await;
    sandbox.advance(SECOND);
    assert_eq!(act(&sandbox, "ResizeCompShareInstance", &disk).await["RetCode"], 230, "disks only grow");
    let shown = shown(&sandbox).await;
    assert_eq!((&shown["State"], &shown["GPU"], &shown["CPU"]), (&json!("Stopped"), &json!(2), &json!(32)));
    assert_eq!(shown["DiskSet"][0]["Size"], 200);
}

#[tokio::test]
async fn modified_fields_are_shown() {
    let sandbox = one(|i| i.state = "Stopped".into()).await;
    refused(
        &act(&sandbox, "ResetCompShareInstancePassword", &[("Password", "not base64")]).await,
        "Password",
    );
    accepted(&sandbox, "ResetCompShareInstancePassword", &[("Password", "VUNsb3VkLmNu")]).await;
    accepted(&sandbox, "ModifyCompShareInstanceName", &[("Name", "训练 机/1")]).await;
    accepted(&sandbox, "SwitchChargeType", &[("DestChargeType", "Month")]).await;
    refused(&act(&sandbox, "SwitchChargeType", &[("DestChargeType", "Spot")]).await, "DestChargeType");
    accepted(&sandbox, "ReinstallCompShareInstance", &[("CompShareImageId", "image-2")]).await;
    let shown = shown(&sandbox).await;
    let fields =
        ["Password", "Name", "ChargeType", "CompShareImageId", "State"].map(|name| shown[name].as_str());
    assert_eq!(fields.map(Option::unwrap), ["VUNsb3VkLmNu", "训练 机/1", "Month", "image-2", "Reinstalling"]);
}

#[tokio::test]
async fn scheduled_stop_happens_at_its_time() {
    let sandbox = one(|_| ()).await;
    for (delay_secs, project, code) in
        [(300, "", 220), (299, "org-1", 230), (600, "org-1", 0), (300, "org-1", 0)]
    {
        let time = (NOW.seconds() + delay_secs).to_string();
        let params = [("SchedulerStopTime", time.as_str()), ("ProjectId", project)];
        let reply = act(&sandbox, "UpdateCompShareStopScheduler", &params).await;
        assert_eq!(reply["RetCode"], code, "{delay_secs} s, project {project:?}");
    }
    assert_eq!(shown(&sandbox).await["SchedulerStopTime"], NOW.seconds() + 300);
    sandbox.advance(Duration::from_secs(300));
    assert_eq!(sandbox.state_of(Cloud::Compshare, "uhost-1").as_deref(), Some("Stopping"));
    sandbox.advance(SECOND);
    assert_eq!(
        (&shown(&sandbox).await["State"], sandbox.stops_sent(Cloud::Compshare, "uhost-1")),
        (&json!("Stopped"), 0)
    );
}

#[tokio::test]
async fn scheduled_stop_is_cancelable_but_not_for_spot() {
    let sandbox = one(|_| ()).await;
    let time = (NOW.seconds() + 300).to_string();
    let order = [("SchedulerStopTime", &*time), ("ProjectId", "org-1")];
    accepted(&sandbox, "UpdateCompShareStopScheduler", &order).await;
    accepted(&sandbox, "DeleteCompShareStopScheduler", &[("ProjectId", "org-1")]).await;
    sandbox.advance(Duration::from_secs(400));
    assert_eq!(shown(&sandbox).await["State"], "Running");
    let sandbox = one(|i| i.spot = true).await;
    refused(&act(&sandbox, "UpdateCompShareStopScheduler", &order).await, "spot");
}

#[tokio::test]
async fn stopped_postpay_instance_is_deleted_after_a_week() {
    let week = Duration::from_secs(7 * 86_400);
    let sandbox = one(|_| ()).await;
    accepted(&sandbox, "StopCompShareInstance", &[]).await;
    sandbox.advance(SECOND);
    assert_eq!(shown(&sandbox).await["State"], "Stopped");
    sandbox.advance(week);
    assert_eq!(shown(&sandbox).await, Value::Null);
    let sandbox = one(|i| i.charge_type = "Month".into()).await;
    accepted(&sandbox, "StopCompShareInstance", &[]).await;
    sandbox.advance(week);
    assert_eq!(shown(&sandbox).await["ReleaseTime"], 0);
}

const PLACE: [(&str, &str); 2] = [("Region", "cn-wlcb"), ("Zone", "cn-wlcb-01")];
const SIZE: [(&str, &str); 2] = [("GpuType", "4090"), ("Memory", "65536")];
const DISK: [(&str, &str); 3] =
    [("Disks.0.IsBoot", "true"), ("Disks.0.Type", "CLOUD_SSD"), ("Disks.0.Size", "60")];

#[tokio::test]
async fn new_instances_become_running() {
    let sandbox = one(|_| ()).await;
    let size = [("GPU", "2"), ("CPU", "16"), ("CompShareImageId", "image"), ("MaxCount", "2")];
    let postpay = [&PLACE[..], &SIZE, &DISK, &size, &[("ChargeType", "Postpay")]].concat();
    let created = ask(&sandbox, "CreateCompShareInstance", &postpay).await;
    assert_eq!(created["UHostIds"], json!(["uhost-new1", "uhost-new2"]));
    assert_eq!(sandbox.state_of(Cloud::Compshare, "uhost-new1").as_deref(), Some("Initializing"));
    for expected in ["Initializing", "Initializing", "Running"] {
        assert_eq!(states(&sandbox, &[("UHostIds.0", "uhost-new1")]).await, [expected]);
    }
    for wrong in ["Weekly", "Year"] {
        let params = [&PLACE[..], &SIZE, &DISK, &size, &[("ChargeType", wrong)]].concat();
        assert_eq!(ask(&sandbox, "CreateCompShareInstance", &params).await["RetCode"], 230);
    }
    let no_disk = [&PLACE[..], &SIZE, &size].concat();
    refused(&ask(&sandbox, "CreateCompShareInstance", &no_disk).await, "Disks");
    let many = postpay.into_iter().filter(|(key, _)| *key != "MaxCount");
    let many: Vec<_> = many.chain([("MaxCount", "98")]).collect();
    assert_eq!(ask(&sandbox, "CreateCompShareInstance", &many).await["RetCode"], 8095, "one hundred at most");
}

#[tokio::test]
async fn price_actions_use_their_own_spellings() {
    let sandbox = one(|_| ()).await;
    let upper = [&PLACE[..], &SIZE, &[("GPU", "1"), ("CPU", "16")]].concat();
    let lower = [&PLACE[..], &SIZE, &[("Gpu", "1"), ("Cpu", "16")]].concat();
    assert_eq!(ask(&sandbox, "GetCompShareInstancePrice", &upper).await["RetCode"], 220);
    assert_eq!(ask(&sandbox, "GetCompShareInstanceUserPrice", &lower).await["RetCode"], 220);
    let all = ask(&sandbox, "GetCompShareInstancePrice", &lower).await;
    assert_eq!(all["PriceDetails"].as_array().unwrap().len(), 5);
    let day =
        ask(&sandbox, "GetCompShareInstanceUserPrice", &[&upper[..], &[("ChargeType", "Day")]].concat())
            .await;
    assert_eq!(day["PriceDetails"].as_array().unwrap().len(), 1);
    let upgrade = accepted(&sandbox, "GetCompShareInstanceUpgradePrice", &[("GPU", "2")]).await;
    assert_eq!(upgrade["Price"], 1.88);
    let refund =
        ask(&sandbox, "GetCompShareRefundPrice", &[&PLACE[..], &[("UHostIds.0", "uhost-1")]].concat()).await;
    assert_ne!(refund["RefundPriceSet"][0]["Code"], 0);
    let room = [&PLACE[..], &SIZE, &DISK, &[("MachineType", "G"), ("MinimalCpuPlatform", "Auto")]].concat();
    let room = [&room[..], &[("CompShareImageId", "image"), ("ChargeType", "Spot")]].concat();
    assert_eq!(
        ask(&sandbox, "CheckCompShareResourceCapacity", &room).await["Specs"][3]["ResourceEnough"],
        false
    );
}

/// Requests metrics with a JSON body.
async fn metrics(sandbox: &Sandbox, ids: Value) -> Value {
    let body = json!({"Action": "GetCompShareInstanceMonitor", "Region": "cn-wlcb", "UHostIds": ids});
    let call = Call::new(sandbox, "POST", "/").header("Content-Type", "application/json");
    let call = call.body(&body.to_string()).sign(&Ucloud, &sandbox.credential(Cloud::Compshare));
    call.send(sandbox).await.json()
}

#[tokio::test]
async fn metrics_require_json_with_a_list() {
    let sandbox = one(|_| ()).await;
    let form = [("Region", "cn-wlcb"), ("UHostIds.0", "uhost-1")];
    refused(&ask(&sandbox, "GetCompShareInstanceMonitor", &form).await, "UHostIds");
    refused(&metrics(&sandbox, json!("uhost-1")).await, "UHostIds");
    let answer = metrics(&sandbox, json!(["uhost-1", "uhost-none"])).await;
    assert_eq!(answer["Data"]["List"].as_array().unwrap().len(), 1);
    assert_eq!(answer["Data"]["List"][0]["Metrics"].as_array().unwrap().len(), 6);
}
