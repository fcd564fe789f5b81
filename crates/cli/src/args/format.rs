//! [`Output`] and [`LogFormat`]: how results and log lines are written.

use clap::ValueEnum;

/// Format of the log on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Line per request, for people.
    Text,
    /// JSON, one object per line.
    Json,
}

/// Format of the results on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people.
    Table,
    /// Table with all columns.
    Wide,
    /// For programs: one object, with a schema version.
    Json,
    /// JSON objects, one per line.
    Ndjson,
    /// YAML with the content of json.
    Yaml,
    /// Rows, one per line; the first line has the column names.
    Csv,
    /// Only the targets, one per line: `tingji list -o name | tingji stop -`.
    Name,
}

impl Output {
    /// Returns true for the formats that people read: `table` and `wide`. Only these are localized.
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Table | Self::Wide)
    }
}
