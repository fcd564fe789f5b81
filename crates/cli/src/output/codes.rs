//! The output of `tingji errors`.

use serde_json::json;
use tingji::core::json::{SchemaVersion, reference};
use tingji::core::{RetryClass, json_object};

use super::encode;
use super::stream::{line, notice};
use super::table::{print, table};
use crate::args::Output;
use crate::error_catalog::{self, ErrorExplanation};
use crate::lang::Lang;

/// Prints the codes as a table, and the vendors' pages on standard error.
pub(crate) fn print_codes_table(codes: &[ErrorExplanation], lang: Lang) {
    let mut table = table(&match lang {
        Lang::En => ["CLOUD", "CODE", "KIND", "SEND AGAIN", "EXIT", "MEANING AND NEXT STEP"],
        Lang::Zh => ["云", "错误码", "类别", "可否重发", "退出码", "含义与处理"],
    });
    for code in codes {
        table.add_row([
            code.of.to_owned(),
            code.code.clone(),
            code.kind.clone(),
            code.retry.map_or("-", |retry| retry_text(retry, lang)).to_owned(),
            code.exit_code.map_or_else(|| "-".to_owned(), |code| code.to_string()),
            code.advice.to_owned(),
        ]);
    }
    print(table);
    let mut pages: Vec<_> = codes.iter().filter_map(|code| Some((code.of, code.page?))).collect();
    pages.dedup();
    for (cloud, page) in pages {
        notice(&match lang {
            Lang::En => format!("note: {cloud} lists its codes at {page}"),
            Lang::Zh => format!("注：{cloud} 的错误码见 {page}"),
        });
    }
}

/// Returns whether the request may be sent again, as a table cell.
fn retry_text(retry: RetryClass, lang: Lang) -> &'static str {
    match (retry, lang) {
        (RetryClass::Safe, Lang::En) => "yes",
        (RetryClass::Safe, Lang::Zh) => "可以",
        (RetryClass::ObserveFirst, Lang::En) => "look first",
        (RetryClass::ObserveFirst, Lang::Zh) => "先查看",
        (RetryClass::Never, Lang::En) => "no",
        (RetryClass::Never, Lang::Zh) => "不要",
    }
}

/// Columns of csv.
const FIELDS: [&str; 7] = ["cloud", "code", "kind", "send_again", "exit_code", "advice", "page"];

/// Prints the codes for programs, in English.
pub(crate) fn codes(codes: &[ErrorExplanation], format: Output) {
    let rows: Vec<_> = codes.iter().map(CodeRow::new).collect();
    match format {
        Output::Name => rows.iter().for_each(|row| line(row.code)),
        _ => encode::write(&Codes { schema_version: SchemaVersion, codes: &rows }, &rows, &FIELDS, format),
    }
}

json_object! {
    /// Codes that `errors` explains.
    pub(crate) struct Codes<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Entry for each cloud and code.
        codes: &'a [CodeRow<'a>],
    }
}

json_object! {
    /// A code.
    struct CodeRow<'a> {
        /// Cloud of the code; null for codes of this command.
        #[json(schema(json!({ "anyOf": [reference("cloud"), { "type": "null" }] })))]
        cloud: Option<&'a str>,
        /// The code. A `*` in front means any prefix.
        code: &'a str,
        /// Kind of the failure, or `exit code`, `outcome`, `kind` in the language of the command.
        kind: &'a str,
        /// Safety of a repeated request.
        #[json(schema(json!({ "enum": ["yes", "look first", "no", null] })))]
        send_again: Option<&'static str>,
        /// Exit code of the command.
        exit_code: Option<u8>,
        /// Meaning and next step.
        advice: &'a str,
        /// The vendor's page about its codes.
        page: Option<&'a str>,
    }
}

impl<'a> CodeRow<'a> {
    fn new(code: &'a ErrorExplanation) -> Self {
        Self {
            cloud: Some(code.of).filter(|of| *of != error_catalog::TINGJI),
            code: &code.code,
            kind: &code.kind,
            send_again: code.retry.map(|retry| retry_text(retry, Lang::En)),
            exit_code: code.exit_code,
            advice: code.advice,
            page: code.page,
        }
    }
}
