//! Tests of the Chinese help.

use std::collections::BTreeSet;

use clap::CommandFactory;

use super::*;
use crate::args::Cli;
use crate::lang::width;

/// Every text of the help, with its command.
fn texts(command: &Command) -> Vec<(String, String)> {
    let mut texts = vec![command.get_about(), command.get_long_about()];
    for arg in command.get_arguments() {
        assert_eq!(arg.get_help_heading(), None, "the template of the Chinese help has no such heading");
        texts.extend([arg.get_help(), arg.get_long_help()]);
    }
    let mut texts: Vec<_> = texts.into_iter().flatten().map(ToString::to_string).collect();
    let values = command.get_arguments().flat_map(Arg::get_possible_values);
    texts.extend(values.filter_map(|value| value.get_help().map(ToString::to_string)));
    let name = command.get_name();
    let own = texts.into_iter().map(|text| (name.to_owned(), text));
    own.chain(command.get_subcommands().flat_map(self::texts)).collect()
}

fn blocks(command: &Command) -> Vec<String> {
    let own = [command.get_after_help(), command.get_after_long_help()];
    let own = own.into_iter().flatten().map(ToString::to_string);
    own.chain(command.get_subcommands().flat_map(blocks)).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_help_text_has_a_chinese_row() {
    let rows: BTreeSet<_> = rows().map(|(en, _)| *en).collect();
    let missing: Vec<_> = texts(&Cli::command())
        .into_iter()
        .filter(|(_, text)| !rows.contains(text.as_str()))
        .map(|(command, text)| format!("{command}: (\"{text}\", \"\"),"))
        .collect();
    assert!(missing.is_empty(), "without a row in args/zh/help_*.rs:\n{}", missing.join("\n"));
}

#[test]
fn every_row_is_chinese_and_used_once() {
    let used: BTreeSet<_> = texts(&Cli::command()).into_iter().map(|(_, text)| text).collect();
    let mut seen = BTreeSet::new();
    for (en, zh) in rows() {
        assert!(used.contains(*en), "no help contains this text: {en}");
        assert!(seen.insert(*en), "duplicate row: {en}");
        assert!(is_chinese(zh), "{en}: {zh}");
    }
}

#[test]
fn every_after_help_has_a_chinese_row_with_equal_examples() {
    let english = blocks(&Cli::command());
    for text in &english {
        let rest = BLOCKS.iter().fold(text.clone(), |text, (en, _)| text.replace(en, ""));
        assert_eq!(rest.trim(), "", "without a row in args/zh/after_help.rs");
    }
    for (en, zh) in BLOCKS {
        assert!(english.iter().any(|text| text.contains(en)), "no help contains this text: {en}");
        assert!(is_chinese(zh), "{zh}");
        // Command lines are the same in both languages.
        for line in en.lines().filter(|line| line.starts_with("  ") && line.contains("tingji ")) {
            let words = line.trim().split("  ").next().unwrap();
            assert!(zh.contains(words), "only the English text contains {words}");
        }
    }
}

#[test]
fn chinese_command_line_parses_the_same_arguments() {
    in_chinese(Cli::command()).debug_assert();
    let line = ["tingji", "stop", "bce/i-1", "--lock", "fail", "-o", "json"];
    let matches = in_chinese(Cli::command()).try_get_matches_from(line).unwrap();
    let stop = matches.subcommand_matches("stop").unwrap();
    assert_eq!(stop.get_one::<crate::args::Lock>("lock"), Some(&crate::args::Lock::Fail));
}

#[test]
fn chinese_help_has_no_english_heading() {
    fn walk(command: &mut Command) {
        let help = command.render_long_help().to_string();
        for heading in ["Usage:", "Options:", "Commands:", "Cli:", "Examples:", "Exit codes:"] {
            assert!(!help.contains(heading), "{}: {heading}\n{help}", command.get_name());
        }
        for heading in ["Possible values", "[default", "Print "] {
            assert!(!help.contains(heading), "{}: {heading}\n{help}", command.get_name());
        }
        command.get_subcommands_mut().for_each(walk);
    }
    let mut command = in_chinese(Cli::command());
    command.build();
    walk(&mut command);
}

#[test]
fn chinese_help_lines_fit_the_terminal() {
    fn walk(command: &mut Command) {
        for line in command.render_long_help().to_string().lines() {
            assert!(width(line) <= 100, "{}: {line}", command.get_name());
        }
        command.get_subcommands_mut().for_each(walk);
    }
    let mut command = super::command(Cli::command(), Lang::Zh).term_width(100);
    command.build();
    walk(&mut command);
}
