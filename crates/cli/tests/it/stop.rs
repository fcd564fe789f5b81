use std::io::{BufRead, BufReader};

use insta::assert_snapshot;
use serde_json::Value;
use tingji_sandbox::Cloud;

use crate::support::{Clouds, start, tingji, variables};

const FIVE: &str = "compshare/cn-wlcb/uhost-demo4090 ucloud/cn-bj2/uaiservice-demo1@5-6 bce/bj/i-DemoV100 \
                    volcengine/cn-beijing/i-demo0gni2a10train huaweicloud/cn-north-4/62383738-e52a-450a-9f84-f9e705402be8";

#[test]
fn one_target_per_cloud_is_stopped_and_confirmed() {
    let clouds = Clouds::new();
    let run = clouds.tingji(&format!("stop --yes --poll-interval 20ms {FIVE}"));
    assert_eq!(run.code, 0, "{run}");
    assert_snapshot!(run.stdout.lines().next().unwrap().split_whitespace().collect::<Vec<_>>().join(" "), @"TARGET OUTCOME STATE ELAPSED MESSAGE");
    for (cloud, id, state) in [
        (Cloud::Compshare, "uhost-demo4090", "Stopped"),
        (Cloud::Ucloud, "uaiservice-demo1@5-6", "ToStart"),
        (Cloud::Bce, "i-DemoV100", "Stopped"),
        (Cloud::Volcengine, "i-demo0gni2a10train", "STOPPED"),
        (Cloud::Huaweicloud, "62383738-e52a-450a-9f84-f9e705402be8", "STOPPED"),
    ] {
        assert_eq!(clouds.state(cloud, id), state);
        assert_eq!(clouds.sandbox.stops_sent(cloud, id), 1);
    }
    // Other instances are unchanged.
    assert_eq!(clouds.state(Cloud::Ucloud, "uaiservice-demo1@5-7"), "Started");
    assert_eq!(clouds.state(Cloud::Bce, "i-DemoCpu1"), "Running");
}

#[test]
fn json_has_one_outcome_per_target_in_order() {
    let clouds = Clouds::new();
    let run = clouds.tingji(&format!("stop --yes --poll-interval 20ms -o json {FIVE}"));
    assert_eq!(run.code, 0, "{run}");
    let json = run.json();
    assert_eq!(json["schema_version"], 1);
    let targets: Vec<_> = json["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|outcome| outcome["target"].as_str().unwrap())
        .collect();
    assert_eq!(targets, FIVE.split_whitespace().collect::<Vec<_>>());
    for outcome in json["outcomes"].as_array().unwrap() {
        assert_eq!(outcome["outcome"], "stopped");
        assert!(outcome["elapsed_ms"].is_u64() && outcome["code"].is_null());
        assert!(outcome["request_id"].as_str().is_some_and(|id| !id.is_empty()), "{outcome}");
    }
}

#[test]
fn sandbox_in_another_process_works() {
    let mut server = start(&[], "sandbox serve --listen 127.0.0.1:0");
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let announced: Value = serde_json::from_str(&line).unwrap();
    assert!(announced["endpoint"].as_str().unwrap().starts_with("http://127.0.0.1:"));
    assert_eq!(announced["admin"], format!("{}/_sandbox", announced["endpoint"].as_str().unwrap()));
    let run = tingji(&variables(&announced), &format!("stop --yes --poll-interval 100ms -o json {FIVE}"));
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.outcomes(), ["stopped"; 5]);
}

#[test]
fn second_stop_reports_already_stopped_and_sends_nothing() {
    let clouds = Clouds::new();
    let stop = format!("stop --yes --poll-interval 20ms -o json {FIVE}");
    clouds.tingji(&stop);
    let run = clouds.tingji(&stop);
    assert_eq!((run.code, run.outcomes()), (0, vec!["already-stopped".to_owned(); 5]), "{run}");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 1);
}

#[test]
fn whole_service_stops_with_its_versions() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop ucloud/uaiservice-demo1 --poll-interval 20ms -o json");
    assert_eq!(run.outcomes(), ["stopped"], "{run}");
    assert_eq!(clouds.state(Cloud::Ucloud, "uaiservice-demo1@5-7"), "ToStart");
}

#[test]
fn spot_instance_stops_only_with_force() {
    let clouds = Clouds::new();
    let stop = "stop compshare/uhost-demospot --poll-interval 20ms";
    let run = clouds.tingji(stop);
    assert_snapshot!("spot_without_force", run.to_string());
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Compshare, "uhost-demospot"), 0);
    let run = clouds.tingji(&format!("{stop} --force --yes -o json"));
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned()]), "{run}");
}

#[test]
fn force_is_refused_where_unsupported() {
    let clouds = Clouds::new();
    let run = clouds.tingji(
        "stop --force --yes ucloud/uaiservice-demo1 huaweicloud/62383738-e52a-450a-9f84-f9e705402be8",
    );
    assert_snapshot!("force_unsupported", run.to_string());
    assert_eq!(clouds.state(Cloud::Ucloud, "uaiservice-demo1"), "Normal");
}

#[test]
fn mixed_results_exit_with_6_and_each_failure_has_its_line() {
    let clouds = Clouds::new();
    let run =
        clouds.tingji("stop --yes --poll-interval 20ms bce/i-DemoV100 bce/i-nobody volcengine/i-nobody");
    assert_snapshot!("mixed", run.to_string());
}

#[test]
fn stop_past_the_deadline_is_unconfirmed() {
    let clouds = Clouds::with(r#"{"transition": "never"}"#);
    let run = clouds.tingji("stop bce/i-DemoV100 --deadline 300ms --poll-interval 50ms");
    assert_snapshot!("deadline", run.to_string());
    let run = clouds.tingji("stop volcengine/i-demo0g3icpu --no-wait -o json");
    assert_eq!((run.code, run.outcomes()), (7, vec!["unconfirmed".to_owned()]), "{run}");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Volcengine, "i-demo0g3icpu"), 1);
}

#[test]
fn lock_past_the_deadline_is_reported_as_locked() {
    let instance = r#"{"cloud": "compshare", "id": "uhost-1", "locked": true}"#;
    let clouds = Clouds::with(&format!(r#"{{"instances": [{instance}]}}"#));
    // The second poll is at the deadline for every random pause.
    let run = clouds.tingji("stop compshare/uhost-1 --deadline 400ms --poll-interval 400ms");
    assert_snapshot!("locked", run.to_string());
}

#[test]
fn dry_run_sends_nothing() {
    let clouds = Clouds::new();
    let run = clouds.tingji(&format!("stop --dry-run -o json {FIVE}"));
    assert_eq!((run.code, run.outcomes()), (0, vec!["would-stop".to_owned(); 5]), "{run}");
    let requests = clouds.sandbox.requests();
    assert!(requests.iter().all(|seen| !seen.effect), "{requests:?}");
    // Only Volcengine has a dry run.
    let stops = requests.iter().filter(|seen| seen.action.to_lowercase().contains("stop"));
    assert_eq!(stops.map(|seen| seen.cloud).collect::<Vec<_>>(), [Cloud::Volcengine]);
    assert_eq!(clouds.state(Cloud::Volcengine, "i-demo0gni2a10train"), "RUNNING");
}

#[test]
fn duplicate_target_stops_once_and_is_reported_twice() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop --yes --poll-interval 20ms -o json bce/i-DemoV100 bce/bj/i-DemoV100");
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned(); 2]), "{run}");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 1);
}

#[test]
fn target_with_and_without_region_is_stopped_once() {
    let clouds = Clouds::new();
    let ids = "compshare/uhost-demospot compshare/cn-sh2/uhost-demospot";
    let run = clouds.tingji(&format!("reboot --yes --poll-interval 20ms -o json {ids}"));
    assert_eq!(run.outcomes(), vec!["rebooted".to_owned(); 2], "{run}");
    let sent = clouds.sandbox.requests().iter().filter(|request| request.effect).count();
    assert_eq!(sent, 1, "{run}");
}

#[test]
fn without_terminal_many_targets_or_force_need_yes() {
    let clouds = Clouds::new();
    clouds.tingji(&format!("stop {FIVE}")).fails(2, "add --yes");
    clouds.tingji("stop --force bce/i-DemoV100").fails(2, "add --yes");
    assert!(clouds.sandbox.requests().is_empty());
}

#[test]
fn progress_prints_one_line_per_change_on_stderr() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop bce/i-DemoV100 --poll-interval 20ms");
    assert_snapshot!("progress", run.to_string());
}
