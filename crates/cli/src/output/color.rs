//! Colors on standard error. `anstream` enables them by the rules of <https://no-color.org> and
//! <https://bixense.com/clicolors>.

use anstream::{AutoStream, ColorChoice};
pub(crate) use anstyle::AnsiColor;

/// Returns the word for standard error, colored if the terminal and the variables allow it.
pub(crate) fn stderr(color: AnsiColor, word: &str) -> String {
    match AutoStream::choice(&std::io::stderr()) {
        ColorChoice::Never => word.to_owned(),
        _ => paint(color, word),
    }
}

/// Wraps the word in the escape sequences of the color.
fn paint(color: AnsiColor, word: &str) -> String {
    let style = color.on_default();
    format!("{style}{word}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painted_word_ends_with_a_reset() {
        assert_eq!(paint(AnsiColor::Green, "stopped"), "\u{1b}[32mstopped\u{1b}[0m");
        assert_eq!(paint(AnsiColor::Red, "failed"), "\u{1b}[31mfailed\u{1b}[0m");
    }
}
