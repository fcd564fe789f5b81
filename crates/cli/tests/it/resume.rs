//! A stop that a crash interrupted is finished, and nothing is stopped twice.

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::{Clouds, Run, start, tingji};

const ORDERS: &str = r#"{"time":"2026-01-02T03:04:05Z","event":"begin","version":1,"orders":[
    {"target":"bce/bj/i-DemoV100"},{"target":"compshare/uhost-demospot","force":true},
    {"target":"volcengine/cn-beijing/i-demo0gni2a10train","client_token":"t-1"},{"target":"bce/bj/i-DemoCpu1"}]}"#;

/// A journal of a process that has ended.
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
fn resume_finishes_open_and_skips_finished_stops() {
    let clouds = Clouds::new();
    // The first stop took effect, but its response was lost.
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

/// Returns the number of stops of the two instances of Baidu.
fn stops_sent(clouds: &Clouds) -> [usize; 2] {
    ["i-DemoV100", "i-DemoCpu1"].map(|id| clouds.sandbox.stops_sent(Cloud::Bce, id))
}

#[test]
fn killed_stop_resumes_without_a_second_request() {
    let clouds = Clouds::with(r#"{"transition": {"after_ms": 600000}}"#);
    let stop = "stop --yes bce/bj/i-DemoV100 bce/bj/i-DemoCpu1 --poll-interval 20ms";
    let mut process = start(&clouds.variables, stop);
    while stops_sent(&clouds) != [1, 1] {
        assert!(process.try_wait().unwrap().is_none(), "it ended before it was killed");
        std::thread::yield_now();
    }
    process.kill().unwrap();
    process.wait().unwrap();
    clouds.sandbox.advance(std::time::Duration::from_secs(600));
    let run = clouds.tingji("resume --poll-interval 20ms -o json");
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned(); 2]), "{run}");
    assert_eq!(stops_sent(&clouds), [1, 1]);
}

#[test]
fn journal_precedes_the_stop_and_contains_no_key() {
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
    second.fails(2, "kept.jsonl cannot be created: File exists");
}

#[test]
fn automatic_journal_is_deleted_once_all_is_known() {
    let clouds = Clouds::with(r#"{"transition": "never"}"#);
    let state = clouds.home.path().join(".local/state/tingji");
    clouds.tingji("stop bce/bj/i-nobody");
    assert_eq!(fs::read_dir(&state).map_or(0, Iterator::count), 0);
    let run = clouds.tingji("stop bce/bj/i-DemoV100 --deadline 300ms --poll-interval 50ms");
    run.fails(7, "note: 1 stop is unconfirmed; to continue: tingji resume HOME/.local/state/tingji/stop-");
    assert_eq!(fs::read_dir(&state).map_or(0, Iterator::count), 1);
    let run = clouds.tingji("resume --deadline 300ms --poll-interval 50ms");
    run.fails(7, "0 finished, 1 remaining");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 1);
}

#[test]
fn command_line_region_is_kept_for_resume() {
    let clouds = Clouds::with(r#"{"transition": "never"}"#);
    let stop = "stop compshare/uhost-demospot bce/i-nobody --force --yes --region cn-sh2";
    let run = clouds.tingji(&format!("{stop} --deadline 300ms --poll-interval 50ms"));
    assert!(run.stderr.contains("1 stop is unconfirmed"), "{run}");
    let run = clouds.tingji("resume --deadline 300ms --poll-interval 50ms -o json");
    assert_eq!(run.outcomes(), ["unconfirmed"], "{run}");
    assert!(run.stdout.contains(r#""target":"compshare/cn-sh2/uhost-demospot""#), "{run}");
}

#[test]
fn missing_key_leaves_no_journal() {
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", None);
    assert_eq!(clouds.tingji("stop bce/bj/i-DemoV100").code, 4);
    assert_eq!(fs::read_dir(clouds.home.path().join(".local/state/tingji")).unwrap().count(), 0);
}

#[test]
fn missing_key_on_resume_keeps_the_journal() {
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
fn stop_continues_without_a_journal_and_says_so() {
    let clouds = Clouds::new().set("HOME", Some("/dev/null"));
    let run = clouds.tingji("stop bce/bj/i-DemoV100 --poll-interval 20ms");
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stderr.contains("note: can't write a journal, so `tingji resume` won't be possible: "),
        "{run}"
    );
}

#[test]
fn other_files_are_rejected_as_journals() {
    let clouds = Clouds::new();
    assert_snapshot!("resume_nothing", clouds.tingji("resume").to_string());
    let path = clouds.home.path().join("notes.txt");
    fs::write(&path, "buy milk\n").unwrap();
    resume(&clouds, &path).fails(2, "notes.txt: this is not a journal of stops");
}

#[test]
fn lock_fail_does_not_wait() {
    let clouds = Clouds::with(
        r#"{"instances": [{"cloud": "compshare", "id": "uhost-1", "locked": true},
            {"cloud": "bce", "id": "i-1", "state": "Starting"}]}"#,
    );
    let run = clouds.tingji("stop --yes --lock fail compshare/uhost-1 bce/i-1 -o json");
    assert_eq!((run.code, run.outcomes()), (8, vec!["locked".to_owned(); 2]), "{run}");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Compshare, "uhost-1"), 0);
}

#[test]
fn client_token_works_with_one_target_only() {
    let clouds = Clouds::new();
    let target = "volcengine/i-demo0gni2a10train";
    let run = clouds.tingji(&format!("stop --yes --client-token t {target} volcengine/i-other"));
    run.fails(2, "--client-token identifies one stop");
    let long = "t".repeat(65);
    clouds.tingji(&format!("stop --client-token {long} {target}")).fails(2, "1 to 64 ASCII characters");
    let run = clouds.tingji(&format!("stop --client-token t-1 {target} --poll-interval 20ms"));
    assert_eq!(run.code, 0, "{run}");
    clouds.tingji("stop --client-token t-1 bce/i-DemoV100").fails(10, "unsupported");
    assert_eq!(clouds.sandbox.stops_sent(Cloud::Bce, "i-DemoV100"), 0);
}

#[test]
fn no_charge_is_refused_where_unsupported() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop --no-charge huaweicloud/62383738-e52a-450a-9f84-f9e705402be8");
    assert_eq!(run.code, 10, "{run}");
    let run = clouds.tingji("stop --no-charge volcengine/i-demo0gni2a10train --poll-interval 20ms");
    assert_eq!(run.code, 0, "{run}");
}
