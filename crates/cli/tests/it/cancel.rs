//! Ctrl-C and SIGTERM cancel a run, which then reports its outcomes.

use std::process::{Child, ExitStatus};

use rustix::process::{Pid, Signal, kill_process};
use tingji_sandbox::Cloud;

use crate::support::{Clouds, start};

/// Sends the signal and returns the exit status, standard output and standard error.
fn end(process: Child, signal: Signal) -> (ExitStatus, String, String) {
    kill_process(Pid::from_child(&process), signal).unwrap();
    let output = process.wait_with_output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    (output.status, stdout, stderr)
}

/// Waits until the condition holds while the process runs.
fn until(process: &mut Child, holds: impl Fn() -> bool) {
    while !holds() {
        assert!(process.try_wait().unwrap().is_none(), "it ended before the signal");
        std::thread::yield_now();
    }
}

/// Returns the number of stops of the two instances of Baidu.
fn stops_sent(clouds: &Clouds) -> [usize; 2] {
    ["i-DemoV100", "i-DemoCpu1"].map(|id| clouds.sandbox.stops_sent(Cloud::Bce, id))
}

#[test]
fn cancelled_stop_reports_sent_requests_and_stays_open() {
    for (signal, lang, expected) in [
        (Signal::TERM, "en", "cancelled after a stop was sent"),
        (Signal::INT, "en", "cancelled after a stop was sent"),
        (Signal::TERM, "zh", "已取消，但此前已发送停机请求"),
    ] {
        let clouds = Clouds::with(r#"{"transition": {"after_ms": 600000}}"#);
        let stop = format!("stop --yes bce/bj/i-DemoV100 bce/bj/i-DemoCpu1 --lang {lang} -o json");
        let mut process = start(&clouds.variables, &stop);
        until(&mut process, || stops_sent(&clouds) == [1, 1]);
        let (status, stdout, stderr) = end(process, signal);
        assert_eq!(status.code(), Some(3), "{stderr}");
        assert_eq!(stdout.matches(r#""outcome":"unconfirmed""#).count(), 2, "{stdout}");
        assert!(stderr.contains(expected), "{stderr}");
        assert!(stderr.contains("tingji resume "), "{stderr}");
        clouds.sandbox.advance(std::time::Duration::from_secs(600));
        let run = clouds.tingji("resume --poll-interval 20ms -o json");
        assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned(); 2]), "{run}");
        assert_eq!(stops_sent(&clouds), [1, 1], "no second stop");
    }
}

#[test]
fn cancellation_while_listing_sends_nothing() {
    for line in ["stop --all --cloud bce --yes", "delete --all --cloud bce --yes", "wait --all --cloud bce"] {
        let clouds = Clouds::with(r#"{"faults": [{"fault": "time_out"}]}"#);
        let mut process = start(&clouds.variables, line);
        until(&mut process, || !clouds.sandbox.requests().is_empty());
        let (status, stdout, stderr) = end(process, Signal::TERM);
        assert_eq!((status.code(), stdout.as_str()), (Some(3), ""), "{stderr}");
        assert_eq!(stderr, "tingji: cancelled; nothing was sent\n", "{line}");
        assert!(clouds.sandbox.requests().iter().all(|request| !request.effect));
    }
}

#[test]
fn cancelled_single_request_reports_unknown_acceptance() {
    let clouds = Clouds::with(r#"{"faults": [{"fault": "time_out"}]}"#);
    let mut process = start(&clouds.variables, "uai stop --service_id uaiservice-demo1 --srv_version 1-2");
    until(&mut process, || !clouds.sandbox.requests().is_empty());
    let (status, stdout, stderr) = end(process, Signal::TERM);
    assert_eq!((status.code(), stdout.as_str()), (Some(3), ""), "{stderr}");
    assert!(stderr.contains("cancelled after a stop was sent; the vendor may have accepted it"), "{stderr}");
    assert!(stderr.contains("`tingji get ucloud/cn-bj2/uaiservice-demo1@1-2`"), "{stderr}");
}

#[test]
fn sandbox_exits_0_on_signals() {
    for signal in [Signal::TERM, Signal::INT] {
        let mut process = start(&[], "sandbox serve");
        let mut announced = [0];
        std::io::Read::read_exact(process.stdout.as_mut().unwrap(), &mut announced).unwrap();
        let (status, _, stderr) = end(process, signal);
        assert_eq!((status.code(), stderr.as_str()), (Some(0), ""));
    }
}
