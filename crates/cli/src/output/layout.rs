//! The layout of tables in the width of the terminal. No value is cut off, so that every value can be
//! copied.

use std::io::{IsTerminal, stderr, stdout};

use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width as Wide};
use terminal_size::{Height, Width, terminal_size_of};

use crate::lang::{pad, width};

/// Spaces between two columns.
const COLUMN_GAP: usize = 2;
/// Minimum width of a column that is broken into lines.
const MIN_BROKEN_COLUMNS: usize = 24;

/// Returns the columns of standard output; `None` if it is not a terminal, which means unlimited.
pub(crate) fn stdout_columns() -> Option<usize> {
    if stdout().is_terminal() { columns(terminal_size_of(stdout())) } else { None }
}

/// Returns the columns of standard error; `None` if it is not a terminal.
pub(crate) fn stderr_columns() -> Option<usize> {
    if stderr().is_terminal() { columns(terminal_size_of(stderr())) } else { None }
}

/// Returns the columns of a terminal size, if they are known.
fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(Width(columns), _)| usize::from(columns)).filter(|columns| *columns > 0)
}

/// Returns true if the unbroken table fits.
pub(crate) fn fits(table: &Table, max_columns: Option<usize>) -> bool {
    max_columns.is_none_or(|max_columns| unbroken_width(table) <= max_columns)
}

/// Returns the width of the unbroken table.
fn unbroken_width(table: &Table) -> usize {
    let widths = table.column_max_content_widths();
    widths.iter().map(|width| usize::from(*width) + COLUMN_GAP).sum::<usize>().saturating_sub(COLUMN_GAP)
}

/// Returns the lines of a table. If it does not fit, its last column (free text) is broken into lines; if
/// that does not fit either, each cell gets its own line.
pub(crate) fn lines(mut table: Table, max_columns: Option<usize>) -> Vec<String> {
    if let Some(max_columns) = max_columns.filter(|_| !fits(&table, max_columns)) {
        let last = table.column_max_content_widths().last().map_or(0, |last| usize::from(*last));
        match (max_columns + last).checked_sub(unbroken_width(&table)) {
            Some(left) if left >= MIN_BROKEN_COLUMNS => break_last(&mut table, left),
            _ => return blocks(&table),
        }
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.to_string().lines().map(|row| row.trim_end().to_owned()).collect()
}

/// Limits the last column to this width and breaks it into lines.
fn break_last(table: &mut Table, left: usize) {
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::MAX);
    let last = table.column_count().saturating_sub(1);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_constraint(if at == last {
            ColumnConstraint::Absolute(Wide::Fixed(u16::try_from(left + COLUMN_GAP).unwrap_or(u16::MAX)))
        } else {
            ColumnConstraint::ContentWidth
        });
    }
}

/// Returns each row as lines of heading and cell, with an empty line between rows. Empty cells are omitted.
fn blocks(table: &Table) -> Vec<String> {
    let names = table.header().map(cell_texts).unwrap_or_default();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let rows: Vec<_> = table.row_iter().map(|row| block(row, &names, widest)).collect();
    rows.join(&String::new())
}

/// Returns a row as lines of heading and cell.
fn block(row: &Row, names: &[String], widest: usize) -> Vec<String> {
    let filled = names.iter().zip(cell_texts(row)).filter(|(_, cell)| !cell.is_empty());
    filled.map(|(name, cell)| format!("{}  {cell}", pad(name, widest))).collect()
}

/// Returns the texts of a row.
fn cell_texts(row: &Row) -> Vec<String> {
    row.cell_iter().map(comfy_table::Cell::content).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a table with a wide and a Chinese cell.
    fn table() -> Table {
        let mut table = crate::output::table(&["TARGET", "名称", "MESSAGE"]);
        table.add_row(["bce/bj/i-1", "训练", "a stop was sent and nothing has confirmed it yet"]);
        table.add_row(["bce/bj/i-2", "b", ""]);
        table
    }

    #[test]
    fn fitting_table_has_one_line_per_row() {
        let whole = lines(table(), None);
        assert_eq!(whole[1], "bce/bj/i-1  训练  a stop was sent and nothing has confirmed it yet");
        assert_eq!(lines(table(), Some(66)), whole);
        assert_eq!(unbroken_width(&table()), 66);
    }

    #[test]
    fn narrow_table_breaks_its_last_column() {
        let broken = lines(table(), Some(44));
        assert_eq!(
            broken[1..4],
            [
                "bce/bj/i-1  训练  a stop was sent and",
                "                  nothing has confirmed it",
                "                  yet",
            ]
        );
        assert!(broken.iter().all(|line| width(line) <= 44), "{broken:?}");
    }

    #[test]
    fn very_narrow_table_prints_one_cell_per_line() {
        assert_eq!(
            lines(table(), Some(30)),
            [
                "TARGET   bce/bj/i-1",
                "名称     训练",
                "MESSAGE  a stop was sent and nothing has confirmed it yet",
                "",
                "TARGET   bce/bj/i-2",
                "名称     b",
            ]
        );
    }
}
