//! The page of the book with the newest results.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tingji_tests::process;

use super::bench_program::bench_home;
use super::measurement::{Group, GroupResult, Measurement};

const HEAD: &str = "# Speed and weight

Written by `cargo xtask bench`; do not edit by hand.

## Method

All signers sign the same request: `GET /` with six parameters (a Volcengine `StopInstance`); UCloud's signer gets
these parameters as a form. `tests/bench` is built with `lto = \"thin\"` and one codegen unit. It runs 81 rounds, and
in each round every case for two milliseconds. Times are processor time of the one thread, so that other programs
do not count. A ratio is computed inside each round; the table shows the median of the rounds. The *hashes alone*
are the calls of `sha2`, `hmac` and `sha1` on the same bytes that the signer hashes. Signers and hash baselines both
erase the state of the hashes from memory, with the feature `zeroize` of these crates; against a baseline without
`zeroize`, the ratios are about a tenth higher, except UCloud's. A library's build is clean, and its seconds are
user and system time of all cores.

`cargo xtask bench --check` counts instructions instead, with valgrind, and fails when a signer needs 5 % more
than `tests/bench/instructions.json` states.
";

/// Introduction of the table of all fleets.
const FLEETS: &str = "
## The fleets

The library (`run_all`, with its built-in HTTP client, on one thread) stops each fleet against `tingji sandbox serve`
in another process, over plain HTTP on loopback. Afterwards the sandbox's own state must show every instance
stopped by exactly one stop. The sandbox takes 0.4 s to stop an instance; the first pause between two polls is 0.2 s,
the longest 1 s, and 16 stops run concurrently. Of three runs, the table shows the run with the least processor
time: user and system time of the client's process, for polls and stops, kernel included. Peak memory is Linux's
`VmHWM`.

The *needed* requests are one stop for each instance, and for each poll the list requests that cover the fleet at the
vendor's maximum for one request: 100 ids (CompShare, Baidu, Volcengine), or the pages of the list where the vendor
has no query by ids (Huawei: 1024 rows, although this project requests 100; UAI documents no maximum: 100). *Polls*
is the largest number of polls of any instance, including the poll before the stop. No instance is polled sooner than
the pauses allow, so that a larger fleet needs no more polls. *Sent* is the sandbox's own count.

Each stop is counted because each is sent by itself. UAI and CompShare have no batch. Baidu's batch stops no
instance if one of them may not be stopped, and without notice continues to charge for all if one does not qualify.
Huawei documents neither the result of a batch that fails in part nor its maximum. Volcengine's batch takes one
idempotency token for all instances, so that none of them could be sent again by itself. The column *with batches* shows
the needed requests with the vendor's largest batch, 100 at Baidu and at Volcengine: the difference is the price of
a known result for each stop.

Requests are sent as soon as the responses allow; for Volcengine the rate limit is set to a million requests a
second. At the four reads a second that Volcengine's own tools allow themselves, each poll of ten thousand instances
takes 25 s of elapsed time, with the same number of requests.

The Python SDKs stop 500 instances with 32 threads: one stop for each instance, and polls of 100 ids, or of pages of the
list, with a pause of 0.3 s. Their processor time is that of the whole process after all modules are loaded and
the client is created. The row of this project beside each SDK is for the same number of stops. One stop by the
command is a poll, a stop, a pause of a millisecond and the poll that confirms the stop, from the start of the
process to its end, with the sandbox's responses.

";

/// Reasons of rows that miss their limit, by a part of the row's name.
const REASONS: [(&str, &str); 3] = [
    (
        "ucloud sign, to",
        "SHA-1 of 200 bytes takes so little time with the processor's own instructions that parsing, sorting and \
         copying seven parameters takes longer than the hash; the total is less than half a microsecond.",
    ),
    (
        "ucloud's Python SDK signs, to",
        "That signer too is little more than a sort and one hash, which Python implements in C; this project's \
         signer spends its time as described above.",
    ),
    (
        " verify, to",
        "A verifier computes the signature again after it has parsed the signature, its time and the list of signed \
         headers, which a signer need not do; it writes the texts of its report only where something is wrong.",
    ),
];

/// Contents of `tests/bench/results.json`: the newest results of each group, and the machine of the last run.
#[derive(Debug, Default, Deserialize, Serialize)]
struct StoredResults {
    machine: String,
    #[serde(rename = "parts")]
    groups: BTreeMap<Group, Vec<Measurement>>,
    /// Lines that the page prints below its table.
    #[serde(default)]
    notes: BTreeMap<Group, Vec<String>>,
}

/// Replaces the stored results of the measured groups, and writes the page.
pub(super) fn update(results: Vec<GroupResult>) -> Result<(), String> {
    let file = bench_home().join("results.json");
    let text = fs::read_to_string(&file).unwrap_or_else(|_| "{\"machine\":\"\",\"parts\":{}}".to_owned());
    let mut stored: StoredResults =
        serde_json::from_str(&text).map_err(|error| format!("results.json: {error}"))?;
    stored.machine = describe_machine();
    for GroupResult { group, measurements, notes } in results {
        stored.groups.insert(group, measurements);
        stored.notes.insert(group, notes);
    }
    let json = serde_json::to_string_pretty(&stored).map_err(|error| error.to_string())? + "\n";
    write(&file, &json)?;
    let page = process::root().join("docs/performance.md");
    write(&page, &render(&stored))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn render(stored: &StoredResults) -> String {
    let mut text = format!("{HEAD}\n## The machine\n\n{}\n\n## The table\n\n", stored.machine);
    text += "| measurement | limit | measured | |\n|---|---|---|---|\n";
    let mut short = String::new();
    for measurement in stored.groups.values().flatten() {
        let limit = measurement.limit_text();
        let value = measurement.value_text();
        let result = measurement.result_text();
        let _ = writeln!(text, "| {} | {limit} | {value} | {result} |", measurement.name);
        if !measurement.passes() {
            let _ = writeln!(short, "- {}: {}", measurement.name, reason(measurement));
        }
    }
    if let Some(signers) = stored.notes_of(Group::Signers) {
        let _ = writeln!(text, "\n{signers}");
    }
    if !short.is_empty() {
        text += &format!("\n## Rows outside their limits\n\n{short}");
    }
    if let Some(fleets) = stored.notes_of(Group::Fleet) {
        let _ = writeln!(text, "{FLEETS}{fleets}");
    }
    text
}

impl StoredResults {
    /// The notes of a group as one text; `None` for a group without notes.
    fn notes_of(&self, group: Group) -> Option<String> {
        let notes = self.notes.get(&group)?;
        if notes.is_empty() { None } else { Some(notes.join("\n")) }
    }
}

/// The reason of a value that misses its limit.
pub(super) fn reason(measurement: &Measurement) -> &'static str {
    let reason = REASONS.iter().find(|(part, _)| measurement.name.contains(part));
    reason.map_or("No reason is known.", |(_, reason)| reason)
}

/// A row of the table that is printed during the run.
pub(super) fn line([what, limit, value, result]: [&str; 4]) -> String {
    format!("{what:90} | {limit:11} | {value:11} | {result}")
}

/// Processor, number of cores and operating system. The machine's name is left out.
fn describe_machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = cpu_field(&cpu, "model name").unwrap_or("an unknown processor");
    let has_sha = cpu_field(&cpu, "flags").is_some_and(|flags| flags.contains("sha_ni"));
    format!(
        "{model}, {cores} cores, {} SHA instructions, {} {}. Other programs ran at the same time.",
        if has_sha { "with" } else { "without" },
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

/// Value of the first line of `/proc/cpuinfo` with this name.
fn cpu_field<'a>(cpu: &'a str, name: &str) -> Option<&'a str> {
    let line = cpu.lines().find(|line| line.starts_with(name))?;
    line.split_once(": ").map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_outside_its_limit_is_listed_with_its_reason() {
        let measurements = vec![
            Measurement::at_most("ucloud sign, to its hashes alone", 3.0, 2.3, "×"),
            Measurement::at_most("bce sign, to its hashes alone", 1.9, 2.0, "×"),
            Measurement::at_most("something else", 9.0, 2.0, "×"),
        ];
        let signers = vec!["Of signers.".to_owned()];
        let fleets = vec!["| a fleet |".to_owned()];
        let text = render(&StoredResults {
            machine: "A machine.".to_owned(),
            groups: [(Group::Signers, measurements)].into(),
            notes: [(Group::Signers, signers), (Group::Fleet, fleets)].into(),
        });
        assert!(text.contains("| ucloud sign, to its hashes alone | ≤ 2.3 × | 3.00 × | SHORT |"));
        assert!(text.contains("- ucloud sign, to its hashes alone: SHA-1 of"));
        assert!(text.contains("- something else: No reason is known."));
        assert!(!text.contains("- bce sign") && text.contains("|\n\nOf signers.\n\n## Rows outside"));
        assert!(text.ends_with("\n| a fleet |\n"));
    }

    #[test]
    fn page_matches_the_stored_results() {
        let results = fs::read_to_string(bench_home().join("results.json")).unwrap();
        let stored: StoredResults = serde_json::from_str(&results).unwrap();
        let page = process::root().join("docs/performance.md");
        let page = fs::read_to_string(page).unwrap();
        assert_eq!(render(&stored), page, "write it with `cargo xtask bench`");
    }
}
