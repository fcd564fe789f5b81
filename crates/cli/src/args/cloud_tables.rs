//! The parts of the help that list something for each cloud, written from the table of providers.

use tingji::core::provider::{Projects, Provider};

use crate::lang::{HelpText, fold};
use crate::providers::providers;

/// Columns of a row beside the name of the cloud: 100 for the whole line.
const ROW_WIDTH: usize = 82;

/// Returns a line for each cloud with the variables of its credentials. A project's variable is listed if every
/// request needs a project.
pub(super) fn variables() -> String {
    rows(|provider| {
        let [key, secret] = provider.credential_variables;
        let mut names: Vec<_> =
            [key, secret].into_iter().chain(provider.token_variable).map(str::to_owned).collect();
        if provider.projects == Projects::LookedUp {
            let note = HelpText { en: " (looked up if not set)", zh: "（未设置时自动查询）" };
            names.extend(provider.chain.project_id.first().map(|name| format!("{name}{note}")));
        }
        names.join(", ")
    })
}

/// Returns a line for each cloud with the variable of the secret key.
pub(super) fn secret_variables() -> String {
    rows(|provider| provider.credential_variables[1].to_owned())
}

/// Returns a line for each cloud with the files of the vendor's tools.
pub(super) fn files() -> String {
    rows(|provider| provider.credential_files.join(", "))
}

/// Returns a line for each cloud with the fields of the credentials in a profile, as `FIELD=…`.
pub(super) fn fields() -> String {
    rows(|provider| {
        let schema = provider.profile;
        let keys = [schema.key, schema.secret].into_iter().chain(schema.token).map(assignment);
        let keys = keys.collect::<Vec<_>>().join("  ");
        match schema.user {
            Some(user) => {
                let or = HelpText { en: "or", zh: "或" };
                format!("{keys}   {or}   {}", user.map(assignment).join("  "))
            }
            None => keys,
        }
    })
}

/// Returns a field of a profile as `FIELD=…`.
fn assignment(field: &str) -> String {
    format!("{field}=…")
}

/// Returns the names of the clouds with a metadata service.
pub(super) fn metadata_clouds() -> String {
    let with_service = providers().iter().filter(|provider| provider.chain.metadata.is_some());
    let names: Vec<_> = with_service.map(|provider| provider.name).collect();
    let and = HelpText { en: " and ", zh: "、" };
    match names.as_slice() {
        [] => "none".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., end] => format!("{}{and}{end}", first.join(", ")),
    }
}

/// Returns a line for each cloud: its name, and the text of this function.
fn rows(describe: fn(&Provider) -> String) -> String {
    let width = providers().iter().map(|provider| provider.name.len()).max().unwrap_or(0) + 2;
    let mut lines = Vec::new();
    for provider in providers() {
        let text = fold(&describe(provider), ROW_WIDTH);
        let mut name = provider.name;
        for line in text.lines() {
            lines.push(format!("  {name:width$}{line}"));
            name = "";
        }
    }
    lines.join("\n")
}
