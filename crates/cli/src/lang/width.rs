//! How wide a text is on a terminal, where a Chinese character takes two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns of a text.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text with blanks behind it, up to so many columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text in lines of at most so many columns. Chinese may be broken anywhere but before a mark
/// that ends something; other words stay whole.
pub(crate) fn fold(text: &str, columns: usize) -> String {
    text.lines().map(|line| fold_line(line, columns)).collect::<Vec<_>>().join("\n")
}

fn fold_line(text: &str, columns: usize) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for piece in pieces(text) {
        if width(&line) + width(piece.trim_end()) > columns && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line += if line.is_empty() { piece.trim_start() } else { piece };
    }
    lines.push(line.trim_end().to_owned());
    lines.join("\n")
}

/// What is not broken: a word with the blanks behind it, a wide character with the marks that end it.
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

fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let ends = |c: char| "，。；：、！？）”》】,.;:!?)]".contains(c);
    let opens = |c: char| "（“《【([".contains(c);
    let apart = before == ' ' || wide(before) || wide(after);
    apart && after != ' ' && !ends(after) && !opens(before)
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
