//! clap's usage errors in Chinese.

use std::error::Error as _;
use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind};

/// Formats clap's errors in Chinese from their kind and their parts, in the layout of clap's own formatter.
pub(super) struct Chinese;

impl ErrorFormatter for Chinese {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let mut text = format!("错误：{}\n", sentence(error));
        for (kind, what) in [
            (ContextKind::SuggestedSubcommand, "命令"),
            (ContextKind::SuggestedArg, "参数"),
            (ContextKind::SuggestedValue, "值"),
        ] {
            let names = names(error, kind, "、");
            if !names.is_empty() {
                let _ = write!(text, "\n  提示：有相近的{what} {names}\n");
            }
        }
        if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
            let _ = write!(text, "\n{}\n", usage.to_string().replace("Usage: ", "用法："));
        }
        text += "\n更多说明请用 --help。\n";
        text.into()
    }
}

/// Returns the sentence that describes the error.
fn sentence(error: &Error<Chinese>) -> String {
    let arg = names(error, ContextKind::InvalidArg, "、");
    let value = names(error, ContextKind::InvalidValue, "、");
    match error.kind() {
        ErrorKind::ArgumentConflict => match names(error, ContextKind::PriorArg, "、") {
            prior if prior.is_empty() || prior == arg => format!("参数 {arg} 不能重复给出"),
            prior => format!("参数 {arg} 不能与 {prior} 同时使用"),
        },
        ErrorKind::InvalidValue if value.trim_matches('\'').is_empty() => {
            format!("{arg} 需要一个值，但没有给出{}", choices(error, ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue => {
            format!("{arg} 的值 {value} 无效{}", choices(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!("：{why}")).unwrap_or_default();
            format!("{arg} 的值 {value} 无效{why}")
        }
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}", names(error, ContextKind::InvalidSubcommand, "、"))
        }
        ErrorKind::MissingSubcommand => {
            let parent = names(error, ContextKind::InvalidSubcommand, "、");
            format!("{parent} 之后需要一个命令{}", choices(error, ContextKind::ValidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            format!("缺少必需的参数：\n  {}", names(error, ContextKind::InvalidArg, "\n  "))
        }
        ErrorKind::UnknownArgument => format!("没有参数 {arg}"),
        ErrorKind::TooManyValues => format!("{arg} 不再需要更多的值，却给出了 {value}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{arg} 的值的个数不对"),
        ErrorKind::NoEquals => format!("给 {arg} 赋值需要等号"),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8".to_owned(),
        kind => format!("命令行有误（{kind}）"),
    }
}

/// Returns the quoted values of one part of the error, joined by a separator.
fn names(error: &Error<Chinese>, kind: ContextKind, between: &str) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => format!("'{text}'"),
        Some(ContextValue::Strings(texts)) => {
            texts.iter().map(|text| format!("'{text}'")).collect::<Vec<_>>().join(between)
        }
        _ => String::new(),
    }
}

/// Returns the list of valid values in brackets, or an empty text.
fn choices(error: &Error<Chinese>, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) if !texts.is_empty() => {
            format!("\n  [可选：{}]", texts.join(", "))
        }
        _ => String::new(),
    }
}
