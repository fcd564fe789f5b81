//! The Chinese command line and the layout of its help.

use clap::Command;

use crate::args::{Cli, Lock};
use crate::lang::{Lang, in_language, width};

/// Returns the Chinese command line, 100 columns wide.
fn chinese() -> Command {
    let mut command = in_language(Lang::Zh, Cli::localized).term_width(100);
    command.build();
    command
}

/// Calls a function with each command and its long help.
fn for_each_help(mut command: Command, check: fn(&Command, &str)) {
    let help = command.render_long_help().to_string();
    check(&command, &help);
    for command in command.get_subcommands() {
        for_each_help(command.clone(), check);
    }
}

#[test]
fn chinese_command_line_parses_the_same_arguments() {
    chinese().debug_assert();
    let line = ["tingji", "stop", "bce/i-1", "--lock", "fail", "-o", "json"];
    let matches = chinese().try_get_matches_from(line).unwrap();
    let stop = matches.subcommand_matches("stop").unwrap();
    assert_eq!(stop.get_one::<Lock>("lock"), Some(&Lock::Fail));
}

#[test]
fn chinese_help_has_no_english_heading() {
    for_each_help(chinese(), |command, help| {
        let headings = ["Usage:", "Options:", "Commands:", "Cli:", "Examples:", "Exit codes:"];
        for heading in headings.into_iter().chain(["Possible values", "[default", "Print "]) {
            assert!(!help.contains(heading), "{}: {heading}\n{help}", command.get_name());
        }
        for arg in command.get_arguments() {
            let why = "the template of the Chinese help has no such heading";
            assert_eq!(arg.get_help_heading(), None, "{why}");
        }
    });
}

#[test]
fn chinese_help_lines_fit_the_terminal() {
    for_each_help(chinese(), |command, help| {
        for line in help.lines() {
            assert!(width(line) <= 100, "{}: {line}", command.get_name());
        }
    });
}

#[test]
fn chinese_help_names_defaults_and_values() {
    for_each_help(chinese(), |command, _| {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            let help = arg.get_long_help().map(ToString::to_string).unwrap_or_default();
            for default in arg.get_default_values() {
                let default = default.to_string_lossy();
                assert!(help.contains(&format!("[默认：{default}]")), "{arg}: {default}\n{help}");
            }
            for value in arg.get_possible_values() {
                assert!(help.contains(&format!("\n- {}", value.get_name())), "{arg}\n{help}");
            }
        }
    });
}
