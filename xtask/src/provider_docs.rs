//! The book's page about each provider, from the description in its crate: its states, error codes and
//! capabilities, and the operations in its README.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable};
use tingji_core::lifecycle::{Capabilities, Support};
use tingji_core::provider::Provider;
use tingji_core::{Phase, RetryClass};

/// Path of each page below `root`, the folder of the repository, and its text.
pub(crate) fn pages(root: &Path) -> Result<Vec<(PathBuf, String)>, String> {
    let mut pages = Vec::new();
    for provider in tingji::providers() {
        let readme = root.join("crates").join(provider.name).join("README.md");
        let readme =
            std::fs::read_to_string(&readme).map_err(|error| format!("{}: {error}", readme.display()))?;
        let file = root.join("docs/providers").join(format!("{}.md", provider.name));
        pages.push((file, page(provider, &operations(&readme)?)));
    }
    Ok(pages)
}

/// The table of operations in a README.
fn operations(readme: &str) -> Result<String, String> {
    let lines = readme.lines().skip_while(|line| !line.starts_with("| operation |"));
    let table: String =
        lines.take_while(|line| line.starts_with('|')).map(|line| format!("{line}\n")).collect();
    if table.is_empty() { Err("a README has no table of operations".to_owned()) } else { Ok(table) }
}

/// The text of a page; `operations` is the table of operations.
fn page(provider: &Provider, operations: &str) -> String {
    let Provider { name, display_name, capabilities, .. } = provider;
    let Capabilities { still_charged, page, .. } = capabilities;
    format!(
        "# {display_name}\n\n\
         Written by `cargo xtask docs` from the tables of the crate `tingji-{name}`.\n\n\
         A target is {}.\n\n\
         ## Credentials\n\n{}\n\
         ## After a stop\n\n\
         Still charged: {still_charged}. The vendor's page: <{page}>.\n\n\
         ## Capabilities\n\n| | | reason |\n|---|---|---|\n{}\n\
         ## States\n\n\
         A state that is not listed is stored as the vendor sent it, counts as `Unknown`, and is never \
         reported as stopped.\n\n{}\
         ## Operations\n\n{operations}\n\
         ## Error codes\n\n\
         `tingji errors CODE` prints the same advice, with `--lang zh` in Chinese. The vendor's page: <{}>.\n\n{}",
        targets(provider),
        settings(provider),
        capability_rows(capabilities),
        states(provider),
        provider.codes.page,
        code_table(&provider.codes)
    )
}

/// Examples of a target.
fn targets(provider: &Provider) -> String {
    let target = provider.example_target();
    if provider.ids.has_versions {
        format!("`{target}`, or one version: `{target}@VERSION`")
    } else {
        format!("`{target}`")
    }
}

/// The table of the variables and the profile fields of an account.
fn settings(provider: &Provider) -> String {
    let [key, secret] = provider.credential_variables;
    let schema = provider.profile;
    let chain = provider.chain;
    let rows = [
        ("key pair", vec![key, secret], vec![schema.key, schema.secret]),
        ("session token", provider.token_variable.into_iter().collect(), schema.token.into_iter().collect()),
        ("user instead of a key pair", Vec::new(), schema.user.into_iter().flatten().collect()),
        ("region", chain.region.to_vec(), schema.field("region").into_iter().collect()),
        ("zone", chain.zone.to_vec(), schema.field("zone").into_iter().collect()),
        ("project", chain.project_id.to_vec(), schema.field("project_id").into_iter().collect()),
    ];
    let mut table = "| setting | variables | fields of a profile |\n|---|---|---|\n".to_owned();
    for (what, variables, fields) in rows {
        if !variables.is_empty() || !fields.is_empty() {
            let _ = writeln!(table, "| {what} | {} | {} |", in_code(&variables), in_code(&fields));
        }
    }
    table + &format!("\nFiles of the vendor's tools: {}.\n", in_code(provider.credential_files))
}

/// Each word in backticks, with commas between.
fn in_code(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn states(provider: &Provider) -> String {
    let mut text = String::new();
    for kind in provider.states {
        let _ = writeln!(text, "| {} reports | phase | effect on a stop |\n|---|---|---|", kind.resource);
        for (state, phase) in (kind.list)() {
            let _ = writeln!(text, "| `{state}` | `{phase:?}` | {} |", effect_on_stop(phase));
        }
        text.push('\n');
    }
    text
}

/// The reaction of a stop that observes this phase.
fn effect_on_stop(phase: Phase) -> &'static str {
    match phase {
        Phase::Running => "sends the stop",
        Phase::Changing => "waits until the phase is `Running`",
        Phase::Stopping => "waits, and sends nothing",
        Phase::Stopped => "done",
        Phase::StopFailed => "sends the stop; after an accepted stop: `failed`",
        Phase::Unstoppable => "`refused`",
        Phase::Deleting | Phase::Deleted => "`not-found`",
        _ => "polls until the state is known or the deadline passes",
    }
}

fn capability_rows(capabilities: &Capabilities) -> String {
    let mut rows = String::new();
    for (what, support) in capabilities.table() {
        rows += &match support {
            Support::Yes => format!("| {what} | yes | |\n"),
            Support::No(reason) => format!("| {what} | no | {reason} |\n"),
        };
    }
    rows
}

fn code_table(table: &ErrorCodeTable) -> String {
    let head = "| code | kind | sent again | advice |\n|---|---|---|---|\n".to_owned();
    let whole = table.entries.iter().map(|entry| code_row(entry, ""));
    let suffixes = table.suffixes.iter().map(|entry| code_row(entry, "…"));
    head + &whole.chain(suffixes).collect::<String>()
}

/// The row of one code; `prefix` marks an entry that describes only the end of a code.
fn code_row(entry: &ErrorCodeEntry, prefix: &str) -> String {
    let advice = entry.advice.en.replace('|', "\\|").replace('<', "\\<");
    format!("| `{prefix}{}` | `{:?}` | {} | {advice} |\n", entry.code, entry.kind, sent_again(entry))
}

fn sent_again(entry: &ErrorCodeEntry) -> &'static str {
    match entry.retry() {
        RetryClass::Safe => "yes",
        RetryClass::ObserveFirst => "after a poll",
        RetryClass::Never => "no",
    }
}

#[cfg(test)]
mod tests {
    use super::{Phase, pages};

    #[test]
    fn table_cells_contain_no_html() {
        for (file, page) in pages(tingji_tests::process::root()).unwrap() {
            let rows = page.lines().filter(|line| line.starts_with('|'));
            // Every second piece of a line, split at backticks, is code.
            let texts = rows.flat_map(|row| row.split('`').step_by(2));
            let html = texts
                .filter(|text| text.replace("\\<", "").replace("<https://", "").contains('<'))
                .collect::<Vec<_>>();
            assert_eq!(html, [""; 0], "{}", file.display());
        }
    }

    #[test]
    fn every_provider_has_a_page_with_its_tables() {
        let pages = pages(tingji_tests::process::root()).unwrap();
        assert_eq!(pages.len(), tingji::providers().len());
        for (provider, (_, page)) in tingji::providers().iter().zip(pages) {
            assert!(page.contains(provider.capabilities.still_charged.en), "{page}");
            assert!(page.matches("\n| `").count() > 30, "{page}");
            let states = provider.states.iter().flat_map(|kind| (kind.list)());
            assert!(states.filter(|(_, phase)| *phase == Phase::Stopped).count() >= 1, "{page}");
        }
    }
}
