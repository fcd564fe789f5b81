//! The help in Chinese: the command line with every English text replaced by the Chinese one of the
//! tables beside this file.
//!
//! **A new command, option, argument or value needs a row there**: its doc comment as clap shows it
//! (on one line, without the full stop at its end), and the same in Chinese. A new block of examples
//! or exit codes needs one in `blocks.rs`. The tests below name what has none, and rows of no use.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use super::blocks::BLOCKS;
use super::texts_machines::MACHINES;
use super::texts_profile::PROFILE;
use super::texts_tools::TOOLS;
use super::width::{fold, pad};

/// What fits beside the indentation of an argument's help, on a terminal of 80 columns.
const TEXT_WIDTH: usize = 70;

/// The same for the short help, whose texts stand beside the options.
const SHORT_WIDTH: usize = 66;

/// The command line in Chinese.
pub(super) fn in_chinese(command: Command) -> Command {
    let command = command.mut_args(argument).mut_subcommands(in_chinese);
    let about = command.get_about().map(|about| chinese(&about.to_string()));
    let blocks = |text: Option<&clap::builder::StyledStr>| text.map(|text| block(&text.to_string()));
    let (after, after_long) = (blocks(command.get_after_help()), blocks(command.get_after_long_help()));
    let template = template(&command);
    let has_version = command.get_version().is_some();
    let command = command.help_template(template).disable_help_flag(true).arg(help_flag());
    let command = if has_version { command.disable_version_flag(true).arg(version_flag()) } else { command };
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    match (after, after_long) {
        (Some(after), Some(long)) => command.after_help(after).after_long_help(long),
        (Some(after), None) => command.after_help(after),
        (None, Some(long)) => command.after_long_help(long),
        (None, None) => command,
    }
}

/// As clap's own, with headings that clap can't be told.
fn template(command: &Command) -> String {
    let style = command.get_styles().get_header();
    let mut template = format!("{{about-with-newline}}\n{style}用法：{style:#}{{usage}}");
    let sections = [
        ("命令", "{subcommands}", command.has_subcommands()),
        ("参数", "{positionals}", command.get_positionals().next().is_some()),
        ("选项", "{options}", true),
    ];
    for (heading, what, _) in sections.into_iter().filter(|(_, _, there)| *there) {
        template += &format!("\n\n{style}{heading}：{style:#}\n{what}");
    }
    template + "{after-help}"
}

fn help_flag() -> Arg {
    let flag = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    flag.help("显示帮助（更多内容用 --help）").long_help("显示帮助（摘要用 -h）")
}

fn version_flag() -> Arg {
    Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本")
}

/// Values and defaults go into the text, for clap writes their headings in English alone.
fn argument(arg: Arg) -> Arg {
    let Some(english) = arg.get_help().map(ToString::to_string) else { return arg };
    let text = chinese(&english);
    let long = arg.get_long_help().map_or_else(|| text.clone(), |long| chinese(&long.to_string()));
    if !arg.get_action().takes_values() {
        return arg.help(fold(&text, SHORT_WIDTH)).long_help(fold(&long, TEXT_WIDTH));
    }
    let (short_values, long_values) = listed(&arg.get_possible_values());
    let default = default(&arg);
    let after = |gap: &str| default.as_ref().map(|text| format!("{gap}{text}")).unwrap_or_default();
    let help = fold(&format!("{text}{}{short_values}", after(" ")), SHORT_WIDTH);
    let long_help = format!("{}{long_values}{}", fold(&long, TEXT_WIDTH), after("\n\n"));
    arg.help(help).long_help(long_help).hide_possible_values(true).hide_default_value(true)
}

fn default(arg: &Arg) -> Option<String> {
    let values = arg.get_default_values();
    let text = values.iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(" ");
    (!values.is_empty()).then(|| format!("[默认：{text}]"))
}

/// The values on one line, and one a line with what they mean.
fn listed(values: &[PossibleValue]) -> (String, String) {
    let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    if values.is_empty() {
        return (String::new(), String::new());
    }
    let names = values.iter().map(|value| value.get_name()).collect::<Vec<_>>().join(", ");
    let widest = values.iter().map(|value| value.get_name().len() + 1).max().unwrap_or(0);
    let row = |value: &&PossibleValue| match value.get_help() {
        Some(help) => {
            let (name, text) = (format!("{}:", value.get_name()), chinese(&help.to_string()));
            format!("\n- {} {text}", pad(&name, widest))
        }
        None => format!("\n- {}", value.get_name()),
    };
    (format!(" [可选值：{names}]"), format!("\n\n可选值：{}", values.iter().map(row).collect::<String>()))
}

fn rows() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    MACHINES.iter().chain(PROFILE).chain(TOOLS)
}

/// The Chinese of a text; the English where there is none, which the tests forbid.
fn chinese(english: &str) -> String {
    rows().find(|(en, _)| *en == english).map_or(english, |(_, zh)| zh).to_owned()
}

/// What stands behind the options, block by block.
fn block(english: &str) -> String {
    BLOCKS.iter().fold(english.to_owned(), |text, (en, zh)| text.replace(en, zh))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::args::Arguments;
    use crate::lang::width;

    /// Every text of the help, with the command it stands in.
    fn texts(command: &Command) -> Vec<(String, String)> {
        let of = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string);
        let mut texts = vec![of(command.get_about()), of(command.get_long_about())];
        for arg in command.get_arguments() {
            assert_eq!(arg.get_help_heading(), None, "the template of the Chinese help has no such heading");
            texts.extend([of(arg.get_help()), of(arg.get_long_help())]);
            texts.extend(arg.get_possible_values().iter().map(|value| of(value.get_help())));
        }
        let name = command.get_name();
        let own = texts.into_iter().flatten().map(|text| (name.to_owned(), text));
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
    fn every_text_of_the_help_has_its_chinese_row() {
        let rows: BTreeSet<_> = rows().map(|(en, _)| *en).collect();
        let missing: Vec<_> = texts(&Arguments::command())
            .into_iter()
            .filter(|(_, text)| !rows.contains(text.as_str()))
            .map(|(command, text)| format!("{command}: (\"{text}\", \"\"),"))
            .collect();
        assert!(missing.is_empty(), "without a row in lang/texts_*.rs:\n{}", missing.join("\n"));
    }

    #[test]
    fn every_row_is_used_once_and_is_chinese() {
        let used: BTreeSet<_> = texts(&Arguments::command()).into_iter().map(|(_, text)| text).collect();
        let mut seen = BTreeSet::new();
        for (en, zh) in rows() {
            assert!(used.contains(*en), "no help says this any more: {en}");
            assert!(seen.insert(*en), "it stands twice: {en}");
            assert!(is_chinese(zh), "{en}: {zh}");
        }
    }

    #[test]
    fn every_block_behind_the_options_has_its_chinese_row_with_the_same_examples() {
        let english = blocks(&Arguments::command());
        for text in &english {
            let rest = BLOCKS.iter().fold(text.clone(), |text, (en, _)| text.replace(en, ""));
            assert_eq!(rest.trim(), "", "without a row in lang/blocks.rs");
        }
        for (en, zh) in BLOCKS {
            assert!(english.iter().any(|text| text.contains(en)), "no help says this any more: {en}");
            assert!(is_chinese(zh), "{zh}");
            // What is typed is the same in both.
            let typed = |line: &&str| line.starts_with("  ") && line.contains("tingji ");
            for line in en.lines().filter(typed) {
                let words = line.trim().split("  ").next().unwrap();
                assert!(zh.contains(words), "{words} stands in the English alone");
            }
        }
    }

    #[test]
    fn the_chinese_command_line_reads_the_same_arguments() {
        in_chinese(Arguments::command()).debug_assert();
        let line = ["tingji", "stop", "bce/i-1", "--lock", "fail", "-o", "json"];
        let matches = in_chinese(Arguments::command()).try_get_matches_from(line).unwrap();
        let stop = matches.subcommand_matches("stop").unwrap();
        assert_eq!(stop.get_one::<crate::args::Lock>("lock"), Some(&crate::args::Lock::Fail));
    }

    #[test]
    fn the_help_of_no_command_has_an_english_heading() {
        fn walk(command: &mut Command) {
            let help = command.render_long_help().to_string();
            for heading in ["Usage:", "Options:", "Commands:", "Arguments:", "Examples:", "Exit codes:"] {
                assert!(!help.contains(heading), "{}: {heading}\n{help}", command.get_name());
            }
            for heading in ["Possible values", "[default", "Print "] {
                assert!(!help.contains(heading), "{}: {heading}\n{help}", command.get_name());
            }
            command.get_subcommands_mut().for_each(walk);
        }
        let mut command = in_chinese(Arguments::command());
        command.build();
        walk(&mut command);
    }

    #[test]
    fn no_line_of_the_long_help_is_wider_than_a_terminal() {
        fn walk(command: &mut Command) {
            for line in command.render_long_help().to_string().lines() {
                assert!(width(line) <= 100, "{}: {line}", command.get_name());
            }
            command.get_subcommands_mut().for_each(walk);
        }
        let mut command = in_chinese(Arguments::command()).term_width(100);
        command.build();
        walk(&mut command);
    }
}
