//! [`Output`] and [`LogFormat`]: how results and log lines are written.

use clap::ValueEnum;

use crate::lang::HelpText;

/// Format of the log on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    #[value(help = HelpText { en: "Line per request, for people", zh: "每个请求一行，供人阅读" })]
    Text,
    #[value(help = HelpText { en: "JSON, one object per line", zh: "每行一个 JSON 对象" })]
    Json,
}

/// Format of the results on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    #[value(help = HelpText { en: "For people", zh: "供人阅读" })]
    Table,
    #[value(help = HelpText { en: "Table with all columns", zh: "显示全部列的表格" })]
    Wide,
    #[value(help = HelpText {
        en: "For programs: one object, with a schema version",
        zh: "供程序读取：一个对象，含 schema 版本",
    })]
    Json,
    #[value(help = HelpText { en: "JSON objects, one per line", zh: "每行一个对象" })]
    Ndjson,
    #[value(help = HelpText { en: "YAML with the content of json", zh: "内容同 json，格式为 YAML" })]
    Yaml,
    #[value(help = HelpText {
        en: "Rows, one per line; the first line has the column names",
        zh: "每行一条，首行为列名",
    })]
    Csv,
    #[value(help = HelpText {
        en: "Only the targets, one per line: `tingji list -o name | tingji stop -`",
        zh: "仅目标，可交给下一条命令：`tingji list -o name | tingji stop -`",
    })]
    Name,
}

impl Output {
    /// Returns true for the formats that people read: `table` and `wide`. Only these are localized.
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Table | Self::Wide)
    }
}
