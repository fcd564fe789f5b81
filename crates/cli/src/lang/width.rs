//! The width of texts on a terminal, where a Chinese character takes two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Returns the columns of a text.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Returns the text filled with spaces to this number of columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Breaks a text into lines of at most this number of columns. Chinese breaks anywhere except before
/// closing punctuation; other words stay whole.
pub(crate) fn fold(text: &str, columns: usize) -> String {
    text.lines().map(|line| fold_line(line, columns)).collect::<Vec<_>>().join("\n")
}

/// Breaks one line.
fn fold_line(text: &str, columns: usize) -> String {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if width(&line) + width(piece.trim_end()) > columns && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line += if line.is_empty() { piece.trim_start() } else { piece };
    }
    lines.push(line.trim_end().to_owned());
    lines.join("\n")
}

/// Splits a text where a line may break: after spaces and around wide characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            cuts.push(at);
        }
        before = Some(c);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|ends| &text[ends[0]..ends[1]]).collect()
}

/// Returns true if a line may break between two characters.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。；：、！？）”》】,.;:!?)]";
    const OPENING: &str = "（“《【([";
    let is_gap = before == ' ' || is_wide(before) || is_wide(after);
    is_gap && after != ' ' && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// Returns true for a character that takes two columns.
fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_padded_and_folded_by_columns() {
        assert_eq!((width("停机 ok"), pad("停机", 6)), (7, "停机  ".to_owned()));
        assert_eq!(fold("先查看，再停机", 8), "先查看，\n再停机");
        assert_eq!(fold("不在标点前断，不拆 word-s", 6), "不在标\n点前\n断，不\n拆\nword-s");
        assert_eq!(fold("short", 70), "short");
        assert_eq!(fold("one\n\ntwo", 70), "one\n\ntwo");
    }
}
