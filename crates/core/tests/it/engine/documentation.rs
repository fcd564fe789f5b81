//! The tables in the documentation of the engine: reads them, and looks up cells.

use std::collections::BTreeSet;

use tingji_core::ErrorKind;

const DOCUMENTATION: &str = include_str!("../../../src/engine.rs");

pub(super) const ERROR_KINDS: [ErrorKind; 18] = [
    ErrorKind::Config,
    ErrorKind::InvalidRequest,
    ErrorKind::Credentials,
    ErrorKind::ClockSkew,
    ErrorKind::Permission,
    ErrorKind::Billing,
    ErrorKind::NotFound,
    ErrorKind::InvalidState,
    ErrorKind::Locked,
    ErrorKind::Unsupported,
    ErrorKind::Throttled,
    ErrorKind::Unavailable,
    ErrorKind::Connect,
    ErrorKind::Timeout,
    ErrorKind::Interrupted,
    ErrorKind::Redirected,
    ErrorKind::Decode,
    ErrorKind::Vendor,
];

/// Table below one heading of the documentation.
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Positions of the cells that a test has checked.
    checked: BTreeSet<(usize, usize)>,
}

/// Splits a row of a table into its cells.
fn cells(line: &str) -> Vec<String> {
    let cells = line.trim_matches('|').split('|');
    cells.map(|cell| cell.trim().replace(['`', '[', ']'], "")).collect()
}

/// Returns true if a cell with a list names this text.
fn lists(cell: &str, text: &str) -> bool {
    cell.split(", ").any(|part| part == text)
}

impl Table {
    /// Reads the table below a heading.
    pub(super) fn read(heading: &str) -> Self {
        let heading = format!("//! # {heading}\n");
        let (_, below) = DOCUMENTATION.split_once(&heading).unwrap();
        let lines = below.lines().map(|line| line.trim_start_matches("//!").trim());
        let mut rows =
            lines.skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
        let columns = cells(rows.next().unwrap());
        let rows: Vec<_> = rows.skip(1).map(cells).collect();
        assert!(rows.iter().all(|row| row.len() == columns.len()), "{heading}");
        Self { columns, rows, checked: BTreeSet::new() }
    }

    fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| column == name).unwrap()
    }

    /// Returns the position of the column for a state: the one that names the state for this action, else
    /// the one that names the state, else the one for the other states.
    fn column_of_state(&self, state: &str, action: &str) -> usize {
        let kind = action.split(' ').next().unwrap();
        let named = [format!("{state} ({kind})"), state.to_owned(), "other states".to_owned()];
        let column = named.iter().find_map(|name| self.columns.iter().position(|column| lists(column, name)));
        column.unwrap_or_else(|| panic!("{state} of {action}: {:?}", self.columns))
    }

    /// Returns the position of the only row that has these names in these columns. A cell matches if it lists
    /// the name, or is "all"; "other" matches a name that no candidate lists.
    fn row(&self, names: &[(&str, &str)]) -> Option<usize> {
        let mut candidates: Vec<usize> = (0..self.rows.len()).collect();
        for (column, name) in names {
            let position = self.column(column);
            let kind = name.split(' ').next().unwrap();
            let listed = |row: &usize| {
                let cell = &self.rows[*row][position];
                lists(cell, name) || (*column == "action" && lists(cell, kind))
            };
            let is_listed = candidates.iter().any(listed);
            candidates.retain(|row| {
                let cell = &self.rows[*row][position];
                listed(row) || cell == "all" || (!is_listed && cell == "other")
            });
        }
        assert!(candidates.len() < 2, "{names:?} {candidates:?}");
        candidates.first().copied()
    }

    /// Returns the cell of the row with these names and of this column, and marks it as checked if
    /// `is_reachable`.
    pub(super) fn cell(&mut self, names: &[(&str, &str)], column: &str, is_reachable: bool) -> Option<&str> {
        let at = (self.row(names)?, self.column(column));
        self.mark(at, is_reachable)
    }

    /// Returns the cell of the row with these names and of the column for a state, like [`Self::cell`].
    pub(super) fn cell_of_state(
        &mut self,
        names: &[(&str, &str)],
        (state, action): (&str, &str),
        is_reachable: bool,
    ) -> Option<&str> {
        let at = (self.row(names)?, self.column_of_state(state, action));
        self.mark(at, is_reachable)
    }

    fn mark(&mut self, at: (usize, usize), is_reachable: bool) -> Option<&str> {
        if is_reachable {
            self.checked.insert(at);
        }
        Some(&self.rows[at.0][at.1])
    }

    /// Asserts that every cell from this column on was checked, or has a dash.
    pub(super) fn assert_all_checked(&self, first_column: usize) {
        for (at, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate().skip(first_column) {
                let is_checked = self.checked.contains(&(at, column));
                assert_eq!(is_checked, cell != "–", "column {:?} of {row:?}", self.columns[column]);
            }
        }
    }
}
