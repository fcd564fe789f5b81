//! The book's page on each provider, from the tables of its crate: the operations of its README, its states,
//! its codes, and what it can do.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable};
use tingji_core::lifecycle::{Capabilities, Support};
use tingji_core::{Phase, RetryClass};

/// A provider, as its page shows it.
struct Provider {
    /// The folder of its crate.
    cloud: &'static str,
    /// The product's name.
    product: &'static str,
    /// How its targets are written.
    target: &'static str,
    capabilities: Capabilities,
    codes: ErrorCodeTable,
    /// Each kind of resource with its states.
    states: Vec<(&'static str, Vec<(String, Phase)>)>,
}

/// The states that an open enum knows.
macro_rules! states {
    ($of:literal, $kind:ty) => {
        ($of, <$kind>::KNOWN.iter().map(|state| (state.as_str().to_owned(), state.phase())).collect())
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

/// Where each page belongs, below the repository's folder, and its text.
pub(crate) fn all(root: &Path) -> Result<Vec<(PathBuf, String)>, String> {
    let page = |provider: Provider| {
        let readme = root.join("crates").join(provider.cloud).join("README.md");
        let readme =
            std::fs::read_to_string(&readme).map_err(|error| format!("{}: {error}", readme.display()))?;
        let file = root.join("docs/providers").join(format!("{}.md", provider.cloud));
        Ok((file, provider.page(&operations(&readme)?)))
    };
    providers().into_iter().map(page).collect()
}

/// The table of operations.
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
             ## What it can do\n\n| | | why not |\n|---|---|---|\n{}\n\
             ## States\n\n\
             A state that is not here is kept as it came, counts as `Unknown`, and is never taken for \
             stopped.\n\n{}\
             ## Operations\n\n{operations}\n\
             ## Error codes\n\n\
             `tingji errors CODE` says the same, in Chinese with `--lang zh`. The vendor's page: <{}>.\n\n{}",
            able(capabilities),
            self.states(),
            self.codes.page,
            codes(&self.codes)
        )
    }

    fn states(&self) -> String {
        let mut text = String::new();
        for (of, states) in &self.states {
            let _ = writeln!(text, "| {of} reads | meaning | for a stop |\n|---|---|---|");
            for (word, phase) in states {
                let _ = writeln!(text, "| `{word}` | `{phase:?}` | {} |", meaning(*phase));
            }
            text.push('\n');
        }
        text
    }
}

fn meaning(phase: Phase) -> &'static str {
    match phase {
        Phase::Running => "it is stopped",
        Phase::Changing => "waited for until it runs",
        Phase::Stopping => "only waited for: nothing is sent",
        Phase::Stopped => "done",
        Phase::StopFailed => "found so, it is stopped again; after a stop, `failed`",
        Phase::Unstoppable => "`refused`",
        Phase::Deleting | Phase::Deleted => "`not-found`",
        _ => "looked at until it is known or the deadline comes",
    }
}

fn able(capabilities: &Capabilities) -> String {
    let row = |(what, support): &(&str, Support)| match support {
        Support::Yes => format!("| {what} | yes | |\n"),
        Support::No(why, _) => format!("| {what} | no | {why} |\n"),
    };
    capabilities.table().iter().map(row).collect()
}

fn codes(table: &ErrorCodeTable) -> String {
    let row = |entry: &ErrorCodeEntry, dots: &str| {
        let advice = entry.advice.replace('|', "\\|").replace('<', "\\<");
        format!("| `{dots}{}` | `{:?}` | {} | {advice} |\n", entry.code, entry.kind, again(entry))
    };
    let whole = table.entries.iter().map(|entry| row(entry, ""));
    let endings = table.endings.iter().map(|entry| row(entry, "…"));
    let head = "| code | kind | sent again | what to do |\n|---|---|---|---|\n".to_owned();
    head + &whole.chain(endings).collect::<String>()
}

fn again(entry: &ErrorCodeEntry) -> &'static str {
    match entry.retry() {
        RetryClass::Safe => "yes",
        RetryClass::ObserveFirst => "after a look",
        RetryClass::Never => "no",
    }
}

#[cfg(test)]
mod tests {
    use super::{Phase, all, providers};

    #[test]
    fn no_text_of_a_cell_is_read_as_html() {
        for (file, page) in all(crate::process::root()).unwrap() {
            let rows = page.lines().filter(|line| line.starts_with('|'));
            // Every other piece is code.
            let texts = rows.flat_map(|row| row.split('`').step_by(2));
            let html = texts
                .filter(|text| text.replace("\\<", "").replace("<https://", "").contains('<'))
                .collect::<Vec<_>>();
            assert_eq!(html, [""; 0], "{}", file.display());
        }
    }

    #[test]
    fn every_provider_has_a_page_with_its_states_operations_codes_and_charges() {
        let pages = all(crate::process::root()).unwrap();
        assert_eq!(pages.len(), 5);
        for (provider, (_, page)) in providers().iter().zip(pages) {
            assert!(page.contains(provider.capabilities.still_charged), "{page}");
            assert!(page.matches("\n| `").count() > 30, "{page}");
            let stopped = provider.states.iter().flat_map(|(_, states)| states);
            assert!(stopped.filter(|(_, phase)| *phase == Phase::Stopped).count() >= 1, "{page}");
        }
    }
}
