//! The matrix as a page of the documentation.

use std::fmt::Write;

use tingji_sandbox::Cloud;

use super::{Case, Often, Place, Row};

const HEAD: &str = "# The fault matrix

<!-- Written by `cargo xtask faults`; `cargo xtask faults --check` fails when it is stale. -->

Each row is a fault of the sandbox, each column a cloud where a fleet of twenty running instances is
stopped under it, by the provider's own client, in virtual time, with a deadline of ten minutes; five
more instances (130 where pages are at stake), and the other versions of UAI services, are not meant.
After each, every outcome is compared with the sandbox's true state, at the moment it was reported and
an hour later: `stopped` only if stopped, nothing touched that was not meant, no stop with effect twice,
nothing sent after the report, no redirect followed, and the outcome and exit code that this fault must
have. A cell holds the outcomes, the exit code of `tingji stop` and the requests that it took.

`first` is the first such request of each instance for stops, and else the first three; `always` is all
of them. A stop whose fate is unknown is looked at, and sent again only after six looks in a row that
show the instance running: so what was acted upon is never asked twice, and what was not ends
`stopped` later, or `unconfirmed`. Without a look, nothing is sent.

A soak adds chance: `cargo xtask soak` stops 20,000 instances while one request in twenty goes wrong in
one of these ways (`--stops`, `--rate` and `--seed` change that), prints its seed, and fails if a single
outcome is not true or memory grows. A smaller one is part of `cargo test`.
";

/// The whole page.
pub fn page(matrix: &[(Case, Vec<Row>)]) -> String {
    let mut page = HEAD.to_owned();
    for place in [Place::Stop, Place::Look, Place::Confirmation, Place::Everywhere] {
        let rows: Vec<_> = matrix.iter().filter(|(case, _)| case.place == place).collect();
        let _ = write!(page, "\n## {}\n\n| fault | |", title(place));
        page.extend(Cloud::ALL.map(|cloud| format!(" {cloud} |")));
        page.push_str("\n|---|---|---|---|---|---|---|\n");
        rows.into_iter().for_each(|(case, rows)| page.push_str(&line(case, rows)));
    }
    page
}

fn title(place: Place) -> &'static str {
    match place {
        Place::Stop => "Faults of stops",
        Place::Look => "Faults of looks",
        Place::Confirmation => "Faults of looks from the first stop on",
        Place::Everywhere => "Faults of all requests",
    }
}

fn line(case: &Case, rows: &[Row]) -> String {
    // The name stands once for both.
    let name = if case.often == Often::First { case.trouble.name.as_str() } else { "" };
    let mut line = format!("| {name} | {} |", case.often);
    for cloud in Cloud::ALL {
        let cell = rows.iter().find(|row| row.cloud == cloud).map_or("–".to_owned(), cell);
        let _ = write!(line, " {cell} |");
    }
    line.push('\n');
    line
}

fn cell(row: &Row) -> String {
    let outcomes: Vec<_> = row.outcomes.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    format!("{}; {}; {}", outcomes.join(", "), row.exit_code, row.requests)
}
