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
these. The *hashes alone* are the calls of `sha2`, `hmac` and `sha1` on the very bytes that the signer
hashes. Signers and floors alike wipe the hashes' state from memory, as the features `zeroize` of these
crates do; beside a floor that does not, the ratios (but UCloud's) are about a tenth higher. A library's build
is clean, and its seconds are user and system time of all cores.

`cargo xtask bench --check` counts instructions instead, under valgrind, and fails when a signer takes 5 %
more than `tests/bench/instructions.json` says.
";

/// What the table of all fleets is of.
const FLEETS: &str = "
## The fleets

Each fleet is stopped by the library (`run_all`, with its own HTTP stack, on one thread) against `tingji sandbox
serve` in another process, over plain HTTP on loopback; afterwards the sandbox itself must hold every instance
stopped, by one stop each. The sandbox takes 0.4 s to stop an instance; the first pause between two looks is
0.2 s, the longest 1 s, and 16 stops are under way at once. Of three runs the one with the least processor time
counts: user and system time of the client's process, looks and stops, kernel included; its peak memory is
Linux's `VmHWM`.

What is *needed* is one stop for each instance, and for each poll as many looks as the vendor's most for one
takes to cover the fleet: 100 ids (CompShare, Baidu, Volcengine), or the pages of the list where there is no look
by ids (Huawei: 1024 rows, although this project asks for 100; UAI's pages name no most: 100). *Polls* is how
often the one instance was looked at that was looked at most often, the look before the stop included. Nobody
looks sooner than the pauses allow, so that polls are no more for a larger fleet. *Sent* is the sandbox's own
count.

Stops are counted one by one because they are sent so: UAI and CompShare have nothing else; Baidu's batch stops
none if one of them may not be stopped, and quietly charges on for all if one does not qualify; Huawei does not
say what a batch does that fails in part, nor how many it takes; Volcengine's batch takes one token for all, so
that none of them could be sent again by itself. What would be needed *with batches* of the vendor's most, 100 at
Baidu and at Volcengine, stands beside it: so many fewer requests are the price of stops that are each
known by itself.

Requests go as fast as they are answered, and no faster at Volcengine than a pace of a million a second: at
the four looks a second that Volcengine's tools allow themselves, each poll of ten thousand instances takes 25 s
by the clock, and as many requests.

The Python SDKs stop 500 instances with 32 threads: one stop for each, and looks at 100 by ids or as pages of the
list, with a pause of 0.3 s; their processor time is that of the whole process after all modules are
loaded and the client is made. Ours beside it stops as many. One stop by the command is a look, a stop, a pause
of a millisecond and the look that confirms it, from the process's start to its end, the sandbox's answers
included.

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
    write(&file, &json)?;
    write(&page.join("performance.md"), &self::text(&kept))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(kept: &Kept) -> String {
    let rows = || kept.parts.values().flatten();
    let notes = |part| kept.notes.get(&part).map(|notes| notes.join("\n")).filter(|notes| !notes.is_empty());
    let mut text = format!("{HEAD}\n## The machine\n\n{}\n\n## The table\n\n", kept.machine);
    text += "| what | promised | reached | |\n|---|---|---|---|\n";
    for row in rows() {
        text += &format!(
            "| {} | {} | {} | {} |\n",
            row.what,
            row.promised().trim(),
            row.reached().trim(),
            row.verdict()
        );
    }
    if let Some(signers) = notes(Part::Signers) {
        let _ = writeln!(text, "\n{signers}");
    }
    let short: Vec<_> = rows().filter(|row| !row.is_good()).collect();
    if !short.is_empty() {
        text += "\n## What falls short, and why\n\n";
    }
    for row in short {
        let _ = writeln!(text, "- {}: {}", row.what, reason(row));
    }
    if let Some(fleets) = notes(Part::Fleet) {
        let _ = writeln!(text, "{FLEETS}{fleets}");
    }
    text
}

/// Why a row is short.
pub(super) fn reason(row: &Row) -> &'static str {
    let reason = REASONS.iter().find(|(what, _)| row.what.contains(what));
    reason.map_or("No reason is known.", |(_, reason)| reason)
}

/// A line of the table that is printed as it grows.
pub(super) fn line([what, must, reached, verdict]: [&str; 4]) -> String {
    format!("{what:90} | {must:11} | {reached:11} | {verdict}")
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
        let note = |text: &str| vec![text.to_owned()];
        let notes = [(Part::Signers, note("Of signers.")), (Part::Fleet, note("| a fleet |"))];
        let parts = [(Part::Signers, rows.into())].into();
        let text = text(&Kept { machine: "A machine.".to_owned(), parts, notes: notes.into() });
        assert!(text.contains("| ucloud sign, to its hashes alone | ≤ 2.3 × | 3.00 × | SHORT |"));
        assert!(text.contains("- ucloud sign, to its hashes alone: SHA-1 of"));
        assert!(text.contains("- something else: No reason is known."));
        assert!(!text.contains("- bce sign") && text.contains("|\n\nOf signers.\n\n## What falls short"));
        assert!(text.ends_with("\n| a fleet |\n"));
    }

    #[test]
    fn the_page_is_what_the_kept_results_make() {
        let read = |path: &Path| fs::read_to_string(path).unwrap();
        let kept: Kept = serde_json::from_str(&read(&bench_home().join("results.json"))).unwrap();
        let page = process::home().with_file_name("docs").join("performance.md");
        assert_eq!(text(&kept), read(&page), "write it with `cargo xtask bench`");
    }
}
