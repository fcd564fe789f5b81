//! Output formats.

use clap::ValueEnum;

/// How requests are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// A line each, for people.
    Text,
    /// A JSON object a line.
    Json,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people.
    Table,
    /// The same with more columns, where there are more.
    Wide,
    /// For programs: one object, with a schema version.
    Json,
    /// One object a line.
    Ndjson,
    /// The object of json as YAML.
    Yaml,
    /// One row a line, the names first.
    Csv,
    /// Targets alone, to be handed on: `tingji list -o name | tingji stop -`.
    Name,
}

impl Output {
    /// Whether it is a table, for people.
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Table | Self::Wide)
    }
}
