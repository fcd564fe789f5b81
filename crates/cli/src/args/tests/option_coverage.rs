//! That every command, option and alias, hidden ones too, stands in a line of the snapshots.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory};

use crate::args::Arguments;

/// The lines that runs in the snapshots begin with, word by word.
fn lines() -> Vec<Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots");
    let texts =
        std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    let of = |text: String| text.lines().filter_map(|line| line.strip_prefix("$ ")).map(words).collect();
    texts.flat_map::<Vec<_>, _>(of).collect()
}

/// As they are typed.
fn longs(arg: &Arg) -> Vec<String> {
    let aliases = arg.get_all_aliases().unwrap_or_default();
    arg.get_long().into_iter().chain(aliases).map(|name| format!("--{name}")).collect()
}

fn shorts(arg: &Arg) -> Vec<String> {
    let aliases = arg.get_all_short_aliases().unwrap_or_default();
    arg.get_short().into_iter().chain(aliases).map(|name| format!("-{name}")).collect()
}

/// Whether the option stands in it.
fn has(line: &[String], option: &str) -> bool {
    line.iter()
        .any(|word| word.strip_prefix(option).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
}

/// What of this command and those below it stands in no line.
fn missing(command: &Command, lines: &[Vec<String>], missing: &mut BTreeSet<String>) -> usize {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let start: Vec<_> = name.split(' ').map(str::to_owned).collect();
    let own: Vec<_> = lines.iter().filter(|line| line.starts_with(&start[..])).collect();
    if own.is_empty() {
        missing.insert(name.to_owned());
    }
    let mut count = 0;
    // What every command takes is met at the top, where every line is its own.
    let is_top = start.len() == 1;
    for arg in command.get_arguments().filter(|arg| is_top || !arg.is_global_set()) {
        let anywhere = |option: &String| lines.iter().any(|line| has(line, option));
        let here = |option: &String| own.iter().any(|line| has(line, option));
        let (long, short) = (longs(arg), shorts(arg));
        count += long.len();
        let unseen =
            long.iter().filter(|option| !here(option)).chain(short.iter().filter(|it| !anywhere(it)));
        missing.extend(unseen.map(|option| format!("{name} {option}")));
    }
    let below = command.get_subcommands();
    count + below.map(|command| self::missing(command, lines, missing)).sum::<usize>()
}

#[test]
fn every_command_and_option_stands_in_a_snapshot() {
    let mut command = Arguments::command();
    command.build();
    let mut unseen = BTreeSet::new();
    let count = missing(&command, &lines(), &mut unseen);
    assert!(count > 200, "only {count} options are looked for");
    assert!(unseen.is_empty(), "in no snapshot:\n{}", unseen.into_iter().collect::<Vec<_>>().join("\n"));
}
