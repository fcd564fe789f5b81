//! The language of messages, help and advice: `--lang`, else the locale.

pub(crate) mod kinds;
mod messages;
mod usage;
mod width;

use std::cell::Cell;
use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use clap::ValueEnum;
use clap::builder::StyledStr;
use tingji::core::engine::Reason;
use tingji::core::{Error, Message, sanitize_line};
pub(crate) use width::{fold, pad, width};

/// Formats a text in the current language: `tr!("{count} left", "还剩 {count} 个")`.
macro_rules! tr {
    ($en:literal, $zh:literal $(, $($rest:tt)*)?) => {
        match $crate::lang::current() {
            $crate::lang::Lang::En => format!($en $(, $($rest)*)?),
            $crate::lang::Lang::Zh => format!($zh $(, $($rest)*)?),
        }
    };
}
pub(crate) use tr;

/// A constant text in both languages. `Display` writes the one of the current language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HelpText {
    /// English text.
    pub(crate) en: &'static str,
    /// Chinese text.
    pub(crate) zh: &'static str,
}

impl HelpText {
    /// Returns the text in the current language.
    pub(crate) fn get(self) -> &'static str {
        localized(self.en, self.zh)
    }
}

impl fmt::Display for HelpText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get())
    }
}

impl From<HelpText> for StyledStr {
    fn from(text: HelpText) -> Self {
        text.get().into()
    }
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    #[value(help = HelpText { en: "English", zh: "英文" })]
    En,
    #[value(help = HelpText { en: "Chinese, 中文", zh: "中文" })]
    Zh,
}

/// Error for a language that is neither English nor Chinese. clap writes the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnknownLanguage;

impl FromStr for Lang {
    type Err = UnknownLanguage;

    /// Parses `en` or `zh`, also as a locale such as `zh_CN`, `zh-CN` or `en_US.UTF-8`. Case does not matter.
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let language = text.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "en" => Ok(Self::En),
            "zh" => Ok(Self::Zh),
            _ => Err(UnknownLanguage),
        }
    }
}

impl Lang {
    /// Returns the text of this language.
    pub(crate) fn choose<'a>(self, en: &'a str, zh: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// The language, and a flag that is true if `--lang` set it.
static CURRENT: OnceLock<(Lang, bool)> = OnceLock::new();

/// Sets the language once, for the whole process, from the command line or the locale.
pub(crate) fn init(line: impl IntoIterator<Item = OsString>) {
    let asked = from_command_line(line);
    let _ = CURRENT.set((asked.unwrap_or_else(from_locale), asked.is_some()));
}

thread_local! {
    /// Language of the text that this thread creates, if it is not the one of the process.
    static OVERRIDE: Cell<Option<Lang>> = const { Cell::new(None) };
}

/// Runs a function whose texts are in this language.
pub(crate) fn in_language<T>(lang: Lang, make: impl FnOnce() -> T) -> T {
    let before = OVERRIDE.replace(Some(lang));
    let made = make();
    OVERRIDE.set(before);
    made
}

/// Runs a function with the language of the audience: the current one for people, English for programs.
pub(crate) fn with_audience<T>(is_person: bool, make: impl FnOnce() -> T) -> T {
    in_language(if is_person { current() } else { Lang::En }, make)
}

/// Returns the language of texts; English before [`init`], as in unit tests.
pub(crate) fn current() -> Lang {
    OVERRIDE.get().or_else(|| CURRENT.get().map(|(lang, _)| *lang)).unwrap_or(Lang::En)
}

/// Returns the language of generated files: that of `--lang`, without regard to the locale.
pub(crate) fn requested() -> Lang {
    CURRENT.get().filter(|(_, asked)| *asked).map_or(Lang::En, |(lang, _)| *lang)
}

/// Prints a usage error, or the help or version that was requested.
pub(crate) fn print_usage(error: clap::Error) {
    let _ = match current() {
        Lang::En => error.print(),
        Lang::Zh => error.apply::<usage::Chinese>().print(),
    };
}

/// Returns the language of `--lang` before clap has parsed the line. Invalid values are ignored here; clap
/// reports them later.
fn from_command_line(line: impl IntoIterator<Item = OsString>) -> Option<Lang> {
    let mut words =
        line.into_iter().filter_map(|word| word.into_string().ok()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next()?,
            Some(rest) => rest.strip_prefix('=').unwrap_or_default().to_owned(),
            None => continue,
        };
        if let Ok(lang) = value.parse() {
            return Some(lang);
        }
    }
    None
}

/// Returns the language of the locale, in the order of gettext: `LC_ALL`, `LC_MESSAGES`, `LANG`.
fn from_locale() -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let mut set = names.iter().filter_map(|name| std::env::var(name).ok()).filter(|value| !value.is_empty());
    if set.next().is_some_and(|value| value.starts_with("zh")) { Lang::Zh } else { Lang::En }
}

/// Returns one of two constant texts; like [`tr`] but without arguments and without an allocation.
pub(crate) fn localized(en: &'static str, zh: &'static str) -> &'static str {
    match current() {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// Returns the complete line of an error in the current language, with the parts of its `Display`.
pub(crate) fn localize(error: &Error) -> String {
    if current() == Lang::En {
        return error.to_string();
    }
    let names = [error.operation(), error.code()].into_iter().flatten();
    let prefix: String = names.map(|name| format!("{name}: ")).collect();
    let suffix = match (error.status(), error.request_id()) {
        (Some(status), Some(id)) => format!("（HTTP {status}，请求 ID {id}）"),
        (Some(status), None) => format!("（HTTP {status}）"),
        (None, Some(id)) => format!("（请求 ID {id}）"),
        (None, None) => String::new(),
    };
    format!("{prefix}{}{suffix}", localized_message(error))
}

/// Returns the message in the current language.
pub(crate) fn translate(message: &Message) -> String {
    translate_to(message, current())
}

/// Returns the message in this language. A text without a translation stays as it is.
pub(crate) fn translate_to(message: &Message, lang: Lang) -> String {
    if let Some(text) = message.text() {
        return lang.choose(text.en, text.zh).to_owned();
    }
    match (message.key().and_then(messages::chinese), lang) {
        (Some(template), Lang::Zh) => message.fill(template, &|part| translate_to(part, lang)),
        _ => message.to_string(),
    }
}

/// Returns the message of an error without operation, code and request id. In Chinese, a description of the
/// kind precedes a vendor's message.
pub(crate) fn localized_message(error: &Error) -> String {
    message_in(current(), error)
}

/// Returns the message of an error in this language.
pub(crate) fn message_in(lang: Lang, error: &Error) -> String {
    let message = sanitize_line(&translate_to(error.typed_message(), lang));
    match lang {
        Lang::Zh if error.typed_message().is_verbatim() => {
            format!("{}：{message}", kinds::description(error.kind()))
        }
        _ => message,
    }
}

/// Returns the reason of a report in the current language, on one line.
pub(crate) fn localized_reason(reason: &Reason) -> String {
    sanitize_line(&match (current(), reason) {
        (Lang::Zh, Reason::Error(error)) => localize(error),
        (Lang::Zh, Reason::AfterError(reason, error)) => {
            format!("{}；最后的应答是：{}", localized_reason(reason), localize(error))
        }
        _ => translate(&reason.message()),
    })
}

/// Returns the next step for an error.
pub(crate) fn localized_advice(error: &Error) -> &'static str {
    let advice = error.specific_advice().unwrap_or_else(|| kinds::advice(error.kind()));
    current().choose(advice.en, advice.zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang_of(line: &str) -> Option<Lang> {
        from_command_line(line.split(' ').map(OsString::from))
    }

    #[test]
    fn language_option_is_found_anywhere_on_the_line() {
        assert_eq!(lang_of("tingji list --lang zh"), Some(Lang::Zh));
        assert_eq!(lang_of("tingji --lang=en list"), Some(Lang::En));
        for (value, lang) in [
            ("zh_CN", Lang::Zh),
            ("zh-CN", Lang::Zh),
            ("ZH_cn.UTF-8", Lang::Zh),
            ("en_US", Lang::En),
            ("en-GB", Lang::En),
        ] {
            assert_eq!(lang_of(&format!("tingji list --lang {value}")), Some(lang), "{value}");
        }
        assert_eq!(lang_of("tingji list --lang xx"), None);
        assert_eq!(lang_of("tingji list --language=zh"), None);
        assert_eq!(lang_of("tingji get -- --lang zh"), None);
        assert_eq!(lang_of("tingji list"), None);
    }
}
