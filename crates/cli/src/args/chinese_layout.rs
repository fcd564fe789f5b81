//! The layout of the Chinese help: clap has its headings in English only, and breaks lines at spaces only.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use crate::lang::{fold, pad};

/// Columns of an argument's long help beside its indentation, on a terminal of 80 columns.
const TEXT_WIDTH: usize = 70;

/// Columns of the short help, whose texts are beside the options.
const SHORT_WIDTH: usize = 66;

/// Returns the command line, whose texts are Chinese, with Chinese headings and line breaks.
pub(super) fn in_chinese(command: Command) -> Command {
    let command = command.mut_args(argument).mut_subcommands(in_chinese);
    let template = template(&command);
    let has_version = command.get_version().is_some();
    let command = command.help_template(template).disable_help_flag(true).arg(help_flag());
    if has_version { command.disable_version_flag(true).arg(version_flag()) } else { command }
}

/// Returns clap's help template with Chinese headings, which clap cannot translate.
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

/// Returns the flag `--help` with Chinese texts.
fn help_flag() -> Arg {
    let flag = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    flag.help("显示帮助（更多内容用 --help）").long_help("显示帮助（摘要用 -h）")
}

/// Returns the flag `--version` with a Chinese text.
fn version_flag() -> Arg {
    Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本")
}

/// Lays out an argument. Its values and default become part of the text, because clap writes their headings
/// in English only.
fn argument(arg: Arg) -> Arg {
    let Some(text) = arg.get_help().map(ToString::to_string) else { return arg };
    let long_help = fold(&text, TEXT_WIDTH);
    if !arg.get_action().takes_values() {
        return arg.help(fold(&text, SHORT_WIDTH)).long_help(long_help);
    }
    let (short_values, long_values) = listed(&arg.get_possible_values());
    let mut help = text;
    let mut long_help = long_help + &long_values;
    if let Some(default) = default(&arg) {
        help += &format!(" {default}");
        long_help += &format!("\n\n{default}");
    }
    let help = fold(&(help + &short_values), SHORT_WIDTH);
    arg.help(help).long_help(long_help).hide_possible_values(true).hide_default_value(true)
}

/// Returns the default value in brackets.
fn default(arg: &Arg) -> Option<String> {
    let values = arg.get_default_values();
    let text = values.iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(" ");
    (!values.is_empty()).then(|| format!("[默认：{text}]"))
}

/// Returns the possible values on one line for the short help, and one per line with their meaning for the
/// long help.
fn listed(values: &[PossibleValue]) -> (String, String) {
    let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    if values.is_empty() {
        return (String::new(), String::new());
    }
    let names = values.iter().map(|value| value.get_name()).collect::<Vec<_>>().join(", ");
    let width = values.iter().map(|value| value.get_name().len() + 1).max().unwrap_or(0);
    let rows: String = values.iter().map(|value| value_row(value, width)).collect();
    (format!(" [可选值：{names}]"), format!("\n\n可选值：{rows}"))
}

/// Returns the line of a possible value for the long help, with its name padded to the width.
fn value_row(value: &PossibleValue, width: usize) -> String {
    let name = value.get_name();
    match value.get_help() {
        Some(help) => format!("\n- {} {}", pad(&format!("{name}:"), width), help),
        None => format!("\n- {name}"),
    }
}
