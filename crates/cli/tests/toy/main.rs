//! The command with a table of one provider that no crate of this workspace names.
//!
//! This program has no test harness: with the variable `TOY_CLOUD` it is the command itself, with the toy cloud as its
//! only cloud. Without the variable it starts itself with that variable, and checks the output.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail where it stands")]

mod cloud;

use std::process::{Command, ExitCode, Output};

/// Variable that turns this program into the command.
const ROLE: &str = "TOY_CLOUD";

/// Table of the command: the toy cloud alone.
static PROVIDERS: tingji::Providers = &[&cloud::PROVIDER];

type Check = (&'static str, fn());

const CHECKS: [Check; 6] = [
    ("list_shows_the_instance", list_shows_the_instance),
    ("stop_is_confirmed", stop_is_confirmed),
    ("alias_and_bare_id_find_the_cloud", alias_and_bare_id_find_the_cloud),
    ("doctor_checks_the_account", doctor_checks_the_account),
    ("profile_is_stored_and_listed", profile_is_stored_and_listed),
    ("completions_offer_the_cloud", completions_offer_the_cloud),
];

fn main() -> ExitCode {
    if std::env::var_os(ROLE).is_some() {
        return tingji_cli::run(PROVIDERS);
    }
    let only_list = std::env::args().any(|argument| argument == "--list");
    for (name, check) in CHECKS {
        if only_list {
            println!("{name}: test");
        } else {
            check();
            println!("test {name} ... ok");
        }
    }
    ExitCode::SUCCESS
}

/// Runs the command with keys of the toy cloud and a home folder of its own.
fn tingji(home: &tempfile::TempDir, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(arguments).env_clear().env(ROLE, "1").env("HOME", home.path()).env("LANG", "C");
    command.envs(variables.iter().copied());
    command.output().unwrap()
}

const KEYS: [(&str, &str); 2] = [("TOY_KEY", "k"), ("TOY_SECRET", "not-a-secret")];

fn stdout(output: &Output) -> String {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

fn with_keys(arguments: &[&str]) -> String {
    stdout(&tingji(&tempfile::tempdir().unwrap(), arguments, &KEYS))
}

fn list_shows_the_instance() {
    let list = with_keys(&["list"]);
    assert!(list.contains("toy-1") && list.contains("bear") && list.contains("Out"), "{list}");
    let none = with_keys(&["list", "--filter", "cloud!=toy"]);
    assert!(!none.contains("toy-1"), "{none}");
}

fn stop_is_confirmed() {
    let report = with_keys(&["stop", "toy/attic/toy-1", "--yes", "-o", "json"]);
    assert!(report.contains("\"stopped\"") && report.contains("\"Away\""), "{report}");
}

fn alias_and_bare_id_find_the_cloud() {
    for target in ["plaything/toy-1", "toy-1"] {
        let instance = with_keys(&["get", target]);
        assert!(instance.contains("toy-1"), "{instance}");
    }
    let home = tempfile::tempdir().unwrap();
    let unknown = tingji(&home, &["get", "bce/i-1"], &KEYS);
    assert_eq!(unknown.status.code(), Some(2));
    let message = String::from_utf8(unknown.stderr).unwrap();
    assert!(message.contains("use one of toy"), "{message}");
}

fn doctor_checks_the_account() {
    let report = with_keys(&["doctor"]);
    assert!(report.contains("toy") && report.contains("variable TOY_KEY"), "{report}");
}

fn profile_is_stored_and_listed() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("profiles.toml");
    let text = "[profiles.work.toy]\nkey = \"k\"\nsecret = \"not-a-secret\"\n";
    std::fs::write(&file, text).unwrap();
    let variables = [("TINGJI_CONFIG", file.to_str().unwrap())];
    let profiles = stdout(&tingji(&home, &["profile", "list"], &variables));
    assert!(profiles.contains("work") && profiles.contains("toy"), "{profiles}");
    let list = stdout(&tingji(&home, &["list", "--profile", "work"], &variables));
    assert!(list.contains("toy-1"), "{list}");
}

fn completions_offer_the_cloud() {
    let home = tempfile::tempdir().unwrap();
    let mut variables = KEYS.to_vec();
    variables.push(("TINGJI_COMPLETE", "fish"));
    let candidates = stdout(&tingji(&home, &["--", "tingji", "list", "--cloud", ""], &variables));
    assert!(candidates.contains("toy") && !candidates.contains("bce"), "{candidates}");
}
