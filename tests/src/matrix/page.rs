//! The matrix as a page of the documentation.

use std::fmt::Write;

use tingji_sandbox::Cloud;

use super::cell::Cell;
use super::row::{Frequency, MatrixRow, Target};

const HEAD: &str = "# The fault matrix

<!-- Written by `cargo xtask faults`; `cargo xtask faults --check` fails when it is stale. -->

Each row is a fault of the sandbox, and each column is a cloud. In each cell the provider's own client stops a fleet
of twenty running instances under the fault, in virtual time, with a deadline of ten minutes. Five more
instances (130 in rows about pages) and the other versions of UAI services must not change.

A cell contains the number of stops with each outcome, the exit code of `tingji stop`, and the number of requests.
Each outcome was compared with the sandbox's state, at the time of the report and one hour later. The
checks require that

- `stopped` is reported only for a stopped instance;
- no other instance changes;
- no stop takes effect twice;
- nothing is sent after the report of an instance;
- no redirect is followed;
- outcomes and exit code are those that the fault must have.

In a row with `first`, the fault applies to one stop of each instance, or to the first three requests of another
kind. In a row with `always`, the fault applies to all of these requests. After an ambiguous response to a stop
the instance is polled, and the stop is sent again only after six consecutive polls in which the instance
runs. So an executed stop is never repeated; a stop that was not executed ends `stopped` later, or
`unconfirmed`. Before the first successful poll nothing is sent.

The soak adds random faults: `cargo xtask soak` stops 20,000 instances while one request in twenty has one of these
faults (options: `--stops`, `--rate` and `--seed`). The soak prints its seed, and fails if an outcome
is false or memory grows. `cargo test` includes a smaller soak.
";

/// The page with all results.
pub fn page(matrix: &[(MatrixRow, Vec<Cell>)]) -> String {
    let mut page = HEAD.to_owned();
    for target in [Target::Stop, Target::Poll, Target::Confirmation, Target::Everything] {
        let _ = write!(page, "\n## {}\n\n| fault | |", title(target));
        page.extend(Cloud::ALL.map(|cloud| format!(" {cloud} |")));
        page.push_str("\n|---|---|---|---|---|---|---|\n");
        for (row, cells) in matrix.iter().filter(|(row, _)| row.target == target) {
            page.push_str(&line(row, cells));
        }
    }
    page
}

fn title(target: Target) -> &'static str {
    match target {
        Target::Stop => "Faults of stops",
        Target::Poll => "Faults of polls",
        Target::Confirmation => "Faults of polls after the first stop",
        Target::Everything => "Faults of all requests",
    }
}

fn line(row: &MatrixRow, cells: &[Cell]) -> String {
    // The name of a fault is printed once for its two rows.
    let name = if row.frequency == Frequency::First { row.fault.name.as_str() } else { "" };
    let mut line = format!("| {name} | {} |", row.frequency);
    for cloud in Cloud::ALL {
        let cell = cells.iter().find(|cell| cell.cloud == cloud);
        let text = cell.map_or("–".to_owned(), cell_text);
        let _ = write!(line, " {text} |");
    }
    line.push('\n');
    line
}

fn cell_text(cell: &Cell) -> String {
    let outcomes: Vec<_> =
        cell.outcomes.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    format!("{}; {}; {}", outcomes.join(", "), cell.exit_code, cell.request_count)
}
