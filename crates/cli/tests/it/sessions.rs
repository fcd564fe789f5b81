//! A session for each command that uses all of its options. See the snapshots `session_*`;
//! `src/args/tests/option_coverage.rs` checks that no option is missing.

use insta::assert_snapshot;

use crate::sign::SignedExample;
use crate::support::{Clouds, Run, tingji, tingji_reading};

/// Replaces the path of the home.
fn hidden(clouds: &Clouds, text: &str) -> String {
    text.replace(clouds.home.path().to_str().unwrap(), "HOME")
}

/// Runs the lines in order. Failing lines run in Chinese too.
fn session(clouds: &Clouds, lines: &[&str]) -> String {
    let home = clouds.home.path().display().to_string();
    let mut output = Vec::new();
    for line in lines {
        let line = line.replace("HOME", &home);
        let run = clouds.tingji(&line);
        if run.code != 0 {
            reads_chinese(&clouds.tingji(&format!("{line} --lang zh")));
        }
        output.push(hidden(clouds, &run.to_string()));
    }
    output.join("\n")
}

fn is_english_word(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase() || "'.".contains(c))
}

/// Checks that no line has four English words in a row, except texts of vendors and the system.
fn reads_chinese(run: &Run) {
    let of_others = ["（HTTP ", "(os error ", "StopUAIService Fail: "];
    for line in run.stderr.lines().filter(|line| !of_others.iter().any(|mark| line.contains(mark))) {
        let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" X ");
        let words: Vec<_> = outside.split_whitespace().collect();
        assert!(!words.windows(4).any(|four| four.iter().all(|word| is_english_word(word))), "{line}\n{run}");
    }
}

#[test]
fn list_and_get_sessions_match_snapshots() {
    let clouds = Clouds::new();
    assert_snapshot!(
        "session_list",
        session(
            &clouds,
            &[
                "list --cloud compshare --state running --tag Tag=Default --columns id,price,age",
                "list --cloud bce --name *v100 --region bj",
                "list --cloud bce --connect-timeout 3s --attempt-timeout 20s --sort -name",
                "list --profile work",
                "list --filter gpu~4090 --query instances[].id -o yaml",
                "list --filter gpu==",
            ]
        )
    );
    assert_snapshot!(
        "session_get",
        session(
            &clouds,
            &[
                "get --all --cloud volcengine --connect-timeout 3s --attempt-timeout 20s",
                "get --name *v100 --region bj --cloud bce",
                "get --state stopped --tag Tag=Default --filter gpu~3090 --cloud compshare",
                "get --all --profile work",
                "get bce/i-nobody",
                "get train-*",
            ]
        )
    );
}

#[test]
fn stop_sessions_match_snapshots() {
    let clouds = Clouds::new();
    assert_snapshot!(
        "session_stop",
        session(
            &clouds,
            &[
                "stop --all --cloud bce --dry-run --connect-timeout 3s --attempt-timeout 20s",
                "stop --name *-a10 --state running --cloud volcengine --region cn-beijing --filter spot=no --dry-run",
                "stop --tag Tag=Default --filter gpu~4090 --cloud compshare --dry-run",
                "stop --all --profile work",
                "stop volcengine/i-demo0gni2a10train --no-charge --client-token once --poll-interval 20ms",
                "stop ucloud/uaiservice-demo1 --no-charge",
                "stop huaweicloud/62383738-e52a-450a-9f84-f9e705402be8 --client-token once",
                "stop compshare/uhost-demospot --force --yes --lock fail --parallel 2 --poll-interval 20ms --no-journal",
                "stop bce/i-DemoV100 --no-wait --journal HOME/stop.jsonl",
                "stop bce/i-DemoV100 --no-wait --wait --poll-interval 20ms --deadline 10s",
                "stop bce/i-DemoV100 --client-token=",
                "stop",
                "stop --cloud bce",
                "stop i-nobody-knows",
                "stop bce/i-DemoV100 --name *v100",
            ]
        )
    );
}

#[test]
fn resume_sessions_match_snapshots() {
    let clouds = Clouds::new();
    clouds.tingji(&format!(
        "stop bce/i-DemoV100 --no-wait --journal {}/stop.jsonl",
        clouds.home.path().display()
    ));
    assert_snapshot!(
        "session_resume",
        session(
            &clouds,
            &[
                "resume",
                "resume HOME/stop.jsonl --region bj --deadline 10s --lock fail --parallel 2 --poll-interval 20ms \
         --connect-timeout 3s --attempt-timeout 20s",
                "resume HOME/stop.jsonl",
            ]
        )
    );
}

/// Runs the session shared by start, reboot and delete.
fn change(verb: &str, target: &str) -> String {
    let lines = [
        "VERB --all --cloud bce --dry-run --connect-timeout 3s --attempt-timeout 20s",
        "VERB --name *v100 --state running --cloud bce --region bj --filter spot=no --dry-run",
        "VERB --tag Tag=Default --filter gpu~3090 --cloud compshare --dry-run",
        "VERB --all --profile work",
        "VERB --all --cloud bce",
        "VERB TARGET --yes --wait --deadline 10s --lock fail --parallel 2 --poll-interval 20ms",
        "VERB TARGET --yes --no-wait",
        "VERB bce/i-nobody -y",
    ];
    let lines = lines.map(|line| line.replace("VERB", verb).replace("TARGET", target));
    session(&Clouds::new(), &lines.each_ref().map(String::as_str))
}

#[test]
fn start_reboot_and_delete_sessions_match_snapshots() {
    assert_snapshot!("session_start", change("start", "compshare/uhost-demoidle"));
    assert_snapshot!("session_reboot", change("reboot", "compshare/uhost-demo4090"));
    assert_snapshot!("session_delete", change("delete", "compshare/uhost-demoidle"));
    assert_snapshot!(
        "session_reboot_force",
        session(
            &Clouds::new(),
            &[
                "reboot bce/i-DemoV100 --force",
                "reboot bce/i-DemoV100 --force --yes --poll-interval 20ms",
                "reboot huaweicloud/62383738-e52a-450a-9f84-f9e705402be8 --force --yes",
            ]
        )
    );
}

#[test]
fn wait_sessions_match_snapshots() {
    assert_snapshot!(
        "session_wait",
        session(
            &Clouds::new(),
            &[
                "wait --all --cloud bce --for running --connect-timeout 3s --attempt-timeout 20s",
                "wait --name *v100 --state running --cloud bce --region bj --filter spot=no --for running",
                "wait --tag Tag=Default --filter gpu~3090 --cloud compshare",
                "wait --all --profile work",
                "wait bce/i-DemoV100 --deadline 400ms --lock fail --parallel 2 --poll-interval 100ms",
                "wait bce/i-nobody --for gone",
            ]
        )
    );
}

#[test]
fn uai_sessions_match_snapshots() {
    let clouds = Clouds::new();
    let keys = (clouds.variable("UCLOUD_PUBLIC_KEY"), clouds.variable("UCLOUD_PRIVATE_KEY"));
    let clouds = clouds.set("UCLOUD_PUBLIC_KEY", None).set("UCLOUD_PRIVATE_KEY", None);
    let lines = [
        "uai stop --public_key=PUBLIC_KEY --private_key PRIVATE_KEY --service_id uaiservice-demo1 \
         --srv_version=5-6 --region cn-bj2 --zone cn-bj2-04",
        "uai stop --public_key PUBLIC_KEY --private_key PRIVATE_KEY --service_id=uaiservice-demo1 --wait \
         --deadline 10s --lock fail --parallel 2 --poll-interval 20ms --connect-timeout 3s \
         --attempt-timeout 20s",
        "uai stop --public_key PUBLIC_KEY --private_key PRIVATE_KEY --service_id uaiservice-demo1 -o yaml",
        "uai stop --public_key PUBLIC_KEY --private_key PRIVATE_KEY --service_id uaiservice-none",
        "uai stop --public_key PUBLIC_KEY --private_key PRIVATE_KEY --project_id org-none --service_id \
         uaiservice-demo1 --srv_version=",
        "uai stop --public-key PUBLIC_KEY --private-key PRIVATE_KEY --project-id org-none --service-id \
         uaiservice-demo1 --srv-version 5-6",
        "uai stop --service_id uaiservice-demo1 -o csv",
        "uai stop --service_id uaiservice-demo1 --deadline 5s",
        "uai stop --service_id uaiservice-demo1",
        "uai",
    ];
    let lines = lines.map(|line| line.replace("PUBLIC_KEY", &keys.0).replace("PRIVATE_KEY", &keys.1));
    let text = session(&clouds, &lines.each_ref().map(String::as_str));
    assert_snapshot!("session_uai", text.replace(&keys.1, "PRIVATE_KEY").replace(&keys.0, "PUBLIC_KEY"));
}

#[test]
fn sign_sessions_match_snapshots() {
    let signed = SignedExample::named("bce");
    let folder = tempfile::tempdir().unwrap();
    let request = folder.path().join("request.txt");
    let har = folder.path().join("console.har");
    std::fs::write(&request, signed.raw()).unwrap();
    std::fs::write(&har, signed.har("no canonical request")).unwrap();
    std::fs::write(folder.path().join("answer.txt"), "no canonical request").unwrap();
    let secret = signed.secret("secret_key");
    let texts = ["explain", "verify", "diff"].map(|command| {
        let key = if command == "diff" {
            "--error HOME/answer.txt"
        } else {
            "--secret-key-env THE_KEY --at 2026-11-21T06:00:00Z"
        };
        let lines = [
            format!("sign {command} --scheme bce --show-secrets {key} HOME/request.txt"),
            format!("sign {command} --entry 2 HOME/console.har"),
            format!("sign {command} --secret-key-stdin HOME/request.txt"),
        ];
        let variables = [("THE_KEY".to_owned(), secret.clone())];
        let home = folder.path().to_str().unwrap();
        let output = lines.map(|line| {
            let run = tingji_reading(&variables, &line.replace("HOME", home), &secret).to_string();
            assert!(!run.contains(&secret), "{run}");
            run.replace(home, "HOME")
        });
        (command, output.join("\n"))
    });
    for (command, text) in texts {
        assert_snapshot!(format!("session_sign_{command}"), text);
    }
}

#[test]
fn profile_sessions_match_snapshots() {
    let clouds = Clouds::new();
    let keys = "access_key_id=AKIDEXAMPLE0000\nsecret_access_key=EXAMPLE\n";
    let ucloud = "public_key=AKIDEXAMPLE0000\nprivate_key=EXAMPLE\n";
    std::fs::create_dir(clouds.home.path().join(".go-bcecli")).unwrap();
    let vendors = "[Defaults]\nAk = AKIDEXAMPLE1111\nSk = EXAMPLE1\n";
    std::fs::write(clouds.home.path().join(".go-bcecli/credentials"), vendors).unwrap();
    let runs = [
        ("profile list --cloud bce -o csv", ""),
        ("profile add work --cloud bce --region bj --endpoint http://127.0.0.1:9 --keys-from-stdin", keys),
        ("profile add work --cloud bce --region gz --keys-from-stdin", keys),
        ("profile add work --cloud bce --region gz --replace --keys-from-stdin", keys),
        ("profile add work --cloud ucloud --project-id org-1 --zone cn-bj2-04 --keys-from-stdin", ucloud),
        ("profile add work --cloud bce", ""),
        ("profile add -work --cloud bce", ""),
        ("profile import --from bce --profile default --as other --replace --dry-run", ""),
        ("profile import --from huaweicloud", ""),
        ("profile list --cloud bce", ""),
        ("profile remove work --cloud bce", ""),
        ("profile remove work --cloud bce --yes", ""),
        ("profile remove work --cloud bce --yes", ""),
    ];
    let output = runs.map(|(line, input)| {
        let run = clouds.tingji_reading(line, input);
        if run.code != 0 {
            reads_chinese(&clouds.tingji_reading(&format!("{line} --lang zh"), input));
        }
        hidden(&clouds, &run.to_string())
    });
    assert_snapshot!("session_profile", output.join("\n"));
}

#[test]
fn invalid_profile_file_is_reported_in_both_languages() {
    let clouds = Clouds::new();
    let folder = clouds.home.path().join(".config/tingji");
    std::fs::create_dir_all(&folder).unwrap();
    let texts = [
        "x = 1",
        "[profiles",
        "profiles = 3",
        "[profiles.a.azure]",
        "[profiles._a.bce]",
        "[profiles.a.bce]\naccess_key_id = 3",
        "[profiles.a.bce]\naccess_key_id = \"x\"",
        "[profiles.a.bce]\ncolour = \"x\"",
        "[profiles.a.bce]\nregion = \"\"",
        "[profiles.a.bce]\nendpoint = \"http://h\"",
        "[profiles.a.huaweicloud]\nak=\"x\"\nsk=\"y\"\ndomain_name=\"z\"",
        "[profiles.a]\nbce = 1",
    ];
    let output = texts.map(|text| {
        std::fs::write(folder.join("profiles.toml"), text).unwrap();
        let english = clouds.tingji("profile list --lang en");
        let chinese = clouds.tingji("profile list --lang zh");
        reads_chinese(&chinese);
        assert_eq!((english.code, chinese.code), (4, 4), "{english}{chinese}");
        let english = english.stderr.lines().last().unwrap();
        let chinese = chinese.stderr.lines().last().unwrap();
        format!("{text}\n  {english}\n  {chinese}\n")
    });
    assert_snapshot!("profile_file_broken", output.join("\n"));
}

#[test]
fn meta_command_sessions_match_snapshots() {
    let clouds = Clouds::new();
    assert_snapshot!(
        "session_about",
        session(
            &clouds,
            &[
                "errors 171 --cloud ucloud -o csv",
                "errors 171 -o name --lang zh",
                "errors 7 -o json --lang zh",
                "errors 7 -v --log json -o yaml",
                "errors nothing --verbose",
                "doctor --cloud bce --profile work --output csv",
                "schema uai",
                "schema nothing",
                "completions tcsh",
                "man --out HOME/man1",
                "man --markdown --out HOME/man1",
                "sandbox serve --listen 192.0.2.1:1",
                "sandbox serve --scenario HOME/none.json",
                "sandbox",
                "list --output json --query outcomes[",
                "stpo",
                "--version",
                "-V",
                "completions bash -o json",
                "man --query name",
                "help stop -o yaml",
                "version -o csv",
                "schema nothing -o yaml",
                "schema version --query keys(@)",
                "sandbox serve --output name",
            ]
        )
    );
}

/// Returns the exit codes in the snapshots.
fn snapshot_codes() -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots");
    let mut codes = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        codes.extend(text.lines().filter_map(|line| line.strip_prefix("exit ")?.parse::<u8>().ok()));
    }
    codes
}

#[test]
fn every_exit_code_occurs_in_a_snapshot() {
    let output = tingji(&[], "help exit-codes").stdout;
    let codes = snapshot_codes();
    let listed = output.lines().skip(2).take_while(|line| !line.is_empty());
    let listed: Vec<u8> =
        listed.map(|line| line.split_whitespace().next().unwrap().parse().unwrap()).collect();
    assert_eq!(listed, (0..=10).collect::<Vec<_>>());
    for code in listed {
        assert!(codes.contains(&code), "{code}");
    }
}
