//! A stop that a crash cut short is finished, and nothing is stopped twice.

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::{Clouds, Run, start, tingji};

const ORDERS: &str = r#"{"time":"2026-01-02T03:04:05Z","event":"begin","version":1,"orders":[
    {"target":"bce/bj/i-DemoV100"},{"target":"compshare/uhost-demospot","force":true},
    {"target":"volcengine/cn-beijing/i-demo0gni2a10train","client_token":"t-1"},{"target":"bce/bj/i-DemoCpu1"}]}"#;

/// A journal whose writer is no more.
fn journal(clouds: &Clouds, lines: &[&str]) -> PathBuf {
    let path = clouds.home.path().join("stop.jsonl");
    let lines: String = lines.iter().map(|line| format!("{{\"time\":\"t\",{line}}}\n")).collect();
    fs::write(&path, format!("{}\n{lines}", ORDERS.replace('\n', ""))).unwrap();
    path
}

fn resume(clouds: &Clouds, path: &std::path::Path) -> Run {
    clouds.tingji(&format!("resume {} --poll-interval 20ms -o json", path.display()))
}

#[test]
fn what_was_open_is_finished_and_what_was_done_is_left_alone() {
    let clouds = Clouds::new();
    // The first was sent and took effect, but nobody heard of it.
    clouds.tingji("stop bce/bj/i-DemoV100 --no-journal --poll-interval 20ms");
    let path = journal(
        &clouds,
        &[r#""event":"sending","at":[0,3]"#, r#""event":"done","at":3,"outcome":"stopped""#],
    );
    let run = resume(&clouds, &path);
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned(); 3]), "{run}");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 1, "not a second time");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoCpu1"), 0, "that one was done");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Compshare, "uhost-demospot"), 1, "with its force");
    let again = resume(&clouds, &path);
    assert_eq!((again.code, again.outcomes().len()), (0, 0), "nothing is left: {again}");
}

#[test]
fn a_stop_that_was_killed_is_finished_without_a_second_one() {
    let clouds = Clouds::with(r#"{"transition": {"after_ms": 600000}}"#);
    let stop = "stop --yes bce/bj/i-DemoV100 bce/bj/i-DemoCpu1 --poll-interval 20ms";
    let mut process = start(&clouds.variables, stop);
    let sent = |id| clouds.sandbox.stops_sent(Cloud::Bce, id);
    while sent("i-DemoV100") + sent("i-DemoCpu1") < 2 {
        assert!(process.try_wait().unwrap().is_none(), "it ended before it was killed");
        std::thread::yield_now();
    }
    process.kill().unwrap();
    process.wait().unwrap();
    clouds.sandbox.advance(std::time::Duration::from_secs(600));
    let run = clouds.tingji("resume --poll-interval 20ms -o json");
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned(); 2]), "{run}");
    assert_eq!((sent("i-DemoV100"), sent("i-DemoCpu1")), (1, 1));
}

#[test]
fn a_journal_is_written_before_the_stop_and_keeps_no_key() {
    let clouds = Clouds::new();
    let path = clouds.home.path().join("kept.jsonl");
    let stop = format!("stop bce/bj/i-DemoV100 --journal {} --poll-interval 20ms", path.display());
    assert_eq!(clouds.tingji(&stop).code, 0);
    let text = fs::read_to_string(&path).unwrap();
    let events: Vec<_> = text.lines().map(|line| line.split("\"event\":\"").nth(1).unwrap()).collect();
    let names: Vec<_> = events.iter().map(|event| event.split('"').next().unwrap()).collect();
    assert_eq!(names, ["begin", "sending", "accepted", "done"]);
    assert!(!text.contains("not-a-secret") && !text.contains("sandbox-bce-key"), "{text}");
    let second = clouds.tingji(&stop);
    second.fails(2, "kept.jsonl can't be made: File exists");
}

#[test]
fn a_journal_of_its_own_goes_when_all_is_known_and_stays_when_not() {
    let clouds = Clouds::with(r#"{"transition": "never"}"#);
    let state = clouds.home.path().join(".local/state/tingji");
    let files = || fs::read_dir(&state).map_or(0, Iterator::count);
    clouds.tingji("stop bce/bj/i-nobody");
    assert_eq!(files(), 0);
    let run = clouds.tingji("stop bce/bj/i-DemoV100 --deadline 300ms --poll-interval 50ms");
    run.fails(7, "note: 1 stop is left open; look again with: tingji resume HOME/.local/state/tingji/stop-");
    assert_eq!(files(), 1);
    let run = clouds.tingji("resume --deadline 300ms --poll-interval 50ms");
    run.fails(7, "0 done, 1 to finish");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 1);
}

#[test]
fn a_region_of_the_command_line_is_kept_for_those_who_resume() {
    let clouds = Clouds::with(r#"{"transition": "never"}"#);
    let stop = "stop compshare/uhost-demospot bce/i-nobody --force --yes --region cn-sh2";
    let run = clouds.tingji(&format!("{stop} --deadline 300ms --poll-interval 50ms"));
    assert!(run.stderr.contains("1 stop is left open"), "{run}");
    let run = clouds.tingji("resume --deadline 300ms --poll-interval 50ms -o json");
    assert_eq!(run.outcomes(), ["unconfirmed"], "{run}");
    assert!(run.stdout.contains(r#""target":"compshare/cn-sh2/uhost-demospot""#), "{run}");
}

#[test]
fn a_key_that_is_missing_leaves_no_journal_behind() {
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", None);
    assert_eq!(clouds.tingji("stop bce/bj/i-DemoV100").code, 4);
    assert_eq!(fs::read_dir(clouds.home.path().join(".local/state/tingji")).unwrap().count(), 0);
}

#[test]
fn a_key_that_is_missing_when_stops_are_resumed_leaves_their_journal_where_it_is() {
    let clouds = Clouds::with(r#"{"transition": {"after_ms": 600000}}"#);
    assert_eq!(clouds.tingji("stop bce/bj/i-DemoV100 --deadline 300ms --poll-interval 50ms").code, 7);
    let keyless = clouds.variables.iter().filter(|(name, _)| name != "BCE_SECRET_ACCESS_KEY");
    let keyless: Vec<_> = keyless.cloned().collect();
    tingji(&keyless, "resume").fails(4, "BCE_SECRET_ACCESS_KEY");
    clouds.sandbox.advance(std::time::Duration::from_secs(600));
    let run = clouds.tingji("resume --poll-interval 20ms -o json");
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned()]), "{run}");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 1);
}

#[test]
fn where_no_journal_can_be_kept_the_stop_goes_on_and_says_so() {
    let clouds = Clouds::new().set("HOME", Some("/dev/null"));
    let run = clouds.tingji("stop bce/bj/i-DemoV100 --poll-interval 20ms");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("note: no journal is kept, so `tingji resume` can't help: "), "{run}");
}

#[test]
fn what_is_no_journal_is_said_to_be_none() {
    let clouds = Clouds::new();
    assert_snapshot!("resume_nothing", clouds.tingji("resume").to_string());
    let path = clouds.home.path().join("notes.txt");
    fs::write(&path, "buy milk\n").unwrap();
    resume(&clouds, &path).fails(2, "notes.txt: this is not a journal of stops");
}

#[test]
fn a_lock_is_not_waited_for_if_that_is_not_wanted() {
    let clouds = Clouds::with(
        r#"{"instances": [{"cloud": "compshare", "id": "uhost-1", "locked": true},
            {"cloud": "bce", "id": "i-1", "state": "Starting"}]}"#,
    );
    let run = clouds.tingji("stop --yes --lock fail compshare/uhost-1 bce/i-1 -o json");
    assert_eq!((run.code, run.outcomes()), (8, vec!["locked".to_owned(); 2]), "{run}");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Compshare, "uhost-1"), 0);
}

#[test]
fn a_client_token_belongs_to_one_stop() {
    let clouds = Clouds::new();
    let target = "volcengine/i-demo0gni2a10train";
    let run = clouds.tingji(&format!("stop --yes --client-token t {target} volcengine/i-other"));
    run.fails(2, "a --client-token belongs to one stop");
    let long = "t".repeat(65);
    clouds.tingji(&format!("stop --client-token {long} {target}")).fails(2, "1 to 64 ASCII characters");
    let run = clouds.tingji(&format!("stop --client-token t-1 {target} --poll-interval 20ms"));
    assert_eq!(run.code, 0, "{run}");
    clouds.tingji("stop --client-token t-1 bce/i-DemoV100").fails(10, "unsupported");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 0);
}

#[test]
fn a_stop_without_charge_is_refused_where_there_is_none() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop --no-charge huaweicloud/62383738-e52a-450a-9f84-f9e705402be8");
    assert_eq!(run.code, 10, "{run}");
    let run = clouds.tingji("stop --no-charge volcengine/i-demo0gni2a10train --poll-interval 20ms");
    assert_eq!(run.code, 0, "{run}");
}
