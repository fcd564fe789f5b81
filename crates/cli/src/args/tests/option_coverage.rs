//! Every command, option and alias, hidden ones included, occurs in a command line of the snapshots.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory};

use crate::args::Cli;

/// Returns the command lines of the snapshots, split into words.
fn lines() -> Vec<Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots");
    let mut lines = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            lines.push(line.split_whitespace().map(str::to_owned).collect());
        }
    }
    lines
}

/// Returns the long names and aliases, with their dashes.
fn longs(arg: &Arg) -> Vec<String> {
    let aliases = arg.get_all_aliases().unwrap_or_default();
    arg.get_long().into_iter().chain(aliases).map(|name| format!("--{name}")).collect()
}

/// Returns the short names and aliases, with their dash.
fn shorts(arg: &Arg) -> Vec<String> {
    let aliases = arg.get_all_short_aliases().unwrap_or_default();
    arg.get_short().into_iter().chain(aliases).map(|name| format!("-{name}")).collect()
}

/// Returns true if the line contains the option.
fn has(line: &[String], option: &str) -> bool {
    line.iter()
        .any(|word| word.strip_prefix(option).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
}

/// Returns true if any of the lines contains the option.
fn any_has<'l>(lines: impl IntoIterator<Item = &'l Vec<String>>, option: &str) -> bool {
    lines.into_iter().any(|line| has(line, option))
}

/// Collects the options of a command and its subcommands that occur in no line, and returns the number of
/// options.
fn missing(command: &Command, lines: &[Vec<String>], missing: &mut BTreeSet<String>) -> usize {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let start: Vec<_> = name.split(' ').map(str::to_owned).collect();
    let own: Vec<_> = lines.iter().filter(|line| line.starts_with(&start[..])).collect();
    if own.is_empty() {
        missing.insert(name.to_owned());
    }
    let mut count = 0;
    // Global options are checked once, at the top level.
    let is_top = start.len() == 1;
    for arg in command.get_arguments().filter(|arg| is_top || !arg.is_global_set()) {
        let long = longs(arg);
        count += long.len();
        for option in long.iter().filter(|option| !any_has(own.iter().copied(), option)) {
            missing.insert(format!("{name} {option}"));
        }
        for option in shorts(arg).iter().filter(|option| !any_has(lines, option)) {
            missing.insert(format!("{name} {option}"));
        }
    }
    let below = command.get_subcommands();
    count + below.map(|command| self::missing(command, lines, missing)).sum::<usize>()
}

#[test]
fn every_command_and_option_occurs_in_a_snapshot() {
    let mut command = Cli::command();
    command.build();
    let mut unseen = BTreeSet::new();
    let count = missing(&command, &lines(), &mut unseen);
    assert!(count > 200, "only {count} options were checked");
    assert!(unseen.is_empty(), "in no snapshot:\n{}", unseen.into_iter().collect::<Vec<_>>().join("\n"));
}
