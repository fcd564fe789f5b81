use insta::assert_snapshot;

use crate::support::tingji;

#[test]
fn help_lists_targets_variables_and_exit_codes() {
    assert_snapshot!("help", tingji(&[], "--help").to_string());
    assert_snapshot!("help_stop", tingji(&[], "stop --help").to_string());
    assert_snapshot!("help_list", tingji(&[], "list --help").to_string());
    assert_snapshot!("help_serve", tingji(&[], "sandbox serve --help").to_string());
}

#[test]
fn version_is_printed() {
    let run = tingji(&[], "--version");
    assert_eq!((run.code, run.stdout.trim()), (0, concat!("tingji ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn help_of_smaller_commands_has_examples() {
    for (name, arguments) in [
        ("help_demo", "demo --help"),
        ("help_get", "get --help"),
        ("help_start", "start --help"),
        ("help_reboot", "reboot --help"),
        ("help_delete", "delete --help"),
        ("help_wait", "wait --help"),
        ("help_resume", "resume --help"),
        ("help_sandbox", "sandbox --help"),
        ("help_uai", "uai --help"),
        ("help_sign", "sign --help"),
        ("help_sign_explain", "sign explain --help"),
        ("help_sign_verify", "sign verify --help"),
        ("help_sign_diff", "sign diff --help"),
        ("help_errors", "errors --help"),
        ("help_uai_stop", "uai stop --help"),
        ("help_doctor", "doctor --help"),
        ("help_profile", "profile --help"),
        ("help_profile_list", "profile list --help"),
        ("help_profile_add", "profile add --help"),
        ("help_profile_remove", "profile remove --help"),
        ("help_profile_import", "profile import --help"),
        ("help_completions", "completions --help"),
        ("help_man", "man --help"),
        ("help_schema", "schema --help"),
        ("help_version", "version --help"),
        ("help_help", "help --help"),
    ] {
        assert_snapshot!(name, tingji(&[], arguments).to_string());
    }
}

#[test]
fn help_command_prints_commands_and_topics() {
    for words in ["stop", "sign verify", "sandbox serve"] {
        assert_eq!(
            tingji(&[], &format!("help {words}")).stdout,
            tingji(&[], &format!("{words} --help")).stdout
        );
    }
    assert_eq!(tingji(&[], "help").stdout, tingji(&[], "--help").stdout);
    assert_snapshot!("help_exit_codes", tingji(&[], "help exit-codes").to_string());
    assert!(tingji(&[], "--help").stdout.contains(tingji(&[], "help credentials").stdout.trim_end()));
    assert_snapshot!("help_unknown", tingji(&[], "help sign nothing").to_string());
}

#[test]
fn verbose_version_lists_the_build_details() {
    assert_eq!(tingji(&[], "version").stdout, tingji(&[], "--version").stdout);
    let home = [("HOME".to_owned(), "/home/me".to_owned())];
    let run = tingji(&home, "version --verbose");
    let target = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    assert!(run.code == 0 && run.stdout.contains(&format!("target  {target}")), "{run}");
    for expected in
        ["clouds  ucloud, compshare, bce, volcengine, huaweicloud\n", "TLS     rustls", "/home/me/"]
    {
        assert!(run.stdout.contains(expected), "{expected}: {run}");
    }
}
