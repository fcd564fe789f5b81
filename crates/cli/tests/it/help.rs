use insta::assert_snapshot;

use crate::support::tingji;

#[test]
fn help_tells_targets_variables_and_exit_codes() {
    assert_snapshot!("help", tingji(&[], "--help").to_string());
    assert_snapshot!("help_stop", tingji(&[], "stop --help").to_string());
    assert_snapshot!("help_list", tingji(&[], "list --help").to_string());
    assert_snapshot!("help_serve", tingji(&[], "sandbox serve --help").to_string());
}

#[test]
fn the_version_is_told() {
    let run = tingji(&[], "--version");
    assert_eq!((run.code, run.stdout.trim()), (0, concat!("tingji ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn help_of_the_smaller_commands_has_examples() {
    for (name, arguments) in [
        ("help_sign", "sign --help"),
        ("help_sign_verify", "sign verify --help"),
        ("help_sign_diff", "sign diff --help"),
        ("help_errors", "errors --help"),
        ("help_uai_stop", "uai stop --help"),
    ] {
        assert_snapshot!(name, tingji(&[], arguments).to_string());
    }
}
