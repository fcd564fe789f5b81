use std::time::Duration;

use serde_json::{Value, json};
use tingji_core::Credential;
use tingji_sandbox::{Cloud, Instance, Sandbox, Scenario, Transition};
use tingji_signing_core::{Params, Ucloud};

use crate::client::{Call, fleet, machine, start};

async fn ask_as(sandbox: &Sandbox, credential: &Credential, action: &str, params: &[(&str, &str)]) -> Value {
    let mut all = Params::new(action);
    params.iter().for_each(|(key, value)| {
        all.push(*key, *value);
    });
    let call = Call::new(sandbox, "POST", "/").header("Content-Type", "application/x-www-form-urlencoded");
    call.body(&all.form()).sign(&Ucloud, credential).send(sandbox).await.json()
}

async fn ask(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Value {
    ask_as(sandbox, &sandbox.credential(Cloud::Compshare), action, params).await
}

async fn stop(sandbox: &Sandbox, id: &str, more: &[(&str, &str)]) -> Value {
    let params = [("Region", "cn-wlcb"), ("Zone", "cn-wlcb-01"), ("UHostId", id)];
    ask(sandbox, "StopCompShareInstance", &[&params, more].concat()).await
}

async fn states(sandbox: &Sandbox, params: &[(&str, &str)]) -> Vec<String> {
    let list = ask(sandbox, "DescribeCompShareInstance", params).await;
    list["UHostSet"].as_array().unwrap().iter().map(|one| one["State"].as_str().unwrap().to_owned()).collect()
}

fn refused(reply: &Value, text: &str) {
    assert_ne!(reply["RetCode"], 0);
    assert!(reply["Message"].as_str().unwrap().contains(text), "{reply}");
}

#[tokio::test]
async fn a_stop_goes_through_stopping_to_stopped_as_it_is_looked_at() {
    let sandbox = fleet(vec![Instance::new(Cloud::Compshare, "uhost-1")]).await;
    let reply = stop(&sandbox, "uhost-1", &[]).await;
    assert_eq!(reply, json!({"Action": "StopCompShareInstanceResponse", "RetCode": 0, "UHostId": "uhost-1"}));
    for expected in ["Stopping", "Stopping", "Stopped", "Stopped"] {
        assert_eq!(states(&sandbox, &[("UHostIds.0", "uhost-1")]).await, [expected]);
    }
    assert_eq!(sandbox.stops_sent(Cloud::Compshare, "uhost-1"), 1);
}

#[tokio::test]
async fn an_accepted_stop_locks_the_instance_for_ten_minutes() {
    let sandbox =
        fleet(vec![machine(Cloud::Compshare, "uhost-1", |i| i.transition = Some(Transition::AfterMs(0)))])
            .await;
    assert_eq!(stop(&sandbox, "uhost-1", &[]).await["RetCode"], 0);
    refused(&stop(&sandbox, "uhost-1", &[]).await, "InstanceOperationInProgress");
    sandbox.advance(Duration::from_secs(600));
    refused(&stop(&sandbox, "uhost-1", &[]).await, "is Stopped");
    assert_eq!(sandbox.stops_sent(Cloud::Compshare, "uhost-1"), 1);
}

#[tokio::test]
async fn another_operation_holds_a_locked_instance_for_a_while() {
    let mut scenario = Scenario::empty();
    scenario.lock_ms = 5000;
    scenario.instances.push(machine(Cloud::Compshare, "uhost-1", |i| i.locked = true));
    let sandbox = start(scenario).await;
    refused(&stop(&sandbox, "uhost-1", &[]).await, "InstanceOperationInProgress");
    sandbox.advance(Duration::from_secs(5));
    assert_eq!(stop(&sandbox, "uhost-1", &[]).await["RetCode"], 0);
}

#[tokio::test]
async fn a_spot_instance_is_stopped_only_by_force() {
    let sandbox = fleet(vec![machine(Cloud::Compshare, "uhost-1", |i| i.spot = true)]).await;
    refused(&stop(&sandbox, "uhost-1", &[("Force", "false")]).await, "Force=true");
    assert_eq!(stop(&sandbox, "uhost-1", &[("Force", "maybe")]).await["RetCode"], 230);
    assert_eq!(stop(&sandbox, "uhost-1", &[("Force", "true")]).await["RetCode"], 0);
}

#[tokio::test]
async fn an_instance_whose_image_is_being_made_is_not_stopped() {
    let sandbox = fleet(vec![machine(Cloud::Compshare, "uhost-1", |i| i.image_in_progress = true)]).await;
    refused(&stop(&sandbox, "uhost-1", &[("Force", "true")]).await, "image");
}

#[tokio::test]
async fn an_instance_is_found_only_in_its_own_region_and_zone() {
    let sandbox = fleet(vec![machine(Cloud::Compshare, "uhost-1", |i| i.region = "cn-sh2".into())]).await;
    refused(&stop(&sandbox, "uhost-1", &[]).await, "UHostId");
    let zones = ask(&sandbox, "DescribeCompShareSupportZone", &[]).await;
    assert_eq!(zones["ZoneInfo"].as_array().unwrap().len(), 2);
    let right = [("Region", "cn-sh2"), ("Zone", "cn-sh2-01"), ("UHostId", "uhost-1")];
    assert_eq!(ask(&sandbox, "StopCompShareInstance", &right).await["RetCode"], 0);
}

#[tokio::test]
async fn unknown_ids_are_missing_from_the_list_and_all_regions_are_in_it() {
    let sandbox = fleet(vec![
        Instance::new(Cloud::Compshare, "uhost-1"),
        machine(Cloud::Compshare, "uhost-2", |i| i.region = "cn-sh2".into()),
    ])
    .await;
    assert_eq!(states(&sandbox, &[]).await.len(), 2);
    assert_eq!(states(&sandbox, &[("Region", "cn-sh2")]).await.len(), 1);
    assert_eq!(states(&sandbox, &[("UHostIds.0", "uhost-2"), ("UHostIds.1", "uhost-9")]).await.len(), 1);
}

#[tokio::test]
async fn pages_have_twenty_at_first_and_an_offset_beyond_the_total_is_an_error() {
    let sandbox =
        fleet((0..25).map(|at| Instance::new(Cloud::Compshare, format!("uhost-{at}"))).collect()).await;
    assert_eq!(states(&sandbox, &[]).await.len(), 20);
    assert_eq!(states(&sandbox, &[("Limit", "100")]).await.len(), 25);
    assert_eq!(states(&sandbox, &[("Offset", "20")]).await.len(), 5);
    assert_eq!(states(&sandbox, &[("Offset", "25")]).await.len(), 0);
    for wrong in [("Offset", "26"), ("Limit", "101"), ("Limit", "-1")] {
        assert_eq!(ask(&sandbox, "DescribeCompShareInstance", &[wrong]).await["RetCode"], 230);
    }
}

#[tokio::test]
async fn keys_of_the_other_gateway_are_accepted_and_see_nothing() {
    let sandbox = start(Scenario::default()).await;
    let other = sandbox.credential(Cloud::Ucloud);
    let list = ask_as(&sandbox, &other, "DescribeCompShareInstance", &[]).await;
    assert_eq!((&list["RetCode"], &list["UHostSet"]), (&json!(0), &json!([])));
    assert_eq!(ask(&sandbox, "GetUAIServiceList", &[]).await["TotalCount"], 0);
}

#[tokio::test]
async fn a_stopped_pay_as_you_go_instance_shows_when_it_will_be_destroyed() {
    let sandbox = fleet(vec![Instance::new(Cloud::Compshare, "uhost-1")]).await;
    stop(&sandbox, "uhost-1", &[]).await;
    states(&sandbox, &[]).await;
    states(&sandbox, &[]).await;
    let list = ask(&sandbox, "DescribeCompShareInstance", &[]).await;
    let shown = &list["UHostSet"][0];
    assert_eq!(shown["ReleaseTime"].as_i64().unwrap() - shown["StopTime"].as_i64().unwrap(), 7 * 86_400);
}
