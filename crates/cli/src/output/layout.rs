//! Tables in the room that a terminal has. Nothing is cut off: what is shown is there to be copied.

use std::io::{IsTerminal, stderr, stdout};

use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width as Wide};
use terminal_size::{Height, Width, terminal_size_of};

use crate::lang::{pad, width};

/// The blanks between two columns.
const GAP: usize = 2;
/// A text is not broken into lines shorter than this.
const SHORTEST: usize = 24;

/// The columns of standard output; none where it is no terminal, and all room is there.
pub(crate) fn room() -> Option<usize> {
    columns(stdout().is_terminal().then(|| terminal_size_of(stdout())).flatten())
}

/// The same of standard error.
pub(crate) fn room_for_notices() -> Option<usize> {
    columns(stderr().is_terminal().then(|| terminal_size_of(stderr())).flatten())
}

fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(Width(columns), _)| usize::from(columns)).filter(|columns| *columns > 0)
}

/// Whether the table fits as it is.
pub(crate) fn fits(table: &Table, room: Option<usize>) -> bool {
    room.is_none_or(|room| natural(table) <= room)
}

fn natural(table: &Table) -> usize {
    let widths = table.column_max_content_widths();
    widths.iter().map(|width| usize::from(*width) + GAP).sum::<usize>().saturating_sub(GAP)
}

/// The lines of the table: as it is where it fits, else with its last column, which tells people
/// something, broken into lines, else row by row with a line for each column.
pub(crate) fn lines(mut table: Table, room: Option<usize>) -> Vec<String> {
    if let Some(room) = room.filter(|_| !fits(&table, room)) {
        let last = table.column_max_content_widths().last().map_or(0, |last| usize::from(*last));
        match (room + last).checked_sub(natural(&table)) {
            Some(left) if left >= SHORTEST => break_last(&mut table, left),
            _ => return blocks(&table),
        }
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.to_string().lines().map(|row| row.trim_end().to_owned()).collect()
}

fn break_last(table: &mut Table, left: usize) {
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::MAX);
    let last = table.column_count().saturating_sub(1);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_constraint(if at == last {
            ColumnConstraint::Absolute(Wide::Fixed(u16::try_from(left + GAP).unwrap_or(u16::MAX)))
        } else {
            ColumnConstraint::ContentWidth
        });
    }
}

/// Each row as lines of a name and what is in that column, with an empty line between two rows.
fn blocks(table: &Table) -> Vec<String> {
    let cells = |row: &Row| row.cell_iter().map(comfy_table::Cell::content).collect::<Vec<_>>();
    let names = table.header().map(cells).unwrap_or_default();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let block = |row: &Row| -> Vec<String> {
        let told = names.iter().zip(cells(row)).filter(|(_, cell)| !cell.is_empty());
        told.map(|(name, cell)| format!("{}  {cell}", pad(name, widest))).collect()
    };
    let rows: Vec<_> = table.row_iter().map(block).collect();
    rows.join(&String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = crate::output::table(&["TARGET", "名称", "MESSAGE"]);
        table.add_row(["bce/bj/i-1", "训练", "a stop was sent and nothing has confirmed it yet"]);
        table.add_row(["bce/bj/i-2", "b", ""]);
        table
    }

    #[test]
    fn where_there_is_room_a_table_has_a_line_for_each_row() {
        let whole = lines(table(), None);
        assert_eq!(whole[1], "bce/bj/i-1  训练  a stop was sent and nothing has confirmed it yet");
        assert_eq!(lines(table(), Some(66)), whole);
        assert_eq!(natural(&table()), 66);
    }

    #[test]
    fn with_less_room_its_last_column_is_broken_into_lines() {
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
    fn with_little_room_each_column_has_a_line_of_its_own() {
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
