//! Faults of accepted stops, and locks.

use std::time::Duration;

use serde_json::Value;
use tingji_sandbox::{Cloud, Fault, FaultKind, InstanceSpec, Sandbox, Scenario, VersionSpec};
use tingji_signing_core::Volcengine;

use super::{code, five, is_untouched, last, many, state, stop};
use crate::client::{Call, Reply, start};

const STATES: [(Cloud, &str, &str, &str, &str); 5] = [
    (Cloud::Ucloud, "Normal", "Normal", "ToStart", "Error"),
    (Cloud::Compshare, "Running", "Stopping", "Stopped", "Install Fail"),
    (Cloud::Bce, "Running", "Stopping", "Stopped", "Error"),
    (Cloud::Volcengine, "RUNNING", "STOPPING", "STOPPED", "ERROR"),
    (Cloud::Huaweicloud, "RUNNING", "STOPPING", "STOPPED", "STOP_FAILED"),
];

/// Stops an instance on each cloud, and returns the states immediately and an hour later.
async fn stopped(kind: FaultKind) -> (Sandbox, Vec<[String; 2]>) {
    let sandbox = five(vec![Fault::new(kind)]).await;
    for cloud in Cloud::ALL {
        let reply = stop(&sandbox, cloud, "i-1").send(&sandbox).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        assert!(last(&sandbox).accepted);
        assert_eq!((sandbox.stops_sent(cloud, "i-1"), sandbox.effects(cloud, "i-1")), (1, 1));
    }
    let now = Cloud::ALL.map(|cloud| state(&sandbox, cloud));
    sandbox.advance(Duration::from_secs(3600));
    let later = Cloud::ALL.map(|cloud| state(&sandbox, cloud));
    (sandbox, now.into_iter().zip(later).map(|(now, later)| [now, later]).collect())
}

#[tokio::test]
async fn stop_can_hang_for_ever() {
    let (_, states) = stopped(FaultKind::NeverStops).await;
    for ((_, _, stopping, ..), shown) in STATES.iter().zip(states) {
        assert_eq!(shown, [*stopping, *stopping]);
    }
}

#[tokio::test]
async fn stop_can_revert_to_running() {
    let (sandbox, states) = stopped(FaultKind::GoesBack).await;
    for ((_, running, stopping, ..), shown) in STATES.iter().zip(states) {
        assert_eq!(shown, [*stopping, *running]);
    }
    sandbox.clear_faults();
    for (cloud, _, _, stopped, _) in STATES {
        stop(&sandbox, cloud, "i-1").send(&sandbox).await;
        sandbox.advance(Duration::from_secs(60));
        assert_eq!((state(&sandbox, cloud).as_str(), sandbox.stops_sent(cloud, "i-1")), (stopped, 2));
    }
}

#[tokio::test]
async fn stop_can_be_accepted_and_ignored() {
    let (sandbox, states) = stopped(FaultKind::IgnoredStop).await;
    for ((_, running, ..), shown) in STATES.iter().zip(states) {
        assert_eq!(shown, [*running, *running]);
    }
    assert!(sandbox.requests().iter().all(|seen| seen.accepted && !seen.effect));
}

#[tokio::test]
async fn stop_can_end_in_a_failure_state() {
    let (_, states) = stopped(FaultKind::StopFails { state: None }).await;
    for ((_, _, stopping, _, failed), shown) in STATES.iter().zip(states) {
        assert_eq!(shown, [*stopping, *failed]);
    }
    let (_, states) = stopped(FaultKind::StopFails { state: Some("Melted".to_owned()) }).await;
    assert!(states.iter().all(|shown| shown[1] == "Melted"));
}

#[tokio::test]
async fn stop_during_a_stop_meets_no_fault() {
    for kind in [FaultKind::GoesBack, FaultKind::NeverStops] {
        let sandbox = five(Vec::new()).await;
        stop(&sandbox, Cloud::Ucloud, "i-1").send(&sandbox).await;
        sandbox.add_fault(Fault::new(kind)).unwrap();
        stop(&sandbox, Cloud::Ucloud, "i-1").send(&sandbox).await;
        assert!(last(&sandbox).accepted && !last(&sandbox).effect);
        sandbox.advance(Duration::from_secs(60));
        assert_eq!(state(&sandbox, Cloud::Ucloud), "ToStart");
    }
}

#[tokio::test]
async fn stop_faults_apply_to_versions() {
    let mut service = InstanceSpec::new(Cloud::Ucloud, "s-1");
    service.versions = vec![VersionSpec::new("5-6"), VersionSpec::new("5-7")];
    let mut scenario = Scenario::empty();
    scenario.instances = vec![service];
    scenario.faults = vec![Fault::new(FaultKind::StopFails { state: None }).id("s-1")];
    let sandbox = start(scenario).await;
    stop(&sandbox, Cloud::Ucloud, "s-1").send(&sandbox).await;
    sandbox.advance(Duration::from_secs(60));
    for id in ["s-1", "s-1@5-6", "s-1@5-7"] {
        assert_eq!(sandbox.state_of(Cloud::Ucloud, id).unwrap(), "Error", "{id}");
    }
}

#[tokio::test]
async fn lock_refuses_with_the_vendors_error() {
    let sandbox = five(vec![Fault::lock(5)]).await;
    for (cloud, refused) in [
        (Cloud::Ucloud, "210"),
        (Cloud::Compshare, "8024"),
        (Cloud::Bce, "Instance.StopInstanceOperationForbidden"),
        (Cloud::Volcengine, "OperationDenied.ResourceLocked"),
        (Cloud::Huaweicloud, "ModelArts.6357"),
    ] {
        for _ in 0..2 {
            let reply = stop(&sandbox, cloud, "i-1").send(&sandbox).await;
            assert_eq!(code(cloud, &reply), refused, "{reply:?}");
            assert_eq!((last(&sandbox).fault, last(&sandbox).effect), (Some("lock"), false));
            sandbox.advance(Duration::from_millis(2499));
        }
        assert!(is_untouched(&sandbox, cloud));
        sandbox.advance(Duration::from_millis(2));
        let reply = stop(&sandbox, cloud, "i-1").send(&sandbox).await;
        assert_eq!((reply.status, sandbox.stops_sent(cloud, "i-1")), (200, 1), "held once: {reply:?}");
    }
}

#[tokio::test]
async fn lock_after_the_effect_refuses_an_executed_stop() {
    let sandbox = five(vec![Fault::lock(5).after_effect().times(1)]).await;
    let reply = stop(&sandbox, Cloud::Volcengine, "i-1").send(&sandbox).await;
    assert_eq!(code(Cloud::Volcengine, &reply), "OperationDenied.ResourceLocked");
    assert_eq!(state(&sandbox, Cloud::Volcengine), "STOPPING");
}

#[tokio::test]
async fn repeated_request_can_be_still_processing() {
    let processing = Fault::new(FaultKind::Processing { seconds: 3 }).on(Cloud::Volcengine);
    let lost = Fault::reset().after_effect().operation("stop").times(1);
    let sandbox = five(vec![lost, processing]).await;
    let call = stop(&sandbox, Cloud::Volcengine, "i-1");
    assert_eq!(call.clone().send(&sandbox).await.status, 0);
    let reply = call.clone().send(&sandbox).await;
    assert_eq!((reply.status, code(Cloud::Volcengine, &reply).as_str()), (412, "IdempotentProcessing"));
    sandbox.advance(Duration::from_secs(3));
    assert_eq!(code(Cloud::Volcengine, &call.send(&sandbox).await), "InvalidInstanceStatus");
    assert_eq!(sandbox.stops_sent(Cloud::Volcengine, "i-1"), 1);
}

/// Stops three instances of Volcengine with one request under a rule that names one of them.
async fn batch(fault: Fault) -> (Sandbox, Reply) {
    let sandbox = many(Cloud::Volcengine, 3, vec![fault.id("i-01")]).await;
    let ids = "InstanceIds.1=i-00&InstanceIds.2=i-01&InstanceIds.3=i-02";
    let call = Call::new(&sandbox, "GET", &format!("/?Action=StopInstances&Version=2020-04-01&{ids}"));
    let call = call.sign(&Volcengine::new("cn-beijing", "ecs"), &sandbox.credential(Cloud::Volcengine));
    let reply = call.send(&sandbox).await;
    assert_eq!((reply.status, last(&sandbox).effect), (200, true));
    let states = ["i-00", "i-01", "i-02"].map(|id| sandbox.state_of(Cloud::Volcengine, id).unwrap());
    assert_eq!(states, ["STOPPING", "RUNNING", "STOPPING"]);
    (sandbox, reply)
}

#[tokio::test]
async fn batch_fault_affects_only_the_named_instance() {
    let (sandbox, reply) = batch(Fault::new(FaultKind::IgnoredStop)).await;
    assert_eq!(reply.at("/Result/OperationDetails/1/Error"), Value::Null);
    assert_eq!(sandbox.effects(Cloud::Volcengine, "i-01"), 1, "it was accepted");
    let (sandbox, reply) = batch(Fault::lock(60)).await;
    assert_eq!(reply.at("/Result/OperationDetails/1/Error/Code"), "OperationDenied.ResourceLocked");
    assert_eq!(sandbox.effects(Cloud::Volcengine, "i-01"), 0);
}
