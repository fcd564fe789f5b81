//! The parts of the help that list something for each cloud, written from the table of providers.
//!
//! The texts after the options contain placeholders, in English and Chinese alike; [`fill`] replaces them:
//!
//! | placeholder | replaced by |
//! |---|---|
//! | `{variables}` | a line for each cloud with the variables of its credentials |
//! | `{secret_variables}` | a line for each cloud with the variable of the secret key |
//! | `{files}` | a line for each cloud with the files of the vendor's tools |
//! | `{fields}` | a line for each cloud with the credentials in a profile |
//! | `{metadata_clouds}` | the names of the clouds with a metadata service |

use clap::Command;
use tingji::core::provider::{Projects, Provider};

use crate::lang::{Lang, fold};
use crate::providers::providers;

/// Columns of a row beside the name of the cloud: 100 for the whole line.
const ROW_WIDTH: usize = 82;

/// Fills the placeholders in the help of a command and of all below it.
pub(super) fn fill_command(command: Command, lang: Lang) -> Command {
    let mut command = command.mut_subcommands(|command| fill_command(command, lang));
    if let Some(text) = command.get_after_help().map(ToString::to_string) {
        command = command.after_help(fill(&text, lang));
    }
    if let Some(text) = command.get_after_long_help().map(ToString::to_string) {
        command = command.after_long_help(fill(&text, lang));
    }
    command
}

/// Replaces the placeholders in a text of this language.
pub(crate) fn fill(text: &str, lang: Lang) -> String {
    let and = lang.choose(" and ", "、");
    text.replace("{variables}", &rows(lang, variables))
        .replace("{secret_variables}", &rows(lang, secret_variable))
        .replace("{files}", &rows(lang, files))
        .replace("{fields}", &rows(lang, fields))
        .replace("{metadata_clouds}", &join(&metadata_clouds(), and))
}

/// Returns a line for each cloud: its name, and the text of this function.
fn rows(lang: Lang, describe: fn(&Provider, Lang) -> String) -> String {
    let width = providers().iter().map(|provider| provider.name.len()).max().unwrap_or(0) + 2;
    let mut lines = Vec::new();
    for provider in providers() {
        let text = fold(&describe(provider, lang), ROW_WIDTH);
        let mut name = provider.name;
        for line in text.lines() {
            lines.push(format!("  {name:width$}{line}"));
            name = "";
        }
    }
    lines.join("\n")
}

/// Returns the variables of the credentials. A project's variable is listed if every request needs a project.
fn variables(provider: &Provider, lang: Lang) -> String {
    let [key, secret] = provider.credential_variables;
    let mut names: Vec<_> =
        [key, secret].into_iter().chain(provider.token_variable).map(str::to_owned).collect();
    if provider.projects == Projects::LookedUp {
        let note = lang.choose(" (looked up if not set)", "（未设置时自动查询）");
        names.extend(provider.chain.project_id.first().map(|name| format!("{name}{note}")));
    }
    names.join(", ")
}

/// Returns the variable of the secret key.
fn secret_variable(provider: &Provider, _: Lang) -> String {
    provider.credential_variables[1].to_owned()
}

/// Returns the files of the vendor's tools.
fn files(provider: &Provider, _: Lang) -> String {
    provider.credential_files.join(", ")
}

/// Returns the fields of the credentials in a profile, as `FIELD=…`.
fn fields(provider: &Provider, lang: Lang) -> String {
    let schema = provider.profile;
    let keys: Vec<_> = [schema.key, schema.secret].into_iter().chain(schema.token).map(assignment).collect();
    let keys = keys.join("  ");
    match schema.user {
        Some(user) => format!("{keys}   {}   {}", lang.choose("or", "或"), user.map(assignment).join("  ")),
        None => keys,
    }
}

fn assignment(field: &str) -> String {
    format!("{field}=…")
}

/// Returns the names of the clouds with a metadata service.
fn metadata_clouds() -> Vec<&'static str> {
    let with_service = providers().iter().filter(|provider| provider.chain.metadata.is_some());
    with_service.map(|provider| provider.name).collect()
}

/// Joins words with commas and, before the last one, with this text.
fn join(words: &[&str], last: &str) -> String {
    match words {
        [] => "none".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}
