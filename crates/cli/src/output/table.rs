//! Tables for people: built without borders and printed in the width of the terminal.

use comfy_table::{ContentArrangement, Table, presets};

use super::layout;
use super::stream::{line, notice};

/// Creates a table without borders.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.iter().copied());
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

/// Prints a table on standard output.
pub(crate) fn print(table: Table) {
    layout::lines(table, layout::stdout_columns()).iter().for_each(|row| line(row));
}

/// Prints a table on standard error.
pub(crate) fn print_notice(table: Table) {
    layout::lines(table, layout::stderr_columns()).iter().for_each(|row| notice(row));
}
