//! Shell completion: the tests call the command like a completion script.

use std::path::PathBuf;

use tingji_core::clock::{Clock, SystemClock};

use crate::support::{Clouds, Run, tingji};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];
const CLOUDS: [&str; 5] = ["UCLOUD", "COMPSHARE", "BCE", "VOLCENGINE", "HUAWEICLOUD"];

/// Runs the completion of the last word for a shell.
fn in_shell(clouds: Clouds, shell: &str) -> Clouds {
    clouds.set("TINGJI_COMPLETE", Some(shell)).set("_CLAP_IFS", Some("\n"))
}

/// Returns the candidates for the last word; `_` is an empty word.
fn offered(clouds: &Clouds, words: &[&str]) -> Run {
    let run = clouds.tingji_given(&[&["--", "tingji"], words].concat(), words.len());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    run
}

fn lists(run: &Run) -> Vec<&str> {
    run.stdout.lines().collect()
}

fn cache(clouds: &Clouds) -> Vec<PathBuf> {
    let folder = clouds.home.path().join(".cache/tingji");
    std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_shell_has_a_script_with_commands_and_options() {
    for (shell, sign) in [
        ("bash", "complete -o bashdefault"),
        ("zsh", "#compdef tingji"),
        ("fish", "complete --keep-order"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "set edit:completion:arg-completer[tingji]"),
    ] {
        let run = tingji(&[], &format!("completions {shell}"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        assert!(run.stdout.contains(sign) && run.stdout.contains("TINGJI_COMPLETE"), "{run}");
    }
    tingji(&[], "completions tcsh").fails(2, "invalid value 'tcsh'");
    for shell in SHELLS {
        let clouds = in_shell(Clouds::new(), shell);
        assert!(offered(&clouds, &["doc"]).stdout.starts_with("doctor"), "{shell}");
        assert!(offered(&clouds, &["stop", "--no-ch"]).stdout.starts_with("--no-charge"), "{shell}");
        assert!(offered(&clouds, &["list", "--cloud", "vo"]).stdout.starts_with("volcengine"), "{shell}");
        assert!(clouds.sandbox.requests().is_empty(), "{shell}");
    }
}

#[test]
fn completed_values_have_help_in_the_language_of_the_locale() {
    let clouds = in_shell(Clouds::new(), "fish");
    assert_eq!(offered(&clouds, &["wait", "--for", "g"]).stdout.trim_end(), "gone\tDeleted");
    let clouds = clouds.set("LANG", Some("zh_CN.UTF-8"));
    assert_eq!(offered(&clouds, &["wait", "--for", "g"]).stdout.trim_end(), "gone\t已删除");
}

#[test]
fn stop_completes_running_and_start_completes_stopped_targets() {
    let clouds = in_shell(Clouds::new(), "fish");
    let stop = offered(&clouds, &["stop", ""]);
    let start = offered(&clouds, &["start", ""]);
    insta::assert_snapshot!(format!("stop\n{}\nstart\n{}", stop.stdout, start.stdout));
    let all = offered(&clouds, &["get", ""]);
    assert_eq!(lists(&all).len(), lists(&stop).len() + lists(&start).len(), "{all}");
    // Targets on the line and targets with another prefix are not offered.
    let first = lists(&stop)[0].split('\t').next().unwrap();
    assert!(!offered(&clouds, &["stop", first, ""]).stdout.contains(first));
    assert_eq!(lists(&offered(&clouds, &["stop", first])).len(), 1);
    let of_bce = offered(&clouds, &["stop", "bce/"]);
    assert!(
        lists(&of_bce).len() > 1 && lists(&of_bce).iter().all(|line| line.starts_with("bce/")),
        "{of_bce}"
    );
}

#[test]
fn second_tab_uses_the_cache_of_its_account() {
    let clouds = in_shell(Clouds::new(), "bash");
    let first = offered(&clouds, &["stop", ""]);
    let first_count = clouds.sandbox.requests().len();
    assert!(first_count >= 5 && !first.stdout.is_empty(), "{first_count} {first}");
    assert_eq!(offered(&clouds, &["stop", ""]).stdout, first.stdout);
    assert_eq!(clouds.sandbox.requests().len(), first_count);
    let files = cache(&clouds);
    assert_eq!(files.len(), 1, "{files:?}");
    let text = std::fs::read_to_string(&files[0]).unwrap();
    for (name, value) in &clouds.variables {
        let is_key = ["KEY", "SECRET", "_AK", "_SK", "TOKEN"].iter().any(|part| name.contains(part));
        assert!(!is_key || !text.contains(value.as_str()), "{name}: {text}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(files[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    // An unreachable endpoint has none of the ids of this sandbox.
    let elsewhere = clouds.set("TINGJI_ENDPOINT", Some("http://127.0.0.1:1"));
    let elsewhere =
        CLOUDS.iter().fold(elsewhere, |clouds, cloud| clouds.set(&format!("TINGJI_{cloud}_ENDPOINT"), None));
    assert!(!offered(&elsewhere, &["stop", ""]).stdout.contains('/'));
    assert_eq!(cache(&elsewhere).len(), 2);
}

#[test]
fn expired_cache_is_ignored_and_deleted() {
    let clouds = in_shell(Clouds::new(), "bash");
    offered(&clouds, &["stop", ""]);
    let first_count = clouds.sandbox.requests().len();
    let old = cache(&clouds).remove(0);
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    std::fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    let other = old.with_file_name("targets-0.json");
    std::fs::write(&other, "[]").unwrap();
    std::fs::File::options().write(true).open(&other).unwrap().set_modified(long_ago).unwrap();
    offered(&clouds, &["stop", ""]);
    assert_eq!(clouds.sandbox.requests().len(), 2 * first_count);
    assert_eq!(cache(&clouds), [old]);
}

#[test]
fn hanging_cloud_does_not_delay_the_others() {
    let clouds =
        Clouds::with(r#"{"faults": [{"cloud": "volcengine", "operation": "any", "fault": "time_out"}]}"#);
    let clouds = in_shell(clouds, "bash").set("TINGJI_COMPLETE_WITHIN", Some("400ms"));
    let clock = SystemClock::new();
    let started = clock.now().seconds();
    let run = offered(&clouds, &["stop", ""]);
    let took = clock.now().seconds() - started;
    assert!(took < 10, "{took} s");
    assert!(run.stdout.contains("bce/") && !run.stdout.contains("volcengine/"), "{run}");
}

#[test]
fn completion_is_silent_without_valid_credentials() {
    let clouds = in_shell(Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("wrong")), "zsh");
    let run = offered(&clouds, &["stop", ""]);
    assert!(run.stdout.contains("compshare/") && !run.stdout.contains("bce/"), "{run}");
    for bad in ["TINGJI_CONFIG", "VOLCENGINE_CLI_CONFIG_FILE"] {
        offered(&in_shell(Clouds::new().set(bad, Some("/nowhere")), "zsh"), &["stop", ""]);
    }
    let none = tingji(&[("TINGJI_COMPLETE".to_owned(), "fish".to_owned())], "-- tingji stop x");
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.as_str()), (0, "", ""));
    let unknown = tingji(&[("TINGJI_COMPLETE".to_owned(), "tcsh".to_owned())], "-- tingji stop x");
    assert_eq!((unknown.code, unknown.stdout.as_str(), unknown.stderr.as_str()), (0, "", ""));
}

#[test]
fn instance_names_never_become_commands() {
    let clouds = in_shell(
        Clouds::with(
            r#"{"instances": [
                {"cloud": "compshare", "id": "uhost-1", "region": "cn;reboot", "state": "Running"},
                {"cloud": "bce", "id": "i-2", "region": "bj", "name": "\u001b[2J\nbce/bj/i-3\tx", "state": "Running"}]}"#,
        ),
        "fish",
    );
    assert!(clouds.tingji("list -o name").stdout.contains("compshare/cn;reboot/uhost-1"));
    let run = offered(&clouds, &["stop", ""]);
    assert_eq!(lists(&run).len(), 1, "{run}");
    assert!(run.stdout.starts_with("bce/bj/i-2\t") && !run.stdout.contains('\u{1b}'), "{run}");
}

/// Uses the real Bash with the generated script.
#[cfg(unix)]
#[test]
fn bash_completes_after_a_colon() {
    let clouds = Clouds::new();
    let folder = clouds.home.path().join(".config/tingji");
    std::fs::create_dir_all(&folder).unwrap();
    let profile = format!(
        "[profiles.work.bce]\naccess_key_id = \"{}\"\nsecret_access_key = \"{}\"\n",
        clouds.variable("BCE_ACCESS_KEY_ID"),
        clouds.variable("BCE_SECRET_ACCESS_KEY")
    );
    std::fs::write(folder.join("profiles.toml"), profile).unwrap();
    let clouds = ["BCE_ACCESS_KEY_ID", "BCE_SECRET_ACCESS_KEY"]
        .into_iter()
        .fold(clouds, |clouds, name| clouds.set(name, None));
    let binary = assert_cmd::cargo::cargo_bin!("tingji");
    let script = r#"eval "$(tingji completions bash)"
        COMP_WORDS=(tingji stop bce : work/) COMP_CWORD=4; _tingji; printf '%s\n' "${COMPREPLY[@]}""#;
    let mut bash = std::process::Command::new("bash");
    let path = format!("{}:/usr/bin:/bin", binary.parent().unwrap().display());
    bash.env_clear().envs(clouds.variables.iter().cloned()).env("PATH", path).args(["-c", script]);
    let output = bash.output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.is_empty() && stdout.lines().count() > 1, "{stdout} {stderr}");
    assert!(stdout.lines().all(|line| line.starts_with("work/bj/i-")), "{stdout}");
}
