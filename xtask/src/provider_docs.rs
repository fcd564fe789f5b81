//! The book's page about each provider, from the tables of its crate: the operations in its README, its states,
//! its error codes and its capabilities.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable};
use tingji_core::lifecycle::{Capabilities, Support};
use tingji_core::{Phase, RetryClass};

/// The data of one provider's page.
struct Provider {
    /// The folder of its crate.
    cloud: &'static str,
    /// The product's name.
    product: &'static str,
    /// An example of a target.
    target: &'static str,
    capabilities: Capabilities,
    codes: ErrorCodeTable,
    /// Each kind of resource with its states.
    states: Vec<(&'static str, Vec<(String, Phase)>)>,
}

/// The documented states of an enum of states.
macro_rules! states {
    ($resource:literal, $kind:ty) => {
        ($resource, <$kind>::KNOWN.iter().map(|state| (state.as_str().to_owned(), state.phase())).collect())
    };
}

fn providers() -> Vec<Provider> {
    use {tingji_bce as bce, tingji_compshare as compshare, tingji_huaweicloud as huaweicloud};
    use {tingji_ucloud as ucloud, tingji_volcengine as volcengine};
    macro_rules! provider {
        ($cloud:ident, $product:literal, $target:literal, [$($states:expr),+]) => {
            Provider {
                cloud: stringify!($cloud),
                product: $product,
                target: $target,
                capabilities: $cloud::CAPABILITIES,
                codes: $cloud::CODES,
                states: vec![$($states),+],
            }
        };
    }
    vec![
        provider!(
            ucloud,
            "UCloud UAI-Inference",
            "ucloud/cn-bj2/uaiservice-x`, or one version: `ucloud/cn-bj2/uaiservice-x@5-6",
            [
                states!("A service", ucloud::model::ServiceStatus),
                states!("A version", ucloud::model::VersionStatus)
            ]
        ),
        provider!(
            compshare,
            "CompShare 优云智算",
            "compshare/cn-wlcb/uhost-x",
            [states!("An instance", compshare::InstanceState)]
        ),
        provider!(bce, "Baidu AI Cloud BCC", "bce/bj/i-x", [states!("An instance", bce::InstanceStatus)]),
        provider!(
            volcengine,
            "Volcengine ECS",
            "volcengine/cn-beijing/i-x",
            [states!("An instance", volcengine::InstanceStatus)]
        ),
        provider!(
            huaweicloud,
            "Huawei Cloud ModelArts DevServer",
            "huaweicloud/cn-north-4/62383738-e52a-450a-9f84-f9e705402be8",
            [
                states!("A server", huaweicloud::ServerStatus),
                states!("A supernode", huaweicloud::model::HyperinstanceStatus)
            ]
        ),
    ]
}

/// Path of each page below `root`, the folder of the repository, and its text.
pub(crate) fn pages(root: &Path) -> Result<Vec<(PathBuf, String)>, String> {
    let mut pages = Vec::new();
    for provider in providers() {
        let readme = root.join("crates").join(provider.cloud).join("README.md");
        let readme =
            std::fs::read_to_string(&readme).map_err(|error| format!("{}: {error}", readme.display()))?;
        let file = root.join("docs/providers").join(format!("{}.md", provider.cloud));
        pages.push((file, provider.page(&operations(&readme)?)));
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

impl Provider {
    fn page(&self, operations: &str) -> String {
        let Self { cloud, product, target, capabilities, .. } = self;
        let Capabilities { still_charged, page, .. } = capabilities;
        format!(
            "# {product}\n\n\
             Written by `cargo xtask docs` from the tables of the crate `tingji-{cloud}`.\n\n\
             A target is `{target}`.\n\n\
             ## After a stop\n\n\
             Still charged: {still_charged}. The vendor's page: <{page}>.\n\n\
             ## Capabilities\n\n| | | reason |\n|---|---|---|\n{}\n\
             ## States\n\n\
             A state that is not listed is stored as the vendor sent it, counts as `Unknown`, and is never \
             reported as stopped.\n\n{}\
             ## Operations\n\n{operations}\n\
             ## Error codes\n\n\
             `tingji errors CODE` prints the same advice, with `--lang zh` in Chinese. The vendor's page: <{}>.\n\n{}",
            capability_rows(capabilities),
            self.states(),
            self.codes.page,
            code_table(&self.codes)
        )
    }

    fn states(&self) -> String {
        let mut text = String::new();
        for (resource, states) in &self.states {
            let _ = writeln!(text, "| {resource} reports | phase | effect on a stop |\n|---|---|---|");
            for (state, phase) in states {
                let _ = writeln!(text, "| `{state}` | `{phase:?}` | {} |", effect_on_stop(*phase));
            }
            text.push('\n');
        }
        text
    }
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
            Support::No(reason, _) => format!("| {what} | no | {reason} |\n"),
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
    let advice = entry.advice.replace('|', "\\|").replace('<', "\\<");
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
    use super::{Phase, pages, providers};

    #[test]
    fn table_cells_contain_no_html() {
        for (file, page) in pages(crate::process::root()).unwrap() {
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
        let pages = pages(crate::process::root()).unwrap();
        assert_eq!(pages.len(), 5);
        for (provider, (_, page)) in providers().iter().zip(pages) {
            assert!(page.contains(provider.capabilities.still_charged), "{page}");
            assert!(page.matches("\n| `").count() > 30, "{page}");
            let stopped = provider.states.iter().flat_map(|(_, states)| states);
            assert!(stopped.filter(|(_, phase)| *phase == Phase::Stopped).count() >= 1, "{page}");
        }
    }
}
