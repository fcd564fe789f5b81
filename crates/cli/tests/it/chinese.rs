//! `--lang zh`: the output for a Chinese operator.

use insta::assert_snapshot;

use crate::support::{Clouds, Run, tingji, tingji_reading};

#[test]
fn help_is_entirely_chinese() {
    for (name, arguments) in [
        ("help_zh", "--help --lang zh"),
        ("help_zh_short", "stop -h --lang zh"),
        ("help_zh_stop", "stop --help --lang zh"),
        ("help_zh_list", "list --help --lang zh"),
        ("help_zh_profile", "profile --help --lang zh"),
        ("help_zh_profile_list", "profile list --help --lang zh"),
        ("help_zh_profile_add", "profile add --help --lang zh"),
        ("help_zh_profile_remove", "profile remove --help --lang zh"),
        ("help_zh_profile_import", "profile import --help --lang zh"),
        ("help_zh_sign", "sign --help --lang zh"),
        ("help_zh_sign_diff", "sign diff --help --lang zh"),
        ("help_zh_exit_codes", "help exit-codes --lang zh"),
        ("help_zh_credentials", "help credentials --lang zh"),
    ] {
        assert_snapshot!(name, tingji(&[], arguments).to_string());
    }
}

#[test]
fn usage_errors_are_chinese() {
    let lines = [
        "stop --lang zh",
        "stop bce/i-1 --lock never --lang zh",
        "stop bce/i-1 --lokc wait --lang zh",
        "stop bce/i-1 --deadline soon --lang zh",
        "stop bce/i-1 --deadline --lang zh",
        "stop bce/i-1 --all --lang zh",
        "stop azure/i-1 --lang zh",
        "stpo bce/i-1 --lang zh",
        "version more --lang zh",
        "sign --lang zh",
        "errors 1 2 --lang zh",
        "help sign nothing --lang zh",
        "list --filter colour=red --lang zh",
        "list --sort colour --lang zh",
        "list --query outcomes[ --lang zh",
        "list --query nothing(@) --lang zh",
        "list --query instances -o table --lang zh",
        "profile add work --lang zh",
    ];
    let runs: Vec<_> = lines.iter().map(|line| tingji(&[], line).to_string()).collect();
    assert_snapshot!("usage_zh", runs.join("\n"));
}

#[test]
fn lang_option_overrides_the_locale_and_alone_affects_pages() {
    let chinese = [("LANG".to_owned(), "zh_CN.UTF-8".to_owned())];
    assert!(tingji(&chinese, "list --help").stdout.contains("用法：tingji list"));
    assert!(tingji(&chinese, "list --help --lang en").stdout.contains("Usage: tingji list"));
    for page in ["man", "man --markdown"] {
        assert_eq!(tingji(&chinese, page).stdout, tingji(&[], page).stdout);
        assert!(tingji(&[], &format!("{page} --lang zh")).stdout.contains("停止实例"));
    }
}

#[test]
fn lang_option_accepts_locale_names() {
    for lang in ["zh", "zh_CN", "zh-CN", "zh_CN.UTF-8"] {
        assert!(
            tingji(&[], &format!("list --help --lang {lang}")).stdout.contains("用法：tingji list"),
            "{lang}"
        );
    }
    for lang in ["en", "en_US", "en-GB"] {
        assert!(
            tingji(&[], &format!("list --help --lang {lang}")).stdout.contains("Usage: tingji list"),
            "{lang}"
        );
    }
    assert_eq!(tingji(&[], "errors 7 --lang zh_CN").code, 0);
    tingji(&[], "errors 7 --lang fr").fails(2, "[possible values: en, zh]");
}

/// Checks that every line on standard error is Chinese, except progress lines, which may be a target and the
/// vendor's state.
fn reads_chinese(run: &Run) {
    for line in run.stderr.lines().filter(|line| !line.is_empty()) {
        let chinese = line.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        assert!(chinese || is_progress(line), "{line}\n{run}");
    }
}

/// Returns true for a line that begins with a target and a colon.
fn is_progress(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(target, _)| target.contains('/')) && !line.starts_with("tingji")
}

#[test]
fn command_output_is_chinese() {
    let clouds = Clouds::new();
    for (name, arguments) in [
        ("list_zh", "list --lang zh"),
        ("list_zh_wide", "list --cloud compshare -o wide --lang zh"),
        ("get_zh", "get compshare/uhost-demo4090 bce/i-nobody --lang zh"),
        ("stop_zh_dry_run", "stop --all --dry-run --lang zh"),
        ("stop_zh_spot", "stop compshare/uhost-demospot --lang zh"),
        ("stop_zh_unsupported", "stop ucloud/uaiservice-demo1 --force --yes --lang zh"),
        ("stop_zh_unknown", "stop bce/i-nobody --lang zh"),
        ("stop_zh_no_terminal", "stop --all --lang zh"),
        ("stop_zh_no_wait", "stop volcengine/i-demo0gni2a10train --no-wait --lang zh"),
        ("stop_zh", "stop bce/i-DemoV100 compshare/uhost-demo4090 --yes --poll-interval 10ms --lang zh"),
        ("stop_zh_again", "stop bce/i-DemoV100 --lang zh"),
        ("wait_zh", "wait bce/i-DemoV100 --lang zh"),
        ("start_zh", "start bce/i-DemoV100 --dry-run --lang zh"),
        ("doctor_zh", "doctor --lang zh"),
        ("query_zh_inapplicable", "list --cloud bce --query abs(instances) --lang zh"),
        ("errors_zh_unknown", "errors SignatureDoesntMatch --lang zh"),
        ("resume_zh_nothing", "resume /no/such/file --lang zh"),
    ] {
        let run = clouds.tingji(arguments);
        reads_chinese(&run);
        assert_snapshot!(name, run.to_string());
    }
}

#[test]
fn profile_output_is_chinese() {
    let clouds = Clouds::new();
    let home = clouds.home.path().display().to_string();
    let keys = "access_key_id=AKIDEXAMPLE0000\nsecret_access_key=EXAMPLE\n";
    for (name, line, input) in [
        ("profile_zh_list_none", "profile list", ""),
        ("profile_zh_add", "profile add work --cloud bce --region bj --keys-from-stdin", keys),
        ("profile_zh_add_again", "profile add work --cloud bce --keys-from-stdin", keys),
        ("profile_zh_add_no_field", "profile add other --cloud bce --keys-from-stdin", "colour=red\n"),
        ("profile_zh_list", "profile list", ""),
        ("profile_zh_remove_no_terminal", "profile remove work", ""),
        ("profile_zh_remove", "profile remove work --yes", ""),
        ("profile_zh_remove_again", "profile remove work --yes", ""),
        ("profile_zh_import_none", "profile import --from huaweicloud", ""),
    ] {
        let run = clouds.tingji_reading(&format!("{line} --lang zh"), input);
        reads_chinese(&run);
        assert_snapshot!(name, run.to_string().replace(&home, "HOME"));
    }
}

#[test]
fn errors_are_chinese() {
    let locked =
        r#"{"instances": [{"cloud": "bce", "id": "i-Held", "transition": {"after_describes": 99}}]}"#;
    for (name, clouds, arguments) in [
        (
            "wrong_key_zh",
            Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("utterly-wrong-value")),
            "list --cloud bce --lang zh",
        ),
        (
            "wrong_key_zh_doctor",
            Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("utterly-wrong-value")),
            "doctor --cloud bce --lang zh",
        ),
        ("no_key_zh", Clouds::new().set("BCE_SECRET_ACCESS_KEY", None), "stop bce/i-DemoV100 --lang zh"),
        (
            "unreachable_zh",
            Clouds::new().set("TINGJI_BCE_ENDPOINT", Some("http://127.0.0.1:1")),
            "stop bce/i-DemoV100 --lang zh",
        ),
        (
            "endpoint_zh",
            Clouds::new().set("TINGJI_ENDPOINT", Some("http://bcc.bj.baidubce.com")),
            "stop bce/i-DemoV100 --lang zh",
        ),
        (
            "deadline_zh",
            Clouds::with(locked),
            "stop bce/i-Held --deadline 300ms --poll-interval 100ms --lang zh",
        ),
    ] {
        let run = clouds.tingji(arguments);
        reads_chinese(&run);
        assert_snapshot!(name, run.to_string());
    }
    let run = tingji(&[], "list --lang zh");
    reads_chinese(&run);
    assert_snapshot!("no_credentials_zh", run.to_string());
}

#[test]
fn json_is_equal_in_both_languages() {
    for arguments in ["list", "stop --all --dry-run", "stop bce/i-nobody", "stop compshare/uhost-demospot"] {
        let [english, chinese] = ["en", "zh"].map(|lang| {
            let run = Clouds::new().tingji(&format!("{arguments} -o json --lang {lang}")).to_string();
            run.split("--- stderr").next().unwrap().lines().skip(1).collect::<String>()
        });
        assert_eq!(english, chinese);
    }
}

#[test]
fn sign_output_is_chinese() {
    let signed = "GET /v2/instance HTTP/1.1\nHost: bcc.bj.baidubce.com\nAuthorization: \
                  bce-auth-v1/ak/2026-11-21T06:00:00Z/1800/host;x-bce-date/00\n";
    let variables = [
        ("BCE_ACCESS_KEY_ID".to_owned(), "ak".to_owned()),
        ("BCE_SECRET_ACCESS_KEY".to_owned(), "hidden-secret".to_owned()),
    ];
    let runs = ["sign explain", "sign verify", "sign diff"]
        .map(|command| tingji_reading(&variables, &format!("{command} --lang zh"), signed));
    runs.iter().for_each(reads_chinese);
    assert_snapshot!("sign_zh", runs.map(|run| run.to_string()).join("\n"));
}
