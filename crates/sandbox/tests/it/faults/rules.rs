//! Conditions of fault rules.

use std::time::Duration;

use tingji_sandbox::{Cloud, Fault, FaultKind, InstanceSpec, Sandbox, Scenario, Transition};
use tingji_signing_core::Bce;

use super::{five, is_untouched, list, many, stop};
use crate::client::{Call, start, wrong_key};

/// Sends `count` stops and returns the positions of those that went wrong.
async fn wrong(sandbox: &Sandbox, count: usize) -> Vec<usize> {
    let mut wrong = Vec::new();
    for at in 0..count {
        if stop(sandbox, Cloud::Bce, "i-1").send(sandbox).await.status == 503 {
            wrong.push(at);
        }
    }
    wrong
}

#[tokio::test]
async fn rule_respects_skip_and_times() {
    let sandbox = five(vec![Fault::http(503).skip(2).times(3)]).await;
    assert_eq!(wrong(&sandbox, 9).await, [2, 3, 4]);
    assert_eq!(sandbox.fault_hits(), [3]);
}

/// Indices of the failed requests among 100, each of which fails with probability 0.3.
async fn failures_of_seed(seed: u64) -> Vec<usize> {
    let mut scenario = Scenario::empty();
    scenario.instances = vec![InstanceSpec::new(Cloud::Bce, "i-1")];
    scenario.faults = vec![Fault::http(503).probability(0.3)];
    scenario.fault_seed = seed;
    wrong(&start(scenario).await, 100).await
}

#[tokio::test]
async fn probability_is_reproducible_by_seed() {
    let first = failures_of_seed(1).await;
    assert!((15..45).contains(&first.len()), "{first:?}");
    assert_eq!(first, failures_of_seed(1).await);
    assert_ne!(first, failures_of_seed(2).await);
}

#[tokio::test]
async fn first_matching_rule_applies() {
    let first = Fault::html(502).operation("stop").times(1);
    let sandbox = five(vec![first, Fault::http(503)]).await;
    assert_eq!(stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await.status, 502);
    assert_eq!(stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await.status, 503);
    assert_eq!(sandbox.fault_hits(), [1, 1]);
}

#[tokio::test]
async fn rule_matches_cloud_operation_and_id() {
    let fault = Fault::http(503).on(Cloud::Bce).id("i-01");
    let sandbox = many(Cloud::Bce, 3, vec![fault]).await;
    for (id, status) in [("i-00", 200), ("i-01", 503), ("i-02", 200)] {
        assert_eq!(stop(&sandbox, Cloud::Bce, id).send(&sandbox).await.status, status);
    }
    assert_eq!(list(&sandbox, Cloud::Bce, "", 9).send(&sandbox).await.status, 200);
    let sandbox = five(vec![Fault::http(503).on(Cloud::Bce).operation("StopInstance")]).await;
    assert_eq!(stop(&sandbox, Cloud::Volcengine, "i-1").send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn operation_classes_exist_on_every_cloud() {
    for (word, stops, lists) in
        [("stop", 503, 200), ("list", 200, 503), ("describe", 200, 200), ("any", 503, 503)]
    {
        let sandbox = five(vec![Fault::http(503).operation(word)]).await;
        for cloud in Cloud::ALL {
            let from = if [Cloud::Bce, Cloud::Volcengine].contains(&cloud) { "" } else { "0" };
            assert_eq!(stop(&sandbox, cloud, "i-1").send(&sandbox).await.status, stops, "{cloud} {word}");
            assert_eq!(list(&sandbox, cloud, from, 9).send(&sandbox).await.status, lists, "{cloud} {word}");
        }
    }
    let sandbox = five(vec![Fault::http(503).operation("describe")]).await;
    let call = Call::new(&sandbox, "GET", "/v2/instance/i-1");
    let call = call.sign(&Bce::new(), &sandbox.credential(Cloud::Bce));
    assert_eq!(call.send(&sandbox).await.status, 503);
}

#[tokio::test]
async fn rules_can_change_at_runtime() {
    let sandbox = five(Vec::new()).await;
    sandbox.add_fault(Fault::http(503).times(1)).unwrap();
    assert_eq!(wrong(&sandbox, 1).await, [0]);
    sandbox.add_fault(Fault::http(503)).unwrap();
    assert_eq!((wrong(&sandbox, 1).await, sandbox.fault_hits()), (vec![0], vec![1, 1]));
    sandbox.clear_faults();
    assert_eq!((wrong(&sandbox, 1).await, sandbox.fault_hits()), (vec![], vec![]));
    let error = sandbox.add_fault(Fault::http(503).probability(1.5)).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}

#[tokio::test]
async fn effects_survive_the_deletion_of_an_instance() {
    let sandbox = many(Cloud::Bce, 3, Vec::new()).await;
    stop(&sandbox, Cloud::Bce, "i-00").send(&sandbox).await;
    stop(&sandbox, Cloud::Bce, "i-00").send(&sandbox).await;
    list(&sandbox, Cloud::Bce, "", 9).send(&sandbox).await;
    let release = Call::new(&sandbox, "DELETE", "/v2/instance/i-01");
    let release = release.sign(&Bce::new(), &sandbox.credential(Cloud::Bce));
    assert_eq!(release.send(&sandbox).await.status, 200);
    sandbox.advance(Duration::from_secs(10));
    assert_eq!(sandbox.state_of(Cloud::Bce, "i-01"), None);
    assert_eq!(["i-00", "i-01", "i-02"].map(|id| sandbox.effects(Cloud::Bce, id)), [1, 1, 0]);
    assert_eq!(sandbox.state_of(Cloud::Bce, "i-02").unwrap(), "Running");
    let effects: Vec<_> = sandbox.requests().iter().map(|seen| (seen.effect, seen.status)).collect();
    assert_eq!(effects, [(true, 200), (false, 409), (false, 200), (true, 200)]);
    assert!(sandbox.requests().iter().all(|seen| seen.fault.is_none()));
    assert_eq!(sandbox.stops_sent(Cloud::Bce, "i-00"), 1);
}

#[tokio::test]
async fn rules_of_a_file_apply_after_authentication() {
    let file = r#"{
        "instances": [{"cloud": "bce", "id": "i-1"}],
        "fault_seed": 7,
        "faults": [
            {"cloud": "bce", "operation": "stop", "id": "i-1", "fault": "http", "status": 503, "when": "after",
             "times": 1, "skip": 0, "probability": 1},
            {"fault": "clock_offset", "seconds": -5}
        ]
    }"#;
    let sandbox = start(Scenario::from_json(file).unwrap()).await;
    let key = wrong_key(&sandbox.credential(Cloud::Bce));
    let forged = Call::new(&sandbox, "PUT", "/v2/instance/i-1?stop").body("{}");
    let forged = forged.sign(&Bce::new(), &key);
    assert_eq!(forged.send(&sandbox).await.status, 503);
    assert!(is_untouched(&sandbox, Cloud::Bce));
    assert!(!sandbox.requests()[0].accepted);
    let reply = stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await;
    assert_eq!((reply.status, reply.header("date")), (200, Some("Mon, 21 Sep 2026 14:13:15 GMT")));
}

#[tokio::test]
async fn deletion_preserves_other_instances() {
    let mut scenario = Scenario::empty();
    scenario.instances = ["i-1", "i-2", "i-3"].map(|id| InstanceSpec::new(Cloud::Bce, id)).to_vec();
    scenario.instances[2].transition = Some(Transition::AfterMs(20_000));
    let sandbox = start(scenario).await;
    for id in ["i-2", "i-3"] {
        assert_eq!(stop(&sandbox, Cloud::Bce, id).send(&sandbox).await.status, 200);
    }
    let release = Call::new(&sandbox, "DELETE", "/v2/instance/i-1");
    release.sign(&Bce::new(), &sandbox.credential(Cloud::Bce)).send(&sandbox).await;
    for (seconds, expected) in [
        (1, ["Stopping", "Stopping", "Stopping"]),
        (9, ["", "Stopped", "Stopping"]),
        (10, ["", "Stopped", "Stopped"]),
    ] {
        sandbox.advance(Duration::from_secs(seconds));
        let states = ["i-1", "i-2", "i-3"].map(|id| sandbox.state_of(Cloud::Bce, id).unwrap_or_default());
        assert_eq!(states, expected);
    }
}

#[test]
fn invalid_rule_error_names_the_place() {
    for (fault, expected) in [
        ("7", "a fault is a JSON object"),
        ("{}", "missing field `fault`"),
        (r#"{"fault": "earthquake"}"#, "unknown variant `earthquake`"),
        (r#"{"fault": "reset", "colour": 1}"#, "unknown field `colour` of the fault `reset`"),
        (r#"{"fault": "latency"}"#, "missing field `ms`"),
        (r#"{"fault": "latency", "ms": -1}"#, "invalid value: integer `-1`"),
        (r#"{"fault": "latency", "ms": 5, "seconds": 5}"#, "unknown field `seconds` of the fault `latency`"),
        (r#"{"fault": "reset", "cloud": "aws"}"#, "unknown variant `aws`"),
        (r#"{"fault": "reset", "when": "during"}"#, "unknown variant `during`"),
        (r#"{"fault": "reset", "operation": ""}"#, "operation and id must not be empty"),
        (r#"{"fault": "reset", "probability": 2}"#, "the probability must be 0 to 1"),
        (r#"{"fault": "http", "status": 200}"#, "http: the status must be 400 to 599"),
        (r#"{"fault": "html", "status": 99}"#, "the status must be 200 to 599"),
        (r#"{"fault": "redirect", "status": 303}"#, "redirect: the status must be 301, 302, 307 or 308"),
        (r#"{"fault": "too_many_requests", "as_date": true}"#, "too_many_requests: as_date requires"),
        (r#"{"fault": "stale"}"#, "stale: set either seconds or looks"),
        (r#"{"fault": "stale", "looks": 1, "seconds": 1}"#, "stale: set either seconds or looks"),
        (
            r#"{"fault": "stale", "looks": 1, "operation": "stop"}"#,
            "the fault stale does not apply to the operation `stop`",
        ),
        (
            r#"{"fault": "never_stops", "operation": "list"}"#,
            "the fault never_stops does not apply to the operation `list`",
        ),
        (r#"{"fault": "never_stops", "when": "after"}"#, "never_stops has no timing"),
        (r#"{"fault": "refusal", "status": 500, "code": "x"}"#, "refusal: the rule must name its cloud"),
        (
            r#"{"fault": "refusal", "status": 500, "code": "x", "cloud": "ucloud"}"#,
            "refusal: the code \"x\" must be a number",
        ),
        (r#"{"fault": "processing", "seconds": 1}"#, "processing: the rule must name the cloud volcengine"),
        (r#"{"fault": "truncated", "cut": "short"}"#, "unknown variant `short`"),
    ] {
        let file = format!(r#"{{"faults": [{{"fault": "empty"}}, {fault}]}}"#);
        let error = Scenario::from_json(&file).unwrap_err().to_string();
        assert!(error.starts_with(&format!("faults[1]: {expected}")), "{fault}: {error}");
        assert!(!error.contains('\n'));
    }
}

#[tokio::test]
async fn scenario_built_in_code_is_checked() {
    let mut scenario = Scenario::empty();
    scenario.faults = vec![Fault::new(FaultKind::Redirect { status: 200 })];
    let error = Sandbox::start(scenario).await.unwrap_err().to_string();
    assert_eq!(error, "faults[0]: redirect: the status must be 301, 302, 307 or 308");
}
