//! `--lang zh`: what a Chinese operator reads.

use insta::assert_snapshot;

use crate::support::tingji;

#[test]
fn help_is_chinese_throughout() {
    for (name, arguments) in [
        ("help_zh", "--help --lang zh"),
        ("help_zh_short", "stop -h --lang zh"),
        ("help_zh_stop", "stop --help --lang zh"),
        ("help_zh_sign", "sign --help --lang zh"),
        ("help_zh_sign_diff", "sign diff --help --lang zh"),
        ("help_zh_exit_codes", "help exit-codes --lang zh"),
        ("help_zh_credentials", "help credentials --lang zh"),
    ] {
        assert_snapshot!(name, tingji(&[], arguments).to_string());
    }
}

#[test]
fn a_wrong_command_line_is_told_in_chinese() {
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
    ];
    let runs: Vec<_> = lines.iter().map(|line| tingji(&[], line).to_string()).collect();
    assert_snapshot!("usage_zh", runs.join("\n"));
}

#[test]
fn the_locale_chooses_unless_the_option_does_and_pages_follow_the_option_alone() {
    let chinese = [("LANG".to_owned(), "zh_CN.UTF-8".to_owned())];
    assert!(tingji(&chinese, "list --help").stdout.contains("用法：tingji list"));
    assert!(tingji(&chinese, "list --help --lang en").stdout.contains("Usage: tingji list"));
    for page in ["man", "man --markdown"] {
        assert_eq!(tingji(&chinese, page).stdout, tingji(&[], page).stdout);
        assert!(tingji(&[], &format!("{page} --lang zh")).stdout.contains("停止实例"));
    }
}
