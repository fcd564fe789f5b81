//! The examples of unattended stops are well-formed and stop only the named targets.

use std::collections::BTreeSet;

use serde_yaml_ng::Value;
use tingji_sandbox::Cloud;

use crate::support::Clouds;
use crate::{clouds, file, leave_open, succeeds};

/// Exit codes that a retry does not change: failed, usage, credentials, not found, unsupported.
const FOR_GOOD: [u64; 5] = [1, 2, 4, 5, 10];

fn only_training_is_stopped(clouds: &Clouds) {
    assert_eq!(clouds.state(Cloud::Compshare, "uhost-xxxx"), "Stopped");
    assert_eq!(clouds.state(Cloud::Bce, "i-x"), "Stopped");
    assert_eq!(clouds.state(Cloud::Volcengine, "i-y"), "RUNNING");
}

fn words(value: &Value) -> Vec<&str> {
    value.as_sequence().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

/// Returns the values of a key in a unit file, in order.
fn settings<'a>(unit: &'a str, key: &str) -> Vec<&'a str> {
    unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect()
}

#[test]
fn cron_job_retries_and_reads_keys_from_a_secret() {
    let text = file("docs/examples/cronjob.yaml");
    let manifest: Value = serde_yaml_ng::from_str(&text).unwrap();
    assert_eq!((&manifest["apiVersion"], &manifest["kind"]), (&"batch/v1".into(), &"CronJob".into()));
    assert_eq!(manifest["spec"]["concurrencyPolicy"], "Forbid");
    assert_eq!(manifest["spec"]["timeZone"], "Asia/Shanghai");

    let job = &manifest["spec"]["jobTemplate"]["spec"];
    assert!(job["backoffLimit"].as_u64().is_some_and(|tries| (1..=6).contains(&tries)));
    assert!(job["activeDeadlineSeconds"].as_u64().unwrap() > 20 * 60);
    let rule = &job["podFailurePolicy"]["rules"][0];
    assert_eq!((&rule["action"], &rule["onExitCodes"]["operator"]), (&"FailJob".into(), &"In".into()));
    let codes = rule["onExitCodes"]["values"].as_sequence().unwrap();
    assert_eq!(codes.iter().map(|code| code.as_u64().unwrap()).collect::<Vec<_>>(), FOR_GOOD);

    let pod = &job["template"]["spec"];
    assert_eq!(pod["restartPolicy"], "Never");
    let container = &pod["containers"][0];
    assert_eq!(rule["onExitCodes"]["containerName"], container["name"]);
    assert!(container["envFrom"][0]["secretRef"]["name"].is_string());
    let named = container["env"].as_sequence().unwrap().iter().map(|entry| entry["name"].as_str().unwrap());
    assert_eq!(named.collect::<Vec<_>>(), ["TINGJI_METADATA_ENDPOINT"], "keys belong to the Secret");
    assert_eq!(container["securityContext"]["readOnlyRootFilesystem"], true);
}

#[test]
fn cron_job_stops_its_targets() {
    let manifest: Value = serde_yaml_ng::from_str(&file("docs/examples/cronjob.yaml")).unwrap();
    let pod = &manifest["spec"]["jobTemplate"]["spec"]["template"]["spec"];
    let container = &pod["containers"][0];
    assert_eq!(words(&container["command"]), ["tingji"]);
    let clouds = clouds();
    let run = clouds.tingji(&words(&container["args"]).join(" "));
    assert_eq!(run.code, 0, "{run}");
    only_training_is_stopped(&clouds);
    let left = std::fs::read_dir(clouds.home.path()).unwrap().count();
    assert_eq!(left, 0, "its disk can't be written to");
}

#[test]
fn systemd_unit_stops_its_targets_without_key_arguments() {
    let unit = file("docs/examples/tingji-stop.service");
    let clouds = clouds();
    leave_open(&clouds, "compshare/uhost-xxxx");
    for key in ["ExecStartPre", "ExecStart"] {
        let lines = settings(&unit, key);
        assert_eq!(lines.len(), 1, "{key}");
        let (program, arguments) = lines[0].split_once(' ').unwrap();
        assert_eq!(program.trim_start_matches('-'), "/usr/local/bin/tingji");
        let run = clouds.tingji(arguments);
        assert_eq!(run.code, 0, "{run}");
    }
    only_training_is_stopped(&clouds);
    assert_eq!(settings(&unit, "Type"), ["oneshot"]);
    assert_eq!(settings(&unit, "EnvironmentFile"), ["/etc/tingji/env"]);
    let kept: Vec<u64> =
        settings(&unit, "RestartPreventExitStatus")[0].split(' ').map(|code| code.parse().unwrap()).collect();
    assert_eq!(kept, FOR_GOOD);
    let timer = file("docs/examples/tingji-stop.timer");
    assert_eq!(settings(&timer, "OnCalendar"), ["Mon..Fri 22:00 Asia/Shanghai"]);
}

#[test]
fn crontab_lines_stop_their_targets() {
    let table = file("docs/examples/crontab");
    let jobs: Vec<_> = table.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(jobs.len(), 2);
    for job in jobs {
        let fields: Vec<_> = job.splitn(6, ' ').collect();
        let times: BTreeSet<char> = fields[..5].concat().chars().collect();
        assert!(times.iter().all(|c| c.is_ascii_digit() || "*-,/".contains(*c)), "{job}");
        assert!(!fields[5].contains('%'), "cron takes % for a line end");
        let clouds = clouds();
        let folder = clouds.home.path().join(".config/tingji");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("env"), "SAID=yes\n").unwrap();
        succeeds(&clouds, fields[5]);
        only_training_is_stopped(&clouds);
    }
}
