//! The events of `-o ndjson`, and `--query`.

use serde_json::Value;

use crate::schema::Schema;
use crate::support::{Clouds, tingji};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns event, operation, state and outcome of each line of a target.
fn events_of(lines: &[Value], target: &str) -> Vec<String> {
    let mut events = Vec::new();
    for line in lines.iter().filter(|line| line["target"] == target) {
        let fields = ["event", "operation", "state", "outcome"].map(|name| line[name].as_str());
        events.push(fields.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    events
}

#[test]
fn every_change_is_a_line_and_the_last_has_the_outcome() {
    let clouds = Clouds::new();
    let schema = Schema::of_command();
    let run = clouds.tingji("stop --yes --poll-interval 20ms bce/i-DemoV100 bce/i-none -o ndjson");
    assert_eq!(run.code, 6, "{run}");
    let lines = lines(&run.stdout);
    lines.iter().for_each(|line| schema.holds("event", line));
    assert_eq!(
        events_of(&lines, "bce/i-DemoV100"),
        ["state Running", "sending StopInstance", "state Stopping", "state Stopped", "done Stopped stopped"]
    );
    assert_eq!(events_of(&lines, "bce/i-none"), ["done not-found"]);
}

#[test]
fn other_actions_write_events_too() {
    let clouds = Clouds::new();
    let schema = Schema::of_command();
    for (change, last) in [
        ("wait --for running bce/i-DemoCpu1", "reached"),
        ("reboot bce/i-DemoCpu1", "rebooted"),
        ("start compshare/uhost-demoidle", "started"),
        ("delete bce/i-DemoCpu1 --yes", "deleted"),
        ("stop bce/i-DemoPrepd --no-wait", "unconfirmed"),
        ("resume", "stopped"),
    ] {
        let run = clouds.tingji(&format!("{change} --poll-interval 20ms -o ndjson"));
        let lines = lines(&run.stdout);
        lines.iter().for_each(|line| schema.holds("event", line));
        let done = lines.last().unwrap();
        assert_eq!((&done["event"], done["outcome"].as_str().unwrap()), (&"done".into(), last), "{run}");
        assert_eq!(lines.iter().filter(|line| line["event"] == "done").count(), 1, "{run}");
    }
}

#[test]
fn query_filters_json_yaml_and_each_line() {
    let clouds = Clouds::new();
    let ids = "instances[?state=='Running'].id | sort(@)";
    for (format, expected) in [
        ("", r#"["i-DemoCpu1","i-DemoPrepd","i-DemoV100"]"#),
        ("-o json", r#"["i-DemoCpu1","i-DemoPrepd","i-DemoV100"]"#),
        ("-o yaml", "- i-DemoCpu1\n- i-DemoPrepd\n- i-DemoV100"),
    ] {
        let run = clouds.tingji(&format!("list --cloud bce {format} --query {}", ids.replace(' ', "")));
        assert_eq!((run.code, run.stdout.trim_end()), (0, expected), "{run}");
    }
    let run = clouds.tingji("list --cloud bce -o ndjson --query gpu.kind");
    assert_eq!(run.stdout, "\"nTeslaV100-32\"\n\"nTeslaA10\"\n", "{run}");
    let run = clouds.tingji("stop bce/i-DemoV100 --poll-interval 20ms -o ndjson --query outcome");
    assert_eq!(run.stdout, "\"stopped\"\n", "{run}");
    for (command, expected) in [
        ("version --query clouds[0]", "\"ucloud\"\n"),
        ("doctor --cloud bce --query clouds[0].result", "\"ok\"\n"),
        ("errors 171 --query codes[0].cloud", "\"ucloud\"\n"),
        ("uai stop --service_id uaiservice-demo1 --query ret_code", "0\n"),
    ] {
        assert_eq!(clouds.tingji(command).stdout, expected, "{command}");
    }
}

#[test]
fn invalid_query_is_reported_before_sending() {
    let clouds = Clouds::new();
    for (query, place) in
        [("outcomes[", "line 1, column 10"), ("outcomes[].foo(@)", "column 12: unknown function foo")]
    {
        clouds.tingji(&format!("stop bce/i-DemoV100 --query {query}")).fails(2, place);
    }
    for format in ["csv", "name", "table", "wide"] {
        let run = clouds.tingji(&format!("stop bce/i-DemoV100 -o {format} --query outcomes"));
        run.fails(2, "--query filters JSON");
    }
    assert!(clouds.sandbox.requests().is_empty());
    tingji(&[], "list --query [ --lang zh").fails(2, "第 1 行第 2 列");
}

#[test]
fn inapplicable_query_prints_the_whole_result() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop bce/i-DemoV100 --poll-interval 20ms --query sum(outcomes[].target)");
    run.fails(1, "can't apply --query, so the whole result is shown");
    assert_eq!(run.outcomes(), ["stopped"]);
}
