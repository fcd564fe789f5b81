//! The language of messages, help and advice: `--lang`, else the locale's.

mod usage;
mod width;

use std::cell::Cell;
use std::ffi::OsString;
use std::sync::OnceLock;

use clap::ValueEnum;
pub(crate) use width::{fold, pad, width};

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English.
    En,
    /// Chinese, 中文.
    Zh,
}

/// The language, and whether it was asked for.
static CHOSEN: OnceLock<(Lang, bool)> = OnceLock::new();

/// Chooses once, for the whole run.
pub(crate) fn choose(line: impl IntoIterator<Item = OsString>) {
    let asked = asked(line);
    let _ = CHOSEN.set((asked.unwrap_or_else(locale), asked.is_some()));
}

thread_local! {
    /// Whether what is made now is for programs.
    static FOR_PROGRAMS: Cell<bool> = const { Cell::new(false) };
}

/// What this makes for people in the language chosen, for programs in English whatever it is.
pub(crate) fn for_reader<T>(is_person: bool, make: impl FnOnce() -> T) -> T {
    let before = FOR_PROGRAMS.replace(!is_person);
    let made = make();
    FOR_PROGRAMS.set(before);
    made
}

/// The language chosen; English where none was, as in unit tests.
pub(crate) fn chosen() -> Lang {
    if FOR_PROGRAMS.get() {
        return Lang::En;
    }
    CHOSEN.get().map_or(Lang::En, |(lang, _)| *lang)
}

/// The language of what is written into files: what was asked for, whatever the locale.
pub(crate) fn asked_for() -> Lang {
    CHOSEN.get().filter(|(_, asked)| *asked).map_or(Lang::En, |(lang, _)| *lang)
}

/// Tells of a wrong command line, or prints the help that was asked for.
pub(crate) fn print_usage(error: clap::Error) {
    let _ = match chosen() {
        Lang::En => error.print(),
        Lang::Zh => error.apply::<usage::Chinese>().print(),
    };
}

/// What a command line asks for. Whether it is sound is for the parser to say, which reads it too.
fn asked(line: impl IntoIterator<Item = OsString>) -> Option<Lang> {
    let mut words =
        line.into_iter().filter_map(|word| word.into_string().ok()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next()?,
            Some(rest) => rest.strip_prefix('=').unwrap_or_default().to_owned(),
            None => continue,
        };
        if let Ok(lang) = Lang::from_str(&value, false) {
            return Some(lang);
        }
    }
    None
}

/// As gettext chooses.
fn locale() -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let mut set = names.iter().filter_map(|name| std::env::var(name).ok()).filter(|value| !value.is_empty());
    if set.next().is_some_and(|value| value.starts_with("zh")) { Lang::Zh } else { Lang::En }
}

/// A text in the language chosen: `say!("{count} left", "还剩 {count} 个")`.
macro_rules! say {
    ($en:literal, $zh:literal $(, $($rest:tt)*)?) => {
        match $crate::lang::chosen() {
            $crate::lang::Lang::En => format!($en $(, $($rest)*)?),
            $crate::lang::Lang::Zh => format!($zh $(, $($rest)*)?),
        }
    };
}
pub(crate) use say;

/// One of two texts, as [`say`] but without arguments and without an allocation.
pub(crate) fn pick(en: &'static str, zh: &'static str) -> &'static str {
    match chosen() {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// An error's whole line in the language chosen.
pub(crate) fn told(error: &tingji::core::Error) -> String {
    match chosen() {
        Lang::En => error.to_string(),
        Lang::Zh => error.in_chinese(),
    }
}

/// An error's message alone.
pub(crate) fn message(error: &tingji::core::Error) -> String {
    match chosen() {
        Lang::En => error.message().to_owned(),
        Lang::Zh => error.message_zh(),
    }
}

/// What to do about an error.
pub(crate) fn advice(error: &tingji::core::Error) -> &'static str {
    pick(error.advice(), error.advice_zh())
}

/// What core warns of, as [`tingji::Account::warnings`] has it.
pub(crate) fn warned(warning: &str) -> String {
    let file = warning.strip_prefix("the file ").and_then(|rest| rest.split_once(" can be read or changed"));
    match (chosen(), file) {
        (Lang::Zh, Some((file, _))) => {
            format!("其他用户可以读取或修改文件 {file}：请执行 `chmod 600 {file}`")
        }
        _ => warning.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_wherever_it_stands_on_the_line() {
        let asked = |line: &str| asked(line.split(' ').map(OsString::from));
        assert_eq!(asked("tingji list --lang zh"), Some(Lang::Zh));
        assert_eq!(asked("tingji --lang=en list"), Some(Lang::En));
        assert_eq!(asked("tingji list --lang xx"), None);
        assert_eq!(asked("tingji list --language=zh"), None);
        assert_eq!(asked("tingji get -- --lang zh"), None);
        assert_eq!(asked("tingji list"), None);
    }
}
