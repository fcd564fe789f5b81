//! The page of the book that holds the last run.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Measured, Part, Row, bench_home};
use crate::process;

const HEAD: &str = "# Speed and weight

Written by `cargo xtask bench`; do not edit by hand.

## Method

All signers sign one request: `GET /` with six parameters (a Volcengine `StopInstance`), at UCloud the
same parameters as a form. `tests/bench`, built with `lto = \"thin\"` and one codegen unit, gives every case
a turn of two milliseconds in each of 81 rounds. Times are processor time of the one thread, so that
other programs do not count; a ratio is formed inside each round, and the table has the median of
these. The *hashes alone* are the calls of the hash functions on the very bytes that the signer
hashes: what no signer can go below. Signers and floors alike wipe the hashes' state from memory, as the
features `zeroize` of the hash crates do; without these a floor was 35 to 105 ns lower (Volcengine's with
its key kept 461 ns, Huawei's 415 ns, Baidu's 515 ns; UCloud's is the same), so that a floor without wiping makes
the ratios about a tenth higher. A library's build is clean, and its seconds are user and system time
of all cores.

`cargo xtask bench --check` counts instructions instead, under valgrind, and fails when a signer takes 5 %
more than `tests/bench/instructions.json` says.
";

/// What the table of all fleets is of.
const FLEETS: &str = "
## The fleets

Each fleet is stopped by the library (`run_all`, with its own HTTP stack, on one thread) against `tingji sandbox
serve` in another process, over plain HTTP on loopback; afterwards the sandbox itself must hold every instance
stopped, by one stop each. The sandbox takes 0.4 s to stop an instance; the first pause between two looks is
0.2 s, 16 stops are under way at once. What is *needed*: one stop for each instance, and for each poll one
request for each hundred instances, which is the vendors' most for a look at ids (CompShare, Baidu, Volcengine),
and the page of the list where there is no such look (UAI, Huawei). *Polls* is how often the one instance was
looked at that was looked at most often, the look before the stop included. Stops are counted one by one because
they are sent so: UAI and CompShare have nothing else; Baidu's batch stops none if one of them may not be stopped,
and quietly charges on for all if one does not qualify; Huawei does not say what a batch does that fails in
part; Volcengine's batch takes one token for all. *Sent* is the sandbox's own count. Of three
runs the one with the least processor time counts, which is that of the client alone, looks and stops, kernel
included. Requests go as fast as they are answered, and no faster at Volcengine than a pace of a million a second: at
the four looks a second that Volcengine's tools allow themselves, each poll of ten thousand instances takes 25 s
by the clock, and as many requests.

";

/// Why a line may be short; a line that is short without a reason says so.
const REASONS: [(&str, &str); 3] = [
    (
        "ucloud sign, to",
        "SHA-1 of 200 bytes takes so little with the processor's own instructions that reading, sorting and \
         copying seven parameters takes longer than the hash; it is less than half a microsecond in all.",
    ),
    (
        "ucloud's Python SDK signs, to",
        "That signer too is little more than a sort and one hash, which Python has in C; ours spends its time \
         as told above.",
    ),
    (
        " verify, to",
        "A verifier signs the request once more, after it has read the signature, its time and the list of signed \
         headers, which a signer need not; the texts of a verdict are written only where something is wrong.",
    ),
];

/// What each part said last, and on what machine.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Kept {
    machine: String,
    parts: BTreeMap<Part, Vec<Row>>,
    /// Lines for the page below the table.
    #[serde(default)]
    notes: BTreeMap<Part, Vec<String>>,
}

/// Puts new results in place of the old ones of their parts, and writes the page anew.
pub(super) fn update(results: Vec<Measured>) -> Result<(), String> {
    let (file, page) = (bench_home().join("results.json"), process::home().with_file_name("docs"));
    let text = fs::read_to_string(&file).unwrap_or_else(|_| "{\"machine\":\"\",\"parts\":{}}".to_owned());
    let mut kept: Kept = serde_json::from_str(&text).map_err(|error| format!("results.json: {error}"))?;
    kept.machine = machine();
    for Measured { part, rows, notes } in results {
        kept.parts.insert(part, rows);
        kept.notes.insert(part, notes);
    }
    let json = serde_json::to_string_pretty(&kept).map_err(|error| error.to_string())? + "\n";
    let rows: Vec<_> = kept.parts.into_values().flatten().collect();
    let fleets = kept.notes.remove(&Part::Fleet).unwrap_or_default();
    write(&file, &json)?;
    write(&page.join("src/performance.md"), &self::text(&rows, &fleets, &kept.machine))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(rows: &[Row], fleets: &[String], machine: &str) -> String {
    let mut text = format!("{HEAD}\n## The machine\n\n{machine}\n\n## The table\n\n");
    text += "| what | promised | reached | |\n|---|---|---|---|\n";
    for row in rows {
        let (promised, verdict) = (row.promised(), row.verdict());
        let _ = writeln!(
            text,
            "| {} | {} | {:.2} {} | {verdict} |",
            row.what,
            promised.trim(),
            row.reached,
            row.unit
        );
    }
    let short: Vec<_> = rows.iter().filter(|row| !row.is_good()).collect();
    if !short.is_empty() {
        text += "\n## What falls short, and why\n\n";
    }
    for row in short {
        let reason = REASONS.iter().find(|(what, _)| row.what.contains(what));
        let reason = reason.map_or("No reason is known.", |(_, reason)| reason);
        let _ = writeln!(text, "- {}: {reason}", row.what);
    }
    text + FLEETS + &fleets.join("\n") + "\n"
}

/// What the system tells of itself; no name of it.
fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        cpu.lines().find(|line| line.starts_with(name))?.split_once(": ").map(|(_, value)| value)
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = field("model name").unwrap_or("an unknown processor");
    let sha = if field("flags").is_some_and(|flags| flags.contains("sha_ni")) { "with" } else { "without" };
    format!(
        "{model}, {cores} cores, {sha} SHA instructions, {} {}. Other programs ran beside it.",
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_named_with_its_reason_and_a_good_one_is_not() {
        let rows = [
            Row::at_most("ucloud sign, to its hashes alone", 3.0, 2.3, "×"),
            Row::at_most("bce sign, to its hashes alone", 1.9, 2.0, "×"),
            Row::at_most("something else", 9.0, 2.0, "×"),
        ];
        let text = text(&rows, &["| a fleet |".to_owned()], "A machine.");
        assert!(text.contains("| ucloud sign, to its hashes alone | ≤ 2.3 × | 3.00 × | SHORT |"));
        assert!(text.contains("- ucloud sign, to its hashes alone: SHA-1 of"));
        assert!(text.contains("- something else: No reason is known."));
        assert!(!text.contains("- bce sign"));
        assert!(text.ends_with("\n| a fleet |\n"));
    }
}
