//! The help of every command, argument and value in both languages.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Command, CommandFactory};

use crate::args::Cli;
use crate::lang::{Lang, in_language};

/// Texts by the command, argument or value that they describe, such as `tingji stop --force`.
type Texts = BTreeMap<String, String>;

/// Returns every help text of the command line in a language.
fn texts(lang: Lang) -> Texts {
    in_language(lang, || {
        let mut texts = Texts::new();
        collect(&Cli::command(), "tingji", &mut texts);
        texts
    })
}

/// Collects the texts of a command and all below it. A missing text is empty.
fn collect(command: &Command, name: &str, texts: &mut Texts) {
    texts.insert(name.to_owned(), text(command.get_about()));
    for (place, after) in [("end", command.get_after_help()), ("long end", command.get_after_long_help())] {
        texts.extend(after.map(|after| (format!("{name} ({place})"), after.to_string())));
    }
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let name = format!("{name} {}", arg.get_id());
        texts.insert(name.clone(), text(arg.get_help()));
        for value in arg.get_possible_values() {
            let help =
                value.get_help().map(|help| (format!("{name} {}", value.get_name()), help.to_string()));
            texts.extend(help);
        }
    }
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        collect(command, &format!("{name} {}", command.get_name()), texts);
    }
}

fn text(help: Option<&clap::builder::StyledStr>) -> String {
    help.map(ToString::to_string).unwrap_or_default()
}

/// Returns the words that are the same in every language: options, names of variables and of placeholders,
/// quoted commands and numbers.
fn code_words(text: &str) -> BTreeSet<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_=.*".contains(c);
    let words = text.split(|c| !is_part(c)).map(|word| word.trim_end_matches(['.', ':']));
    words.filter(|word| is_code(word)).collect()
}

fn is_code(word: &str) -> bool {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let is_name = capitals > 2 && !["JSON", "URL"].contains(&word);
    word.starts_with("--") || word.contains(|c: char| c.is_ascii_digit() || c == '_') || is_name
}

#[test]
fn every_help_text_is_in_both_languages() {
    let english = texts(Lang::En);
    let chinese = texts(Lang::Zh);
    assert!(english.len() > 250, "only {} texts were compared", english.len());
    assert_eq!(english.keys().collect::<Vec<_>>(), chinese.keys().collect::<Vec<_>>());
    for (name, en) in &english {
        let zh = &chinese[name];
        assert!(!en.is_empty() && !zh.is_empty(), "{name} has no help");
        assert!(zh.contains(|c| ('\u{3400}'..='\u{9fff}').contains(&c)), "{name}: {zh}");
        assert_ne!(en, zh, "{name}");
        assert_eq!(code_words(en), code_words(zh), "{name}\n{en}\n{zh}");
    }
}

#[test]
fn examples_are_equal_in_both_languages() {
    let chinese = texts(Lang::Zh);
    for (name, en) in texts(Lang::En) {
        for line in en.lines().filter(|line| line.starts_with("  ") && line.contains("tingji ")) {
            let words = line.trim().split("  ").next().unwrap();
            assert!(chinese[&name].contains(words), "{name}: only the English text contains {words}");
        }
    }
}
